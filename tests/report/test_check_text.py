"""A report of checks, as text and as data."""

from __future__ import annotations

from fidelity.conformance.checks import Check
from fidelity.conformance.report import Report
from fidelity.problems import Place, Problem, Severity
from fidelity.report.check_text import check_json, check_text

WRONG = Problem("wrong-thing", "this is wrong", "mend it", ("a", 0), Place("x.yaml", 3, 1, "a"))
OWED = Problem("owed-thing", "this is owed", "write it", ("b",), Place("x.yaml", 5, 1, "b"), Severity.INCOMPLETE)


def report(*problems: Problem) -> Report:
    """A report with one check that found something and one that did not."""
    return Report("x.yaml", (Check("first", "all is there", problems), Check("second", "all is well", ())))


def test_the_last_line_is_the_verdict() -> None:
    """Done, owed or wrong, with how many things there are."""
    assert check_text(report()).strip().endswith("All is done.")
    assert check_text(report(OWED)).strip().endswith("Nothing is wrong. One thing is still owed.")
    assert check_text(report(OWED, OWED)).strip().endswith("2 things are still owed.")
    assert check_text(report(WRONG)).strip().endswith("One thing is wrong.")


def test_each_check_has_its_mark() -> None:
    """What is wrong stands out from what is owed and what is done."""
    marks = [line.split()[:2] for line in check_text(report(WRONG)).splitlines()]
    assert ["WRONG", "first"] in marks
    assert ["done", "second"] in marks
    assert ["owed", "first"] in [line.split()[:2] for line in check_text(report(OWED)).splitlines()]


def test_what_is_owed_is_listed_with_its_line() -> None:
    """Who is to write something sees where."""
    lines = check_text(report(OWED)).splitlines()
    assert any(line.split()[:1] == ["5"] and "this is owed" in line for line in lines)


def test_reports_are_plain_data() -> None:
    """Each check has its outcome and its problems."""
    said = check_json([report(WRONG), report()])
    assert said["format"] == 1
    reports = said["reports"]
    assert isinstance(reports, list)
    assert [each["outcome"] for each in reports] == ["wrong", "done"]
    (problem,) = reports[0]["checks"][0]["problems"]
    assert (problem["code"], problem["line"], problem["severity"]) == ("wrong-thing", 3, "error")
