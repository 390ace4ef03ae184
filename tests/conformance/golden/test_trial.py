"""Golden cases, tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from fidelity.conformance.golden.case import read_cases
from fidelity.conformance.golden.trial import trial_problems
from fidelity.definition.reading import read_definition
from fidelity.errors import PluginError
from fidelity.plan.exact import PythonRule
from fidelity.plan.seen import Member, Seen
from fidelity.problems import Problem, Severity
from tests.cli.sample import DEFINITION, TWO_CHECKLISTS

HEAD = 'schema: 1\nintervention: visit\nversion: "1.2"\n'
CASE = """\
cases:
  - id: five_of_eight
    why: Points over possible points.
    ratings:
      greets: 2
      asks: 2
      listens: 1
      plans: 0
    given: {date: 2024-01-01}
    expect:
      scores:
        total:
          value: "125/2"
          band: high
          n_expected: 4
          n_used: 4
          lowest: 62.5
          highest: 62.5
        caring: {value: 3/2}
      criteria:
        competent: not_met
        cares: met
"""


def found(
    *changes: tuple[str, str],
    head: str = HEAD,
    definition: str = DEFINITION,
    rules: Mapping[str, PythonRule] | None = None,
) -> list[tuple[str, int | None, str]]:
    """Code, line and message of everything that is found in the case with some passages changed."""
    text = head + CASE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file = read_cases(text.encode(), "case.yaml")
    problems = trial_problems(file, read_definition(definition.encode(), "x.yaml"), rules)
    return [(each.code, each.place.line if each.place else None, each.message) for each in problems]


def test_a_case_that_comes_out_is_silent() -> None:
    """Decimals, fractions and whole numbers are the same numbers."""
    assert found() == []
    assert found(('"125/2"', "62.50"), ("lowest: 62.5", "lowest: 125/2")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('value: "125/2"', "value: 62", 16, "total.value comes out as 62.5, and must be 62"),
        ("band: high", "band: low", 17, "total.band comes out as high, and must be low"),
        ("n_used: 4", "n_used: 3", 19, "total.n_used comes out as 4, and must be 3"),
        ("highest: 62.5", "highest: 63", 21, "total.highest comes out as 62.5, and must be 63"),
        ("{value: 3/2}", "{reason: nothing_rated}", 22, "caring.reason comes out as none"),
        ("competent: not_met", "competent: met", 24, "criterion competent comes out as not_met, and must be met"),
        ("greets: 2", "greets: 0", 16, "total.value comes out as 37.5"),
    ],
)
def test_what_comes_out_otherwise_is_told(old: str, new: str, line: int, said: str) -> None:
    """Each figure that differs stands with both numbers, at its own line."""
    problems = found((old, new))
    assert ("case-fails", line) in [each[:2] for each in problems]
    assert any(said in each[2] for each in problems)


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("        total:\n", "        totl:\n", "unknown-score", 15),
        ("cares: met", "care: met", "unknown-criterion", 25),
        ("greets: 2", "greet: 2", "unknown-item", 8),
        ("listens: 1", "listens: 3", "bad-cell", 10),
        ("listens: 1", "listens: not_applicable", "status-not-allowed", 10),
    ],
)
def test_what_does_not_exist_is_told(old: str, new: str, code: str, line: int) -> None:
    """A name or rating that means nothing here is told near its line, and is no crash."""
    problems = found((old, new))
    assert code in [each[0] for each in problems]
    place = next(each[1] for each in problems if each[0] == code)
    assert place is not None
    assert abs(place - line) <= 1


def test_the_day_decides_which_criterion_is_tried() -> None:
    """In its own time the older cut-off is met, and without a day the one without an end holds."""
    assert found(("2024-01-01", "2023-12-31"), ("competent: not_met", "competent: met")) == []
    assert found(("    given: {date: 2024-01-01}\n", "")) == []


def test_a_checklist_or_profile_that_is_not_there_is_told() -> None:
    """The line that names it is shown, also where a choice is wanting."""
    assert [each[:2] for each in found(head=f"{HEAD}checklist: delivry\n")] == [("unknown-checklist", 4)]
    assert [each[:2] for each in found(head=f"{HEAD}profile: shrt\n")] == [("unknown-profile", 4)]
    pair = HEAD.replace("visit", "pair").replace("1.2", "1")
    ((code, line, message),) = found(head=pair, definition=TWO_CHECKLISTS)
    assert (code, line) == ("unknown-checklist", 1)
    assert "several" in message


def test_a_profile_is_tried_as_it_scores() -> None:
    """Under the profile that leaves plans out, five of six points are there."""
    changes = [('value: "125/2"', "value: 250/3"), ("n_used: 4", "n_used: 3"), ("lowest: 62.5", "lowest: 250/3")]
    changes += [("highest: 62.5", "highest: 250/3"), ("competent: not_met", "competent: met"), ("      plans: 0\n", "")]
    assert [each for each in found(*changes, head=f"{HEAD}profile: short\n") if "n_expected" not in each[2]] == []


PYTHON = DEFINITION.replace(
    "{id: caring, rule: mean, of: [asks, listens], missing: none, decimals: 1}",
    "{id: caring, rule: python, name: visit.half, lowest: 0, highest: 8, of: [asks, listens], missing: none}",
)


def half(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
    """Half of all points."""
    return sum((each.points or Fraction(0) for _, each in seen), Fraction(0)) / 2


def test_a_rule_in_python_is_tried_where_it_is_given() -> None:
    """With the rule its cases are tried; without it they are owed, and nothing is imported."""
    assert found(definition=PYTHON, rules={"visit.half": half}) == []
    file = read_cases((HEAD + CASE).encode(), "case.yaml")
    problems: list[Problem] = list(trial_problems(file, read_definition(PYTHON.encode(), "x.yaml")))
    assert [(each.code, each.severity) for each in problems] == [("cases-untried", Severity.INCOMPLETE)]
    with pytest.raises(PluginError, match="no exact number"):
        found(definition=PYTHON, rules={"visit.half": lambda seen: 0.5})  # type: ignore[dict-item, return-value]
