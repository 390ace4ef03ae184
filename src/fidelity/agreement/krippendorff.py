"""Krippendorff's alpha: chance is drawing from all ratings that can be paired."""

from __future__ import annotations

from enum import Enum

import attrs
import numpy as np

from fidelity.agreement.cautions import cautions_of
from fidelity.agreement.chance import Title, elsewhere, method, no_value, sizes_of
from fidelity.agreement.coefficients import Coefficients, Interval, Made, Sizes, judged
from fidelity.agreement.disagreement import Disagreement, by_distance, by_midranks
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.sums import in_order
from fidelity.agreement.weights import Weighting, Weights, weights

TITLE = Title("alpha", "Krippendorff's alpha", is_kappa=True)
UNITS = "n the units with two ratings"


class Metric(Enum):
    """How far apart two ratings are, as Krippendorff measures it; choose by what the numbers mean."""

    NOMINAL = "nominal"
    """Different is different."""
    ORDINAL = "ordinal"
    """How many ratings lie between the two: a step over a category that many chose is a long one.

    It depends on the ratings of the group, and is not the same as ordinal weights, which are fixed.
    """
    INTERVAL = "interval"
    """The square of the difference."""
    RATIO = "ratio"
    """The square of the difference against the sum; for numbers with a true zero."""


def krippendorff_alpha(
    patterns: Patterns, by: Metric | Weights, *, level: float = 0.95, interval: Interval = Interval.LOGIT
) -> Coefficients:
    """Krippendorff's alpha of any number of raters, with ratings missing, at any level of measurement.

    *Meaning.* 1 less the disagreement that was observed over the one that chance would give. 1 for perfect agreement, 0
    for that of ratings dealt out at random, negative for less.

    *When to use.* Where raters differ from unit to unit and ratings are missing. Like kappa it is low where one
    category prevails (see `Caution.PARADOX`). Units with one rating are left out altogether.

    Args:
        patterns: How many units of each group have each pattern of ratings.
        by: A metric of Krippendorff's, or fixed weights, which is Gwet's version of alpha. Quadratic weights are the
            interval metric; ordinal weights are not the ordinal metric.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (groups,). There is none where all ratings are in one category, never 1.

    Raises:
        UsageError: The categories have no numbers, or negative ones and the ratio metric was asked for.

    Notes:
        ``1 − (N − 1) / N · D_o / D_e`` over the N ratings of units with two or more, with
        ``D_o = Σ_i Σ_kl r_ik r_il δ_kl / (r_i − 1) / N`` and ``D_e = Σ_kl p_k p_l δ_kl``. The standard error is Gwet's:
        that of the linear part of ``1 − D_o / D_e``, without the factor. Version 1.3 of irrCAC computes the same. Where
        units have unequal numbers of ratings, 1.0 and its Python port differ slightly: they weigh a unit's number of
        ratings by the agreement with the factor, ``1 − (N − 1) / N · D_o``, and 1.3 by that without it (.14557 against
        .14548 for the four raters of Gwet 2014, page 120). For the ordinal metric the
        linear part also holds how δ moves with the category totals, which irrCAC does not offer.

    References:
        Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapters 2, 3 and 5.

    Examples:
        In R: ``irrCAC::krippen.alpha.raw(ratings)``, or without interval ``irr::kripp.alpha(t(ratings), "ordinal")``.

        >>> import numpy as np
        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.patterns import patterns
        >>> yes_no = Categories(("no", "yes"), (0, 1))
        >>> group, n = np.array([0, 0, 0]), np.array([30, 12, 8])
        >>> tallied = patterns(group, np.array([[0, 2], [2, 0], [1, 1]]), n, 1, yes_no)
        >>> print(krippendorff_alpha(tallied, Metric.NOMINAL).value.round(4))
        [0.636]
    """
    sizes, patterns = sizes_of(patterns), patterns.without_singles()
    distance = None if by is Metric.ORDINAL else _distance(by, patterns)
    found = by_midranks(patterns) if distance is None else by_distance(patterns, distance)
    named = "ordinal metric, by how often each category was used" if distance is None else distance.name
    made = _made(patterns, found, sizes, distance)
    return judged(TITLE.name, method(TITLE.words, named, UNITS, interval), level, made, sizes, interval)


def _distance(by: Metric | Weights, patterns: Patterns) -> Weights:
    """A metric as distances; their scale makes no difference to alpha."""
    if isinstance(by, Weights):
        return by
    if by is Metric.NOMINAL:
        return attrs.evolve(weights(Weighting.IDENTITY, patterns.categories), name="nominal metric")
    weighting = Weighting.RATIO if by is Metric.RATIO else Weighting.QUADRATIC
    return attrs.evolve(weights(weighting, patterns.categories), name=f"{by.value} metric")


def _made(patterns: Patterns, found: Disagreement, sizes: Sizes, distance: Weights | None) -> Made:
    """Alpha and its standard error; the value of each unit's part in it is what it moves the ratio of the two by."""
    at, raters = patterns.group, patterns.raters[patterns.kind]
    n_ratings, n_units = patterns.totals.sum(1), np.maximum(sizes.n_units, 1)
    apart = patterns.summed(found.own) / np.maximum(n_ratings, 1)
    divisor = np.where(found.by_chance == 0, 1, found.by_chance)
    alpha_prime = 1 - apart / divisor
    value = 1 - (1 - 1 / np.maximum(n_ratings, 1)) * (1 - alpha_prime)
    slopes = (apart / divisor**2)[:, None] * found.expected_slopes - found.observed_slopes / divisor[:, None]
    moved = (raters * apart[at] - found.own) / divisor[at]
    moved = moved + in_order(
        (patterns.kinds[patterns.kind, k] - raters * found.shares[at, k]) * slopes[at, k]
        for k in range(slopes.shape[1])
    )
    mean = np.maximum(n_ratings, 1) / n_units
    variance = patterns.summed((moved / mean[at]) ** 2) / (n_units * np.maximum(n_units - 1, 1))
    return Made(
        apart=(1 - 1 / np.maximum(n_ratings, 1)) * apart,
        by_chance=found.by_chance,
        value=value,
        se=np.sqrt(variance),
        df=sizes.n_units.astype(np.float64) - 1,
        reason=no_value(sizes, distance, found.by_chance),
        cautions=cautions_of(patterns, value, TITLE.is_kappa),
        elsewhere=elsewhere(patterns),
    )
