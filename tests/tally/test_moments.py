"""Moments: sums of units that add."""

from __future__ import annotations

import statistics
from fractions import Fraction

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord, UsageError
from fidelity.tally.moments import Moments
from tests.tally.clusters_of_units import CLUSTERS, N_GROUPS, Cluster, moments_of


def same(one: Moments, other: Moments) -> bool:
    """Whether both are equal in every column, types included."""
    pairs = zip(attrs.astuple(one, recurse=False), attrs.astuple(other, recurse=False), strict=True)
    return all(np.array_equal(a, b) and np.asarray(a).dtype == np.asarray(b).dtype for a, b in pairs)


@given(CLUSTERS, st.integers(0, 14))
def test_parts_add_up_to_the_whole(clusters: list[Cluster], cut: int) -> None:
    """However units are split and added, the record is that of all, to the type."""
    one, two = moments_of(clusters[:cut]), moments_of(clusters[cut:])
    assert same(one.added(two), moments_of(clusters))
    assert same(two.added(one), moments_of(clusters))


@given(CLUSTERS)
def test_mean_and_deviations_are_those_of_the_units(clusters: list[Cluster]) -> None:
    """Both are what Python's own fractions say."""
    found = moments_of(clusters)
    for group in range(N_GROUPS):
        values = [Fraction(value, 7) for which, held in clusters if which == group for value in held]
        if not values:
            assert np.isnan(found.mean[group])
            continue
        assert found.mean[group] == float(statistics.mean(values))
        assert found.deviations[group] == pytest.approx(float(statistics.pvariance(values) * len(values)), rel=1e-14)


@given(CLUSTERS)
def test_groups_can_be_pooled(clusters: list[Cluster]) -> None:
    """Groups put together hold the units of both, and a group that nothing goes into is empty."""
    part = np.array([2, 0, 2])
    expected = moments_of([(int(part[group]), values) for group, values in clusters])
    assert same(moments_of(clusters).pooled(part, 3), expected)


@pytest.mark.parametrize(
    ("n", "total", "squares", "denominator", "words"),
    [
        ([1, 1], [1], [1, 1], 1, "equally long"),
        ([1], [1], [1], 0, "denominator"),
        ([-1], [0], [0], 1, "below 0"),
        ([0], [1], [1], 1, "do not go with"),
        ([2], [3], [4], 1, "do not go with"),
        ([1], [3], [10], 1, "do not go with"),
        ([2], [2**256], [2**511], 1, "too large"),
    ],
)
def test_impossible_sums_are_refused(
    n: list[int], total: list[int], squares: list[int], denominator: int, words: str
) -> None:
    """A record that exists is one of values that could exist."""
    with pytest.raises(InvalidRecord, match=words):
        Moments(np.array(n), total, squares, denominator)


def test_unlike_units_do_not_add_up() -> None:
    """Sums over other denominators or of other groups are never mixed."""
    one = Moments(np.array([1]), [1], [1], 1)
    for other in (Moments(np.array([1]), [1], [1], 2), Moments(np.array([1, 1]), [1, 1], [1, 1], 1)):
        with pytest.raises(UsageError, match="do not add up"):
            one.added(other)
