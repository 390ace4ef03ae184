"""Coefficients: one figure of agreement for each of many groups, with its interval, or the reason why there is none."""

from __future__ import annotations

from enum import Enum

import attrs
import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from fidelity.agreement.categories import Floats, Integers
from fidelity.agreement.cautions import FEW, Caution
from fidelity.tally.estimates import NoInterval

Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]


class NoCoefficient(Enum):
    """Why there is no coefficient."""

    NOTHING_RATED = "nothing_rated"
    """The group has no rating."""
    NO_PAIRS = "no_pairs"
    """No unit was rated by two raters."""
    NOTHING_GRADED = "nothing_graded"
    """By these weights any two ratings agree, as on a scale of one point, or within one on a scale of two."""
    NO_VARIATION = "no_variation"
    """All ratings are in one category, or in categories that count as equal: chance alone would agree always, 0 / 0."""


NO_COEFFICIENT_WORDS: dict[NoCoefficient, str] = {
    NoCoefficient.NOTHING_RATED: "nothing was rated",
    NoCoefficient.NO_PAIRS: "no unit was rated by two raters",
    NoCoefficient.NOTHING_GRADED: "by these weights any two ratings agree",
    NoCoefficient.NO_VARIATION: "all ratings are in one category, so agreement could not be put to the test",
}
"""Each reason in words."""


FEWEST = 3
"""With fewer units that have two ratings there is no interval."""
NO_WIDTH = 1e-12
"""A standard error below this is 0 but for rounding."""


@attrs.frozen(eq=False)
class Coefficients:
    """One coefficient for each group; all arrays have the shape (groups,).

    A number that is not there is NaN, and a reason stands beside it.

    Attributes:
        name: What it is, such as ``ac1``, for columns and files.
        method: Every convention by which it was computed, in one sentence.
        level: How often such an interval holds the true value, such as 0.95.
        value: The coefficient: 1 for perfect agreement, 0 for what chance alone would give.
        reason: Why there is no value, as `NoCoefficient`; None where there is one.
        se: The standard error of the value.
        low: The lower end of the interval.
        high: The upper end of the interval.
        df: The degrees of freedom of the interval.
        no_interval: Why there is neither interval nor standard error, as `NoInterval`; None where there is one, and
            where there is no value either.
        observed: The observed agreement that the value is made of, by its weights, from 0 to 1.
        chance: The agreement that chance alone would give, by the same weights; 0 where nothing is taken off.
        n_units: How many units have two ratings or more.
        n_units_single: How many units have one rating.
        n_ratings: How many ratings there are, those of single units too.
        most_raters: How many ratings the unit with most of them has.
        cautions: What may mislead, as the sum of `Caution` flags.
    """

    name: str
    method: str
    level: float
    value: Floats
    reason: Objects
    se: Floats
    low: Floats
    high: Floats
    df: Floats
    no_interval: Objects
    observed: Floats
    chance: Floats
    n_units: Integers
    n_units_single: Integers
    n_ratings: Integers
    most_raters: Integers
    cautions: Integers

    def __attrs_post_init__(self) -> None:
        """Refuse a value without a reason beside its absence, and an interval without width."""
        absent = np.array([reason is not None for reason in self.reason], bool)
        bare = absent | np.array([reason is not None for reason in self.no_interval], bool)
        if np.any(np.isnan(self.value) != absent) or np.any(np.isnan(self.se) != bare):
            raise ValueError(f"{self.name}: neither a number nor a reason, or both")
        if not np.all((self.low < self.high) | bare):
            raise ValueError(f"{self.name}: an interval without width")

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self.value)

    def cautions_of(self, group: int) -> tuple[Caution, ...]:
        """What may mislead about one group's figure.

        Args:
            group: The group.
        """
        return tuple(caution for caution in Caution if caution & int(self.cautions[group]))


@attrs.frozen(eq=False)
class Made:
    """What a coefficient is made of before it is judged; arrays of shape (groups,).

    Attributes:
        apart: The observed disagreement.
        by_chance: The disagreement that chance alone would give; None where nothing is taken off.
        value: The coefficient; anything where there is none.
        se: Its standard error; anything where there is none.
        df: The degrees of freedom.
        reason: Why there is no value.
        cautions: What may mislead.
        floor: What the coefficient cannot be below; None where there is no fixed bound.
    """

    apart: Floats
    by_chance: Floats | None
    value: Floats
    se: Floats
    df: Floats
    reason: Objects
    cautions: Integers
    floor: float | None = None


@attrs.frozen(eq=False)
class Sizes:
    """How much a figure rests on; arrays of shape (groups,).

    Attributes:
        n_units: How many units have two ratings or more.
        n_units_single: How many have one.
        n_ratings: How many ratings there are.
        most_raters: The most ratings of one unit.
    """

    n_units: Integers
    n_units_single: Integers
    n_ratings: Integers
    most_raters: Integers


def judged(name: str, method: str, level: float, made: Made, sizes: Sizes) -> Coefficients:
    """The coefficients with their intervals, and with reasons for what there is not.

    The interval is by Student's t; its upper end is cut at 1, which no coefficient exceeds.

    Args:
        name: What it is.
        method: How it was computed.
        level: How often such an interval holds the true value.
        made: What was computed.
        sizes: How much it rests on.
    """
    exists = np.array([reason is None for reason in made.reason], bool)
    few = exists & (sizes.n_units < FEWEST)
    flat = exists & ~few & ~(made.se > NO_WIDTH)
    whole = exists & ~few & ~flat
    margin = made.se * stdtrit(np.where(whole, made.df, 1), (1 + level) / 2)
    low = made.value - margin if made.floor is None else np.maximum(made.value - margin, made.floor)
    no_interval = np.full(len(exists), None, object)
    no_interval[few], no_interval[flat] = NoInterval.TOO_FEW, NoInterval.NO_SPREAD
    cautions = made.cautions + np.where(sizes.n_units < FEW, Caution.FEW_UNITS.value, 0)
    chance = np.zeros(len(exists)) if made.by_chance is None else 1 - made.by_chance
    seen = sizes.n_units > 0
    return Coefficients(
        name=name,
        method=method,
        level=level,
        value=_where(exists, made.value),
        reason=made.reason,
        se=_where(whole, made.se),
        low=_where(whole, low),
        high=_where(whole, np.minimum(made.value + margin, 1)),
        df=_where(whole, made.df),
        no_interval=no_interval,
        observed=_where(seen, 1 - made.apart),
        chance=_where(seen, chance),
        **attrs.asdict(sizes),
        cautions=np.where(exists, cautions, 0),
    )


def _where(exists: Bools, number: Floats) -> Floats:
    return np.where(exists, number, np.nan)
