"""Golden cases, read."""

from __future__ import annotations

import pytest

from fidelity.conformance.golden.case import read_cases
from fidelity.errors import DefinitionError

CASES = b"""\
schema: 1
intervention: visit
version: "1.2"
profile: short
cases:
  - id: best
    why: The best.
    source: {citation: Handbook, url: https://example.org}
    ratings: {greets: 2, asks: "2", listens: 2.0, plans: not_applicable}
    given: {date: 2024-01-31}
    expect:
      scores: {total: {value: 100, band: high}}
      criteria: {competent: met}
  - {id: worst, why: The worst., source: By hand, ratings: {}, expect: {criteria: {competent: cannot_tell}}}
"""


def test_a_file_of_cases_is_read() -> None:
    """Codes and days become text, and everything that is left out is empty."""
    file = read_cases(CASES, "best.yaml")
    assert (file.intervention, file.version, file.checklist, file.profile) == ("visit", "1.2", "", "short")
    best, worst = file.cases
    assert dict(best.ratings) == {"greets": "2", "asks": "2", "listens": "2.0", "plans": "not_applicable"}
    assert (best.id, best.why, best.source, best.date) == ("best", "The best.", "Handbook", "2024-01-31")
    assert best.scores["total"] == {"value": 100, "band": "high"}
    assert best.criteria == {"competent": "met"}
    assert (worst.source, worst.date, dict(worst.ratings), dict(worst.scores)) == ("By hand", "", {}, {})
    assert file.document.place(worst.path).line == 14


FIGURES = b"""\
schema: 1
intervention: visit
version: "1.2"
figure_cases:
  - id: site
    why: One site.
    source: {citation: Handbook}
    observations:
      - {greets: 2, asks: not_applicable, date: 2024-01-31}
      - {greets: 1.0}
    expect: {figures: {reaching: {value: 200/3, n_used: 2, goal: met}}}
"""


def test_cases_of_figures_are_read() -> None:
    """A file may hold them alone; what is recorded is text, and the day stands among it."""
    file = read_cases(FIGURES, "site.yaml")
    (case,) = file.figure_cases
    assert (file.cases, case.id, case.why, case.source) == ((), "site", "One site.", "Handbook")
    first, second = case.observations
    assert dict(first) == {"greets": "2", "asks": "not_applicable", "date": "2024-01-31"}
    assert dict(second) == {"greets": "1.0"}
    assert case.figures["reaching"] == {"value": "200/3", "n_used": 2, "goal": "met"}
    assert file.document.place(case.path).line == 5


def test_a_file_holds_cases_of_one_kind_or_both() -> None:
    """One that holds neither is refused, and ids are given once among both."""
    head = FIGURES.partition(b"figure_cases")[0]
    with pytest.raises(DefinitionError, match="one of `cases`, `figure_cases` is missing"):
        read_cases(head, "site.yaml")
    both = CASES + b"figure_cases" + FIGURES.partition(b"figure_cases")[2]
    assert [len(each) for each in (read_cases(both, "x").cases, read_cases(both, "x").figure_cases)] == [2, 1]
    with pytest.raises(DefinitionError) as raised:
        read_cases(both.replace(b"id: site", b"id: best"), "x")
    assert [each.code for each in raised.value.problems] == ["case-twice"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b"value: 200/3", b"value: 200/3, reason: nothing_to_use", 11),
        (b"goal: met", b"goal: not_in_force", 11),
        (b"value: 200/3", b"reason: nothing_rated", 11),
        (b"date: 2024-01-31", b"date: 31.1.2024", 9),
        (b"figures: {", b"scores: {", 11),
        (b"greets: 1.0", b"greets: []", 10),
    ],
)
def test_what_is_no_case_of_figures_is_refused(old: bytes, new: bytes, line: int) -> None:
    """A case of figures that is not what its schema describes is told with its line."""
    with pytest.raises(DefinitionError) as raised:
        read_cases(FIGURES.replace(old, new), "site.yaml")
    assert line in {problem.place.line for problem in raised.value.problems if problem.place}


def test_an_id_is_given_once() -> None:
    """Each further case of the same id is told at its own line."""
    with pytest.raises(DefinitionError) as raised:
        read_cases(CASES.replace(b"id: worst", b"id: best"), "best.yaml")
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)[:12]) == ("case-twice", "best.yaml:14")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (b"why: The best.", b"wy: The best.", 7),
        (b"{value: 100, band: high}", b"{value: ten}", 12),
        (b"competent: met", b"competent: yes", 13),
        (b"date: 2024-01-31", b"date: 31.1.2024", 10),
        (b"{value: 100, band: high}", b"{value: 1, reason: nothing_rated}", 12),
    ],
)
def test_what_is_no_case_is_refused(old: bytes, new: bytes, line: int) -> None:
    """A case that is not what its schema describes is told with its line."""
    with pytest.raises(DefinitionError) as raised:
        read_cases(CASES.replace(old, new), "best.yaml")
    assert line in {problem.place.line for problem in raised.value.problems if problem.place}
