"""Coefficients: one figure of agreement for each of many groups, with its interval, or the reason why there is none."""

from __future__ import annotations

from enum import Enum

import attrs
import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, stdtrit

from fidelity.agreement.categories import Floats, Integers
from fidelity.agreement.cautions import FEW, Caution
from fidelity.tally.estimates import NoInterval

Bools = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]


class Interval(Enum):
    """How the interval of a coefficient is made from its standard error."""

    LOGIT = "logit"
    """By Student's t on the logit of the observed agreement, with chance as it was found.

    Intervals never reach beyond perfect agreement nor below none at all, and are longer towards less agreement. In 150
    simulated situations (6 to 80 units, 2 and 3 raters, 2 to 4 points, 70 to 97 % right) the lower end was too high in
    5 of 100 at most for AC1, AC2 and shares, and in 6 for alpha; by t, in 11 to 12. Intervals held the true value of
    AC in 94 to 99 of 100 (by t in 88 to 99), of shares in 92 or more (89), of alpha, where it has one, in 90 or more.
    Alpha of numbers (metric interval, two raters) was held in 88 to 90 with 7 units, 92 with 15 and 94 with 60.
    """
    T = "t"
    """By Student's t on the coefficient itself, cut at 1, as irrCAC and Gwet (2014) have it.

    Where agreement is high and units are few, its lower end is too high too often.
    """


INTERVAL_WORDS = {
    Interval.LOGIT: "interval by t with n − 1 degrees of freedom on the logit of the observed agreement",
    Interval.T: "interval by t with n − 1 degrees of freedom, cut at 1",
}
"""Each in words, for the method of a figure."""


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
FEWEST_ELSEWHERE = 10
"""With fewer ratings outside the category that is used most there is no interval of a coefficient whose chance depends
on how often each is used: with 10 or more, simulated intervals of alpha held the true value in 90 to 98 of 100 cases,
with 5 to 9 in as few as 84, and below that in as few as 30."""
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
        elsewhere: How many ratings are outside the category that is used most, where chance depends on how often each
            is used; None where it does not.
    """

    apart: Floats
    by_chance: Floats | None
    value: Floats
    se: Floats
    df: Floats
    reason: Objects
    cautions: Integers
    elsewhere: Integers | Floats | None = None


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


def judged(name: str, method: str, level: float, made: Made, sizes: Sizes, interval: Interval) -> Coefficients:
    """The coefficients with their intervals, and with reasons for what there is not.

    Args:
        name: What it is.
        method: How it was computed.
        level: How often such an interval holds the true value.
        made: What was computed.
        sizes: How much it rests on.
        interval: How the interval is made.
    """
    exists = np.array([reason is None for reason in made.reason], bool)
    few = exists & (sizes.n_units < FEWEST)
    if made.elsewhere is not None:
        few |= exists & (made.elsewhere < FEWEST_ELSEWHERE)
    flat = exists & ~few & ~(made.se > NO_WIDTH)
    whole = exists & ~few & ~flat
    times: Floats = np.asarray(stdtrit(np.where(whole, made.df, 1), (1 + level) / 2), np.float64)
    low, high = _ends(made, times, interval)
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
        high=_where(whole, high),
        df=_where(whole, made.df),
        no_interval=no_interval,
        observed=_where(seen, 1 - made.apart),
        chance=_where(seen, chance),
        **attrs.asdict(sizes),
        cautions=np.where(exists, cautions, 0),
    )


def _ends(made: Made, times: Floats, interval: Interval) -> tuple[Floats, Floats]:
    """The ends of the intervals, so many standard errors from the value on the scale of the interval."""
    margin = times * made.se
    apart = np.ones_like(made.value) if made.by_chance is None else np.where(made.by_chance > 0, made.by_chance, 1)
    # What the coefficient is where no two ratings agree; of agreement itself that is 0.
    least = 1 - 1 / apart
    low, high = made.value - margin, np.minimum(made.value + margin, 1)
    if interval is Interval.LOGIT:
        agreed = 1 - (1 - made.value) * apart
        inside = (agreed > NO_WIDTH) & (agreed < 1 - NO_WIDTH)
        share = np.where(inside, agreed, 0.5)
        step = margin * apart / (share * (1 - share))
        by_logit = [1 - (1 - expit(logit(share) + each)) / apart for each in (-step, step)]
        low, high = np.where(inside, by_logit[0], low), np.where(inside, by_logit[1], high)
    return (np.maximum(low, 0) if made.by_chance is None else np.maximum(low, np.minimum(least, made.value))), high


def _where(exists: Bools, number: Floats) -> Floats:
    return np.where(exists, number, np.nan)
