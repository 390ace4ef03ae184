"""Intervals by F: stepping up, and McGraw and Wong's formula against its own derivation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from fidelity.agreement.icc_interval import CrossedSquares, agreement_bounds, consistency_bounds, stepped_up


def test_stepping_up() -> None:
    """0.5 becomes 0.8 with four ratings, 1 stays 1, and nothing is below minus infinity."""
    found = stepped_up(np.array([0.5, 1, -1 / 3, -0.5]), np.full(4, 4.0))
    assert np.array_equal(found, [0.8, 1, np.nan, np.nan], equal_nan=True)


def test_consistency_is_the_interval_of_f() -> None:
    """The ends are where F over its quantiles lies, turned into the coefficient."""
    df = (np.array([9.0]), np.array([27.0]))
    low, high = consistency_bounds(np.array([8.0]), np.array([2.0]), df, np.array([4.0]), 0.9)
    ends = [4 / stats.f.ppf(0.95, 9, 27), 4 * stats.f.ppf(0.95, 27, 9)]
    np.testing.assert_allclose([low[0], high[0]], [(end - 1) / (end + 3) for end in ends], atol=1e-12)


def test_agreement_is_mcgraw_and_wongs() -> None:
    """Their table 7, a and b and v written out, with the quantiles of SciPy."""
    n, k, r, c, e = 12, 3, 9.0, 6.0, 1.5
    rho = (r - e) / (r + (k - 1) * e + k / n * (c - e))
    a, b = k * rho / (n * (1 - rho)), 1 + k * rho * (n - 1) / (n * (1 - rho))
    v = (a * c + b * e) ** 2 / ((a * c) ** 2 / (k - 1) + (b * e) ** 2 / ((n - 1) * (k - 1)))
    upper, lower = stats.f.ppf(0.975, n - 1, v), stats.f.ppf(0.975, v, n - 1)
    other = k * c + (k * n - k - n) * e
    expected = [n * (r - upper * e) / (upper * other + n * r), n * (lower * r - e) / (other + n * lower * r)]
    squares = CrossedSquares(*(np.array([each], np.float64) for each in (r, c, e, n, k)))
    found = agreement_bounds(squares, np.array([rho]), 0.95)
    assert [float(end[0]) for end in found] == pytest.approx(expected, abs=1e-12)


def test_agreement_is_never_below_what_can_be() -> None:
    """With two subjects, two raters and no difference of raters the formula goes below -1, and is stopped there."""
    squares = CrossedSquares(*(np.array([each], np.float64) for each in (1, 0, 1, 2, 2)))
    low, high = agreement_bounds(squares, np.array([0.0]), 0.95)
    assert low[0] == -1
    assert high[0] <= 1
