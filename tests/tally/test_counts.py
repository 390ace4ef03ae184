"""How often each level occurs in each cell."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fidelity.tally.counts import Counts, counted, together

ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=40)
Row = tuple[int, int]


def made(rows: list[Row], kind: type[np.integer] = np.uint8) -> Counts:
    """Counts of rows of cells and levels."""
    cell, level = (np.array([row[column] for row in rows], np.intp) for column in range(2))
    return counted(cell, level.astype(kind), 4, 6)


def said(held: Counts) -> list[tuple[int, ...]]:
    """Its rows: cell, level and how often."""
    return [*zip(held.cell.tolist(), held.level.tolist(), held.n.tolist(), strict=True)]


def expected(rows: list[Row]) -> list[tuple[int, ...]]:
    """The same by hand."""
    return sorted((*row, n) for row, n in Counter(rows).items())


@given(ROWS, st.sampled_from([np.uint8, np.int8, np.uint64, np.int64]))
def test_each_level_of_each_cell_is_counted(rows: list[Row], kind: type[np.integer]) -> None:
    """What does not occur is not there; the kind of integers does not matter."""
    assert said(made(rows, kind)) == expected(rows)


@given(ROWS)
def test_totals_and_single_levels(rows: list[Row]) -> None:
    """By cell, over all levels and of one."""
    held = made(rows)
    assert held.totals(4).tolist() == [sum(row[0] == cell for row in rows) for cell in range(4)]
    assert held.of_level(2, 4).tolist() == [rows.count((cell, 2)) for cell in range(4)]
    assert held.starts.tolist() == [row for row, cell in enumerate(held.cell) if cell not in held.cell[:row]]


@given(ROWS, ROWS)
def test_counts_add_in_any_order(one: list[Row], other: list[Row]) -> None:
    """Both ways round, and held small, they are the counts of all rows."""
    first, second = made(one), made(other)
    for parts in ([first, second], [second.small(), first.small()]):
        assert said(together(parts)) == expected(one + other)


@given(ROWS)
def test_what_falls_together_is_added(rows: list[Row]) -> None:
    """Other cells and other levels, also where these turn the order round."""
    cells, levels = np.array([2, 0, 2, 1]), np.array([1, 0, 0, 0, 1, 0])
    moved = made(rows).moved(cells, levels, 2)
    assert said(moved) == expected([(int(cells[cell]), int(levels[level])) for cell, level in rows])


def test_few_in_a_great_many_cells() -> None:
    """Where a place for each possible combination would fill the memory, the rows are sorted instead."""
    cell = np.array([3_000_000_000, 5, 3_000_000_000])
    held = counted(cell, np.array([1, 0, 1], np.uint8), 4_000_000_000, 2)
    assert said(held) == [(5, 0, 1), (3_000_000_000, 1, 2)]
    assert said(together([held.small(), held])) == [(5, 0, 2), (3_000_000_000, 1, 4)]
