"""Clusters by size: how many clusters of each size a group has, and what their sums add up to; no cluster is named."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import InvalidRecord, UsageError
from fidelity.problems import Problem
from fidelity.tally.integers import Counted, Whole, cross_difference, fitted, product, summed

LARGEST = 2**256
"""No sum may reach this: what is made of it would no longer fit into floating point."""

_MOST_UNITS = 2.0**53


@attrs.frozen(eq=False)
class SizeClasses:
    """Clusters of equal size in each group: all that figures of clustered units need, and nobody in particular.

    A *unit* is what is counted once, such as a session; a *cluster* is what units lie in, such as a practitioner. A
    row is one size in one group; rows rise by group, and within it by size.

    Attributes:
        group: The group, from 0; shape (rows,).
        size: How many units each of these clusters has, at least 1; shape (rows,).
        n_clusters: How many clusters there are of this size, at least 1; shape (rows,).
        total: The sum of the clusters' sums, over the denominator; shape (rows,).
        squares: The sum of the squares of the clusters' sums, over the denominator's square; shape (rows,).
        denominator: What all values are whole multiples of one part of, at least 1.
        n_groups: How many groups there are, with those that have no cluster.

    Raises:
        InvalidRecord: No clusters could have these sums.
    """

    group: npt.NDArray[np.intp]
    size: Counted
    n_clusters: Counted
    total: Whole = attrs.field(converter=fitted)
    squares: Whole = attrs.field(converter=fitted)
    denominator: int
    n_groups: int

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be."""
        fault = self._fault()
        if fault:
            raise InvalidRecord(Problem("impossible-sums", f"sums of clusters by size: {fault}"))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.group)

    @property
    def n_units(self) -> Counted:
        """How many units each group has; shape (groups,)."""
        found = np.zeros(self.n_groups, np.int64)
        np.add.at(found, self.group, self.size * self.n_clusters)
        return found

    def added(self, *others: SizeClasses) -> SizeClasses:
        """These clusters and others together: exact, and the same in any order.

        Args:
            others: Clusters of the same groups, measured in the same parts.

        Raises:
            UsageError: The groups or the denominators are not the same.
        """
        parts = (self, *others)
        if len({(part.denominator, part.n_groups) for part in parts}) > 1:
            message = "sums of clusters that are of other groups, or over another denominator, do not add up"
            raise UsageError(Problem("unlike-tallies", message, "add sums of the same score in the same groups"))
        group, size = (np.concatenate([getattr(part, name) for part in parts]) for name in ("group", "size"))
        sums = [np.concatenate([getattr(part, name) for part in parts]) for name in ("n_clusters", "total", "squares")]
        return _gathered(group, size, sums, self.denominator, self.n_groups)

    def moved(self, group: npt.NDArray[np.intp], n_groups: int) -> SizeClasses:
        """The same clusters in other groups; what falls together is added.

        Args:
            group: For each group the one that it becomes; shape (groups,).
            n_groups: How many these are.
        """
        sums = [self.n_clusters, self.total, self.squares]
        return _gathered(group[self.group], self.size, sums, self.denominator, n_groups)

    def over(self, denominator: int) -> SizeClasses:
        """The same sums over another denominator.

        Args:
            denominator: A multiple of the one that they are over.
        """
        times = np.full(len(self), denominator // self.denominator, object)
        total, squares = product(self.total, times), product(self.squares, times * times)
        return attrs.evolve(self, total=total, squares=squares, denominator=denominator)

    def _fault(self) -> str:
        columns = (self.group, self.size, self.n_clusters, self.total, self.squares)
        if len({len(column) for column in columns}) > 1:
            return "the columns are not equally long"
        if self.denominator < 1 or self.n_groups < 0:
            return "the denominator is at least 1, and there are no fewer than 0 groups"
        if not len(self):
            return ""
        if self.group.min() < 0 or self.group.max() >= self.n_groups:
            return "a group is not among the groups"
        if not _rises(self.group, self.size):
            return "the rows rise by group, then by size, and each stands there once"
        if self.size.min() < 1 or self.n_clusters.min() < 1:
            return "a size or a number of clusters is below 1"
        return self._fault_of_sums()

    def _fault_of_sums(self) -> str:
        if max(np.abs(self.total).max(), np.abs(self.squares).max(), self.denominator) >= LARGEST:
            return "a sum is too large to reckon with"
        if (self.size.astype(np.float64) * self.n_clusters).sum() >= _MOST_UNITS:
            return "there are too many units to reckon with"
        spread = cross_difference(self.n_clusters, self.squares, self.total, self.total)
        if (spread < 0).any() or (spread[self.n_clusters == 1] != 0).any():
            return "the squares do not go with the sums: no clusters have both"
        return ""


def of_clusters(group: npt.NDArray[np.intp], n: Counted, total: Whole, denominator: int, n_groups: int) -> SizeClasses:
    """Clusters by size, from clusters one by one in any order.

    Args:
        group: The group of each cluster, from 0; shape (clusters,).
        n: How many units it has; clusters without any are left out; shape (clusters,).
        total: The sum of its units' values, over the denominator; shape (clusters,).
        denominator: The denominator, at least 1.
        n_groups: How many groups there are.

    Examples:
        Two practitioners with two sessions each, and one with a single session, all in one group:

        >>> import numpy as np
        >>> made = of_clusters(np.array([0, 0, 0]), np.array([2, 1, 2]), np.array([5, 3, 8]), 1, 1)
        >>> made.size.tolist(), made.n_clusters.tolist(), made.total.tolist(), made.squares.tolist()
        ([1, 2], [1, 2], [3, 13], [9, 89])
    """
    held = n > 0
    own = fitted(total)[held]
    ones = np.ones(len(own), np.int64)
    return _gathered(group[held], n[held].astype(np.int64), [ones, own, product(own, own)], denominator, n_groups)


def _gathered(
    group: npt.NDArray[np.intp], size: Counted, sums: list[Whole], denominator: int, n_groups: int
) -> SizeClasses:
    """Rows in any order, brought into the one order, with rows of one group and size added."""
    order = np.lexsort((size, group))
    group, size = group[order], size[order]
    new = np.ones(len(order), np.bool_)
    new[1:] = (group[1:] != group[:-1]) | (size[1:] != size[:-1])
    first = np.flatnonzero(new)
    n_clusters, total, squares = (summed(column[order], first) for column in sums)
    return SizeClasses(group[first], size[first], n_clusters.astype(np.int64), total, squares, denominator, n_groups)


def _rises(group: npt.NDArray[np.intp], size: Counted) -> bool:
    same, later = group[1:] == group[:-1], group[1:] > group[:-1]
    return bool((later | (same & (size[1:] > size[:-1]))).all())
