"""Clusters: what belongs together within a group, such as a practitioner's observations, as far as figures need it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from functools import cached_property
from typing import Protocol

import attrs
import numpy as np

from fidelity.tally.cells import Cells, Places
from fidelity.tally.counts import Integers
from fidelity.tally.cube import About, Cube
from fidelity.tally.latest import UNDATED
from fidelity.tally.size_classes import SizeClasses, of_clusters
from fidelity.tally.values import JUDGED, moments, values_of


class Standing(Enum):
    """When a practitioner counts as being at criterion."""

    LATEST = "latest"
    """Every observation of their last judged day meets it."""
    MOST = "most"
    """More than half of their judged observations meet it."""
    ALL = "all"
    """All of their judged observations meet it."""
    EVER = "ever"
    """One of their judged observations meets it."""


@attrs.frozen(eq=False)
class AtCriterion:
    """How many clusters of each group are at criterion.

    Attributes:
        n_at: How many are; shape (groups,).
        n_judged: Of how many it can be told; shape (groups,).
        n_cannot_tell: Of how many it cannot, because nothing of theirs was judged, or their last day is not known.
    """

    n_at: Integers
    n_judged: Integers
    n_cannot_tell: Integers


class Clusters(Protocol):
    """The clusters of each group, counted from records or read from a tally file.

    Attributes:
        groups: The groups.
        n_named: How many clusters with a name each group has; shape (groups,).
        n_unnamed: How many observations of each group belong to no cluster with a name; shape (groups,).
    """

    @property
    def groups(self) -> Cells:
        """The groups."""

    @property
    def n_named(self) -> Integers:
        """How many clusters with a name each group has."""

    @property
    def n_unnamed(self) -> Integers:
        """How many observations of each group belong to no cluster with a name."""

    def classes(self, about: About, what: str, *, named: bool = False) -> SizeClasses | None:
        """The clusters of each group by size; None where they are not known for this figure."""

    def at_criterion(self, criterion: str, standing: Standing) -> AtCriterion | None:
        """How many clusters with a name are at criterion; None where that is not known."""


@attrs.frozen(eq=False)
class Clustered:
    """The clusters of a cube within groups: each combination of group and cluster that occurs.

    Counts by cluster are made a measure at a time, when they are asked for: all at once would fill the memory where
    there are hundreds of thousands of clusters.

    Attributes:
        cube: The counts.
        cluster: For each cell of the cube its combination of group and cluster; shape (cells,).
        groups: The groups.
        of: For each combination its group; shape (combinations,), rising.
        named: For each combination, whether its cluster has a name; shape (combinations,).
    """

    cube: Cube
    cluster: Places
    groups: Cells
    of: Places
    named: np.ndarray[tuple[int], np.dtype[np.bool_]]

    @cached_property
    def n_named(self) -> Integers:
        """How many clusters with a name each group has; shape (groups,)."""
        return np.bincount(self.of[self.named], minlength=len(self.groups)).astype(np.int64)

    @cached_property
    def n_unnamed(self) -> Integers:
        """How many observations of each group belong to no cluster with a name; shape (groups,)."""
        (observations,) = self.cube.of_kind("observations")
        n = observations.counts.moved(self.cluster).totals(len(self.of))
        found = np.zeros(len(self.groups), np.int64)
        np.add.at(found, self.of[~self.named], n[~self.named])
        return found

    def classes(self, about: About, what: str, *, named: bool = False) -> SizeClasses:
        """The clusters of each group by size, with what their values add up to.

        Args:
            about: The measure.
            what: Which of its figures (`fidelity.tally.values.values_of`).
            named: Whether clusters without a name are left out; else they are one cluster together.
        """
        measure = self.cube.find(*about.key)
        assert measure is not None
        counts = measure.counts.moved(self.cluster)
        found = moments(counts, values_of(measure, what), len(self.of))
        rows = (found.n > 0) & (self.named | (not named))
        return of_clusters(self.of[rows], found.n[rows], found.total[rows], found.denominator, len(self.groups))

    def unnamed(self) -> Clustered:
        """The observations of each group whose cluster has no name, as if they had one and the others none."""
        return attrs.evolve(self, named=~self.named)

    def at_criterion(self, criterion: str, standing: Standing) -> AtCriterion:
        """How many clusters with a name are at criterion.

        Args:
            criterion: The criterion.
            standing: When one counts as being so.
        """
        n_met, n_judged, known = self._judged(criterion, standing)
        at = {
            Standing.LATEST: n_met == n_judged,
            Standing.ALL: n_met == n_judged,
            Standing.MOST: 2 * n_met > n_judged,
            Standing.EVER: n_met > 0,
        }[standing]
        told = self.named & known & (n_judged > 0)
        n_told = np.bincount(self.of[told], minlength=len(self.groups)).astype(np.int64)
        n_at = np.bincount(self.of[told & at], minlength=len(self.groups)).astype(np.int64)
        return AtCriterion(n_at, n_told, self.n_named - n_told)

    def _judged(
        self, criterion: str, standing: Standing
    ) -> tuple[Integers, Integers, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
        """How many observations met it and were judged, of those that count; and whether that can be told."""
        latest = self.cube.latest[criterion].moved(self.cluster)
        n_met, n_judged = np.zeros(len(self.of), np.int64), np.zeros(len(self.of), np.int64)
        np.add.at(n_met, latest.cell, latest.n_met)
        np.add.at(n_judged, latest.cell, latest.n_judged)
        known = np.ones(len(self.of), np.bool_)
        if standing is Standing.LATEST:
            undated = np.zeros(len(self.of), np.int64)
            np.add.at(undated, latest.cell[latest.day == UNDATED], latest.n_judged[latest.day == UNDATED])
            # One judged observation is the last one, whether or not it has a date.
            known = (undated == 0) | (n_judged == 1)
            return n_met, n_judged, known
        measure = self.cube.find("criterion", criterion)
        assert measure is not None
        counts = measure.counts.moved(self.cluster)
        n_met, n_not = (counts.of_level(measure.levels.index(name), len(self.of)) for name in JUDGED)
        return n_met, n_met + n_not, known


def clustered(cube: Cube, by: Sequence[str], cluster: str) -> Clustered:
    """The clusters of a cube.

    Args:
        cube: The counts, with the cluster among their keys.
        by: The keys of the groups.
        cluster: The key that names the clusters, such as ``practitioner``.

    Raises:
        UsageError: There is no such key.
    """
    fine, place = cube.cells.by([*by, cluster])
    groups, of = fine.by(by)
    return Clustered(cube, place, groups, of, fine.texts(cluster) != "")
