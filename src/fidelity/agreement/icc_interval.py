"""Intervals of intraclass correlations from mean squares: exact by F, and McGraw and Wong's for absolute agreement."""

from __future__ import annotations

import attrs
import numpy as np
from scipy.special import fdtri

from fidelity.agreement.measurements import Floats, ratio

Bounds = tuple[Floats, Floats]


@attrs.frozen(eq=False)
class CrossedSquares:
    """The mean squares of complete tables; every array has the shape (groups,).

    Attributes:
        subjects: The mean square of subjects.
        raters: The mean square of raters.
        error: The mean square of error.
        n: How many subjects there are.
        k: How many raters there are.
    """

    subjects: Floats
    raters: Floats
    error: Floats
    n: Floats
    k: Floats


def quantile(df_upper: Floats, df_lower: Floats, probability: float) -> Floats:
    """The quantile of F, NaN where it is beyond all numbers; the degrees of freedom may be broken numbers."""
    found = np.asarray(fdtri(df_upper, df_lower, probability), np.float64)
    return np.where(np.isfinite(found), found, np.nan)


def stepped_up(single: Floats, k: Floats) -> Floats:
    """The coefficient of a mean of k ratings from that of one (Spearman and Brown), NaN where there is none.

    That of one rating cannot be below ``-1 / (k - 1)``, where that of the mean goes down to minus infinity.
    """
    below = 1 + (k - 1) * single
    return ratio(k * single, np.where(below > 0, below, 0.0))


def consistency_bounds(upper: Floats, lower: Floats, df: tuple[Floats, Floats], k: Floats, level: float) -> Bounds:
    """The exact interval of (F - 1) / (F + k - 1), where F is one mean square over another.

    It serves ICC(1) with the mean squares between and within subjects, and ICC(C,1) with those of subjects and error.

    Args:
        upper: The mean square that holds subjects; shape (groups,), as all others.
        lower: The mean square of error.
        df: The degrees of freedom of both.
        k: How many ratings of a subject the upper mean square speaks for.
        level: How often the interval is to hold the true value.
    """
    tail = (1 - level) / 2
    found = ratio(upper, lower)
    low = found / quantile(*df, 1 - tail)
    high = found * quantile(df[1], df[0], 1 - tail)
    return (low - 1) / (low + k - 1), (high - 1) / (high + k - 1)


def agreement_bounds(squares: CrossedSquares, single: Floats, level: float) -> Bounds:
    """McGraw and Wong's interval of ICC(A,1): F with degrees of freedom after Satterthwaite.

    Args:
        squares: The mean squares.
        single: The estimates of ICC(A,1); shape (groups,).
        level: How often the interval is to hold the true value.
    """
    tail, k, n = (1 - level) / 2, squares.k, squares.n
    # Both weights times n (1 - ICC), so that nothing is divided by zero where the estimate is 1.
    of_raters = k * single * squares.raters
    of_error = (n * (1 - single) + k * single * (n - 1)) * squares.error
    df = ratio((of_raters + of_error) ** 2, ratio(of_raters**2, k - 1) + ratio(of_error**2, (n - 1) * (k - 1)))
    other = k * squares.raters + (k * n - k - n) * squares.error
    upper, lower = quantile(n - 1, df, 1 - tail), quantile(df, n - 1, 1 - tail)
    low = ratio(n * (squares.subjects - upper * squares.error), upper * other + n * squares.subjects)
    high = ratio(n * (lower * squares.subjects - squares.error), other + n * lower * squares.subjects)
    return np.maximum(low, ratio(-1.0, k - 1)), high
