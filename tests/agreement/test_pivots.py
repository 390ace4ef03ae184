"""Pivots: draws that fill the distribution evenly, the same each time."""

from __future__ import annotations

import numpy as np
from scipy import stats

from fidelity.agreement.pivots import N_DRAWS, chi_squares, ends


def test_draws_follow_their_distribution() -> None:
    """Quantiles of each number are those of chi-square over its df, and two numbers do not go together."""
    df = np.array([[3.0, 9.0, 27.0], [3.0, 1.0, 27.0]])
    drawn = chi_squares(df)
    assert drawn.shape == (2, 3, N_DRAWS)
    for group, number in ((0, 0), (0, 1), (1, 1), (1, 2)):
        free = df[group, number]
        at = [0.025, 0.25, 0.5, 0.75, 0.975]
        np.testing.assert_allclose(
            np.quantile(drawn[group, number], at), stats.chi2.ppf(at, free) / free, rtol=1e-2, atol=1e-6
        )
    assert abs(np.corrcoef(drawn[0])[np.triu_indices(3, 1)]).max() < 0.01
    assert np.array_equal(drawn, chi_squares(df))


def test_the_middle_part() -> None:
    """Of 0 to 1000, the middle 90 % are 50 to 950."""
    low, high = ends(np.arange(1001.0)[np.newaxis], 0.9)
    assert (round(low[0], 9), round(high[0], 9)) == (50, 950)
