"""Shrunken means of the groups of a table: which groups are drawn towards which mean, and what their units are."""

from __future__ import annotations

from math import lcm

import numpy as np

from fidelity.tally.cells import Cells, Places
from fidelity.tally.integers import Whole, fitted, summed
from fidelity.tally.interval import Intervals
from fidelity.tally.moments import Moments
from fidelity.tally.shrinkage import shrunken
from fidelity.tally.size_classes import SizeClasses

SHRUNKEN_KEYS = ("site", "team", "region", "practitioner")
"""The keys whose groups are drawn towards each other; the first of them that a table is grouped by."""
_FINE = lcm(*range(1, 25))
"""Means of clusters of up to 24 units are whole multiples of one part of this, and summed exactly."""


def shrinks(cells: Cells) -> bool:
    """Whether a table is grouped by anything whose groups are drawn towards each other."""
    return any(name in cells.names for name in SHRUNKEN_KEYS)


def shrunken_means(moments: Moments, cells: Cells, level: float) -> Intervals:
    """The mean of each group, drawn towards the mean of those that differ from it in place only.

    Args:
        moments: The sums of each group's units: observations, or what `of_means` gives.
        cells: The groups; `shrinks` holds of them.
        level: How often the intervals shall hold the true means.
    """
    key = next(name for name in SHRUNKEN_KEYS if name in cells.names)
    sets, part_of = cells.by([name for name in cells.names if name != key])
    return shrunken(moments, part_of, len(sets), level).means


def of_means(classes: SizeClasses) -> Moments:
    """The sums over the means of clusters, so that each cluster is one unit.

    Means of more than 24 units are rounded to a multiple of one part in five thousand million.

    Args:
        classes: The clusters.
    """
    once = [_share(total, size) for total, size in zip(classes.total.tolist(), classes.size.tolist(), strict=True)]
    twice = [
        _share(_FINE * squares, size * size)
        for squares, size in zip(classes.squares.tolist(), classes.size.tolist(), strict=True)
    ]
    n, total, squares = (_by_group(np.array(held, object), classes) for held in (classes.n_clusters, once, twice))
    return Moments(n.astype(np.int64), total, squares, classes.denominator * _FINE)


def _share(total: int, parts: int) -> int:
    """So many fine parts of a total that is divided, rounded half up."""
    return (2 * _FINE * total + parts) // (2 * parts)


def _by_group(values: Whole, classes: SizeClasses) -> Whole:
    first: Places = np.flatnonzero(np.diff(classes.group, prepend=-1))
    found = np.zeros(classes.n_groups, object)
    found[classes.group[first]] = summed(values, first)
    return fitted(found)
