"""What the checks ask of many scored observations: no more, so that they need not load what answers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol

from fidelity.plan.result import Reason, Result


class ScoredRows(Protocol):
    """Many observations, scored at once: as `fidelity.scoring.Scores`."""

    def results(self, row: int) -> Mapping[str, Result]:
        """Every score of one observation."""
        ...

    def verdicts(self, row: int) -> Mapping[str, str]:
        """What every criterion says of one observation."""
        ...


class Tallied(Protocol):
    """How many of them had each result of one score: as `fidelity.tally.tally.Tally`."""

    @property
    def n_observations(self) -> int:
        """How many observations there are."""
        ...

    @property
    def n_scored(self) -> int:
        """How many of them have a value."""
        ...

    def reasons(self) -> Mapping[Reason, int]:
        """How many have no value, by reason."""
        ...

    def mean(self) -> Fraction | None:
        """The mean of the values; None where there is none."""
        ...
