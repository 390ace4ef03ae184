"""What is asked of counts: by what, of which unit, with which clusters, at which level."""

from __future__ import annotations

from enum import Enum
from typing import Literal

import attrs

from fidelity.tally.clusters import Standing
from fidelity.tally.cube import Kind

ALL_KINDS: tuple[Kind, ...] = ("score", "band", "criterion", "component", "item")
"""Everything that figures are taken of, in the order of the table."""

Statistic = Literal["mean", "sd", "median", "lowest", "highest"]
"""What can be taken of the values of observations."""
ALL_STATISTICS: tuple[Statistic, ...] = ("mean", "sd", "median", "lowest", "highest")
"""All of these, in the order of the table."""

AUTO = "auto"
"""What stands for the clusters that fit each grouping."""


class UnitOfAnalysis(Enum):
    """What is counted once."""

    OBSERVATION = "observation"
    """Every observation counts the same, so that who was seen often weighs more."""
    PRACTITIONER = "practitioner"
    """Every practitioner counts the same, however often they were seen."""
    SITE = "site"
    """Every site counts the same, however large it is."""


@attrs.frozen
class Question:
    """What is asked.

    Attributes:
        by: The keys to group by, in order; totals over the last ones are added.
        units: The units of analysis; figures of each stand under names of their own.
        cluster: The key of the clusters that observations lie in, for the intervals of figures over observations: a
            key; `AUTO` for sites where a group holds several, else practitioners; empty where observations are taken
            as independent.
        level: How often an interval shall hold the true value.
        standing: When a practitioner counts as being at criterion.
        kinds: What figures are taken of.
        totals: Whether rows of totals are added.
        shrunken: Whether shrunken means of sites are added.
        statistics: What is taken of the values of observations, and of units the mean and the standard deviation of
            their means; shares are always given.
    """

    by: tuple[str, ...] = ()
    units: tuple[UnitOfAnalysis, ...] = (UnitOfAnalysis.OBSERVATION, UnitOfAnalysis.PRACTITIONER)
    cluster: str = AUTO
    level: float = 0.95
    standing: Standing = Standing.LATEST
    kinds: tuple[Kind, ...] = ("score", "band", "criterion")
    totals: bool = True
    shrunken: bool = False
    statistics: tuple[Statistic, ...] = ALL_STATISTICS

    @property
    def columns(self) -> tuple[str, ...]:
        """The keys that must be counted by: those to group by, and what observations lie in where that was said."""
        said = (self.cluster,) if self.cluster not in ("", AUTO) else ()
        return tuple(dict.fromkeys((*self.by, *said)))

    @property
    def asks_for_items(self) -> bool:
        """Whether figures of items are taken, or of components, which are made of them."""
        return bool({"item", "component"} & {*self.kinds})

    def margins(self) -> tuple[tuple[str, ...], ...]:
        """The groupings that make up the table, finest first; whose eyes it were is never pooled here."""
        most = len(self.by)
        least = 0 if self.totals else most
        return tuple(("source", *self.by[:n]) for n in range(most, least - 1, -1))
