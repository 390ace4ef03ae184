"""The named checks: for each, a definition that passes and one that does not."""

from __future__ import annotations

import pytest

from fidelity.conformance.checks import Check, Outcome
from fidelity.conformance.report import check_data
from fidelity.problems import Problem, Severity
from tests.cli.sample import DEFINITION


def check_of(name: str, *changes: tuple[str, str]) -> Check:
    """One check of the sample with some passages changed."""
    text = DEFINITION
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (check,) = (each for each in check_data(text.encode(), "x.yaml").checks if each.name == name)
    return check


@pytest.mark.parametrize("name", ["readable", "sound", "written", "described", "covered", "assessed", "sourced"])
def test_a_whole_definition_passes(name: str) -> None:
    """Nothing is found where there is nothing."""
    assert check_of(name).outcome is Outcome.DONE


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "line"),
    [
        ("readable", "{id: high, label: High, at_least: 60}", "{id: high, label: High, above: 60}", "ranges-gap", 32),
        ("readable", "label: Low, below: 60", "label: Low, at_most: 60", "ranges-overlap", 32),
        ("sound", "label: Low, below: 60", "label: Low, at_most: 59", "ranges-gap", 32),
        ("written", "text: Listens", 'text: "…"', "placeholder", 23),
        ("written", "source: Pilot", 'source: "…"', "placeholder", 36),
        ("written", "anchor: It is tried", "anchor: TODO", "placeholder", 14),
        ("written", "title: Without plans", "title: FIXME later", "placeholder", 40),
        ("described", "citation: Written for the tests, ", "", "no-source", 5),
        ("described", ", licence: CC0-1.0", "", "no-licence", 5),
        ("described", ", not_for: Nobody", "", "no-audience", 6),
        ("covered", "greets, component: welcome", "greets, component: care", "component-unseen", 8),
        ("covered", "greets, component: welcome,", "greets,", "item-homeless", 21),
        ("sourced", ", source: Pilot", "", "cut-without-source", 36),
    ],
)
def test_each_check_finds_what_it_looks_for(name: str, old: str, new: str, code: str, line: int) -> None:
    """The problem has its code and stands near the line where something is to be done."""
    check = check_of(name, (old, new))
    problem = next(each for each in check.problems if each.code == code)
    assert problem.place is not None
    assert problem.place.line is not None
    assert abs(problem.place.line - line) <= 1
    wrong = problem.severity is Severity.ERROR
    assert check.outcome is (Outcome.WRONG if wrong else Outcome.OWED)
    assert wrong == (name in ("readable", "sound"))


def test_an_ellipsis_in_a_sentence_is_no_placeholder() -> None:
    """An author may use the sign, as long as it is not all there is."""
    assert check_of("written", ("text: Listens", 'text: "Says: how about …?"')).outcome is Outcome.DONE
    assert check_of("written", ("text: Listens", "text: Makes a todo list")).outcome is Outcome.DONE


def test_a_placeholder_is_told_once() -> None:
    """A scale that many items share has its placeholder once, and all are in the order of the text."""
    check = check_of("written", ("anchor: It is done", 'anchor: "…"'), ("title: Home visit", 'title: "…"'))
    assert [each.place.line for each in check.problems if each.place] == [4, 13]


def test_nothing_to_cover_and_nothing_to_assess_are_owed() -> None:
    """A bare definition is no mistake, and owes its components and its checklist."""
    report = check_data(b'schema: 1\nid: bare\nversion: "1"\ntitle: Bare\n', "bare.yaml")
    assert report.outcome is Outcome.OWED
    codes = {problem.code for problem in report.problems}
    assert codes == {"no-source", "no-licence", "no-audience", "no-components", "no-checklist", "no-golden-cases"}


def test_a_checklist_without_scores_is_owed() -> None:
    """A checklist of which nothing is made is told."""
    start, end = DEFINITION.index("      scores:"), DEFINITION.index("profiles:")
    report = check_data((DEFINITION[:start] + DEFINITION[end:]).encode(), "x.yaml")
    assert "no-scores" in {problem.code for problem in report.problems}


def test_a_profile_must_be_sound_too() -> None:
    """What a profile makes of a checklist is computed like the published one."""
    profile = (
        "  - id: holed\n    replaces:\n      - score: total\n        with: {id: total, rule: percent_of_possible, "
        "of: all, missing: none, bands: [{id: low, below: 60}, {id: high, above: 60}]}\n"
    )
    report = check_data((DEFINITION + profile).encode(), "x.yaml")
    assert report.outcome is Outcome.WRONG
    problem = next(each for each in report.problems if each.severity is Severity.ERROR)
    assert problem.place is not None
    assert (problem.place.line or 0) > 40


def test_an_error_outweighs_what_is_owed() -> None:
    """A check with both is wrong, with neither done."""
    owed, wrong = Problem("a", "a", severity=Severity.INCOMPLETE), Problem("b", "b")
    assert Check("x", "x", (owed, wrong)).outcome is Outcome.WRONG
    assert Check("x", "x", (owed,)).outcome is Outcome.OWED
    assert Check("x", "x", ()).outcome is Outcome.DONE
