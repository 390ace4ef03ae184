"""Means of cluster means: every cluster counts the same, however many units it has."""

from __future__ import annotations

import numpy as np

from fidelity.tally.deviations import Deviations, deviations
from fidelity.tally.estimates import NoInterval
from fidelity.tally.integers import Floats
from fidelity.tally.interval import LEVEL, Intervals, Method, symmetric, without_interval
from fidelity.tally.size_classes import SizeClasses


def mean_of_cluster_means(classes: SizeClasses, level: float = LEVEL) -> Intervals:
    """The mean of the clusters' means in each group, with an interval of t.

    *Meaning.* How the typical practitioner does: each has one vote, whether observed twice or twenty times.

    *When to use.* When practitioners, teams or sites are what is asked about. It does not estimate the mean over
    sessions unless all clusters are of one size (`mean_over_units`). It needs no assumption about how alike the units
    of a cluster are; it misleads with very few clusters whose means are far from normal.

    Args:
        classes: The clusters of each group.
        level: How often the interval shall hold the true mean.

    Returns:
        Method ``t_of_means``, with n the number of clusters. There is no interval with fewer than three clusters, nor
        where all have the same mean.

    Raises:
        UsageError: The level is not between 0 and 1.

    Notes:
        With K cluster means a_g: their mean, its variance ``Σ (a_g − ā)² / (K − 1) / K``, and K − 1 degrees of freedom.

    References:
        Donner, A., & Klar, N. (2000). Design and analysis of cluster randomization trials in health research. Arnold
        (the analysis of cluster means).

    Examples:
        In R: ``t.test(tapply(score, practitioner, mean))``.

        Practitioners with means of 2, 3 and 7, the last of many sessions:

        >>> import numpy as np
        >>> from fidelity.tally.size_classes import of_clusters
        >>> three = of_clusters(np.zeros(3, int), np.array([1, 2, 50]), np.array([2, 6, 350]), 1, 1)
        >>> found = mean_of_cluster_means(three)
        >>> f"{found.estimate[0]:.2f} ({found.low[0]:.2f} to {found.high[0]:.2f})"
        '4.00 (-2.57 to 10.57)'
    """
    seen = deviations(classes)
    mean, squares = _of_means(seen)
    count = seen.n_clusters
    df = np.maximum(count - 1, 0).astype(np.float64)
    variance = squares / np.maximum(df, 1) / np.maximum(count, 1)
    return symmetric(mean, variance, df, count, count, Method.T_OF_MEANS, level)


def sd_of_cluster_means(classes: SizeClasses) -> Intervals:
    """The standard deviation of the clusters' means in each group: how far apart practitioners are, as observed.

    *When it misleads.* Means of few units differ by chance too, so this is more than the spread of what practitioners
    really do; `components` takes the chance part off.

    Args:
        classes: The clusters of each group.

    Returns:
        The standard deviations, without interval; none with fewer than two clusters.

    Notes:
        ``√(Σ (a_g − ā)² / (K − 1))`` over the K cluster means a_g.

    References:
        Snijders, T. A. B., & Bosker, R. J. (2012). Multilevel analysis (2nd ed.). Sage, section 3.3.

    Examples:
        In R: ``sd(tapply(score, practitioner, mean))``.

        >>> import numpy as np
        >>> from fidelity.tally.size_classes import of_clusters
        >>> three = of_clusters(np.zeros(3, int), np.array([1, 2, 50]), np.array([2, 6, 350]), 1, 1)
        >>> f"{sd_of_cluster_means(three).estimate[0]:.4f}"
        '2.6458'
    """
    seen = deviations(classes)
    _, squares = _of_means(seen)
    count = seen.n_clusters
    sd = np.sqrt(squares / np.maximum(count - 1, 1))
    return without_interval(sd, count, count, needed=2, why=NoInterval.NONE_DEFINED)


def _of_means(seen: Deviations) -> tuple[Floats, Floats]:
    """The mean of the cluster means, and the sum of their squared distances from it, exactly 0 where all are alike."""
    classes, count = seen.classes, np.maximum(seen.n_clusters, 1)
    size = classes.size.astype(np.float64)
    # Both are seen from the mean over units, so that hardly any digit is lost when one is taken off the other.
    away = seen.over_groups(seen.away / size)
    squares = seen.over_groups(seen.squares / size / size) - away * away / count
    return seen.mean + away / count, np.maximum(squares, 0.0)
