"""Golden cases of figures, tried."""

from __future__ import annotations

import pytest

from fidelity.conformance.golden.case import read_cases
from fidelity.conformance.golden.trial import trial_problems
from fidelity.definition.reading import read_definition
from tests.cli.sample import FIGURED

CASE = """\
schema: 1
intervention: visit
version: "1.2"
figure_cases:
  - id: four_visits
    why: Worked out by hand, item by item.
    observations:
      - {greets: 2, asks: 2, listens: 1, plans: 0, date: 2023-12-31}
      - {greets: 2, asks: 2, listens: 1, plans: 0, date: 2024-01-01}
      - {greets: 2, asks: 1, listens: 1, plans: not_applicable}
      - {greets: 2}
    expect:
      figures:
        competent_share:
          value: 100/3
          goal: not_met
          n_observations: 4
          n_used: 3
        mean_total:
          reason: too_few_observations
          n_used: 3
        by_item:
          value: 175/3
          n_used: 4
          n_items: 4
          n_items_used: 4
          n_missing: 3
          goal: not_met
"""
"""By hand: totals are 62.5 (met before 2024), 62.5 and 66 2/3 (not met since) and none.

greets has 8 of 8, asks 5 of 6, listens 3 of 6 and plans 0 of 4: 100, 250/3, 50 and 0 with a mean of 175/3.
"""


def found(*changes: tuple[str, str], definition: str = FIGURED) -> list[tuple[str, int | None, str]]:
    """Code, line and message of everything that is found in the case with some passages changed."""
    text = CASE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file = read_cases(text.encode(), "case.yaml")
    problems = trial_problems(file, read_definition(definition.encode(), "x.yaml"))
    return [(each.code, each.place.line if each.place else None, each.message) for each in problems]


def test_a_case_that_comes_out_is_silent() -> None:
    """Every field of every figure is what was worked out by hand."""
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("value: 100/3", "value: 33.3", 15, "figure competent_share.value comes out as 100/3, and must be 33.3"),
        ("value: 100/3", "reason: nothing_to_use", 15, "competent_share.reason comes out as none"),
        ("goal: not_met", "goal: met", 16, "competent_share.goal comes out as not_met, and must be met"),
        ("n_used: 3", "n_used: 4", 18, "competent_share.n_used comes out as 3, and must be 4"),
        ("reason: too_few_observations", "value: 63", 20, "mean_total.value comes out as none, and must be 63"),
        ("reason: too_few_observations", "goal: cannot_tell", 20, "mean_total.goal comes out as none"),
        ("n_missing: 3", "n_missing: 0", 27, "by_item.n_missing comes out as 3, and must be 0"),
        ("date: 2023-12-31", "date: 2024-01-01", 15, "competent_share.value comes out as 0, and must be 100/3"),
    ],
)
def test_what_comes_out_otherwise_is_told(old: str, new: str, line: int, said: str) -> None:
    """Each field that differs stands with what came and what must, at its own line."""
    problems = found((old, new))
    assert ("case-fails", line) in [each[:2] for each in problems]
    assert any(said in each[2] for each in problems)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("mean_total:", "mean_totl:", "unknown-figure", 19),
        ("{greets: 2}", "{greet: 2}", "unknown-item", 11),
        ("{greets: 2}", "{greets: 3}", "bad-cell", 11),
        ("{greets: 2}", "{greets: not_applicable}", "status-not-allowed", 11),
        ("date: 2023-12-31", "date: 2023-02-30", "bad-date", 8),
    ],
)
def test_what_does_not_exist_is_told(old: str, new: str, code: str, line: int) -> None:
    """A name, rating or day that means nothing here is told at its line, once, and nothing is computed of it."""
    ((told, where, _),) = found((old, new))
    assert told == code
    assert where is not None
    assert abs(where - line) <= 1


def test_a_profile_is_tried_as_it_is_figured() -> None:
    """Under the profile that leaves plans out, it is no item of the figure."""
    profile = ('version: "1.2"\n', 'version: "1.2"\nprofile: short\n')
    messages = [each[2] for each in found(profile)]
    assert any("by_item.n_items comes out as 3, and must be 4" in each for each in messages)
    assert any("by_item.value comes out as 700/9" in each for each in messages)
