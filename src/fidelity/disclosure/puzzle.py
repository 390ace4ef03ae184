"""What a reader of tables sees, and what must not be worked out of it: cells that are sums of the same few parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np
import numpy.typing as npt
from scipy import sparse

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

KNOWN = -1
"""The unit of a cell that is known whatever is hidden."""


@attrs.frozen(eq=False)
class Linear:
    """Cells that are sums of parts, and the parts are counts that nobody knows to begin with.

    Every relation between cells is in the sums: a total is the sum of all parts that its rows are sums of, a table by
    site and one by quarter have the parts of site by quarter, and a table of last year has some parts less.

    Attributes:
        sums: How often each part is in each cell; shape (cells, parts).
        parts: How much each part really is, never below 0; shape (parts,).
        unit: What each cell is shown or hidden with, numbered from 0, or `KNOWN`; shape (cells,).
        is_whole: Whether the parts are whole numbers, and readers know it.
    """

    sums: sparse.csr_array
    parts: Numbers
    unit: Places
    is_whole: bool = True

    @property
    def cells(self) -> Numbers:
        """How much each cell is; shape (cells,)."""
        return np.asarray(self.sums @ self.parts, np.float64)

    def visible(self, hidden: Flags) -> Flags:
        """Which cells are known when some units are hidden; shape (cells,).

        Args:
            hidden: Which units are; shape (units,).
        """
        # The last place, which `KNOWN` points to, is that of what is never hidden.
        return np.asarray(~np.append(hidden, False)[self.unit], np.bool_)


@attrs.frozen(eq=False)
class Secrets:
    """Amounts that a reader must not be able to narrow down.

    Attributes:
        sums: What each is the sum of; shape (secrets, parts).
        reach: What each must seem able to be at least, as well as 0; shape (secrets,).
    """

    sums: sparse.csr_array
    reach: Numbers


@attrs.frozen(eq=False)
class Puzzle:
    """What can be seen, and what must not be worked out of it.

    Attributes:
        linear: The cells.
        secrets: What is protected.
    """

    linear: Linear
    secrets: Secrets

    def only(self, parts: Flags) -> Puzzle:
        """What there is to see of some parts, and what must not be worked out of them; nothing connects them to others.

        Args:
            parts: Which parts; shape (parts,).
        """
        linear, inside = self.linear, parts.astype(np.float64)
        rows = np.flatnonzero(abs(linear.sums) @ inside > 0)
        secrets = np.flatnonzero(abs(self.secrets.sums) @ inside > 0)
        chosen = np.flatnonzero(parts)
        kept = Linear(
            sparse.csr_array(linear.sums[rows][:, chosen]), linear.parts[parts], linear.unit[rows], linear.is_whole
        )
        sums = sparse.csr_array(self.secrets.sums[secrets][:, chosen])
        return Puzzle(kept, Secrets(sums, self.secrets.reach[secrets]))

    def without(self, secrets: Places) -> Puzzle:
        """The same without some secrets.

        Args:
            secrets: Their places.
        """
        rest = np.setdiff1d(np.arange(len(self.secrets.reach)), secrets)
        kept = Secrets(sparse.csr_array(self.secrets.sums[rest]), self.secrets.reach[rest])
        return Puzzle(self.linear, kept)

    def fingerprint(self) -> bytes:
        """The same for equal puzzles, so that each needs to be solved once."""
        arrays = [self.linear.parts, self.linear.unit, self.secrets.reach]
        for sums in (self.linear.sums, self.secrets.sums):
            arrays += [sums.indptr.astype(np.int64), sums.indices.astype(np.int64), sums.data]
        return b"|".join([*(array.tobytes() for array in arrays), bytes([self.linear.is_whole])])


def stacked(puzzles: Sequence[Puzzle], units: Sequence[Places]) -> Puzzle:
    """Several puzzles as one; they may share units, and have no part in common.

    Args:
        puzzles: The puzzles, at least one; their parts are all whole numbers, or none are.
        units: For each puzzle, what its units are called in all of them together; each of shape (its units,).
    """
    linear = [puzzle.linear for puzzle in puzzles]
    sums = sparse.csr_array(sparse.block_diag([each.sums for each in linear]))
    parts = np.concatenate([each.parts for each in linear])
    # The last place, which `KNOWN` points to, stays what it is.
    unit = [np.append(names, KNOWN)[each.unit] for each, names in zip(linear, units, strict=True)]
    secrets = sparse.csr_array(sparse.block_diag([puzzle.secrets.sums for puzzle in puzzles]))
    reach = np.concatenate([puzzle.secrets.reach for puzzle in puzzles])
    return Puzzle(Linear(sums, parts, np.concatenate(unit), linear[0].is_whole), Secrets(secrets, reach))


def table(
    counts: Sequence[float], relations: Iterable[tuple[int, Sequence[int]]], secret: Iterable[int], reach: float
) -> Puzzle:
    """A table given cell by cell, each a unit of its own, with its totals.

    Args:
        counts: What is in each cell; shape (cells,).
        relations: The place of each total, and the places of what it is the sum of.
        secret: The places of the cells to protect.
        reach: What each of these must seem able to be.

    Returns:
        The puzzle. The cells are its parts, and that totals are sums is known to all.
    """
    n = len(counts)
    rules = sparse.lil_array((len(relations := list(relations)), n))
    for row, (total, of) in enumerate(relations):
        rules[row, [*of]] = -1.0
        rules[row, total] = 1.0
    one = sparse.eye_array(n, format="csr")
    sums = sparse.csr_array(sparse.vstack([one, rules.tocsr()]))
    unit = np.append(np.arange(n), np.full(len(relations), KNOWN))
    chosen = [*secret]
    secrets = Secrets(sparse.csr_array(one[chosen]), np.full(len(chosen), float(reach)))
    return Puzzle(Linear(sums, np.asarray(counts, np.float64), unit), secrets)
