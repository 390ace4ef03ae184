"""Shares of independent units, with intervals: Wilson's, and Clopper and Pearson's exact one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.integers import Counted, Floats
from fidelity.tally.interval import LEVEL, Intervals, Method, checked, normal_quantile, reasons, settled


def share_of_independent(
    n_met: npt.ArrayLike, n: npt.ArrayLike, level: float = LEVEL, *, guaranteed: bool = False
) -> Intervals:
    """The share of independent units that have something, with Wilson's interval unless a guarantee is asked for.

    *When to use.* For units of which no cluster is known and none is likely: practitioners at criterion, sites that
    answered. Sessions of the same practitioners are not independent: take `share_over_units`.

    *The rule.* Wilson's interval, for any number of units from two on. Its coverage is near what it says on average,
    and now and then below it. Where it must never be below, as in a contract, ask for the guarantee and get the exact
    interval, which is wider than it needs to be. What is chosen never depends on the counts: an interval that changed
    its kind with them would have the coverage of neither.

    Args:
        n_met: How many units have it; shape (groups,).
        n: How many there are; shape (groups,).
        level: How often the interval shall hold the true share.
        guaranteed: Whether the exact interval is wanted.

    Returns:
        Method ``wilson`` or ``exact``. One unit has no interval.

    Raises:
        UsageError: More have it than there are, a count is below 0, or the level is not between 0 and 1.

    References:
        Brown, L. D., Cai, T. T., & DasGupta, A. (2001). Interval estimation for a binomial proportion. Statistical
        Science, 16(2), 101–133.

    Examples:
        In R: ``binom::binom.wilson(81, 263)``, or ``binom.test(81, 263)`` with the guarantee.

        >>> found = share_of_independent([81], [263])
        >>> f"{found.low[0]:.4f} to {found.high[0]:.4f}"
        '0.2553 to 0.3662'
    """
    met, units = _counts(n_met, n)
    low, high = exact(met, units, level) if guaranteed else wilson(met, units, level)
    share = np.divide(met, units, out=np.full(len(units), np.nan), where=units > 0)
    why, none = reasons(units < 2, np.zeros(len(units), np.bool_)), np.full(len(units), np.nan)
    method = Method.EXACT if guaranteed else Method.WILSON
    return settled(share, none, none, low, high, units, np.zeros(len(units), np.int64), why, method, level)


def wilson(n_met: npt.ArrayLike, n: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The ends of Wilson's score interval of a share.

    *Meaning.* All shares that a score test would not reject. It stays between 0 and 1, and has a width where none or
    all of the units have it.

    Args:
        n_met: How many units have it; shape (groups,).
        n: How many there are; shape (groups,).
        level: How often the interval shall hold the true share.

    Returns:
        The lower and the upper ends, each of shape (groups,); NaN where there are no units.

    Raises:
        UsageError: More have it than there are, a count is below 0, or the level is not between 0 and 1.

    Notes:
        ``(p + z² / 2n ± z √(p (1 − p) / n + z² / 4n²)) / (1 + z² / n)``, without correction for continuity.

    References:
        Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the
        American Statistical Association, 22, 209–212.
        Newcombe, R. G. (1998). Two-sided confidence intervals for the single proportion: comparison of seven methods.
        Statistics in Medicine, 17, 857–872 (method 3).

    Examples:
        In R: ``prop.test(15, 148, correct = FALSE)$conf.int``.

        >>> low, high = wilson([15], [148])
        >>> f"{low[0]:.4f} to {high[0]:.4f}"
        '0.0624 to 0.1605'
    """
    met, units = _counts(n_met, n)
    share = np.divide(met, units, out=np.full(len(units), np.nan), where=units > 0)
    return score_ends(share, np.maximum(units, 1).astype(np.float64), np.full(len(units), normal_quantile(level)))


def exact(n_met: npt.ArrayLike, n: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The ends of Clopper and Pearson's interval of a share, which holds the truth at least as often as it says.

    Args:
        n_met: How many units have it; shape (groups,).
        n: How many there are; shape (groups,).
        level: How often the interval shall hold the true share, at the least.

    Returns:
        The lower and the upper ends, each of shape (groups,); NaN where there are no units.

    Raises:
        UsageError: More have it than there are, a count is below 0, or the level is not between 0 and 1.

    Notes:
        With a = (1 − level) / 2, the ends are the quantiles a of Beta(x, n − x + 1) and 1 − a of Beta(x + 1, n − x);
        0 where none has it, and 1 where all have it.

    References:
        Clopper, C. J., & Pearson, E. S. (1934). The use of confidence or fiducial limits illustrated in the case of the
        binomial. Biometrika, 26, 404–413.
        Newcombe (1998), as for `wilson` (method 5).

    Examples:
        In R: ``binom.test(0, 20)$conf.int``.

        >>> low, high = exact([0], [20])
        >>> f"{low[0]:.4f} to {high[0]:.4f}"
        '0.0000 to 0.1684'
    """
    met, units = _counts(n_met, n)
    tail = 0.5 - checked(level) / 2
    none = np.where(units > 0, 0.0, np.nan)
    low = np.where(met > 0, betaincinv(np.maximum(met, 1), units - met + 1, tail), none)
    high = np.where(met < units, betaincinv(met + 1, np.maximum(units - met, 1), 1 - tail), none + 1)
    return low, high


def score_ends(share: Floats, n: Floats, quantile: Floats) -> tuple[Floats, Floats]:
    """The ends of Wilson's interval at any number of units, whole or not, and with any quantile.

    Args:
        share: The shares; shape (groups,).
        n: How many independent units they rest on, or are worth, above 0; shape (groups,).
        quantile: How many standard errors the interval reaches; shape (groups,).
    """
    odd = quantile * quantile / n
    centre = share + odd / 2
    half = quantile * np.sqrt(share * (1 - share) / n + odd / n / 4)
    low, high = (np.clip(end / (1 + odd), 0.0, 1.0) for end in (centre - half, centre + half))
    # The ends are 0 and 1 exactly there, and rounding would leave a trace beside them.
    return np.where(share > 0, low, 0 * low), np.where(share < 1, high, 0 * high + 1)


def _counts(n_met: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Counted, Counted]:
    met, units = np.atleast_1d(np.asarray(n_met, np.int64)), np.atleast_1d(np.asarray(n, np.int64))
    if (met < 0).any() or (met > units).any():
        message = "more units have it than there are, or fewer than none"
        raise UsageError(Problem("more-than-there-are", message, "count those that have it among all units"))
    return met, units
