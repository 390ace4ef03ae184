"""A report of checks, as text and as data."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fidelity.conformance.check import Checked, Layer
from fidelity.conformance.report import Report
from fidelity.definition.schema_files import schema
from fidelity.problems import Place, Problem, Severity
from fidelity.report.check_text import check_json, check_text

WRONG = Problem("wrong-thing", "this is wrong", "mend it", ("a", 0), Place("x.yaml", 3, 1, "a"))
OWED = Problem("owed-thing", "this is owed", "write it", ("b", 1), Place("x.yaml", 5, 1, "b"), Severity.INCOMPLETE)
SCHEMA = Draft202012Validator(schema("check"))


def first(*problems: Problem, exemption: str = "") -> Checked:
    """A check that found something."""
    return Checked("first", Layer.STATIC, "all is there", problems, exemption)


SECOND = Checked("second", Layer.STATIC, "all is well")
LAST = Checked("last-of-all", Layer.GOLDEN, "all comes out")


def report(*problems: Problem, exemption: str = "") -> Report:
    """A report with one check that found something and two that did not."""
    return Report("x.yaml", (first(*problems, exemption=exemption), SECOND, LAST))


def last_line(of: Report) -> str:
    """The verdict."""
    return check_text(of).splitlines()[-1]


@pytest.mark.parametrize(
    ("problems", "verdict"),
    [
        ((), "All is done: 3 checks passed."),
        ((OWED,), "Nothing is wrong. One thing is still owed."),
        ((OWED, OWED), "Nothing is wrong. 2 things are still owed."),
        ((WRONG,), "One thing is wrong."),
        ((WRONG, OWED, OWED), "One thing is wrong, and 2 things are owed."),
    ],
)
def test_the_last_line_is_the_verdict(problems: tuple[Problem, ...], verdict: str) -> None:
    """Done, owed or wrong, with how many things there are, also where one check found both kinds."""
    assert last_line(report(*problems)) == verdict


def test_the_verdict_tells_of_exemptions() -> None:
    """What is exempt is neither passed nor owed."""
    assert last_line(report(WRONG, OWED, exemption="Never printed.")) == "All is done: 2 checks passed, 1 exempt."


def test_the_verdict_tells_what_was_not_run() -> None:
    """Where a layer is left out, not all is done."""
    said = check_text(report(), layers=(Layer.STATIC, Layer.GOLDEN))
    assert said.endswith("\n\nThe layer properties was not run.\n\n3 checks passed.\n")
    said = check_text(report(OWED), layers=(Layer.STATIC,))
    assert "\n\nThe layers properties and golden were not run.\n\nNothing is wrong." in said


def test_what_is_wrong_stands_first() -> None:
    """What is wrong, then what is owed, then the names of what is passed: one check after another."""
    assert check_text(report(WRONG, OWED), width=60) == (
        "x.yaml\n\n"
        "Wrong\n\n"
        "first: all is there\n\n"
        "error[wrong-thing]: this is wrong\n"
        "  --> x.yaml:3:1\n"
        "  |\n3 | a\n  | ^\n"
        "  help: mend it\n\n"
        "Still owed\n\n"
        "first: all is there\n"
        "  line   5  this is owed; write it\n\n"
        "Passed\n\n"
        "  The definition, read: second\n"
        "  Golden cases: last-of-all\n\n"
        "One thing is wrong, and one thing is owed.\n"
    )


def owed(problem: Problem) -> str:
    """The line of one thing that is owed."""
    lines = check_text(report(OWED, problem)).splitlines()
    return lines[lines.index("  line   5  this is owed; write it") + 1]


def test_what_is_owed_has_its_place() -> None:
    """A line of the definition, the name of another file, or neither, where it is about the whole."""
    in_cases = Place("cases/x.yaml", 12, 3, "c")
    assert (
        owed(Problem("x", "that too", place=Place("x.yaml", 9), severity=Severity.INCOMPLETE)) == "  line   9  that too"
    )
    assert owed(Problem("x", "it", place=in_cases, severity=Severity.INCOMPLETE)) == f"{' ' * 12}cases/x.yaml:12:3: it"
    assert owed(Problem("x", "all", place=Place("x.yaml"), severity=Severity.INCOMPLETE)) == f"{' ' * 12}all"


def test_a_placeholder_has_its_way() -> None:
    """The keys that lead to it say what is to be written."""
    left = Problem("placeholder", "`…` is left", "", ("components", 0, "why"), Place("x.yaml", 8), Severity.INCOMPLETE)
    assert owed(left) == "  line   8  components: why: `…` is left"


def test_what_is_exempt_has_its_reason() -> None:
    """The reason is shown always, and what it excuses at length."""
    exempt = report(WRONG, exemption="Nobody has published a rated example.")
    assert "Exempt, and why\n\n  first: Nobody has published a rated example.\n\nPassed" in check_text(exempt)
    assert "this is wrong" not in check_text(exempt)
    assert "rated example.\n    - this is wrong\n" in check_text(exempt, long=True)


def test_an_exemption_of_what_is_passed_is_not_shown() -> None:
    """That it is not needed is another check's to say."""
    assert "Exempt" not in check_text(Report("x.yaml", (first(exemption="Never printed."),)))


def test_every_check_can_say_what_it_makes_sure_of() -> None:
    """At length, each name stands beside its title, layer by layer."""
    text = check_text(report(OWED), long=True)
    assert "Passed: the definition, read\n\ncheck   makes sure that\n------  ---" in text
    assert "second  all is well" in text
    assert "last-of-all  all comes out" in text


def test_names_are_not_broken_at_their_hyphens() -> None:
    """A name can be copied from the page, however narrow that is."""
    names = [f"one-of-many-{number}" for number in range(20)]
    many = Report("x.yaml", tuple(Checked(name, Layer.GOLDEN, "it is so") for name in names))
    lines = check_text(many, width=40).splitlines()
    assert max(map(len, lines)) <= 40
    assert [word.rstrip(",") for line in lines for word in line.split() if word.startswith("one-")] == names


def test_a_checklist_that_cannot_be_scored_says_why_so_little_was_run() -> None:
    """What was not looked at does not pass for passed."""
    unsound = Report("x.yaml", (first(WRONG), SECOND))
    said = "The other checks are run as soon as a checklist can be scored."
    assert said in check_text(unsound)
    assert said not in check_text(unsound, layers=(Layer.STATIC,))
    assert said not in check_text(report(WRONG))


def test_a_file_that_cannot_be_read_says_why_so_little_was_run() -> None:
    """The other checks wait until it can be."""
    unread = Report("x.yaml", (Checked("readable", Layer.STATIC, "it can be read", (WRONG,)),))
    assert "The other checks are run as soon as the file can be read." in check_text(unread)
    assert "were not run" not in check_text(unread, layers=(Layer.GOLDEN,))
    assert "The other checks" not in check_text(report(WRONG))


@pytest.mark.parametrize(
    ("problems", "exemption", "outcomes"),
    [
        ((), "", ("done", "done")),
        ((OWED,), "", ("owed", "owed")),
        ((WRONG,), "", ("wrong", "wrong")),
        ((OWED, WRONG), "", ("wrong", "wrong")),
        ((OWED, WRONG), "Never printed.", ("done", "exempt")),
        ((), "Never printed.", ("done", "done")),
    ],
)
def test_reports_are_what_the_schema_describes(
    problems: tuple[Problem, ...], exemption: str, outcomes: tuple[str, str]
) -> None:
    """However they ended, each check has its outcome, its exemption and its problems."""
    said: Any = check_json([report(*problems, exemption=exemption)])
    SCHEMA.validate(said)
    assert json.loads(json.dumps(said)) == said
    (found,) = said["reports"]
    check = found["checks"][0]
    assert (found["outcome"], check["outcome"]) == outcomes
    assert check["exemption"] == (exemption or None)
    assert [each["code"] for each in check["problems"]] == [problem.code for problem in problems]


def test_layers_are_told_in_their_order() -> None:
    """A program sees what was asked for, however it was."""
    said = check_json([report()], (Layer.GOLDEN, Layer.STATIC))
    SCHEMA.validate(said)
    assert (said["format"], said["layers"]) == (2, ["static", "golden"])


@pytest.mark.parametrize(
    ("key", "value"), [("outcome", "wrong"), ("outcome", "exempt"), ("problems", [{"code": "x"}]), ("name", "No name")]
)
def test_the_schema_refuses_what_cannot_be(key: str, value: object) -> None:
    """A check that found nothing is done, and what is not is told."""
    said: Any = check_json([report()])
    said["reports"][0]["checks"][0][key] = value
    assert not SCHEMA.is_valid(said)


def test_a_problem_is_told_as_everywhere() -> None:
    """A program that reads problems can read those of a check."""
    assert schema("check")["$defs"]["problem"] == schema("problems")["$defs"]["problem"]
