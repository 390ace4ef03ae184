"""Counts: how often each thing occurs in each cell, and nothing of what does not occur."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import prod

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.plan.dense import ADDRESSABLE, AnyIntegers, smallest
from fidelity.tally.cells import Places

Integers = npt.NDArray[np.int64]

_SMALL = 2**16
"""A table with so many places takes no time to make."""


@attrs.frozen(eq=False)
class Counts:
    """How often each level occurs in each cell: a row for each that occurs, by cell and then by level.

    Counts of millions of cells can be held small; whoever asks gets integers of 64 bits, with which can be reckoned.

    Attributes:
        n_levels: How many levels there can be.
    """

    n_levels: int
    _cell: AnyIntegers
    _level: AnyIntegers
    _n: AnyIntegers

    @property
    def cell(self) -> Places:
        """The cell of each row, rising; shape (rows,)."""
        return self._cell.astype(np.intp, copy=False)

    @property
    def level(self) -> Places:
        """The level of each row, counted from 0; shape (rows,)."""
        return self._level.astype(np.intp, copy=False)

    @property
    def n(self) -> Integers:
        """How often it occurs, at least once; shape (rows,)."""
        return self._n.astype(np.int64, copy=False)

    @property
    def starts(self) -> Places:
        """The first row of each cell that has any; shape (cells that have any,)."""
        return np.flatnonzero(_new(self._cell))

    def small(self) -> Counts:
        """The same in a quarter of the memory, or less."""
        held = (self._cell, self._level, self._n)
        return Counts(self.n_levels, *(each.astype(smallest(int(each.max(initial=0)) + 1)) for each in held))

    def moved(self, cells: Places | None = None, levels: Places | None = None, n_levels: int = 0) -> Counts:
        """The same counts for other cells or other levels; what falls together is added.

        Args:
            cells: For each cell the one that it falls into; None to leave them.
            levels: For each level the one that it becomes; None to leave them.
            n_levels: How many levels there can then be; 0 for as many as before.
        """
        cell = self.cell if cells is None else cells[self.cell]
        level = self.level if levels is None else levels[self.level]
        return added(cell, level, self.n, n_levels or self.n_levels)

    def totals(self, n_cells: int) -> Integers:
        """How many there are in each cell, whatever their level; shape (cells,).

        Args:
            n_cells: How many cells there are.
        """
        # Floating point adds whole numbers exactly, and there are not 2**53 observations anywhere.
        return np.bincount(self.cell, self.n, n_cells).astype(np.int64)

    def of_level(self, level: int, n_cells: int) -> Integers:
        """How many there are of one level in each cell; shape (cells,).

        Args:
            level: The level.
            n_cells: How many cells there are.
        """
        found = np.zeros(n_cells, np.int64)
        rows = self.level == level
        found[self.cell[rows]] = self.n[rows]
        return found


@attrs.frozen(eq=False)
class Coded:
    """What is to be counted: a column of numbers.

    Attributes:
        codes: For each observation a number from 0; shape (observations,).
        n_levels: How many numbers there can be.
    """

    codes: npt.NDArray[np.integer]
    n_levels: int


def counted_each(of: Places, columns: Iterable[Coded], n_cells: int) -> Iterator[Counts]:
    """How often each code of each column occurs in each cell.

    Columns of few numbers are counted together, in one table with a place for each combination of them, as many as fit
    into half as many places as there are observations. Going through the observations is what takes time; adding up a
    table takes little, and integers add to the same in whatever order.

    Args:
        of: For each observation its cell; shape (observations,).
        columns: The columns, which are looked at one after the other.
        n_cells: How many cells there are.
    """
    room = len(of) // 2
    waiting: list[Coded] = []
    for column in columns:
        if waiting and prod(each.n_levels for each in (*waiting, column)) * n_cells > room:
            yield from _counted_at_once(of, waiting, n_cells)
            waiting = []
        waiting.append(column)
    if waiting:
        yield from _counted_at_once(of, waiting, n_cells)


def _counted_at_once(of: Places, columns: Sequence[Coded], n_cells: int) -> Iterator[Counts]:
    """How often each code occurs in each cell, of columns whose combinations fit into a table."""
    if len(columns) == 1:
        yield counted(of, columns[0].codes, n_cells, columns[0].n_levels)
        return
    sizes = [column.n_levels for column in columns]
    # Small integers are combined many at a time.
    combined = columns[0].codes.astype(smallest(prod(sizes) + 1))
    for column in columns[1:]:
        combined *= combined.dtype.type(column.n_levels)
        np.add(combined, column.codes, out=combined, casting="unsafe")
    keys = combined.astype(np.intp)
    keys *= n_cells
    keys += of
    # Cells stand last, so that what is added lies side by side.
    table = np.bincount(keys, minlength=prod(sizes) * n_cells).reshape(*sizes, n_cells)
    for place, size in enumerate(sizes):
        others = tuple(other for other in range(len(sizes)) if other != place)
        yield _of_table(table.sum(axis=others).T.reshape(-1), size)


def counted(of: Places, codes: npt.NDArray[np.integer], n_cells: int, n_levels: int) -> Counts:
    """How often each code occurs in each cell.

    Args:
        of: For each observation its cell; shape (observations,).
        codes: For each observation a number from 0; shape (observations,).
        n_cells: How many cells there are.
        n_levels: How many numbers there can be.
    """
    keys = of * n_levels
    # Unsigned integers of 64 bits do not add to signed ones; smaller ones do, and need no copy.
    keys += codes.astype(np.intp) if codes.dtype == np.uint64 else codes
    size = n_cells * n_levels
    if size <= max(_SMALL, 2 * len(of)):
        return _of_table(np.bincount(keys, minlength=size), n_levels)
    # Where most places of a table would stay empty, rows are sorted: in 32 bits, if they fit, in half the time.
    ordered = keys.astype(smallest(size)) if size <= 2**32 else keys
    ordered.sort()
    first = np.flatnonzero(_new(ordered))
    return _counts(ordered[first].astype(np.intp), np.diff(first, append=len(ordered)), n_levels)


def _of_table(every: Integers, n_levels: int) -> Counts:
    """Counts from a table that has a place for each level of each cell, cell by cell; shape (cells × levels,)."""
    # Numpy finds what is true three times as fast as what is not 0.
    found = np.flatnonzero(every != 0)
    return _counts(found, every[found], n_levels)


def _counts(keys: Places, n: Integers, n_levels: int) -> Counts:
    """Counts from what cell and level are packed into, rising."""
    cell = keys // max(n_levels, 1)
    return Counts(n_levels, cell, keys - cell * n_levels, n.astype(np.int64, copy=False))


def _new(ordered: AnyIntegers) -> npt.NDArray[np.bool_]:
    """Where something stands that did not stand in the row above."""
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def added(cell: Places, level: Places, n: Integers, n_levels: int) -> Counts:
    """Counts from rows in any order; rows of the same cell and level are added.

    Args:
        cell: The cells; shape (rows,).
        level: The levels; shape (rows,).
        n: How often each occurs; shape (rows,).
        n_levels: How many levels there can be.
    """
    keys = cell * n_levels + level
    if len(keys) and not (keys[1:] > keys[:-1]).all():
        keys, n = _once(keys, n)
    return _counts(keys, n, n_levels)


def _once(keys: Places, n: Integers) -> tuple[Places, Integers]:
    """Each key once, rising, with all that there is of it."""
    n_keys = int(keys.max()) + 1
    if n_keys <= max(ADDRESSABLE, 2 * len(keys)):
        # Floating point adds whole numbers exactly, and there are not 2**53 observations anywhere.
        every = np.bincount(keys, n, n_keys)
        found = np.flatnonzero(every != 0)
        return found, every[found].astype(np.int64)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    first = np.flatnonzero(_new(keys))
    return keys[first], np.add.reduceat(n[order], first)


def together(parts: Sequence[Counts]) -> Counts:
    """Counts of the same cells and levels, added.

    Args:
        parts: The counts, at least one.
    """
    return added(
        np.concatenate([part.cell for part in parts]),
        np.concatenate([part.level for part in parts]),
        np.concatenate([part.n for part in parts]),
        max(part.n_levels for part in parts),
    )
