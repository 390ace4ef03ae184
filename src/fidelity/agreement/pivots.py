"""Pivots: evenly spread draws of chi-square numbers, of which generalised intervals are made.

The draws are no random numbers: they are a fixed sequence that fills the space of probabilities evenly, so that the
same data give the same interval on every machine and in every order of groups.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import count, islice

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
    found = np.empty((*df.shape, N_DRAWS))
    for (group, place), each in np.ndenumerate(df):
        found[group, place] = _drawn(float(each), place, N_DRAWS)
    return found


def ends(draws: Floats, level: float) -> tuple[Floats, Floats]:
    """The middle part of draws that holds a share of them; shape (groups, draws) to (groups,) twice."""
    tail = (1 - level) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=1)
    return low, high


@lru_cache(maxsize=128)
def _drawn(df: float, place: int, n_draws: int) -> Floats:
    """Draws of one number over its degrees of freedom; kept, since several figures are made of the same ones."""
    found: Floats = np.asarray(chdtri(df, _spread(place, n_draws)) / df, np.float64)
    found.setflags(write=False)
    return found


@cache
def _spread(place: int, n_draws: int) -> Floats:
    """One coordinate of points of the unit cube: Halton's (1960) sequence; shape (draws,)."""
    base = next(islice(_primes(), place, None))
    found, left, digit = np.zeros(n_draws), np.arange(1, n_draws + 1), 1.0
    while left.any():
        digit /= base
        found += digit * (left % base)
        left //= base
    return found


def _primes() -> Iterator[int]:
    """2, 3, 5 and so on."""
    return (n for n in count(2) if all(n % smaller for smaller in range(2, n)))
