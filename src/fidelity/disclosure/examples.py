"""Examples that agree with all that is visible: by them it is seen that secrets are safe, many at once."""

from __future__ import annotations

import attrs
import numpy as np
from scipy import sparse
from scipy.optimize import LinearConstraint
from scipy.sparse.csgraph import connected_components

from fidelity.disclosure.programme import least, least_whole
from fidelity.disclosure.puzzle import Flags, Numbers, Places, Puzzle
from fidelity.disclosure.remains import Remains

TOLERANCE = 1e-6
_TOGETHER = 1_000
"""How many unknowns are put to the solver at once, where they have nothing to do with others."""
_NARROW = 60
"""How many parts a row may hold to be looked at where an example is mended."""
_WIDENINGS = 3
_SECONDS = 1.0

Example = Numbers
"""How much each part is in an example; shape (parts,)."""


def is_valid(rows: sparse.csr_array, values: Numbers, example: Numbers, is_whole: bool) -> bool:
    """Whether an example agrees with what is visible; the word of the solver is not taken for it.

    Args:
        rows: What is visible; shape (rows, parts).
        values: What that comes to; shape (rows,).
        example: The example; shape (parts,).
        is_whole: Whether whole numbers are asked for.
    """
    near = np.round(example) if is_whole else example
    if (np.abs(example - near) > TOLERANCE).any() or (near < -TOLERANCE).any():
        return False
    return bool((np.abs(rows @ near - values) <= TOLERANCE * (1 + np.abs(values))).all())


def mended(rows: sparse.csr_array, values: Numbers, example: Numbers, cost: Numbers) -> Numbers | None:
    """An example in whole numbers like one in which some are fractions; None where none is found.

    What is whole stays as it is, as far as it can.

    Args:
        rows: What is visible; shape (rows, parts).
        values: What that comes to; shape (rows,).
        example: The example; shape (parts,).
        cost: What is to be as little as it can be: how often each part is in it; shape (parts,).
    """
    whole = np.round(example)
    free = np.abs(example - whole) > TOLERANCE
    narrow = np.diff(rows.indptr) <= _NARROW
    used = sparse.csr_array((np.ones_like(rows.data), rows.indices, rows.indptr), shape=rows.shape)
    for _ in range(_WIDENINGS):
        some = np.flatnonzero(free)
        touched = used @ free.astype(np.float64) > 0
        at = np.flatnonzero(touched)
        if len(some):
            left = values[at] - rows[at] @ np.where(free, 0.0, whole)
            rules = LinearConstraint(sparse.csr_array(rows[at][:, some]), left, left)
            found = least_whole(cost[some], rules, None, time_limit=_SECONDS)
            if found.x is not None:
                whole[some] = np.round(found.x)
        if is_valid(rows, values, whole, True):
            return whole
        free = free | (used.T @ (touched & narrow).astype(np.float64) > 0)
    return None


def still_valid(puzzle: Puzzle, remains: Remains, touched: sparse.csr_array, example: Example, sign: float) -> Flags:
    """Which secrets an example shows to be safe from one side; shape (secrets,).

    An example may agree with what is visible on some islands and not on others; it counts for the secrets of the first.

    Args:
        puzzle: What can be seen and what must not be worked out.
        remains: What is unknown.
        touched: Which islands each secret has to do with; shape (secrets, islands).
        example: The example, perhaps made when something else was hidden.
        sign: 1 asks whether secrets can be 0, -1 whether they can be as much as their reach.
    """
    near = np.round(example) if puzzle.linear.is_whole else example
    wrong = remains.is_open & ((np.abs(example - near) > TOLERANCE) | (near < -TOLERANCE))
    filled = np.where(remains.is_open, near, remains.truth)
    off = np.abs(remains.rows @ filled - remains.values) > TOLERANCE * (1 + np.abs(remains.values))
    is_wrong = np.zeros(remains.n_islands)
    is_wrong[remains.island[wrong]] = 1.0
    is_wrong[remains.row_island[off]] = 1.0
    amounts = puzzle.secrets.sums @ filled
    reached = amounts <= TOLERANCE if sign > 0 else amounts >= puzzle.secrets.reach - TOLERANCE
    return np.asarray(reached & (touched @ is_wrong == 0), np.bool_)


def for_many(
    puzzle: Puzzle, remains: Remains, touched: sparse.csr_array, secrets: Places, sign: float
) -> tuple[Example, int]:
    """One example that shows as many secrets as it can to be safe; often it is all of them.

    Args:
        puzzle: What can be seen and what must not be worked out.
        remains: What is unknown.
        touched: Which islands each secret has to do with; shape (secrets, islands).
        secrets: The places of those that matter.
        sign: 1 asks whether secrets can be 0, -1 whether they can be as much as their reach.

    Returns:
        The example, and how many programmes were solved for it.
    """
    example, parcels = remains.truth.copy(), _parcels(remains, sparse.csr_array(touched[secrets]))
    for some, islands in parcels:
        places, rows = remains.on(islands)
        mine = secrets[some]
        problem = _Problem.of(puzzle, remains, places, rows, mine)
        solution = problem.as_little() if sign > 0 else problem.as_much()
        if solution is not None and puzzle.linear.is_whole:
            cost = np.asarray(problem.sums.sum(axis=0), np.float64) * sign
            mend = mended(problem.rows, problem.values, solution, cost)
            solution = solution if mend is None else mend
        if solution is not None:
            example[places] = solution
    return example, len(parcels)


def _parcels(remains: Remains, touched: sparse.csr_array) -> list[tuple[Places, Places]]:
    """Secrets and their islands in parcels that have nothing to do with each other, each of a bearable size."""
    n, n_islands = touched.shape
    of, island = touched.nonzero()
    joined = sparse.csr_array((np.ones(len(of)), (of, island + n)), shape=(n + n_islands, n + n_islands))
    _, zone = connected_components(joined, directed=False)
    used = np.unique(island)
    size = np.bincount(remains.island[remains.is_open], minlength=n_islands)
    of_zone = np.bincount(zone[used + n], size[used], zone.max(initial=0) + 1)
    filled = (np.cumsum(of_zone) // _TOGETHER).astype(np.intp)
    found = []
    for parcel in np.unique(filled[zone[used + n]]):
        some = np.flatnonzero((filled[zone[:n]] == parcel) & (of_zone[zone[:n]] > 0))
        found.append((some, used[filled[zone[used + n]] == parcel]))
    return found


@attrs.frozen(eq=False)
class _Problem:
    """Some unknowns, what is visible of them, and the secrets in them.

    Attributes:
        rows: What is visible; shape (rows, unknowns).
        values: What that comes to; shape (rows,).
        sums: The secrets; shape (secrets, unknowns).
        known: What is known of each; shape (secrets,).
        reach: What each must be able to be; shape (secrets,).
    """

    rows: sparse.csr_array
    values: Numbers
    sums: sparse.csr_array
    known: Numbers
    reach: Numbers

    @classmethod
    def of(cls, puzzle: Puzzle, remains: Remains, places: Places, rows: Places, secrets: Places) -> _Problem:
        """What is put to the solver."""
        sums = sparse.csr_array(puzzle.secrets.sums[secrets])
        known = np.asarray(sums @ (remains.truth * ~remains.is_open), np.float64)
        visible = sparse.csr_array(remains.rows[rows][:, places])
        mine = sparse.csr_array(sums[:, places])
        return cls(visible, remains.values[rows], mine, known, puzzle.secrets.reach[secrets])

    def as_little(self) -> Numbers | None:
        """An example in which all secrets together are as little as they can be."""
        cost = np.asarray(self.sums.sum(axis=0), np.float64)
        found = least(cost, self.rows, self.values, sparse.csr_array((0, len(cost))), np.zeros(0))
        return found.x if found.status == 0 else None

    def as_much(self) -> Numbers | None:
        """An example in which they are as much; each counts up to its reach only, or one would starve the others."""
        n, n_parts = self.sums.shape
        one, cost = sparse.eye_array(n), np.append(np.zeros(n_parts), -1 / self.reach)
        wide = sparse.csr_array(sparse.hstack([self.rows, sparse.csr_array((self.rows.shape[0], n))]))
        capped = sparse.vstack([sparse.hstack([-self.sums, one]), sparse.hstack([sparse.csr_array((n, n_parts)), one])])
        found = least(cost, wide, self.values, sparse.csr_array(capped), np.append(self.known, self.reach))
        return found.x[:n_parts] if found.status == 0 else None
