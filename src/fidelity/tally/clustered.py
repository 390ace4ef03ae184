"""Means and shares of units that lie in clusters, with intervals that know it: CR2 and Satterthwaite."""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.deviations import Deviations, deviations
from fidelity.tally.integers import Counted, Floats
from fidelity.tally.interval import LEVEL, METHODS, MIN_DF, Intervals, Method, quantile, reasons, settled, symmetric
from fidelity.tally.proportion import score_ends
from fidelity.tally.size_classes import SizeClasses


def mean_over_units(classes: SizeClasses, level: float = LEVEL) -> Intervals:
    """The mean over all units of each group, with an interval that allows for units of one cluster being alike.

    *Meaning.* The mean of all sessions, say, in which every session counts the same and a practitioner with twice as
    many counts twice. The interval holds the mean of the population of clusters from which these come.

    *When to use.* When what is asked about is the sessions that families had. When it is the practitioners, take
    `mean_of_cluster_means`; with clusters of unequal size the two differ, and neither is the other's estimate. It is
    made for few clusters. It misleads where the clusters that were observed are not like those that were not.

    *How well it holds.* In 4,000 simulations with clusters of unequal size and an intraclass correlation of .2, an
    interval of 95 % held the mean in 94 to 95 % with 5, 8, 15 and 40 clusters, for normal scores and for scores from 0
    to 100 that crowd at the upper end.

    Args:
        classes: The clusters of each group.
        level: How often the interval shall hold the true mean.

    Returns:
        Method ``cr2_satterthwaite``. There is no interval with fewer than two degrees of freedom, of which K clusters
        of equal size have K − 1 and unequal ones fewer; nor where all clusters have the same mean.

    Raises:
        UsageError: The level is not between 0 and 1.

    Notes:
        With cluster g of n_g units and sum s_g, N units in all, their mean m, and h_g = n_g / N::

            V  = Σ (s_g − n_g m)² / (1 − h_g) / N²
            df = 1 / (Σ h_g² + (Σ b_g)² − Σ b_g²),  b_g = h_g² / (1 − h_g)

        which is what Bell and McCaffrey's matrices come to when nothing but a mean is estimated, with independent
        units as the working model. Where every cluster has one unit this is Student's t.

    References:
        Bell, R. M., & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
        samples. Survey Methodology, 28(2), 169–181.
        Pustejovsky, J. E., & Tipton, E. (2018). Small-sample methods for cluster-robust variance estimation and
        hypothesis testing in fixed effects models. Journal of Business & Economic Statistics, 36(4), 672–683.

    Examples:
        In R::

            clubSandwich::conf_int(lm(score ~ 1), vcov = "CR2", cluster = practitioner, test = "Satterthwaite")

        Cattle with a disease in 4 herds of unequal size (the first herds of `lme4::cbpp`):

        >>> import numpy as np
        >>> from fidelity.tally.size_classes import of_clusters
        >>> herds = of_clusters(np.zeros(4, int), np.array([40, 61, 74, 35]), np.array([9, 5, 12, 4]), 1, 1)
        >>> found = mean_over_units(herds)
        >>> f"{found.estimate[0]:.4f} ({found.low[0]:.4f} to {found.high[0]:.4f}), df {found.df[0]:.3f}"
        '0.1429 (0.0445 to 0.2412), df 2.704'
    """
    seen = deviations(classes)
    variance, df = _variance(seen), _satterthwaite(seen)
    return symmetric(seen.mean, variance, df, seen.n, seen.n_clusters, Method.CR2, level)


def share_over_units(classes: SizeClasses, level: float = LEVEL) -> Intervals:
    """The share of all units of each group that have something, with an interval that allows for clusters.

    *Meaning.* The mean over units of a value that is 1 for units that have it, such as sessions that meet a criterion,
    and 0 for others. The share, its standard error and its degrees of freedom are those of `mean_over_units`.

    *Why the ends are others.* An interval to both sides of a share near 0 or 1 leaves the scale, and cut off there it
    holds the truth too rarely: with 8 unequal clusters and an intraclass correlation of .2, in 91 % at a share of .8
    and 87 % at .95 (4,000 simulations). So the variance is turned into the number of independent units that would have
    it, and Wilson's interval is made at that number, with the quantile of t: 95 % and 98 %.

    *When nothing or everything has it.* Then the variance is 0, and says nothing. The worst case is taken instead: that
    each cluster is all one or all the other, so that its units are worth one. Method ``wilson_of_clusters`` is Wilson's
    interval at N² / Σ n_g² units, which is the number of clusters when all are of one size, and fewer otherwise.

    *When it misleads.* Where shares are .95 or more and clusters differ much, it covers less than it says: 92 % with 15
    or 40 clusters and an intraclass correlation of .2, and 88 to 89 % with one of .4.

    Args:
        classes: The clusters of each group, of values 0 and 1.
        level: How often the interval shall hold the true share.

    Returns:
        Method ``cr2_wilson``, or ``wilson_of_clusters`` where the share is 0 or 1; from 0 to 1, never of no width.

    Raises:
        UsageError: The values are not 0 and 1, or the level is not between 0 and 1.

    Notes:
        With the share p and its CR2 variance V, n* = min(N, p (1 − p) / V), and with t the quantile::

            (p + t² / 2n* ± t √(p (1 − p) / n* + t² / 4n*²)) / (1 + t² / n*)

    References:
        Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of
        positive counts estimated from survey data. Survey Methodology, 24(2), 193–201 (the effective number of units).
        Franco, C., Little, R. J. A., Louis, T. A., & Slud, E. V. (2019). Comparative study of confidence intervals for
        proportions in complex sample surveys. Journal of Survey Statistics and Methodology, 7(3), 334–364 (Wilson's
        form recommended).

    Examples:
        In R, with V from ``clubSandwich::vcovCR(lm(met ~ 1), practitioner, "CR2")`` and its df::

            n <- p * (1 - p) / V; binom::binom.wilson(p * n, n, conf.level = 2 * pnorm(qt(.975, df)) - 1)

        Nothing met in ten sessions of each of five practitioners is worth five units, not fifty:

        >>> import numpy as np
        >>> from fidelity.tally.size_classes import of_clusters
        >>> five = of_clusters(np.zeros(5, int), np.full(5, 10), np.zeros(5, int), 1, 1)
        >>> f"{share_over_units(five).high[0]:.3f}"
        '0.607'
    """
    seen = deviations(classes)
    if (seen.mean < 0).any() or (seen.mean > 1).any():
        message = "a share is taken of units that are 0 or 1, and these add up to something else"
        raise UsageError(Problem("not-shares", message, "take the mean of scores"))
    df, share = _satterthwaite(seen), np.nan_to_num(seen.mean)
    why = reasons((seen.n == 0) | ~(df >= MIN_DF), np.zeros(len(df), np.bool_))
    df = np.where(why == 0, df, np.nan)
    variance, spread = _variance(seen), share * (1 - share)
    extreme = spread == 0
    worth = np.where(extreme, _clusters_worth(seen), _units_worth(seen.n, spread, variance))
    low, high = score_ends(share, worth, quantile(df, level))
    se = np.where(extreme, np.nan, np.sqrt(variance))
    made = settled(seen.mean, se, df, low, high, seen.n, seen.n_clusters, why, Method.CR2_WILSON, level)
    method = np.where(extreme & (why == 0), METHODS.index(Method.CLUSTERS_WILSON), made.method).astype(np.int8)
    return attrs.evolve(made, method=method)


def _variance(seen: Deviations) -> Floats:
    """The CR2 variance of the mean; 0 where there is one cluster only."""
    rest = seen.units * (seen.units - seen.classes.size)
    return seen.over_groups(np.divide(seen.squares, rest, out=np.zeros(len(rest)), where=rest > 0))


def _satterthwaite(seen: Deviations) -> Floats:
    """Satterthwaite's degrees of freedom; 0 with fewer than two clusters."""
    often, share = seen.classes.n_clusters, seen.share
    part = np.divide(share * share, 1 - share, out=np.zeros(len(share)), where=share < 1)
    sums = [seen.over_groups(often * each) for each in (share * share, part, part * part)]
    under = sums[0] + sums[1] * sums[1] - sums[2]
    unequal = np.divide(1.0, under, out=np.zeros(len(under)), where=seen.n_clusters > 1)
    # Clusters of one size have exactly one fewer, which no rounding may turn into 4.999….
    return np.where(seen.equal_sizes, np.maximum(seen.n_clusters - 1, 0), unequal)


def _units_worth(n: Counted, spread: Floats, variance: Floats) -> Floats:
    """How many independent units would have the variance, and never more than there are."""
    most = n.astype(np.float64)
    return np.divide(spread, variance, out=most.copy(), where=spread < variance * most)


def _clusters_worth(seen: Deviations) -> Floats:
    """How many units the clusters would be worth if each were all alike."""
    squares = seen.over_groups(seen.classes.n_clusters * seen.share * seen.share)
    return np.divide(1.0, squares, out=np.ones(len(squares)), where=squares > 0)
