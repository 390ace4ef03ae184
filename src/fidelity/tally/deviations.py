"""Deviations: how far the clusters of each size lie from their group's mean, rounded only after the exact integers."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.tally.integers import Counted, Floats, Whole, cross_difference, ratio, summed
from fidelity.tally.size_classes import SizeClasses


@attrs.frozen(eq=False)
class Deviations:
    """Clusters by size, seen from the mean of their group's units.

    With a cluster's size n and sum s, its group's units N, mean m and clusters K:

    Attributes:
        classes: The clusters.
        n: N of each group; shape (groups,).
        n_clusters: K of each group; shape (groups,).
        mean: m of each group, NaN without units; shape (groups,).
        away: The sum of s − n m over the clusters of each row; shape (rows,).
        squares: The sum of (s − n m)² over the clusters of each row, exactly 0 where all are 0; shape (rows,).
    """

    classes: SizeClasses
    n: Counted
    n_clusters: Counted
    mean: Floats
    away: Floats
    squares: Floats

    @cached_property
    def share(self) -> Floats:
        """n / N, the share of its group that one cluster of each row is; shape (rows,)."""
        return self.classes.size / self.units

    @cached_property
    def units(self) -> Floats:
        """N of the group of each row; shape (rows,)."""
        return self.n[self.classes.group].astype(np.float64)

    @cached_property
    def equal_sizes(self) -> npt.NDArray[np.bool_]:
        """Whether all clusters of a group are of one size; shape (groups,)."""
        return np.bincount(self.classes.group, minlength=len(self.n)) <= 1

    def over_groups(self, what: npt.ArrayLike) -> Floats:
        """Sums over each group's rows, always taken in the order of the sizes.

        Args:
            what: What is added; shape (rows,).
        """
        weights = np.asarray(what, np.float64)
        return np.bincount(self.classes.group, weights=weights, minlength=len(self.n)).astype(np.float64)


def deviations(classes: SizeClasses) -> Deviations:
    """Clusters by size, seen from the mean of their group's units.

    Args:
        classes: The clusters.

    Notes:
        Squares of distances expand into the three sums of a size class, and lose digits when floating point takes them
        apart. So what is taken apart stays in integers: with K clusters of size n, their sums adding up to S and the
        squares of these to Q, ``Σ (s − n m)² = (K Q − S²) / K + (S − K n m)² / K``, which are two terms that cannot
        cancel, and ``S − K n m = (N S − K n T) / N``, where T is the sum of all units.
    """
    units = classes.n_clusters * classes.size
    n, n_clusters, total = (_of_groups(what, classes) for what in (units, classes.n_clusters, classes.total))
    whole = n[classes.group]
    within = cross_difference(classes.n_clusters, classes.squares, classes.total, classes.total)
    shift = cross_difference(whole, classes.total, units, total[classes.group])
    away = shift / whole
    squares = (within + away * away) / classes.n_clusters
    parts = float(classes.denominator)
    counts = n.astype(np.int64), n_clusters.astype(np.int64)
    mean = ratio(total, counts[0], classes.denominator)
    return Deviations(classes, *counts, mean, away / parts, squares / parts / parts)


def _of_groups(what: Whole, classes: SizeClasses) -> Whole:
    """Integers added by group, 0 in groups without clusters."""
    found, first = np.unique(classes.group, return_index=True)
    sums = summed(what, first)
    every: npt.NDArray[Any] = np.zeros(classes.n_groups, sums.dtype)
    every[found] = sums
    return every
