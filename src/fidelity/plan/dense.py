"""Large keys made small: the states that occur, numbered from 0."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from fidelity.plan.packing import LARGEST, Integers

Codes = npt.NDArray[np.unsignedinteger]
AnyIntegers = npt.NDArray[np.integer]
ADDRESSABLE = 2**22
"""Up to so many possible keys, a table with a place for each is the fastest way."""


def smallest(size: int) -> type[np.unsignedinteger]:
    """The smallest unsigned type that can number ``size`` things from 0."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if size <= np.iinfo(kind).max + 1:
            return kind
    return np.uint64


def dense(keys: AnyIntegers, size: int) -> tuple[Integers, Codes]:
    """The keys that occur, and for each observation the place of its key among them.

    Args:
        keys: Keys from 0; shape (observations,).
        size: How many keys there can be.

    Returns:
        The distinct keys in order, shape (states,); the places, shape (observations,).
    """
    if size > ADDRESSABLE:
        distinct, inverse = np.unique(keys, return_inverse=True)
        return distinct.astype(np.int64), inverse.astype(smallest(len(distinct)))
    marked = np.zeros(size, np.bool_)
    marked[keys] = True
    found = np.flatnonzero(marked)
    places = np.zeros(size, smallest(len(found)))
    places[found] = np.arange(len(found), dtype=places.dtype)
    return found, places[keys]


def fold_patterns(columns: Sequence[tuple[Codes, int]]) -> tuple[Codes, npt.NDArray[np.intp]]:
    """The distinct rows of several columns of small integers.

    Args:
        columns: Each column with how many values it can have; shape (observations,).

    Returns:
        For each observation, the number of its pattern; for each pattern, the first observation that has it.
    """
    keys = np.zeros(len(columns[0][0]), np.int64)
    size = 1
    for codes, radix in columns:
        if size * max(radix, 1) >= LARGEST:
            found, keys = np.unique(keys, return_inverse=True)
            size = len(found)
        keys = keys * radix + codes
        size *= max(radix, 1)
    found, rows, places = np.unique(keys, return_index=True, return_inverse=True)
    return places.astype(smallest(len(found))), rows
