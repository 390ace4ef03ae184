"""What one figure over many observations is: a value, or the reason for having none, with its counts."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

import attrs

from fidelity.model.criterion import Truth


class NoFigure(Enum):
    """Why a figure has no value."""

    STATUS_NOT_PERMITTED = "status_not_permitted"
    """An item has a status that the checklist does not accept."""
    NOTHING_TO_USE = "nothing_to_use"
    """There is no observation that could be used."""
    TOO_FEW_OBSERVATIONS = "too_few_observations"
    """Fewer observations can be used than the figure asks for."""


SENTENCES: dict[NoFigure, str] = {
    NoFigure.STATUS_NOT_PERMITTED: "status not permitted",
    NoFigure.NOTHING_TO_USE: "nothing to use",
    NoFigure.TOO_FEW_OBSERVATIONS: "too few observations",
}
"""Each reason in words."""


class Without(Enum):
    """Why one observation is not used in a figure."""

    CANNOT_TELL = "cannot_tell"
    """The criterion says neither met nor not met."""
    NOT_IN_FORCE = "not_in_force"
    """The criterion does not hold on the day of the observation."""
    NO_SCORE = "no_score"
    """The score has no value."""
    NO_RATING = "no_rating"
    """None of the items counts."""


LACKS: dict[Without, str] = {
    Without.CANNOT_TELL: "where the criterion cannot tell",
    Without.NOT_IN_FORCE: "on a day on which the criterion does not hold",
    Without.NO_SCORE: "without a score",
    Without.NO_RATING: "without a rating that counts",
}
"""What an observation lacks, in words."""


@attrs.frozen
class ItemPercentage:
    """One item's percentage of the possible points over many observations.

    Attributes:
        item: The item, by id.
        value: The percentage, exactly; None where the item was never rated.
        n_used: How many observations entered it.
        n_missing: In how many observations the item was due and is not there.
        n_excluded: In how many observations it did not apply.
    """

    item: str
    value: Fraction | None
    n_used: int
    n_missing: int
    n_excluded: int


@attrs.frozen
class FigureResult:
    """One figure over many observations.

    Always ``n_observations = n_used + sum(n_without.values())``.

    Attributes:
        figure: The figure, by id.
        value: The value, exactly; None where there is none.
        reason: Why there is none; None where there is a value.
        n_observations: How many observations there are.
        n_used: How many of them could be used, whether or not these are enough.
        n_without: How many could not, by what they lack; what none of them lacks is not named.
        goal: Whether the goal is met, not to be told while there is no value; None where the figure has no goal.
        items: For a mean of the items' percentages: each of these, without items that a profile leaves out.
    """

    figure: str
    value: Fraction | None
    reason: NoFigure | None
    n_observations: int
    n_used: int
    n_without: Mapping[Without, int]
    goal: Truth | None = None
    items: tuple[ItemPercentage, ...] = ()

    @property
    def n_items(self) -> int:
        """How many items the figure is taken of; 0 where it is taken of none."""
        return len(self.items)

    @property
    def n_items_used(self) -> int:
        """How many of them have a percentage; the others were never rated."""
        return sum(item.value is not None for item in self.items)

    @property
    def n_missing(self) -> int:
        """How many ratings of these items were due and are not there."""
        return sum(item.n_missing for item in self.items)
