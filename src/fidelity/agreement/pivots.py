"""Pivots: evenly spread draws of chi-square numbers, of which generalised intervals are made.

The draws are no random numbers: they are a fixed sequence that fills the space of probabilities evenly, so that the
same data give the same interval on every machine and in every order of groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import numpy as np
from scipy.special import chdtri

from fidelity.agreement.measurements import Floats

N_DRAWS = 20000
"""With so many, the ends of an interval lie within about 0.001 of where a million draws put them."""


def chi_squares(df: Floats) -> Floats:
    """Draws of independent chi-square numbers divided by their degrees of freedom.

    Args:
        df: Degrees of freedom, above zero; shape (groups, numbers).

    Returns:
        The draws; shape (groups, numbers, draws).
    """
    spread = _spread(df.shape[1])
    found = np.empty((*df.shape, N_DRAWS))
    for place in range(df.shape[1]):
        different, of = np.unique(df[:, place], return_inverse=True)
        drawn = chdtri(different[:, np.newaxis], spread[place][np.newaxis]) / different[:, np.newaxis]
        found[:, place] = drawn[of]
    return found


def ends(draws: Floats, level: float) -> tuple[Floats, Floats]:
    """The middle part of draws that holds a share of them; shape (groups, draws) to (groups,) twice."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=1)
    return low, high


def _spread(n_dimensions: int) -> Floats:
    """Points of the unit cube: Halton's (1960) sequence; shape (dimensions, draws)."""
    found = np.zeros((n_dimensions, N_DRAWS))
    for row, base in zip(found, _primes(), strict=False):
        left, digit = np.arange(1, N_DRAWS + 1), 1.0
        while left.any():
            digit /= base
            row += digit * (left % base)
            left //= base
    return found


def _primes() -> Iterator[int]:
    """2, 3, 5 and so on."""
    return (n for n in count(2) if all(n % smaller for smaller in range(2, n)))
