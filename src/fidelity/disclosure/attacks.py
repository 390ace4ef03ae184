"""Attacks on secrets one by one: with all that they have to do with, or with what is near them first."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np
from scipy import sparse

from fidelity.disclosure.examples import TOLERANCE, is_valid, mended
from fidelity.disclosure.prices import Narrowed
from fidelity.disclosure.programme import least
from fidelity.disclosure.puzzle import Numbers, Places, Puzzle
from fidelity.disclosure.remains import Remains

_SMALL = 3
"""How many unknowns a row may hold to be near what is near."""
_NARROW = 60
"""How many unknowns a row may hold to be looked at there at all."""


def untried(puzzle: Puzzle, secret: int, sign: float) -> Narrowed:
    """A secret that counts as open because there is no time to see whether it is.

    Args:
        puzzle: What can be seen and what must not be worked out.
        secret: Its place.
        sign: 1 asks how little it can be, -1 how much.
    """
    row = sparse.csr_array(puzzle.secrets.sums[[secret]] * sign)
    return Narrowed(secret, row, 0.0, np.zeros(0, np.intp), np.zeros(0))


@attrs.frozen(eq=False)
class One:
    """One secret to be attacked from one side.

    Attributes:
        secret: Its place.
        row: How often each part is in it, below 0 where the most is asked; shape (1, parts).
        known: What is known of it.
        target: What it must be able to be, or less.
        places: The open parts that it has to do with.
        rows: What is visible of these.
        values: What that comes to.
        places_of_rows: The places of these rows among what remains.
        is_near: Whether these are not all, so that nothing is proved where it seems safe.
    """

    secret: int
    row: sparse.csr_array
    known: float
    target: float
    places: Places
    rows: sparse.csr_array
    values: Numbers
    places_of_rows: Places
    is_near: bool = False

    @property
    def cost(self) -> Numbers:
        """How often each of the open parts is in it; shape (parts,)."""
        return np.asarray(self.row[:, self.places].toarray()[0], np.float64)


def each_with_all(puzzle: Puzzle, remains: Remains, secrets: Places, sign: float) -> Iterator[One]:
    """Secrets with all that they have to do with; what several share is looked up once.

    Args:
        puzzle: What can be seen and what must not be worked out.
        remains: What is unknown.
        secrets: The places of the secrets.
        sign: 1 asks how little secrets can be, -1 how much.
    """
    held: dict[bytes, tuple[Places, sparse.csr_array, Numbers, Places]] = {}
    sums = sparse.csr_array(puzzle.secrets.sums[secrets] * sign)
    touched = remains.touched(sums)
    known = np.asarray(sums @ (remains.truth * ~remains.is_open), np.float64)
    for place, secret in enumerate(secrets.tolist()):
        islands = np.sort(touched.indices[touched.indptr[place] : touched.indptr[place + 1]]).astype(np.intp)
        if islands.tobytes() not in held:
            parts, rows = remains.on(islands)
            held[islands.tobytes()] = parts, sparse.csr_array(remains.rows[rows][:, parts]), remains.values[rows], rows
        target = 0.0 if sign > 0 else -float(puzzle.secrets.reach[secret])
        row = sparse.csr_array(sums[[place]])
        yield One(secret, row, float(known[place]), target, *held[islands.tobytes()])


def with_what_is_near(puzzle: Puzzle, remains: Remains, secrets: Places, sign: float) -> Iterator[One]:
    """Secrets with what is near them: less is known than there is to see, so what is open here is open.

    Args:
        puzzle: What can be seen and what must not be worked out.
        remains: What is unknown.
        secrets: The places of the secrets.
        sign: 1 asks how little secrets can be, -1 how much.
    """
    size = np.diff(remains.rows.indptr)
    narrow = np.flatnonzero(size <= _NARROW)
    of_part, by_row = sparse.csc_array(remains.rows[narrow]), remains.rows[narrow]
    is_small = size[narrow] <= _SMALL
    for one in each_with_all(puzzle, remains, secrets, sign):
        parts = np.intersect1d(one.row.indices, one.places)
        for only_small in (True, False, True):
            rows = np.unique(of_part[:, parts].indices)
            parts = np.union1d(parts, by_row[rows[is_small[rows]] if only_small else rows].indices)
        inside, counts = np.unique(of_part[:, parts].indices, return_counts=True)
        rows = narrow[inside[counts == size[narrow][inside]]]
        held = sparse.csr_array(remains.rows[rows][:, parts])
        yield attrs.evolve(one, places=parts, rows=held, values=remains.values[rows], places_of_rows=rows, is_near=True)


def solved(puzzle: Puzzle, remains: Remains, batch: list[One]) -> Iterator[Narrowed]:
    """Those of several secrets that are open, attacked in one programme in which each has unknowns of its own.

    Args:
        puzzle: What can be seen and what must not be worked out.
        remains: What is unknown.
        batch: The secrets.
    """
    some = [one for one in batch if len(one.places)]
    solution, price = _answer(remains, some) if some else (None, None)
    at = row = 0
    for one in batch:
        n, m = len(one.places), int(one.rows.shape[0])
        x = np.zeros(0) if not n else None if solution is None else solution[at : at + n]
        prices = np.zeros(m) if not n or price is None else price[row : row + m]
        at, row = at + n, row + (m if n else 0)
        narrowed = _judged(puzzle, remains, one, x, prices)
        if narrowed is not None:
            yield narrowed


def _answer(remains: Remains, some: list[One]) -> tuple[Numbers | None, Numbers | None]:
    """The example in which all amounts are as little as they can be, and the prices of what is visible."""
    cost = np.concatenate([one.cost for one in some])
    rows = sparse.csr_array(sparse.block_diag([one.rows for one in some]))
    ends = sparse.csr_array(sparse.block_diag([-one.cost[None, :] for one in some]))
    # Without an end to look for, what nothing limits would have none; the truth itself is never beyond that end.
    truth = [float(one.cost @ remains.truth[one.places]) for one in some]
    most = np.array([-min(one.target - one.known, real) for one, real in zip(some, truth, strict=True)])
    found = least(cost, rows, np.concatenate([one.values for one in some]), ends, most)
    return (found.x, found.eqlin.marginals) if found.status == 0 else (None, None)


def _judged(puzzle: Puzzle, remains: Remains, one: One, x: Numbers | None, prices: Numbers) -> Narrowed | None:
    """None where a secret is safe from one side; else how far it is from being so."""
    if x is None and one.is_near:
        return None
    if x is None:
        return Narrowed(one.secret, one.row, 0.0, one.places_of_rows, prices)
    gap = float(one.cost @ x) + one.known - one.target
    if gap > TOLERANCE:
        return Narrowed(one.secret, one.row, gap, one.places_of_rows, prices)
    if one.is_near or (not puzzle.linear.is_whole and is_valid(one.rows, one.values, x, False)):
        return None
    if puzzle.linear.is_whole and _has_whole(one, remains.truth[one.places], x):
        return None
    return Narrowed(one.secret, one.row, 0.0, one.places_of_rows, prices)


def _has_whole(one: One, truth: Numbers, x: Numbers) -> bool:
    """Whether there is an example in whole numbers, like the one of the solver, or like the truth."""
    target = one.target - one.known + TOLERANCE
    for example in (x, _like(one, truth)):
        mend = None if example is None else mended(one.rows, one.values, example, one.cost)
        if mend is not None and one.cost @ mend <= target:
            return True
    return False


def _like(one: One, truth: Numbers) -> Numbers | None:
    """The example that differs the least from the truth: it differs in little, and little has to be mended."""
    n, none = len(truth), sparse.csr_array((0, 2 * len(truth)))
    both = sparse.csr_array(sparse.hstack([one.rows, -one.rows]))
    ends = sparse.csr_array(np.concatenate([one.cost, -one.cost])[None, :])
    least_ = sparse.hstack([-sparse.eye_array(n), sparse.eye_array(n)])
    limits = sparse.csr_array(sparse.vstack([none, ends, least_]))
    most = np.append(one.target - one.known - one.cost @ truth, truth)
    found = least(np.ones(2 * n), both, np.zeros(both.shape[0]), limits, most)
    return truth + found.x[:n] - found.x[n:] if found.status == 0 else None
