"""What remains unknown after the subtractions that anybody can make, and which unknowns have to do with each other."""

from __future__ import annotations

import attrs
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from fidelity.disclosure.puzzle import Flags, Numbers, Places


@attrs.frozen(eq=False)
class Remains:
    """Parts that are still open, in islands that nothing visible connects.

    Attributes:
        truth: How much each part really is; shape (parts,).
        rows: What is visible, without what is known of it; shape (rows, parts).
        is_open: Which parts are not known yet; shape (parts,).
        island: Which island each part is on; shape (parts,).
        row_island: Which island each row is about; shape (rows,).
    """

    truth: Numbers
    rows: sparse.csr_array
    is_open: Flags
    island: Places
    row_island: Places

    @classmethod
    def of(cls, rows: sparse.csr_array, truth: Numbers) -> Remains:
        """What remains, given visible rows: a row with one open part tells it, and a row of nothing that all are 0.

        Args:
            rows: The visible sums; shape (rows, parts).
            truth: How much each part really is; shape (parts,).
        """
        is_open = _still_open(rows, truth)
        left = sparse.csr_array(rows @ sparse.diags_array(is_open.astype(np.float64)))
        left.eliminate_zeros()
        left = sparse.csr_array(left[np.diff(left.indptr) > 0])
        n_rows, n_parts = left.shape
        row, part = left.nonzero()
        joined = sparse.csr_array((np.ones(len(row)), (row, part + n_rows)), shape=(n_rows + n_parts, n_rows + n_parts))
        island = np.asarray(connected_components(joined, directed=False)[1], np.intp)
        return cls(truth, left, is_open, island[n_rows:], island[:n_rows])

    def around(self, amounts: sparse.csr_array) -> tuple[Places, sparse.csr_array]:
        """The open parts on all islands that amounts touch, and what is visible of them.

        Args:
            amounts: Sums of parts; shape (amounts, parts).
        """
        touched = np.unique(self.island[np.unique(amounts.indices)])
        places = np.flatnonzero(np.isin(self.island, touched) & self.is_open)
        return places, sparse.csr_array(self.rows[np.isin(self.row_island, touched)][:, places])

    def filled(self, places: Places, example: Numbers) -> Numbers:
        """An example for some parts, with all others as they are; shape (parts,).

        Args:
            places: The parts.
            example: How much each of them is in the example.
        """
        whole = self.truth.copy()
        whole[places] = example
        return whole


def _still_open(rows: sparse.csr_array, truth: Numbers) -> Flags:
    """Which parts no row tells, alone or after others."""
    used = sparse.csr_array((np.ones_like(rows.data), rows.indices, rows.indptr), shape=rows.shape)
    below = sparse.csr_array(((rows.data < 0).astype(np.float64), rows.indices, rows.indptr), shape=rows.shape)
    is_open = np.ones(len(truth), np.bool_)
    while True:
        n_open = used @ is_open
        is_nothing = (np.abs(rows @ (truth * is_open)) < 1e-12) & (below @ is_open == 0)
        told = (used.T @ ((n_open == 1) | ((n_open > 0) & is_nothing)) > 0) & is_open
        if not told.any():
            return is_open
        is_open = is_open & ~told
