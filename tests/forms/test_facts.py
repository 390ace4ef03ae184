"""The facts that a form asks."""

from __future__ import annotations

import pytest

from fidelity.errors import UsageError
from fidelity.forms.facts import ASKED, Answered, fields_of
from fidelity.model.unit import Unit
from fidelity.records.observation import FACTS
from fidelity.records.visit import needed
from tests.forms.samples import blank


def test_a_session_is_asked_for_whom_when_and_how() -> None:
    """What every record needs first, and the name of the visit last."""
    fields = {field.name: field for field in blank().fields}
    assert [*fields] == [
        "date", "practitioner", "rater", "role", "mode", "minutes", "team", "site", "client", "observation", "raters",
    ]  # fmt: skip
    assert [name for name, field in fields.items() if field.required] == ["date", "practitioner", "rater"]


def test_a_team_is_asked_for_its_code() -> None:
    """And not for a practitioner."""
    fields = [field.name for field in blank("team_day").fields]
    assert fields == ["date", "team", "rater", "role", "mode", "site", "observation", "raters"]


@pytest.mark.parametrize("unit", Unit)
def test_what_a_record_needs_is_asked(unit: Unit) -> None:
    """Whatever the checklist speaks about, and each fact is one that is known."""
    assert {*needed(unit)} <= {"date", *ASKED[unit]} <= {*FACTS}


def test_roles_are_those_of_the_checklist() -> None:
    """And a master rating can be made with any form."""
    role = next(field for field in blank().fields if field.name == "role")
    assert [value for value, _ in role.choices] == ["coach", "supervisor", "master"]


def test_codes_have_no_spaces_where_nobody_says_more() -> None:
    """And look as the workspace says where it does."""
    checklist = blank().checklist
    patterns = {field.name: field.pattern for field in fields_of(checklist, {"rater": "R[0-9]+"}, {})}
    assert (patterns["practitioner"], patterns["rater"]) == (r"\S{1,40}", "R[0-9]+")


def test_what_is_known_is_filled_in() -> None:
    """Also a fact that is not asked else."""
    fields = {field.name: field for field in blank(practitioner="P03", region="north", date="2026-11-20").fields}
    assert (fields["practitioner"].value, fields["date"].value, fields["rater"].value) == ("P03", "2026-11-20", "")
    assert (fields["region"].value, fields["region"].answered) == ("north", Answered.CODE)


def test_what_cannot_be_filled_in_is_told_at_once() -> None:
    """A fact that is none, a day that is none, a choice that is none, and a name instead of a code."""
    given = {"practitoner": "P03", "date": "2026-02-30", "role": "boss", "client": "Jane Roe", "minutes": "many"}
    with pytest.raises(UsageError) as raised:
        fields_of(blank().checklist, {}, given)
    assert [(problem.code, problem.message) for problem in raised.value.problems] == [
        ("unknown-fact", "a visit has no fact `practitoner`"),
        ("bad-date", "there is no day `2026-02-30`"),
        ("bad-fact", "role `boss` cannot be chosen on this form"),
        ("bad-fact", "minutes `many` does not look as it should"),
        ("bad-fact", "client `Jane Roe` does not look as it should"),
    ]
