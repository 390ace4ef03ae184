"""Wald's interval: Shrout and Fleiss' where numbers are equal, and the roots that SciPy finds where they are not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats

from fidelity.agreement.icc_interval import consistency_bounds
from fidelity.agreement.icc_one_way import wald_bounds
from fidelity.agreement.mean_squares import mean_squares
from fidelity.agreement.measurements import of_table
from tests.agreement.tables import SHROUT_FLEISS, Floats, drawn

ALL = np.array([True])


def test_equal_numbers_give_the_interval_by_f() -> None:
    """Both ways to the same ends."""
    data = of_table(SHROUT_FLEISS)
    squares = mean_squares(data)
    df = np.array([5.0]), np.array([18.0])
    expected = consistency_bounds(squares.between, squares.within, df, np.array([4.0]), 0.95)
    np.testing.assert_allclose(wald_bounds(data, squares, ALL, 0.95), expected, atol=1e-10)


def _squares(table: Floats, rho: float) -> float:
    """Weighted squares over their expectation, straight from the definition."""
    sizes, means = (~np.isnan(table)).sum(axis=1), np.nanmean(table, axis=1)
    weights = sizes * (1 - rho) / (1 + (sizes - 1) * rho)
    within = float(np.nansum((table - means[:, np.newaxis]) ** 2)) / (sizes.sum() - len(sizes))
    centre = (weights * means).sum() / weights.sum()
    return float((weights * (means - centre) ** 2).sum() / (len(sizes) - 1) / within)


@pytest.mark.parametrize("seed", range(3))
def test_unequal_numbers_give_the_roots(seed: int) -> None:
    """The ends are where the weighted squares come to the quantiles of F."""
    table = drawn(15, 5, seed=seed, missing=0.4)
    table = table[(~np.isnan(table)).any(axis=1)]
    df = len(table) - 1, int((~np.isnan(table)).sum()) - len(table)
    most = (~np.isnan(table)).sum(axis=1).max()
    expected = [
        optimize.brentq(
            lambda rho, p=p: _squares(table, rho) - stats.f.ppf(p, *df), -1 / (most - 1) + 1e-9, 1 - 1e-9, xtol=1e-13
        )
        for p in (0.975, 0.025)
    ]
    data = of_table(table)
    np.testing.assert_allclose(np.ravel(wald_bounds(data, mean_squares(data), ALL, 0.95)), expected, atol=1e-9)


def test_other_groups_have_none() -> None:
    """A group that was not asked for has no ends."""
    data = of_table(np.stack([SHROUT_FLEISS, SHROUT_FLEISS]))
    low, _ = wald_bounds(data, mean_squares(data), np.array([False, True]), 0.95)
    assert np.isnan(low).tolist() == [True, False]
