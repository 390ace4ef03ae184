"""Crossed tables: the sums by class are those of the whole table, whichever side is the long one."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.crossed import centred, crossed_stacks
from fidelity.agreement.measurements import of_table
from tests.agreement.tables import drawn, stacked


@pytest.mark.parametrize("shape", [(9, 4), (4, 9)])
def test_sums_are_those_of_the_table(shape: tuple[int, int]) -> None:
    """Counts, sums and meetings, weighted by class, against products of whole matrices."""
    table = drawn(*shape, seed=4, missing=0.3)
    (stack,) = crossed_stacks(centred(of_table(table)), np.array([True]))
    assert stack.swapped == (shape[0] < shape[1])
    seen = table.T if stack.swapped else table
    there = (~np.isnan(seen)).astype(float)
    values = np.where(there > 0, seen - np.nanmean(seen), 0)
    weights = 1 / (1 + 0.7 * there.sum(axis=1))
    mine = 1 / (1 + 0.7 * stack.size[0])
    np.testing.assert_allclose(np.tensordot(mine, stack.together[0], 1), there.T @ np.diag(weights) @ there, atol=1e-12)
    np.testing.assert_allclose(mine @ stack.level_totals[0], there.T @ (weights * values.sum(axis=1)), atol=1e-12)
    np.testing.assert_allclose(mine @ stack.level_squares[0], weights @ values.sum(axis=1) ** 2, atol=1e-12)
    np.testing.assert_allclose(stack.total[0], values.sum(axis=0), atol=1e-12)
    assert stack.count[0].tolist() == there.sum(axis=0).tolist()
    assert stack.n_levels.sum() == len(seen)


def test_groups_of_one_shape_make_a_stack() -> None:
    """Two groups of one shape stand together, a third does not, and one that was not asked for is left out."""
    tables = [drawn(6, 3, seed=1), drawn(5, 2, seed=2), drawn(6, 3, seed=3), drawn(6, 3, seed=4)]
    stacks = list(crossed_stacks(stacked(tables), np.array([True, True, True, False])))
    assert sorted(stack.group.tolist() for stack in stacks) == [[0, 2], [1]]
    assert stacks[0].taken(np.array([0])).name.shape == (1, stacks[0].name.shape[1])


def test_raters_can_be_held_short() -> None:
    """More raters than subjects are the short side where that is asked for."""
    (stack,) = crossed_stacks(of_table(drawn(3, 6, seed=1)), np.array([True]), short_raters=True)
    assert not stack.swapped
    assert stack.count.shape == (1, 6)
