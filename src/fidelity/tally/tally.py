"""Tallies: how many observations are in each state, from which everything above one observation follows."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import attrs

from fidelity.errors import UsageError
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result
from fidelity.problems import Problem
from fidelity.scoring import Scores


@attrs.frozen
class Tally:
    """How many observations had each result of one score; tallies of the same plan add up.

    Attributes:
        score: The score's id.
        n: How many observations had each result.
    """

    score: str
    n: Mapping[Result, int]

    def __add__(self, other: Tally) -> Tally:
        """Both together.

        Raises:
            UsageError: They are of different scores.
        """
        if other.score != self.score:
            message = f"a tally of `{self.score}` and one of `{other.score}` do not add up"
            raise UsageError(Problem("unlike-tallies", message, "add tallies of the same score"))
        both = dict(self.n)
        for result, count in other.n.items():
            both[result] = both.get(result, 0) + count
        return Tally(self.score, both)

    @property
    def n_observations(self) -> int:
        """How many observations there are, with or without a value."""
        return sum(self.n.values())

    @property
    def n_scored(self) -> int:
        """How many of them have a value."""
        return sum(count for result, count in self.n.items() if result.value is not None)

    def reasons(self) -> dict[Reason, int]:
        """How many have no value, by reason."""
        found: dict[Reason, int] = {}
        for result, count in self.n.items():
            if result.reason is not None:
                found[result.reason] = found.get(result.reason, 0) + count
        return found

    def mean(self) -> Fraction | None:
        """The mean of the values, exactly; None where there is none."""
        total = sum((result.value * count for result, count in self.n.items() if result.value is not None), Fraction(0))
        return total / self.n_scored if self.n_scored else None


def tally(scores: Scores, score_id: str) -> Tally:
    """How many observations had each result of a score.

    Args:
        scores: The scores.
        score_id: Which one.
    """
    states = scores.columns[score_id].states
    counted: dict[Result, int] = {}
    for state, count in enumerate(states.counts().tolist()):
        if count:
            result = states.table.result(state)
            counted[result] = counted.get(result, 0) + count
    return Tally(score_id, counted)


def band_of(plan: Plan, score_id: str, value: Fraction) -> int | None:
    """The place of the band that holds a value, compared exactly and never rounded first.

    Args:
        plan: The plan.
        score_id: The score whose bands are meant.
        value: The value, such as a mean of many.
    """
    return next((place for place, held in enumerate(plan.scores[score_id].bands) if held.holds(value)), None)
