"""Units: their patterns, however many categories there are and however sparse their numbers."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from fidelity.agreement.units import units_of


@pytest.mark.parametrize(("n_categories", "n_raters"), [(1, 3), (4, 4), (12, 3), (40, 5), (60, 30)])
@pytest.mark.parametrize("far", [1, 1_000_003])
def test_patterns_are_those_counted_by_hand(n_categories: int, n_raters: int, far: int) -> None:
    """Keys of one and of several words count as a loop does, with units numbered closely or far apart."""
    rng = np.random.default_rng(n_categories)
    group, unit = rng.integers(0, 5, 600), rng.integers(0, 600 // n_raters // 3, 600) * far
    code = rng.integers(-1, n_categories, 600)
    found = units_of(group, unit, code, 5, n_categories)
    by_hand: dict[tuple[int, int], Counter[int]] = {}
    for key, each in zip(zip(group.tolist(), unit.tolist(), strict=True), code.tolist(), strict=True):
        if each >= 0:
            by_hand.setdefault(key, Counter())[each] += 1
    assert [*zip(found.group.tolist(), found.unit.tolist(), strict=True)] == sorted(by_hand)
    rows = [[by_hand[key][k] for k in range(n_categories)] for key in sorted(by_hand)]
    assert found.kinds[found.kind].tolist() == rows
    assert found.kinds.tolist() == sorted(map(list, {tuple(row) for row in rows}))


def test_units_that_nobody_rated_are_none() -> None:
    """A unit whose cells are all empty is left out."""
    found = units_of(np.array([0, 0]), np.array([0, 1]), np.array([-1, 1]), 1, 2)
    assert (found.unit.tolist(), found.kinds.tolist()) == ([1], [[0, 1]])


def test_no_ratings_no_units() -> None:
    """Nothing at all has no unit and no pattern."""
    none = np.zeros(0, np.int64)
    found = units_of(none, none, none, 3, 2)
    assert (found.group.tolist(), found.kinds.shape) == ([], (0, 2))
