"""Integers that stay exact: 64 bits where a bound proves that these suffice, and Python's own where it does not."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

Counted = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64] | npt.NDArray[np.object_]
"""Integers of 64 bits, or Python's own in an array of objects."""

_SAFE = float(2**62)
_FEW_DIGITS = 2**53


def fitted(values: npt.ArrayLike) -> Whole:
    """Integers in the smaller of the two forms that holds them all, so that equal integers look alike.

    Args:
        values: The integers; shape (rows,).

    Raises:
        TypeError: They are not all integers.
    """
    # Numpy makes floating point of a list whose numbers fit into no one kind of integers.
    held = values if isinstance(values, np.ndarray) else np.array(values, object)
    if held.dtype.kind in "iu" and held.dtype != np.uint64:
        return held.astype(np.int64, copy=False)
    own = held if {*map(type, held.tolist())} == {int} else _own(held)
    try:
        return own.astype(np.int64)
    except OverflowError:
        return own


def _own(values: npt.NDArray[np.generic]) -> npt.NDArray[np.object_]:
    """Integers of any kind as Python's."""
    if not all(isinstance(value, int | np.integer) for value in values.tolist()):
        raise TypeError("these are not all integers")
    return np.array([int(value) for value in values.tolist()], object)


def summed(values: Whole, first: npt.NDArray[np.intp]) -> Whole:
    """Sums of stretches of integers, exactly.

    Args:
        values: The integers; shape (rows,).
        first: Where each stretch begins, rising from 0; shape (stretches,).
    """
    if not len(first):
        return values[:0]
    if values.dtype == object or float(np.abs(values.astype(np.float64)).sum()) >= _SAFE:
        return fitted(np.add.reduceat(values.astype(object), first))
    return np.add.reduceat(values, first)


def weighted(n: Counted, place: npt.NDArray[np.intp], worth: Whole, first: npt.NDArray[np.intp]) -> Whole:
    """Sums of stretches of so many times what each is worth, exactly.

    Large worths are cut into digits so short that 64 bits hold the sums of each, and only the sums are put together
    again: there are far fewer stretches than rows.

    Args:
        n: How many times, at least 0; shape (rows,).
        place: The place of the worth of each row; shape (rows,).
        worth: What there is; shape (places,).
        first: Where each stretch begins, rising from 0; shape (stretches,).
    """
    n_bits = 62 - int(n.sum()).bit_length()
    if worth.dtype == np.int64 and _most(worth) < 2.0**n_bits:
        # All together they fit, and so does each stretch.
        return np.add.reduceat(n * worth[place], first) if len(first) else worth[:0]
    found = np.zeros(len(first), object)
    for digit in reversed(_digits(worth.tolist(), n_bits)):
        found = found * (1 << n_bits) + summed(n * digit[place], first).astype(object)
    return fitted(found)


def _digits(values: list[int], n_bits: int) -> list[Counted]:
    """The digits of integers, so many bits each, the lowest first; only the highest can be below 0."""
    digits: list[Counted] = []
    while any(not -1 <= value <= 0 for value in values) or not digits:
        digits.append(np.array([value & ((1 << n_bits) - 1) for value in values], np.int64))
        values = [value >> n_bits for value in values]
    return [*digits, np.array(values, np.int64)]


def product(one: Whole, other: Whole) -> Whole:
    """The products of two rows of integers, exactly.

    Args:
        one: Some; shape (rows,).
        other: As many.
    """
    if one.dtype == other.dtype == np.int64 and _most(one) * _most(other) < _SAFE:
        return one * other
    return fitted(one.astype(object) * other.astype(object))


def cross_difference(a: Whole, b: Whole, c: Whole, d: Whole) -> Floats:
    """``a b − c d`` for each row, worked out exactly and rounded once.

    Rows in which 64 bits might not suffice are worked out in Python's integers, and come to the same number.

    Args:
        a: The first factors; shape (rows,), as the others.
        b: What they are multiplied with.
        c: The first factors of what is taken off.
        d: What these are multiplied with.
    """
    sizes = [np.abs(part.astype(np.float64)) for part in (a, b, c, d)]
    # Each factor too must fit, also where the other one is 0.
    small = (sizes[0] * sizes[1] + sizes[2] * sizes[3] < _SAFE) & (np.maximum.reduce(sizes) < _SAFE)
    found = np.empty(len(small))
    quick = [part[small].astype(np.int64) for part in (a, b, c, d)]
    found[small] = quick[0] * quick[1] - quick[2] * quick[3]
    slow = [part[~small].tolist() for part in (a, b, c, d)]
    found[~small] = [float(one * two - three * four) for one, two, three, four in zip(*slow, strict=True)]
    return found


def ratio(numerator: Whole, n: Counted, denominator: int) -> Floats:
    """``numerator / (n · denominator)`` for each row, rounded once; NaN where n is 0.

    Args:
        numerator: Sums over a common denominator; shape (rows,).
        n: What each is divided by; shape (rows,).
        denominator: The common denominator, at least 1.
    """
    found = np.full(len(n), np.nan)
    under = n.astype(np.float64) * float(denominator)
    # Division of two integers that floating point holds exactly is rounded only once.
    quick = (n > 0) & (np.abs(numerator.astype(np.float64)) < _FEW_DIGITS) & (under < _FEW_DIGITS)
    found[quick] = numerator[quick].astype(np.float64) / under[quick]
    slow = (n > 0) & ~quick
    pairs = zip(numerator[slow].tolist(), n[slow].tolist(), strict=True)
    found[slow] = [float(Fraction(over, each * denominator)) for over, each in pairs]
    return found


def _most(values: Whole) -> float:
    return float(np.abs(values.astype(np.float64)).max(initial=0.0))
