"""What agreement by chance is taken off, and what follows: value, standard error and cautions from patterns.

Both are computed as disagreement, ``D = 1 − agreement``, so that ``value = 1 − D_observed / D_expected``. The standard
error is that of the linear part (the delta method, or infinitesimal jackknife): each unit moves the value by ``z``, and
the variance is that of the mean of ``z``.
"""

from __future__ import annotations

from enum import Enum

import attrs
import numpy as np

from fidelity.agreement.categories import Floats, Integers
from fidelity.agreement.cautions import cautions_of
from fidelity.agreement.coefficients import (
    INTERVAL_WORDS,
    Coefficients,
    Interval,
    Made,
    NoCoefficient,
    Objects,
    Sizes,
    judged,
)
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.sums import apart_within
from fidelity.agreement.weights import Weights


class Singles(Enum):
    """How units with one rating enter a standard error; where there is none, both are the same.

    Such units tell how often each category is used, and nothing about agreement. In both, the value is Gwet's.
    """

    RATIO = "ratio"
    """Observed agreement is a mean over the units that have two ratings, however many these happen to be.

    Degrees of freedom are one less than the units with two ratings.
    """
    GWET = "gwet"
    """As printed in Gwet (2014) and computed by irrCAC: a unit with one rating counts as one without agreement, and the
    others are scaled up.

    Where few units are rated twice and raters mostly agree, intervals come out more than twice as wide as they need to
    be. Degrees of freedom are one less than all units.
    """


SINGLES_WORDS = {
    Singles.RATIO: "units with one rating inform chance only, n the units with two ratings",
    Singles.GWET: "units with one rating as in Gwet 2014, n all units",
}
"""Each in words, for the method of a figure."""


@attrs.frozen
class Title:
    """What a coefficient is called.

    Attributes:
        name: Its name for columns and files.
        words: Its name in its method.
        is_kappa: Whether it can be low though raters agree on most units: the paradox of kappa.
    """

    name: str
    words: str
    is_kappa: bool = False


@attrs.frozen(eq=False)
class Chance:
    """The disagreement that chance alone would give, and how it moves with each unit.

    Attributes:
        apart: The expected disagreement; shape (groups,).
        moves: How much each unit of a row moves it; shape (rows,); None where no unit does.
    """

    apart: Floats
    moves: Floats | None = None


def sizes_of(patterns: Patterns) -> Sizes:
    """How many units, ratings and raters each group has.

    Args:
        patterns: The patterns.
    """
    raters = patterns.raters[patterns.kind]
    most: Integers = np.zeros(patterns.n_groups, np.int64)
    np.maximum.at(most, patterns.group, raters)
    n_units, n_single, n_ratings = patterns.n_paired, patterns.summed(raters == 1), patterns.totals.sum(1)
    return Sizes(n_units.astype(np.int64), n_single.astype(np.int64), n_ratings.astype(np.int64), most)


def corrected(
    patterns: Patterns,
    weights: Weights,
    chance: Chance | None,
    title: Title,
    singles: Singles,
    level: float,
    interval: Interval,
) -> Coefficients:
    """A coefficient whose observed agreement is the mean over units of the agreement within each.

    Args:
        patterns: The patterns.
        weights: The weights.
        chance: What chance alone would give; None for agreement as it is.
        title: What the coefficient is called.
        singles: How units with one rating enter the standard error.
        level: How often the interval holds the true value.
        interval: How the interval is made.
    """
    at, sizes = patterns.group, sizes_of(patterns)
    pairs = patterns.raters * (patterns.raters - 1)
    each = (apart_within(patterns, weights) / np.where(pairs, pairs, 1))[patterns.kind]
    apart = patterns.summed(each) / np.maximum(sizes.n_units, 1)
    expected = np.ones(patterns.n_groups) if chance is None else chance.apart
    divisor = np.where(expected == 0, 1, expected)
    value = 1 - apart / divisor
    n_all = sizes.n_units + sizes.n_units_single
    scale = np.where(patterns.paired[patterns.kind], (n_all / np.maximum(sizes.n_units, 1))[at], 0)
    own = 1 - each / divisor[at]
    moved = scale * (own - value[at]) if singles is Singles.RATIO else scale * own - value[at]
    if chance is not None and chance.moves is not None:
        moved = moved + (apart / divisor**2)[at] * chance.moves
    n = sizes.n_units if singles is Singles.RATIO else n_all
    variance = patterns.summed(moved**2) / np.maximum(n_all, 1) ** 2 * (n / np.maximum(n - 1, 1))
    made = Made(
        apart=apart,
        by_chance=None if chance is None else expected,
        value=value,
        se=np.sqrt(variance),
        df=n.astype(np.float64) - 1,
        reason=no_value(sizes, weights, None if chance is None else expected),
        cautions=cautions_of(patterns, value, title.is_kappa),
        elsewhere=elsewhere(patterns) if title.is_kappa else None,
    )
    said = method(title.words, weights.name, SINGLES_WORDS[singles], interval)
    return judged(title.name, said, level, made, sizes, interval)


def elsewhere(patterns: Patterns) -> Floats:
    """How many ratings of each group are outside the category that it uses most; shape (groups,).

    Args:
        patterns: The patterns.
    """
    found: Floats = patterns.totals.sum(1) - patterns.totals.max(1)
    return found


def method(words: str, weights: str, units: str, interval: Interval) -> str:
    """Every convention of a figure whose standard error is linearised, in one sentence.

    Args:
        words: What it is.
        weights: Its weights or metric.
        units: Which units count how.
        interval: How the interval is made.
    """
    return (
        f"{words}, {weights}; standard error by linearisation over units, raw form (divided by n − 1), {units}; "
        f"{INTERVAL_WORDS[interval]}"
    )


def no_value(sizes: Sizes, weights: Weights | None, expected: Floats | None) -> Objects:
    """Why there is no value, group by group.

    Args:
        sizes: How much there is.
        weights: The weights; None where they depend on the ratings.
        expected: The disagreement that chance would give; None where it does not matter.
    """
    reason = np.full(len(sizes.n_units), None, object)
    if expected is not None:
        reason[expected == 0] = NoCoefficient.NO_VARIATION
    if weights is not None and not weights.apart.any():
        reason[:] = NoCoefficient.NOTHING_GRADED
    reason[sizes.n_units == 0] = NoCoefficient.NO_PAIRS
    reason[sizes.n_ratings == 0] = NoCoefficient.NOTHING_RATED
    return reason
