"""Units in clusters in groups, for tests: made up by Hypothesis, and brought into both forms of sums."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from fidelity.tally.moments import Moments
from fidelity.tally.size_classes import SizeClasses, of_clusters

Cluster = tuple[int, list[int]]
"""The group and the values of the units."""

N_GROUPS = 3
SMALL = st.integers(-3, 9)
LARGE = st.integers(-(10**12), 10**12)
"""Squares of sums of these do not fit into 64 bits."""
CLUSTERS = st.one_of(
    [
        st.lists(st.tuples(st.integers(0, N_GROUPS - 1), st.lists(values, min_size=1, max_size=4)), max_size=14)
        for values in (SMALL, LARGE)
    ]
)


def classes_of(clusters: Sequence[Cluster], denominator: int = 7, n_groups: int = N_GROUPS) -> SizeClasses:
    """The clusters by size."""
    groups = np.array([group for group, _ in clusters], np.intp)
    n = np.array([len(values) for _, values in clusters], np.int64)
    return of_clusters(groups, n, np.array([sum(values) for _, values in clusters], object), denominator, n_groups)


def moments_of(clusters: Sequence[Cluster], denominator: int = 7, n_groups: int = N_GROUPS) -> Moments:
    """The sums of the units by group."""
    held = [[value for group, values in clusters if group == which for value in values] for which in range(n_groups)]
    n = np.array([len(values) for values in held], np.int64)
    squares = np.array([sum(value**2 for value in values) for values in held], object)
    return Moments(n, np.array([sum(values) for values in held], object), squares, denominator)
