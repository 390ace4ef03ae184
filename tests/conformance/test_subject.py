"""What is checked."""

from __future__ import annotations

from fractions import Fraction

from tests.conformance.asked import CASES, added, subject_of

SECOND = ("profiles:\n", "profiles:\n  - {id: other, leaves_out: [shows_book]}\n")


def test_a_checklist_and_its_profiles_are_tried() -> None:
    """Each is a variant with its way; what a profile does not change is tried once."""
    published, other, short = subject_of(SECOND).variants
    assert [each.path for each in (published, other, short)] == [
        ("assessable", "checklists", 0),
        ("profiles", 0),
        ("profiles", 1),
    ]
    assert [[score.id for score in each.scores] for each in (published, other, short)] == [
        ["manner", "steps", "points"],
        ["steps", "points"],
        ["steps"],
    ]


def test_a_score_made_of_another_is_another_where_that_one_is() -> None:
    """A profile that changes a part changes what is made of it."""
    (_, short) = subject_of(added("{id: whole, rule: mean, of: [steps], missing: none}")).variants
    assert [score.id for score in short.scores] == ["steps", "whole"]


def test_a_score_can_be_looked_at_alone() -> None:
    """With what it is made of, and nothing else."""
    subject = subject_of(added("{id: whole, rule: mean, of: [steps], missing: none}"))
    variant = subject.variants[0]
    assert [*variant.only(variant.checklist.score["whole"]).plan.scores] == ["steps", "whole"]
    assert [*variant.only(variant.checklist.score["manner"]).plan.scores] == ["manner"]


def test_the_extremes_are_those_of_complete_ratings() -> None:
    """Found once, and remembered."""
    variant = subject_of().variants[0]
    score = variant.checklist.score["points"]
    assert [variant.extreme(score, highest) for highest in (False, True, True)] == [
        Fraction(4),
        Fraction(22),
        Fraction(22),
    ]


def test_what_stands_in_the_document_can_be_asked_for() -> None:
    """By the way to it; a way that leads nowhere holds nothing."""
    subject = subject_of()
    assert subject.written(("assessable", "checklists", 0, "n_items")) == 7
    assert subject.holds(("profiles", 0, "leaves_out", 0))
    for path in (("profiles", 7), ("profiles", "x"), ("id", 0), ("nothing",)):
        assert not subject.holds(path)


def test_cases_of_others_are_not_ours() -> None:
    """Only files about this intervention and this version are, and those that cannot be read are told elsewhere."""
    assert len(subject_of().case_files) == 1
    for cases in (CASES.replace('"1.0"', '"1.1"'), CASES.replace(": story_time", ": bedtime"), "cases: ["):
        assert subject_of(cases=cases).case_files == ()


def test_a_checklist_that_is_not_sound_is_no_variant() -> None:
    """What cannot be scored is not tried."""
    subject = subject_of(("label: Low, below: 3}", "label: Low, at_most: 2.9}"))
    assert subject.variants == ()
    assert [problem.code for problem in subject.unsound()] == ["ranges-gap"]
