"""Clusters by size: sums that add, and forget who it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord, UsageError
from fidelity.tally.size_classes import SizeClasses, of_clusters
from tests.tally.clusters_of_units import CLUSTERS, Cluster, classes_of


def same(one: SizeClasses, other: SizeClasses) -> bool:
    """Whether both are equal in every column, types included."""
    pairs = zip(attrs.astuple(one, recurse=False), attrs.astuple(other, recurse=False), strict=True)
    return all(np.array_equal(a, b) and np.asarray(a).dtype == np.asarray(b).dtype for a, b in pairs)


@given(CLUSTERS)
def test_sums_are_those_of_the_clusters(clusters: list[Cluster]) -> None:
    """Each row counts and adds the clusters of its group and size."""
    classes = classes_of(clusters)
    found = {}
    for group, size, *sums in zip(
        *(classes.group, classes.size, classes.n_clusters, classes.total, classes.squares), strict=True
    ):
        found[group, size] = [int(each) for each in sums]
    expected: dict[tuple[int, int], list[int]] = {}
    for group, values in clusters:
        kept = expected.setdefault((group, len(values)), [0, 0, 0])
        expected[group, len(values)] = [kept[0] + 1, kept[1] + sum(values), kept[2] + sum(values) ** 2]
    assert found == expected
    assert list(found) == sorted(expected)


@given(CLUSTERS, st.data())
def test_parts_add_up_to_the_whole(clusters: list[Cluster], data: st.DataObject) -> None:
    """However clusters are split, shuffled and added, the record is that of all, to the type."""
    shuffled = data.draw(st.permutations(clusters))
    cut, other = sorted(data.draw(st.tuples(*[st.integers(0, len(clusters))] * 2)))
    one, two, three = (classes_of(part) for part in (shuffled[:cut], shuffled[cut:other], shuffled[other:]))
    whole = classes_of(clusters)
    assert same(one.added(two, three), whole)
    assert same(three.added(one).added(two), whole)
    assert same(whole.added(), whole)


def test_clusters_without_units_are_left_out() -> None:
    """A practitioner without a scored session is none of the clusters."""
    made = of_clusters(np.array([0, 0]), np.array([0, 2]), np.array([0, 5]), 1, 1)
    assert (made.size.tolist(), made.n_clusters.tolist()) == ([2], [1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda made: {"size": made.size[:1]}, "equally long"),
        (lambda made: {"denominator": 0}, "denominator"),
        (lambda made: {"n_groups": 1}, "not among the groups"),
        (lambda made: {"group": made.group[::-1]}, "rise by group"),
        (lambda made: {"size": np.array([3, 3])}, ""),
        (lambda made: {"size": np.array([0, 2])}, "below 1"),
        (lambda made: {"n_clusters": np.array([2, 0])}, "below 1"),
        (lambda made: {"squares": made.squares - 1}, "do not go with"),
        (lambda made: {"squares": made.squares + np.array([0, 1])}, "do not go with"),
        (lambda made: {"total": np.array([2**300, 5], object)}, "too large"),
        (lambda made: {"size": np.array([2**60, 2])}, "too many units"),
    ],
)
def test_impossible_sums_are_refused(change: Callable[[SizeClasses], dict[str, Any]], words: str) -> None:
    """A record that exists is one of clusters that could exist."""
    made = of_clusters(np.array([0, 0, 1]), np.array([3, 3, 2]), np.array([4, 4, 5]), 1, 2)
    if not words:
        assert attrs.evolve(made, **change(made)).size.tolist() == [3, 3]
        return
    with pytest.raises(InvalidRecord, match=words):
        attrs.evolve(made, **change(made))


def test_unlike_clusters_do_not_add_up() -> None:
    """Sums over other denominators or of other groups are never mixed."""
    made = classes_of([(0, [1, 2])])
    for other in (attrs.evolve(made, denominator=2), attrs.evolve(made, n_groups=4)):
        with pytest.raises(UsageError, match="do not add up"):
            made.added(other)
