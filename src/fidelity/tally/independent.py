"""Means and standard deviations of units that are taken as independent, because no cluster is known."""

from __future__ import annotations

import numpy as np

from fidelity.tally.estimates import NoInterval
from fidelity.tally.interval import LEVEL, Intervals, Method, symmetric, without_interval
from fidelity.tally.moments import Moments


def mean_of_independent(moments: Moments, level: float = LEVEL) -> Intervals:
    """The mean of each group's units, with Student's t.

    *When to use.* When nothing is known of what the units have in common, and there is little reason to think that they
    have any. Observations are taken as independent: where several are of one practitioner the interval is too narrow,
    often by half, and `mean_over_units` is right. A table that shows this interval says that no cluster was known.

    Args:
        moments: The sums of each group's units.
        level: How often the interval shall hold the true mean.

    Returns:
        Method ``t``. There is no interval with fewer than three units, nor where all are alike.

    Raises:
        UsageError: The level is not between 0 and 1.

    Notes:
        ``m ± t √(Σ (x − m)² / (n − 1) / n)`` with n − 1 degrees of freedom.

    References:
        Student (1908). The probable error of a mean. Biometrika, 6, 1–25.

    Examples:
        In R: ``t.test(score)``.

        Student's own example, the additional sleep of ten patients in hours, as tenths of an hour:

        >>> import numpy as np
        >>> sleep = np.array([19, 8, 11, 1, -1, 44, 55, 16, 46, 34])
        >>> found = mean_of_independent(Moments(np.array([10]), [sleep.sum()], [(sleep**2).sum()], 10))
        >>> f"{found.estimate[0]:.2f} ({found.low[0]:.4f} to {found.high[0]:.4f})"
        '2.33 (0.8977 to 3.7623)'
    """
    n = moments.n
    df = np.maximum(n - 1, 0).astype(np.float64)
    # The order of the divisions is that of `mean_over_units`, to which this is equal when every cluster is one unit.
    variance = np.divide(moments.deviations, n * df, out=np.zeros(len(n)), where=df > 0)
    return symmetric(moments.mean, variance, df, n, np.zeros(len(n), np.int64), Method.T, level)


def standard_deviation(moments: Moments) -> Intervals:
    """The standard deviation of each group's units.

    *Meaning.* How far apart single units are, practitioners' differences and chance together.

    Args:
        moments: The sums of each group's units.

    Returns:
        The standard deviations, without interval; none with fewer than two units.

    Notes:
        ``√(Σ (x − m)² / (n − 1))``, worked out from exact sums: 0 means that all are alike, to the last digit.

    References:
        Chan, T. F., Golub, G. H., & LeVeque, R. J. (1983). Algorithms for computing the sample variance. The American
        Statistician, 37(3), 242–247 (what goes wrong with rounded sums).

    Examples:
        In R: ``sd(score)``.

        >>> import numpy as np
        >>> f"{standard_deviation(Moments(np.array([3]), [6], [14], 1)).estimate[0]:.1f}"
        '1.0'
    """
    n = moments.n
    sd = np.sqrt(moments.deviations / np.maximum(n - 1, 1))
    return without_interval(sd, n, np.zeros(len(n), np.int64), needed=2, why=NoInterval.NONE_DEFINED)
