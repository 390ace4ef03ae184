"""All checks of one definition."""

from __future__ import annotations

from fidelity.conformance.checks import Outcome
from fidelity.conformance.report import check_data
from tests.cli.sample import DEFINITION

CASE = b"""\
schema: 1
intervention: visit
version: "1.2"
cases: [{id: best, why: The best, ratings: {greets: 2}, expect: {criteria: {cares: cannot_tell}}}]
"""
HOLED = DEFINITION.replace("high, label: High, at_least: 60", "high, label: High, above: 60")


def test_the_checks_come_in_their_order() -> None:
    """From whether it can be read at all to whether it computes what it should."""
    report = check_data(DEFINITION.encode(), "x.yaml", [("case.yaml", CASE)])
    assert [check.name for check in report.checks] == [
        "readable",
        "sound",
        "written",
        "described",
        "covered",
        "assessed",
        "sourced",
        "golden-cases",
    ]
    assert (report.outcome, report.problems) == (Outcome.DONE, ())


def test_what_cannot_be_read_is_checked_no_further() -> None:
    """Of a file that is no definition only that is said, with every problem at its line."""
    report = check_data(DEFINITION.replace("title:", "titel:").encode(), "x.yaml", [("case.yaml", CASE)])
    assert [check.name for check in report.checks] == ["readable"]
    assert report.outcome is Outcome.WRONG
    lines = {problem.place.line for problem in report.problems if problem.place}
    assert {4, 8, 9} <= lines


def test_one_mistake_is_told_once() -> None:
    """Where a checklist is not sound, its cases do not say so again."""
    report = check_data(HOLED.encode(), "x.yaml", [("case.yaml", CASE)])
    assert [problem.code for problem in report.problems] == ["ranges-gap"]
    assert all(problem.place and problem.place.line for problem in report.problems)


def test_cases_of_others_are_left_alone() -> None:
    """A folder of cases serves several definitions; none for this one is owed."""
    other = CASE.replace(b'"1.2"', b'"1.3"')
    report = check_data(DEFINITION.encode(), "x.yaml", [("case.yaml", other)], siblings=["visit@1.3"])
    assert [problem.code for problem in report.problems] == ["no-golden-cases"]
    assert report.outcome is Outcome.OWED


def test_cases_of_nobody_are_told() -> None:
    """Cases that no definition claims would never be tried: that is a mistake, at the head of their file."""
    other = CASE.replace(b'"1.2"', b'"1.3"')
    report = check_data(DEFINITION.encode(), "x.yaml", [("case.yaml", other)])
    assert [problem.code for problem in report.problems] == ["case-unclaimed", "no-golden-cases"]
    assert report.problems[0].place is not None
    assert report.problems[0].place.source == "case.yaml"
    assert report.outcome is Outcome.WRONG


def test_a_broken_file_of_cases_hides_no_other() -> None:
    """Each file is tried, and each problem has its file."""
    failing = CASE.replace(b"cannot_tell", b"met")
    report = check_data(DEFINITION.encode(), "x.yaml", [("a.yaml", b"cases: ["), ("b.yaml", failing), ("c.yaml", CASE)])
    assert {problem.place.source for problem in report.problems if problem.place} == {"a.yaml", "b.yaml"}
    assert report.outcome is Outcome.WRONG
