"""Units: what somebody rated, each with how often each category was chosen for it."""

from __future__ import annotations

from math import log2

import attrs
import numpy as np

from fidelity.agreement.categories import Floats, Integers
from fidelity.plan.dense import dense, fold_patterns

_EXACT_BITS = 52
"""So many bits a float holds exactly, and `numpy.bincount` adds in floats."""
_ROOM = 4
"""A table with so many places for each rating is faster than numbering the units that occur."""


@attrs.frozen(eq=False)
class Units:
    """The units that somebody rated, by group and then by number.

    Attributes:
        group: The group; shape (units,), rising.
        unit: The number of the unit within its group; shape (units,), rising within a group.
        kind: The pattern, as a place among ``kinds``; shape (units,).
        kinds: The patterns that occur, how often each category was chosen; shape (kinds, categories), each row once,
            rising from the first category on.
    """

    group: Integers
    unit: Integers
    kind: Integers
    kinds: Integers


def units_of(group: Integers, unit: Integers, code: Integers, n_groups: int, n_categories: int) -> Units:
    """The units of some ratings.

    Args:
        group: The group; shape (ratings,).
        unit: The unit within its group; shape (ratings,).
        code: The category, −1 where there is no rating; shape (ratings,).
        n_groups: How many groups there are.
        n_categories: How many categories there are.
    """
    n_units = int(unit.max(initial=0)) + 1
    names, slot, n_slots = None, group * n_units + unit, n_groups * n_units
    if n_slots > _ROOM * len(slot):
        names, places = dense(slot, n_slots)
        slot, n_slots = places.astype(np.int64), len(names)
    radix = max(int(np.bincount(slot, minlength=1).max()), 1) + 1
    keys = [np.bincount(slot, powers[code], n_slots) for powers in _powers(radix, n_categories)]
    seen = np.flatnonzero(np.any([key > 0 for key in keys], axis=0))
    kind, kinds = _kinds([key[seen].astype(np.int64) for key in keys], radix, n_categories)
    found = seen if names is None else names[seen]
    return Units(found // n_units, found % n_units, kind, kinds)


def _widths(radix: int, n_categories: int) -> list[int]:
    """How many categories each key counts: as many as a float holds exactly, one digit each."""
    most = max(1, int(_EXACT_BITS / log2(radix)))
    return [min(most, n_categories - start) for start in range(0, n_categories, most)]


def _powers(radix: int, n_categories: int) -> list[Floats]:
    """For each key, what a rating of each category adds to it; the last place, for no rating, adds nothing."""
    made: list[Floats] = []
    start = 0
    for width in _widths(radix, n_categories):
        powers = np.zeros(n_categories + 1)
        powers[start : start + width] = [float(radix**digit) for digit in reversed(range(width))]
        made.append(powers)
        start += width
    return made


def _kinds(keys: list[Integers], radix: int, n_categories: int) -> tuple[Integers, Integers]:
    """For each unit the place of its pattern, and the patterns, from keys whose digits count the categories."""
    widths = _widths(radix, n_categories)
    if len(keys) == 1:
        found, kind = dense(keys[0], radix ** widths[0])
        distinct = [found]
    else:
        sizes = [radix**width for width in widths]
        kind, rows = fold_patterns(list(zip(keys, sizes, strict=True)))  # type: ignore[arg-type]
        distinct = [key[rows] for key in keys]
    digits = [
        key // radix**digit % radix
        for key, width in zip(distinct, widths, strict=True)
        for digit in reversed(range(width))
    ]
    return kind.astype(np.int64), np.stack(digits, 1)
