"""Patterns: counts that add, whatever the order."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.patterns import patterns
from fidelity.errors import InvalidRecord
from tests.agreement.published import SETS, of_counts, scale

YES_NO = scale(0, 1)


def test_rows_are_put_in_one_order_and_added() -> None:
    """Equal rows become one, empty ones none, and the order is by group and then by pattern."""
    counts = np.array([[2, 0], [0, 2], [2, 0], [1, 1], [0, 0], [0, 2]])
    made = patterns(np.array([1, 0, 1, 0, 0, 1]), counts, np.array([3, 1, 4, 2, 9, 0]), 2, YES_NO)
    assert made.group.tolist() == [0, 0, 1]
    assert made.counts.tolist() == [[0, 2], [1, 1], [2, 0]]
    assert made.n.tolist() == [1, 2, 7]
    assert made.kinds.tolist() == [[0, 2], [1, 1], [2, 0]]


def test_sums_are_those_of_all_units() -> None:
    """Two parts added, either way round, are the whole."""
    one, other = of_counts([[2, 0], [1, 2]], YES_NO), of_counts([[0, 3], [2, 0]], YES_NO)
    whole = of_counts([[2, 0], [1, 2], [0, 3], [2, 0]], YES_NO)
    for added in (one + other, other + one):
        assert added.counts.tolist() == whole.counts.tolist()
        assert added.n.tolist() == whole.n.tolist()


def test_groups_become_larger_groups() -> None:
    """The patterns of a region are those of its sites together."""
    sites = patterns(np.array([0, 1, 2]), np.array([[2, 0], [2, 0], [1, 1]]), np.array([3, 4, 5]), 3, YES_NO)
    regions = sites.of_groups(np.array([1, 1, 0]), 2)
    assert (regions.group.tolist(), regions.n.tolist()) == ([0, 1], [5, 7])


def test_what_a_group_holds() -> None:
    """Totals by category, units with two ratings and exact agreement are those of Gwet's table."""
    found = SETS["four"].patterns()
    assert found.totals.tolist() == [[9, 13, 11, 5, 3]]
    assert found.n_paired.tolist() == [11]
    # Eight units agree fully, in units 2 and 8 three of six pairs do, and in unit 6 none.
    assert found.exact_agreement[0] == pytest.approx((8 + 3 / 6 + 3 / 6) / 11, abs=1e-12)
    assert found.without_singles().n.sum() == 11


@pytest.mark.parametrize(
    ("group", "counts", "n"),
    [
        ([0, 0], [[1, 1]], [1, 1]),
        ([0], [[1, 1, 1]], [1]),
        ([0], [[1, -1]], [1]),
        ([0], [[1, 1]], [-1]),
        ([1], [[1, 1]], [1]),
        ([-1], [[1, 1]], [1]),
    ],
)
def test_what_does_not_fit(group: list[int], counts: list[list[int]], n: list[int]) -> None:
    """Lengths that differ, negative counts and groups that are none are refused."""
    with pytest.raises(InvalidRecord) as caught:
        patterns(np.array(group), np.array(counts), np.array(n), 1, YES_NO)
    assert caught.value.problems[0].code == "uneven-agreement"


def test_patterns_of_other_scales_do_not_add() -> None:
    """Counts of other categories are other counts."""
    with pytest.raises(InvalidRecord, match="do not add"):
        _ = of_counts([[1, 1]], YES_NO) + of_counts([[1, 1]], scale(1, 2))
