"""What remains unknown after the subtractions that anybody can make, and which unknowns have to do with each other."""

from __future__ import annotations

import attrs
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from fidelity.disclosure.puzzle import Flags, Numbers, Places


@attrs.frozen(eq=False)
class Told:
    """Parts that become known in one step, and the row that tells each.

    Attributes:
        parts: The parts; shape (parts,).
        rows: For each the row that tells it; shape (parts,).
        is_nothing: Whether because that row comes to nothing; else because there is no other unknown in it.
    """

    parts: Places
    rows: Places
    is_nothing: bool


@attrs.frozen(eq=False)
class Remains:
    """Parts that are still open, in islands that nothing visible connects.

    Attributes:
        truth: How much each part really is; shape (parts,).
        rows: What is visible, without what is known of it; shape (rows, parts).
        values: What these rows come to; shape (rows,).
        row: The place of each row among all that is visible; shape (rows,).
        is_open: Which parts are not known yet; shape (parts,).
        island: Which island each part is on; shape (parts,).
        row_island: Which island each row is about; shape (rows,).
        n_islands: How many islands there are.
        told: The steps by which the other parts became known.
    """

    truth: Numbers
    rows: sparse.csr_array
    values: Numbers
    row: Places
    is_open: Flags
    island: Places
    row_island: Places
    n_islands: int
    told: tuple[Told, ...]

    @classmethod
    def of(cls, rows: sparse.csr_array, truth: Numbers) -> Remains:
        """What remains, given visible rows: a row with one open part tells it, and a row of nothing that all are 0.

        Args:
            rows: The visible sums; shape (rows, parts).
            truth: How much each part really is; shape (parts,).
        """
        is_open, told = _still_open(rows, truth)
        left = sparse.csr_array(rows @ sparse.diags_array(is_open.astype(np.float64)))
        left.eliminate_zeros()
        row = np.flatnonzero(np.diff(left.indptr) > 0)
        left = sparse.csr_array(left[row])
        island = blocks(left)
        row_island = island[left.indices[left.indptr[:-1]]]
        values = np.asarray(left @ truth, np.float64)
        return cls(truth, left, values, row, is_open, island, row_island, int(island.max(initial=-1)) + 1, told)

    def touched(self, amounts: sparse.csr_array) -> sparse.csr_array:
        """Which islands amounts have to do with; shape (amounts, islands).

        Args:
            amounts: Sums of parts; shape (amounts, parts).
        """
        at = np.flatnonzero(self.is_open)
        where = sparse.csr_array((np.ones(len(at)), (at, self.island[at])), shape=(len(self.island), self.n_islands))
        plain = sparse.csr_array(
            ((amounts.data != 0).astype(np.float64), amounts.indices, amounts.indptr), shape=amounts.shape
        )
        found = sparse.csr_array(plain @ where)
        found.eliminate_zeros()
        return found

    def on(self, islands: Places) -> tuple[Places, Places]:
        """The open parts on some islands, and the rows about them.

        Args:
            islands: The islands.
        """
        chosen = np.zeros(self.n_islands, np.bool_)
        chosen[islands] = True
        return np.flatnonzero(chosen[self.island] & self.is_open), np.flatnonzero(chosen[self.row_island])


def _still_open(rows: sparse.csr_array, truth: Numbers) -> tuple[Flags, tuple[Told, ...]]:
    """Which parts no row tells, alone or after others; and by which steps the others are told."""
    used = sparse.csr_array((np.ones_like(rows.data), rows.indices, rows.indptr), shape=rows.shape)
    below = sparse.csr_array(((rows.data < 0).astype(np.float64), rows.indices, rows.indptr), shape=rows.shape)
    is_open, told = np.ones(len(truth), np.bool_), list[Told]()
    while True:
        n_open = used @ is_open
        is_nothing = (n_open > 0) & (np.abs(rows @ (truth * is_open)) < 1e-12) & (below @ is_open == 0)
        n_told = len(told)
        for chosen, nothing in ((n_open == 1, False), (is_nothing, True)):
            step = _step(rows, np.flatnonzero(chosen), is_open, nothing)
            if len(step.parts):
                is_open[step.parts] = False
                told.append(step)
        if len(told) == n_told:
            return is_open, tuple(told)


def _step(rows: sparse.csr_array, chosen: Places, is_open: Flags, is_nothing: bool) -> Told:
    # Of several rows that tell a part, the one that holds the fewest: what follows from few is easily protected.
    chosen = chosen[np.argsort(np.diff(rows.indptr)[chosen], kind="stable")]
    some = sparse.coo_array(rows[chosen])
    row, part = chosen[some.row], some.col
    open_ = is_open[part] & (some.data != 0)
    parts, first = np.unique(part[open_], return_index=True)
    return Told(parts.astype(np.intp), row[open_][first].astype(np.intp), is_nothing)


def blocks(sums: sparse.csr_array) -> Places:
    """Which parts have anything to do with each other, whatever is hidden: the number of the block of each.

    Args:
        sums: All that there is to see; shape (cells, parts).
    """
    n_rows, n_parts = sums.shape
    of, part = sums.nonzero()
    joined = sparse.csr_array((np.ones(len(of)), (of, part + n_rows)), shape=(n_rows + n_parts, n_rows + n_parts))
    return np.asarray(connected_components(joined, directed=False)[1][n_rows:], np.intp)
