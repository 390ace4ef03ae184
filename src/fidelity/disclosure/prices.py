"""From what the solver says of a secret that can be narrowed down to what would have to be hidden to prevent it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from scipy import sparse

from fidelity.disclosure.puzzle import KNOWN, Numbers, Places
from fidelity.disclosure.remains import Remains

_NOTHING = 1e-9


@attrs.frozen(eq=False)
class Breach:
    """That a secret can be narrowed down, and which further units would have to be hidden to prevent it.

    Attributes:
        secret: Its place.
        units: The units of which more must be hidden; shape (units,).
        weight: How far hiding each can help: weights of 1 in all are needed, whatever else is hidden; shape (units,).
        is_certain: Whether a bound proves that it is open; else only no example was found that shows it to be safe.
    """

    secret: int
    units: Places
    weight: Numbers
    is_certain: bool = True


@attrs.frozen(eq=False)
class Bare:
    """That hiding a unit is of no use, because all of it follows from others, unless one of these is hidden too.

    Attributes:
        unit: The unit.
        units: Those from which it follows; shape (units,).
    """

    unit: int
    units: Places


@attrs.frozen(eq=False)
class Narrowed:
    """That a secret can be narrowed down from one side, and the prices of what is visible.

    Attributes:
        secret: Its place.
        row: How often each part is in it, below 0 where it cannot be much; shape (1, parts).
        gap: How far it is from being safe; 0 where only whole numbers are missing, so that prices say nothing.
        rows: The places of rows among what remains; shape (rows,).
        prices: The price of each of them; shape (rows,).
    """

    secret: int
    row: sparse.csr_array
    gap: float
    rows: Places
    prices: Numbers


def priced(
    found: Sequence[Narrowed], remains: Remains, rows: sparse.csr_array, unit: Places, block: Places
) -> list[Breach]:
    """What would prevent that secrets are narrowed down.

    Args:
        found: The secrets.
        remains: What remains unknown.
        rows: All that is visible; shape (rows, parts).
        unit: The unit of each row; shape (rows,).
        block: Which parts have anything to do with each other, whatever is hidden; shape (parts,).

    Notes:
        The prices of what remains say nothing of the subtractions before; these are undone step by step, from the last
        to the first, so that every visible row that a bound rests on has its price.
    """
    if not found:
        return []
    worth = _all_prices(found, remains, rows)
    values = np.asarray(rows @ remains.truth, np.float64)
    row_block = np.full(rows.shape[0], -1)
    row_block[np.diff(rows.indptr) > 0] = block[rows.indices[rows.indptr[:-1][np.diff(rows.indptr) > 0]]]
    breaches = []
    for place, each in enumerate(found):
        if each.gap > 0:
            breaches.append(_breach(each, worth[[place]], values, unit))
        else:
            breaches.append(_anything(each.secret, unit[np.isin(row_block, block[each.row.indices])]))
    return breaches


def followed(
    units: Places, rows_of: sparse.csr_array, remains: Remains, rows: sparse.csr_array, unit: Places
) -> list[Bare]:
    """From which units each of some cells follows, which nobody shows and anybody can work out.

    Args:
        units: The unit of each cell; shape (cells,).
        rows_of: The cells, of which no part is open; shape (cells, parts).
        remains: What remains unknown.
        rows: All that is visible; shape (rows, parts).
        unit: The unit of each row; shape (rows,).
    """
    if not len(units):
        return []
    none = np.zeros(0)
    both = [
        Narrowed(place, sparse.csr_array(rows_of[[place]] * sign), 0.0, none.astype(np.intp), none)
        for place in range(len(units))
        for sign in (1.0, -1.0)
    ]
    worth = _all_prices(both, remains, rows)
    found: dict[int, set[int]] = {each: set() for each in units.tolist()}
    for place in range(len(both)):
        used = unit[worth.indices[worth.indptr[place] : worth.indptr[place + 1]]]
        found[int(units[place // 2])] |= {*used[used != KNOWN].tolist()}
    return [Bare(each, np.array(sorted(others), np.intp)) for each, others in found.items()]


def _all_prices(found: Sequence[Narrowed], remains: Remains, rows: sparse.csr_array) -> sparse.csr_array:
    """The price of every visible row in every bound; shape (bounds, rows)."""
    at = np.repeat(np.arange(len(found)), [len(each.rows) for each in found])
    place = np.concatenate([remains.row[each.rows] for each in found])
    prices = np.concatenate([each.prices for each in found])
    worth = sparse.csr_array((prices, (at, place)), shape=(len(found), rows.shape[0]))
    asked = sparse.csr_array(sparse.vstack([each.row for each in found]))
    worth, left = _with_whole_rows(worth, asked, remains, rows)
    for step in reversed(remains.told):
        owed = sparse.coo_array(left[:, step.parts])
        row, part = step.rows[owed.col], step.parts[owed.col]
        # That a part is 0 can only help where the bound would be lower if it were more.
        amount = np.minimum(owed.data, 0) if step.is_nothing else owed.data
        paid = amount / np.asarray(rows[row, part], np.float64).ravel() if len(row) else amount
        used = np.abs(paid) > _NOTHING
        if used.any():
            added = sparse.csr_array((paid[used], (owed.row[used], row[used])), shape=worth.shape)
            worth, left = _with_whole_rows(sparse.csr_array(worth + added), asked, remains, rows)
    return worth


def _with_whole_rows(
    worth: sparse.csr_array, asked: sparse.csr_array, remains: Remains, rows: sparse.csr_array
) -> tuple[sparse.csr_array, sparse.csc_array]:
    """Prices with those of totals that can stand for what is owed, and what is owed then; shape (bounds, parts)."""
    paid = _whole_rows(sparse.csr_array(asked - worth @ rows), remains, rows)
    worth = sparse.csr_array(worth + paid)
    return worth, sparse.csc_array(asked - worth @ rows)


def _whole_rows(left: sparse.csr_array, remains: Remains, rows: sparse.csr_array) -> sparse.csr_array:
    """Prices for totals that can stand for all that they hold, so that a bound rests on as few rows as can be.

    The fewer these are, the more is known about what would help: hiding one of many parts does not if their total is
    still to be seen.
    """
    held = np.diff(rows.indptr)
    told = np.flatnonzero((held > 1) & (abs(rows) @ remains.is_open.astype(np.float64) == 0))
    told = told[np.argsort(-held[told], kind="stable")]
    totals = sparse.csr_array(rows[told])
    of_part = sparse.csc_array(totals)
    at, row, price = list[int](), list[int](), list[float]()
    for place in range(left.shape[0]):
        some = slice(left.indptr[place], left.indptr[place + 1])
        owed = dict(zip(left.indices[some].tolist(), left.data[some].tolist(), strict=True))
        # The largest totals come first; none without a part that is owed is looked at.
        near = np.unique(of_part[:, left.indices[some]].indices)
        for total in near.tolist():
            inside = slice(totals.indptr[total], totals.indptr[total + 1])
            parts, times = totals.indices[inside].tolist(), totals.data[inside].tolist()
            first = owed.get(parts[0], 0.0) / times[0]
            if abs(first) > _NOTHING and all(
                abs(owed.get(part, 0.0) - first * often) < _NOTHING for part, often in zip(parts, times, strict=True)
            ):
                owed.update(dict.fromkeys(parts, 0.0))
                at, row, price = [*at, place], [*row, int(told[total])], [*price, first]
    return sparse.csr_array((price, (at, row)), shape=(left.shape[0], rows.shape[0]))


def _breach(each: Narrowed, worth: sparse.csr_array, values: Numbers, unit: Places) -> Breach:
    """The units of the rows that a bound rests on, with how far hiding each can lower it.

    A row of price λ that is visible with y contributes λ y to the bound. Hidden, it can take away λ y at most where λ
    is above 0, because a count cannot fall below 0, and anything where λ is below 0. Together they must close the gap.
    """
    place, price = worth.indices, worth.data
    helps = np.where(price < 0, 1.0, np.minimum(1.0, np.maximum(price, 0) * values[place] / each.gap))
    used = (unit[place] != KNOWN) & (np.abs(price) > _NOTHING) & (helps > _NOTHING)
    units, where = np.unique(unit[place][used], return_inverse=True)
    return Breach(each.secret, units, np.minimum(1.0, np.bincount(where, helps[used], len(units))))


def _anything(secret: int, unit: Places) -> Breach:
    """That something more must be hidden, without saying what: as much is always true where a secret is open."""
    units = np.unique(unit[unit != KNOWN])
    return Breach(secret, units, np.ones(len(units)), is_certain=False)
