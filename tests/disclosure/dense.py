"""Puzzles written down as lists of numbers, to be checked by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from fidelity.disclosure.puzzle import Linear, Puzzle, Secrets
from fidelity.disclosure.remains import Remains

Rows = Sequence[Sequence[float]]


def sums(rows: Rows, width: int = 0) -> sparse.csr_array:
    """Sums of parts; the width is needed only where there is no row."""
    return sparse.csr_array(np.array(rows, np.float64).reshape(len(rows), -1 if len(rows) else width))


def puzzle(
    cells: Rows, parts: Sequence[float], secrets: Rows, reach: Sequence[float], *, is_whole: bool = True
) -> Puzzle:
    """Cells that are each a unit of their own, and what must not be worked out of them."""
    linear = Linear(sums(cells), np.array(parts, np.float64), np.arange(len(cells)), is_whole)
    return Puzzle(linear, Secrets(sums(secrets, len(parts)), np.array(reach, np.float64)))


def remains(of: Puzzle, hidden: Sequence[int] = ()) -> Remains:
    """What is unknown when some of the units are hidden."""
    visible = of.linear.visible(np.isin(np.arange(of.linear.unit.max() + 1), [*hidden]))
    return Remains.of(sparse.csr_array(of.linear.sums[visible]), of.linear.parts)
