"""Whole numbers in half the memory where they fit: a table of a country has a hundred million of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

_END = 2**31
"""Below this 32 bits suffice."""


def narrow(numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Numbers with no integer wider than it needs to be; floating point stays as it is.

    Args:
        numbers: The numbers; counts, if they are integers.
    """
    fits = numbers.dtype == np.int64 and int(numbers.max(initial=0)) < _END
    return numbers.astype(np.int32) if fits else numbers


def integers(numbers: npt.NDArray[np.float64]) -> pd.arrays.IntegerArray:
    """Integers that may be absent, without the copies that pandas makes on the way.

    Args:
        numbers: The integers, NaN where there is none.

    Raises:
        ValueError: There are other numbers among them.
    """
    absent = np.isnan(numbers)
    there = ~absent
    fits = max(numbers.max(where=there, initial=0), -numbers.min(where=there, initial=0)) < _END
    whole: npt.NDArray[np.signedinteger] = np.ones(len(numbers), np.int32 if fits else np.int64)
    np.copyto(whole, numbers, casting="unsafe", where=there)
    if not np.equal(whole, numbers, where=there, out=np.ones(len(numbers), np.bool_)).all():
        raise ValueError("a column of integers holds other numbers")
    return pd.arrays.IntegerArray(whole, absent)
