"""What anybody can subtract is known, and what nothing visible connects has nothing to do with each other."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from fidelity.disclosure.remains import Remains, blocks


def remains(rows: list[list[float]], truth: list[float]) -> Remains:
    """What is unknown when some sums are seen."""
    return Remains.of(sparse.csr_array(np.array(rows, float)), np.array(truth, float))


def test_what_is_subtracted_is_known() -> None:
    """A part that is seen alone is known, so the next that was seen with it is, and so on."""
    found = remains([[1, 0, 0, 0], [1, 1, 0, 0], [0, 1, 1, 1]], [3, 4, 5, 6])
    assert found.is_open.tolist() == [False, False, True, True]
    assert [step.parts.tolist() for step in found.told] == [[0], [1]]
    assert [step.rows.tolist() for step in found.told] == [[0], [1]]
    assert found.rows.toarray().tolist() == [[0, 0, 1, 1]]
    assert found.values.tolist() == [11]
    assert found.row.tolist() == [2]


def test_a_sum_of_nothing_tells_all_of_it() -> None:
    """Where a sum is 0, all in it are 0, since no part can be below 0."""
    found = remains([[1, 1, 0], [0, 1, 1]], [0, 0, 4])
    assert not found.is_open.any()
    assert found.told[0].is_nothing
    assert found.told[0].parts.tolist() == [0, 1]


def test_a_difference_of_nothing_tells_nothing() -> None:
    """That two amounts are the same does not make either of them 0."""
    assert remains([[1, -1]], [0, 0]).is_open.all()


def test_what_differs_by_nothing_is_not_told() -> None:
    """That a total is the sum of two parts, a row that comes to 0, leaves all three open."""
    assert remains([[1, 1, -1]], [2, 3, 5]).is_open.all()


def test_of_several_rows_the_shortest_tells() -> None:
    """A part that two rows tell is taken as told by the one with fewer parts, the easier to protect."""
    rows: list[list[float]] = [[1, 0, 1, 1], [1, 0, 0, 1], [1, 1, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    last = remains(rows, [1, 2, 3, 4]).told[-1]
    assert (last.parts.tolist(), last.rows.tolist()) == ([0], [1])


def test_islands_are_what_rows_connect() -> None:
    """Parts that no row holds together are on different islands, and each row is about one of them."""
    found = remains([[1, 1, 0, 0, 0], [0, 0, 1, 1, 0]], [1, 2, 3, 4, 5])
    assert found.n_islands == 3
    assert found.island[0] == found.island[1] != found.island[2] == found.island[3]
    assert found.island[4] not in found.island[:4]
    assert found.row_island.tolist() == [found.island[0], found.island[2]]


def test_an_island_is_its_open_parts_and_its_rows() -> None:
    """Only what is still open is on an island, with the rows about it."""
    found = remains([[1, 1, 0, 0, 0], [0, 0, 1, 1, 0], [0, 0, 0, 0, 1]], [1, 2, 3, 4, 5])
    parts, rows = found.on(found.island[[2]])
    assert parts.tolist() == [2, 3]
    assert rows.tolist() == [1]


def test_amounts_touch_the_islands_of_their_open_parts() -> None:
    """An amount has to do with the island of each of its open parts, added or taken away, and no others."""
    found = remains([[1, 1, 0, 0, 0], [0, 0, 1, 1, 0], [0, 0, 0, 0, 1]], [1, 2, 3, 4, 5])
    amounts = sparse.csr_array(np.array([[1.0, 0, -1, 0, 0], [0, 0, 0, 0, 1], [1, -1, 0, 0, 0]]))
    touched = found.touched(amounts)
    assert set(touched[[0]].indices.tolist()) == {int(found.island[0]), int(found.island[2])}
    assert touched[[1]].nnz == 0
    assert touched[[2]].indices.tolist() == [found.island[0]]


def test_blocks_join_what_any_cell_joins() -> None:
    """Parts in one cell, or in a chain of cells, are one block; a part in no cell is one by itself."""
    block = blocks(sparse.csr_array(np.array([[1.0, 1, 0, 0, 0], [0, 1, -1, 0, 0], [0, 0, 0, 1, 0]])))
    assert block[0] == block[1] == block[2]
    assert len({int(block[0]), int(block[3]), int(block[4])}) == 3
