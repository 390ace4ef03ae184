"""What a workspace has agreed on: codes and how long records are kept."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.errors import InvalidRecord
from fidelity.records.policy import Policy

POLICY = Policy.of({"practitioner": "[A-Z]{1,4}[0-9]{1,5}", "rater": r"R\d", "site": "[a-z]+"}, "5 years")


def test_a_code_is_a_code() -> None:
    """Facts that are codes pass, and so do facts that are none and facts that are not there."""
    facts = {"practitioner": "P03", "rater": "R1", "site": "north", "role": "coach", "minutes": "45", "team": "any"}
    assert [*POLICY.code_problems(facts)] == []
    assert [*POLICY.code_problems({})] == []
    assert [*POLICY.code_problems({"rater": "consensus"})] == []


def test_what_is_no_code_is_told_with_an_example() -> None:
    """The problem says which fact, what stands there, and what a code looks like."""
    first, second = POLICY.code_problems({"rater": "Florence", "practitioner": "P03 ", "site": "north"})
    assert (first.code, first.path) == ("not-a-code", ("practitioner",))
    assert first.message == "practitioner `P03 ` does not look like a code of this workspace"
    assert first.help == "a code is like `AB12` (`[A-Z]{1,4}[0-9]{1,5}`)"
    assert second.path == ("rater",)


def test_without_a_pattern_a_name_is_still_seen() -> None:
    """A workspace that says nothing about codes is warned of what looks like a person, and of nothing else."""
    (problem,) = Policy().code_problems({"practitioner": "Mary Seacole", "rater": "anything goes", "site": "St Mary"})
    assert problem.message == "practitioner `Mary Seacole` looks like a name"


def test_all_that_is_wrong_with_settings_is_told() -> None:
    """Each with its way in the settings."""
    with pytest.raises(InvalidRecord) as error:
        Policy.of({"practitioner": "(a+)+", "rater": "R1", "team": ""}, "for ever")
    assert [(problem.code, problem.path) for problem in error.value.problems] == [
        ("bad-code-pattern", ("codes", "practitioner")),
        ("bad-code-pattern", ("codes", "team")),
        ("bad-period", ("retention", "keep")),
    ]


@pytest.mark.parametrize(
    ("keep", "day", "due"),
    [
        ("5 years", date(2026, 11, 20), date(2031, 11, 20)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
        ("", date(2026, 11, 20), None),
    ],
)
def test_time_runs_from_the_day_of_the_visit(keep: str, day: date, due: date | None) -> None:
    """Counted on the calendar; where nothing was agreed, nothing is due."""
    assert Policy.of({}, keep).due(day) == due
