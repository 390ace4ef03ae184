"""The attack that a careful reader can make: the lowest and the highest that a hidden amount can be, and from what."""

from __future__ import annotations

from typing import cast

import attrs
import numpy as np
from scipy import sparse
from scipy.optimize import LinearConstraint, OptimizeResult, linprog, milp

from fidelity.disclosure.puzzle import KNOWN, Flags, Linear, Numbers, Places, Puzzle, Secrets
from fidelity.disclosure.remains import Remains

_TOLERANCE = 1e-6
_SECONDS = 10.0


@attrs.frozen(eq=False)
class Ranges:
    """How far a reader can narrow amounts down.

    Attributes:
        low: The lowest that each can be; shape (amounts,).
        high: The highest; infinite where nothing seen limits it; shape (amounts,).
    """

    low: Numbers
    high: Numbers


@attrs.frozen(eq=False)
class Breach:
    """That a secret can be narrowed down, and which further units would have to be hidden to prevent it.

    Attributes:
        secret: Its place.
        units: The units of which more must be hidden; shape (units,).
        weight: How far hiding each can help: weights of 1 in all are needed, whatever else is hidden; shape (units,).
    """

    secret: int
    units: Places
    weight: Numbers


def attack(linear: Linear, hidden: Flags, amounts: sparse.csr_array) -> Ranges:
    """The lowest and the highest that amounts can be for somebody who sees all that is not hidden.

    *Meaning.* The reader knows every visible cell exactly, knows what is the sum of what, and knows that no part is
    below 0. Nothing else is taken for known, and nothing that follows from these is overlooked.

    Args:
        linear: The cells.
        hidden: Which units are hidden; shape (units,).
        amounts: What is attacked, as sums of parts; shape (amounts, parts).

    Returns:
        The ranges. Whole numbers are not asked for, so a range may be wider than that of the whole numbers in it.

    Notes:
        Two linear programmes for each amount: least and most ``a x`` with ``A x = A x₀`` for the visible rows ``A`` and
        ``x ≥ 0``, where ``x₀`` is the truth.

    References:
        Fischetti, M. and Salazar, J. J. (2001). Solving the cell suppression problem on tabular data with linear
        constraints. Management Science 47(7), 1008–1027 (the attacker problem).
    """
    seen = _Seen.of(linear, hidden)
    most = 2 * float(np.abs(amounts @ linear.parts).max(initial=0) + linear.parts.sum()) + 1
    low, high = [], []
    for row in amounts.toarray():
        low.append(float(_solved(seen, row, most).fun))
        found = -float(_solved(seen, -row, most).fun)
        high.append(found if found < most - _TOLERANCE else np.inf)
    return Ranges(np.array(low), np.array(high))


def breaches(puzzle: Puzzle, hidden: Flags) -> list[Breach]:
    """The secrets that a reader can narrow down, each with what would prevent it.

    A secret is safe when the reader cannot tell it from 0, and cannot tell it from its reach or more. Both are proved
    by an example in whole numbers that agrees with all that is visible; where none is found, the secret counts as open.

    Args:
        puzzle: What can be seen and what must not be worked out.
        hidden: Which units are hidden; shape (units,).
    """
    if not puzzle.secrets.reach.size:
        return []
    seen = _Seen.of(puzzle.linear, hidden)
    remains = Remains.of(seen.rows, puzzle.linear.parts)
    found = []
    for sign in (1.0, -1.0):
        unproved = _unproved(puzzle, remains, sign)
        while unproved.any():
            secret = int(np.argmax(unproved))
            unproved[secret] = False
            example = _example(puzzle, remains, secret, sign)
            if example is None:
                found.append(_breach(puzzle, seen, secret, sign))
            else:
                unproved &= ~_proved(puzzle, example, sign)
    return found


def _unproved(puzzle: Puzzle, remains: Remains, sign: float) -> Flags:
    """The secrets that examples for many at once do not show to be safe; shape (secrets,)."""
    left = np.ones(len(puzzle.secrets.reach), np.bool_)
    while left.any():
        some = Secrets(sparse.csr_array(puzzle.secrets.sums[left]), puzzle.secrets.reach[left])
        proved = left & _proved(puzzle, _good_for_many(some, remains, sign), sign)
        if not proved.any():
            break
        left &= ~proved
    return left


@attrs.frozen(eq=False)
class _Seen:
    """The visible rows.

    Attributes:
        rows: Their sums; shape (rows, parts).
        values: What they come to; shape (rows,).
        unit: Their units; shape (rows,).
    """

    rows: sparse.csr_array
    values: Numbers
    unit: Places

    @classmethod
    def of(cls, linear: Linear, hidden: Flags) -> _Seen:
        """What is visible with some units hidden."""
        visible = linear.visible(hidden)
        return cls(sparse.csr_array(linear.sums[visible]), linear.cells[visible], linear.unit[visible])


def _least(
    cost: Numbers, rows: sparse.csr_array, values: Numbers, limits: sparse.csr_array, most: Numbers
) -> OptimizeResult:
    """The least that an amount can be, with what is visible as it is, and some other amounts at most so much."""
    # The types of SciPy do not know that it takes sparse tables.
    found = linprog(cost, A_ub=limits, b_ub=most, A_eq=rows, b_eq=values)  # type: ignore[call-overload]
    return cast(OptimizeResult, found)


def _solved(seen: _Seen, row: Numbers, most: float) -> OptimizeResult:
    """The least that an amount can be, cut off where minus the amount would exceed a bound so that there is an end."""
    return _least(row, seen.rows, seen.values, sparse.csr_array(-row[None, :]), np.array([most]))


def _good_for_many(secrets: Secrets, remains: Remains, sign: float) -> Numbers | None:
    """One example that shows as many secrets as it can to be safe; often it is all of them.

    Args:
        secrets: The secrets.
        remains: What is unknown.
        sign: 1 asks whether secrets can be 0, -1 whether they can be as much as their reach.
    """
    places, rows = remains.around(secrets.sums)
    if not len(places):
        return remains.truth
    sums, reach = sparse.csr_array(secrets.sums[:, places]), secrets.reach
    values, (n, n_parts) = rows @ remains.truth[places], sums.shape
    if sign > 0:
        cost = np.asarray(sums.sum(axis=0), np.float64)
        found = _least(cost, rows, values, sparse.csr_array((0, n_parts)), np.zeros(0))
    else:
        # Each secret counts up to its reach only, or one that can be huge would starve the others.
        known = secrets.sums @ (remains.truth * ~remains.is_open)
        one, cost = sparse.eye_array(n), np.append(np.zeros(n_parts), -1 / reach)
        wide = sparse.csr_array(sparse.hstack([rows, sparse.csr_array((rows.shape[0], n))]))
        capped = sparse.vstack([sparse.hstack([-sums, one]), sparse.hstack([sparse.csr_array((n, n_parts)), one])])
        found = _least(cost, wide, values, sparse.csr_array(capped), np.append(known, reach))
    return remains.filled(places, found.x[:n_parts]) if found.status == 0 else None


def _proved(puzzle: Puzzle, example: Numbers | None, sign: float) -> Flags:
    """Which secrets an example shows to be safe; shape (secrets,)."""
    sums, reach = puzzle.secrets.sums, puzzle.secrets.reach
    if example is None or (puzzle.linear.is_whole and not _is_whole(example)):
        return np.zeros(len(reach), np.bool_)
    amounts = sums @ example
    return np.asarray(amounts <= _TOLERANCE if sign > 0 else amounts >= reach - _TOLERANCE, np.bool_)


def _is_whole(example: Numbers) -> bool:
    return bool(np.abs(example - np.round(example)).max(initial=0) <= _TOLERANCE)


def _example(puzzle: Puzzle, remains: Remains, secret: int, sign: float) -> Numbers | None:
    """An example that shows one secret to be safe from one side; None where there is none, or none was found."""
    sums = sparse.csr_array(puzzle.secrets.sums[[secret]])
    places, rows = remains.around(sums)
    if not len(places):
        example = remains.truth
        return example if _proved(puzzle, example, sign)[secret] else None
    row = sums[:, places].toarray()[0] * sign
    known = float((sums @ (remains.truth * ~remains.is_open))[0]) * sign
    target = (0.0 if sign > 0 else -float(puzzle.secrets.reach[secret])) - known
    values = rows @ remains.truth[places]
    found = _least(row, rows, values, sparse.csr_array(-row[None, :]), np.array([-target]))
    if found.status != 0 or found.fun > target + _TOLERANCE:
        return None
    if not puzzle.linear.is_whole or _is_whole(found.x):
        return remains.filled(places, found.x)
    rules = [LinearConstraint(rows, values, values), LinearConstraint(row[None, :], -np.inf, target)]
    whole = np.ones(len(row), np.int64)
    solved = milp(np.zeros_like(row), constraints=rules, integrality=whole, options={"time_limit": _SECONDS})
    return remains.filled(places, np.round(solved.x)) if solved.status == 0 else None


def _breach(puzzle: Puzzle, seen: _Seen, secret: int, sign: float) -> Breach:
    """What would prevent that a secret is narrowed down from one side."""
    row = puzzle.secrets.sums[[secret]].toarray()[0] * sign
    target = 0.0 if sign > 0 else -float(puzzle.secrets.reach[secret])
    found = _solved(seen, row, -target)
    gap = float(found.fun) - target if found.status == 0 else 0.0
    return _weighed(seen, secret, found.eqlin.marginals, gap) if gap > _TOLERANCE else _anything(seen, secret)


def _weighed(seen: _Seen, secret: int, price: Numbers, gap: float) -> Breach:
    """What the prices of the visible rows say about which of them would have to be hidden.

    A row of price λ that is visible with y contributes λ y to the bound. Hidden, it can take away λ y at most where λ
    is above 0, because a count cannot fall below 0, and anything where λ is below 0. Together they must close the gap.
    """
    helps = np.where(price < 0, 1.0, np.minimum(1.0, np.maximum(price, 0) * seen.values / gap))
    used = (seen.unit != KNOWN) & (np.abs(price) > 1e-9) & (helps > 1e-9)
    units, place = np.unique(seen.unit[used], return_inverse=True)
    return Breach(secret, units, np.minimum(1.0, np.bincount(place, helps[used], len(units))))


def _anything(seen: _Seen, secret: int) -> Breach:
    """That something more must be hidden, without saying what: as much is always true where a secret is open."""
    units = np.unique(seen.unit[seen.unit != KNOWN])
    return Breach(secret, units, np.ones(len(units)))
