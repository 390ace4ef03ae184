"""Above one observation: groups without a score are shown, and copies change no mean."""

from __future__ import annotations

from tests.conformance.asked import problems, subject_of
from tests.conformance.mutant import MUTANTS, report_of


def test_the_tally_of_the_engine_passes() -> None:
    """Of the installed one nothing is found."""
    assert problems("groups-shown", subject_of()) == problems("copies", subject_of()) == []


def test_what_a_group_came_to_is_told() -> None:
    """The message says how many were counted, and how many were taken for scored."""
    report = report_of(MUTANTS / "groups-shown/blanks_are_noughts")
    (check,) = (each for each in report.checks if each.name == "groups-shown")
    assert check.problems[0].message.endswith("three observations without a rating: 3 counted, 3 scored")
