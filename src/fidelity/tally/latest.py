"""The latest verdicts: what a criterion said on the last day on which it was judged, cell by cell.

Whether a practitioner is at criterion *now* is asked of their last day. That, too, adds: of two days the later counts,
and what was judged on the same day is added.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from fidelity.tally.cells import Places
from fidelity.tally.counts import Integers

UNDATED = -1
"""The day of what nobody dated."""


@attrs.frozen(eq=False)
class Latest:
    """The last judged day of each cell; a second row of a cell holds what has no date.

    Attributes:
        cell: The cell; shape (rows,), rising.
        day: The day, counted as `datetime.date.toordinal` does, or `UNDATED`; shape (rows,).
        n_met: How many observations of that day met the criterion; shape (rows,).
        n_judged: How many of that day were judged at all; shape (rows,).
    """

    cell: Places
    day: Integers
    n_met: Integers
    n_judged: Integers

    def moved(self, cells: Places) -> Latest:
        """The same for other cells; where several fall together, the later day counts.

        Args:
            cells: For each cell the one that it falls into.
        """
        return latest(cells[self.cell], self.day, self.n_met, self.n_judged)

    @classmethod
    def together(cls, parts: Sequence[Latest]) -> Latest:
        """Several of the same cells, as one.

        Args:
            parts: The parts, at least one, in any order.
        """
        names = ("cell", "day", "n_met", "n_judged")
        return latest(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def latest(cell: Places, day: Integers, n_met: Integers, n_judged: Integers) -> Latest:
    """The last day of each cell, from rows in any order.

    Args:
        cell: The cells; shape (rows,).
        day: The days; shape (rows,).
        n_met: How many met the criterion; shape (rows,).
        n_judged: How many were judged; shape (rows,).
    """
    last = np.full(int(cell.max(initial=-1)) + 1, UNDATED, np.int64)
    np.maximum.at(last, cell, day)
    dated = day != UNDATED
    kept = ~dated | (day == last[cell])
    # Each cell has two places at the most: one for what has no date, one for its last day.
    place = (2 * cell + dated)[kept]
    found = np.flatnonzero(np.bincount(place))
    met, judged = (_summed(place, column[kept])[found] for column in (n_met, n_judged))
    of = found // 2
    return Latest(of, np.where(found % 2, last[of], UNDATED), met, judged)


def _summed(place: Places, n: Integers) -> Integers:
    # Floating point adds whole numbers exactly, and there are not 2**53 observations anywhere.
    return np.bincount(place, n).astype(np.int64)
