"""What a page about an intervention says: everything that the definition says, in finished sentences."""

from __future__ import annotations

from fidelity.about import VERSION
from fidelity.intervention import Intervention
from fidelity.report.page.page import page_of
from fidelity.report.page.record import Fact, Table
from tests.report.whole import page, whole


def test_identity_and_source_are_told() -> None:
    """Where it comes from, under what terms, in whose words, and what is not verified."""
    told = page()
    assert (told.id, told.version, told.profile, told.engine) == ("visit", "1.2", "", VERSION)
    assert told.text_hash == whole().text_hash
    assert told.facts == (
        Fact("Source", "A handbook"),
        Fact("Licence", "CC0-1.0"),
        Fact("Wording", "written for this definition"),
    )
    assert told.unverified == ("What happens on Sundays | and at night.",)
    assert [fact.text for fact in told.about] == ["Nobody comes", "Somebody should", "Families", "Nobody"]


def test_components_come_with_their_profile_and_items() -> None:
    """Where they are seen is told too."""
    welcome, care, hurry = page().components
    assert (welcome.expected, welcome.developmental, welcome.unacceptable) == ("A smile", "A nod", "A frown")
    assert (welcome.has_profile, care.has_profile) == (True, False)
    assert [each.kind for each in (welcome, care, hurry)] == ["core", "adaptable", "prohibited"]
    assert care.items == ("asks", "listens", "signs")


def test_how_it_is_taught_learnt_and_done_is_told() -> None:
    """Columns that say nothing are left out."""
    told = page()
    assert told.teaching == Table(
        ("Unit", "Teaches", "How", "Minutes", "With"),
        (("First day", "Welcoming; Caring", "rehearsal", "60", "film; cards"),),
    )
    assert told.learning == (
        Fact(
            "Alone",
            "Meets “Competent” (`competent`) 3 times in a row; within 6 months; again every 1 month; during 2 years; "
            "with coaching: monthly; about: Welcoming.",
        ),
    )
    assert told.doing == Table(("What", "When", "Minutes", "Needs"), (("Welcoming", "at the door", "5", "shoes"),))
    assert [fact.text for fact in told.requires] == [
        "A nurse",
        "At home",
        "at most 12 for one practitioner",
        "50 minutes",
    ]


def test_companions_are_told() -> None:
    """With what is rated of them."""
    assert page().companions == (Fact("other@2, checklist day, profile night", "It is rated on the same day."),)


def test_a_bare_intervention_has_a_page() -> None:
    """What is not said takes no room."""
    told = page_of(Intervention("bare", "1", "Bare"), {}, {})
    assert (told.teaching, told.doing, told.checklists, told.learning, told.requires) == (None, None, (), (), ())


def test_a_profile_is_shown_instead_where_it_is_asked_for() -> None:
    """Its checklist is the one that is told, and only its changes."""
    told = page("short")
    (checklist,) = told.checklists
    assert (told.profile, checklist.profile) == ("short", "short")
    assert [profile.id for profile in told.profiles] == ["short"]
    assert checklist.plan_hash != page().checklists[0].plan_hash
