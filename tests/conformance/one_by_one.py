"""An engine that does everything one observation at a time: a function that is wrong in it is wrong everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.conformance.engine import Engine, Results, Row
from fidelity.conformance.scored import ScoredRows
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result

ScoreOne = Callable[[Plan, Row, Mapping[str, PythonRule]], Results]


@attrs.frozen
class OneByOne:
    """Many observations, each scored by itself.

    Attributes:
        scored: The scores of each.
        said: What the criteria say of each.
    """

    scored: tuple[Results, ...]
    said: tuple[Mapping[str, str], ...]

    def results(self, row: int) -> Results:
        """Every score of one observation."""
        return self.scored[row]

    def verdicts(self, row: int) -> Mapping[str, str]:
        """What every criterion says of one observation."""
        return self.said[row]


@attrs.frozen
class Listed:
    """The results of one score, in a list.

    Attributes:
        results: The results.
    """

    results: tuple[Result, ...]

    @property
    def n_observations(self) -> int:
        """How many observations there are."""
        return len(self.results)

    @property
    def n_scored(self) -> int:
        """How many of them have a value."""
        return sum(each.value is not None for each in self.results)

    def reasons(self) -> Mapping[Reason, int]:
        """How many have no value, by reason."""
        found = [each.reason for each in self.results if each.reason]
        return {reason: found.count(reason) for reason in found}

    def mean(self) -> Fraction | None:
        """The mean of the values; None where there is none."""
        values = [each.value for each in self.results if each.value is not None]
        return sum(values, Fraction(0)) / len(values) if values else None


def one_by_one(sound: Engine, score_one: ScoreOne) -> Engine:
    """The engine with another way of scoring one observation, and many by it.

    Args:
        sound: The engine as it is installed.
        score_one: The other way.
    """

    def table(plan: Plan, rows: Sequence[Row], rules: Mapping[str, PythonRule]) -> OneByOne:
        scored = tuple(score_one(plan, row, rules) for row in rows)
        return OneByOne(scored, tuple(_said(sound, plan, *pair) for pair in zip(rows, scored, strict=True)))

    def tally(scores: ScoredRows, score_id: str) -> Listed:
        assert isinstance(scores, OneByOne)
        return Listed(tuple(each[score_id] for each in scores.scored))

    return attrs.evolve(sound, score_one=score_one, score_table=table, tally=tally)


def _said(sound: Engine, plan: Plan, row: Row, results: Results) -> Mapping[str, str]:
    truths = sound.judge_one(plan, row, results)
    return {criterion.id: truth.name.lower() for criterion, truth in zip(plan.criteria, truths, strict=True)}
