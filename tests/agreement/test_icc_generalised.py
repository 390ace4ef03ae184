"""Generalised intervals: exact ones of complete tables, test inversion on whole matrices, a million draws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats

from fidelity.agreement.icc_generalised import generalised_bounds
from fidelity.agreement.icc_interval import consistency_bounds
from fidelity.agreement.mean_squares import mean_squares
from fidelity.agreement.measurements import of_table
from tests.agreement.tables import Floats, drawn, long

ALL = np.array([True])


def test_complete_tables_give_the_interval_by_f() -> None:
    """Consistency: to the last digits, since the scale between the nodes is a straight line there."""
    data = of_table(drawn(12, 4, seed=1))
    squares = mean_squares(data)
    df = np.array([11.0]), np.array([33.0])
    expected = consistency_bounds(squares.between, squares.error, df, np.array([4.0]), 0.95)
    np.testing.assert_allclose(generalised_bounds(data, ALL, 0.95)[0], expected, atol=1e-10)


def _apart() -> Floats:
    """Two tables beside each other, of which one has more raters than subjects."""
    table = np.full((12, 10), np.nan)
    table[:7, :3], table[7:, 3:] = drawn(7, 3, seed=1, missing=0.1), drawn(5, 7, seed=2, missing=0.2)
    return table


def _ring() -> Floats:
    """Raters of whom each shares two subjects with the next one only."""
    table = np.full((160, 80), np.nan)
    for subject in range(160):
        table[subject, [subject % 80, (subject + 1) % 80]] = drawn(1, 2, seed=subject)
    return table


@pytest.mark.parametrize(
    "table",
    [
        drawn(15, 4, seed=5, variances=(3, 1, 1), missing=0.3),
        drawn(4, 15, seed=5, variances=(3, 1, 1), missing=0.3),
        _apart(),
        _ring(),
    ],
    ids=["subjects", "raters", "apart", "ring"],
)
def test_incomplete_tables_give_the_roots(table: Floats) -> None:
    """Consistency: what inverting the test on matrices of full size finds, to three places, with either side longer."""
    shape = table.shape
    subject, rater, value = long(table)
    n = len(value)
    subjects, raters = np.eye(shape[0])[subject], np.eye(shape[1])[rater]
    left = np.eye(n) - raters @ np.linalg.pinv(raters)
    values, vectors = np.linalg.eigh(subjects.T @ left @ subjects)
    kept = values > 1e-9
    squares = (vectors[:, kept].T @ subjects.T @ left @ value) ** 2 / values[kept]
    both = np.hstack((subjects, raters))
    df = n - np.linalg.matrix_rank(both)
    error = float(((value - both @ np.linalg.lstsq(both, value)[0]) ** 2).sum()) / df

    def over(ratio: float) -> float:
        return float((squares / (1 + values[kept] * ratio)).sum() / kept.sum() / error)

    def root(quantile: float) -> float:
        return 0.0 if over(0) < quantile else float(optimize.brentq(lambda ratio: over(ratio) - quantile, 0, 1e6))

    ratios = [root(stats.f.ppf(p, kept.sum(), df)) for p in (0.975, 0.025)]
    found = np.ravel(generalised_bounds(of_table(table), ALL, 0.95)[0])
    np.testing.assert_allclose(found, [t / (1 + t) for t in ratios], atol=1e-3)


def test_agreement_is_what_draws_give() -> None:
    """Agreement in a complete table: within three thousandths of a million random draws of the mean squares."""
    n, k = 12, 4
    data = of_table(drawn(n, k, seed=2, variances=(3, 1, 1)))
    squares, random = mean_squares(data), np.random.default_rng(0)
    dfs = n - 1, k - 1, (n - 1) * (k - 1)
    subjects, raters, error = (
        float(mean[0]) * df / random.chisquare(df, 1_000_000)
        for mean, df in zip((squares.between, squares.raters, squares.error), dfs, strict=True)
    )
    of_subjects, of_raters = np.maximum((subjects - error) / k, 0), np.maximum((raters - error) / n, 0)
    expected = np.quantile(of_subjects / (of_subjects + of_raters + error), [0.025, 0.975])
    np.testing.assert_allclose(np.ravel(generalised_bounds(data, ALL, 0.95)[1]), expected, atol=3e-3)


def test_no_freedom_no_interval() -> None:
    """Raters share so little that subject and rater fit all ratings: nothing is left for the error."""
    data = of_table([[1, 2, np.nan], [np.nan, 4, 3], [5, np.nan, np.nan]])
    assert np.isnan(generalised_bounds(data, ALL, 0.95)).all()


def test_coverage() -> None:
    """In 400 incomplete tables whose raters differ much, both intervals hold the truth in 92 to 98 of 100."""
    tables = np.stack([drawn(20, 4, seed=seed, variances=(4, 0.5, 0.5), missing=0.3) for seed in range(400)])
    bounds = generalised_bounds(of_table(tables), np.ones(400, np.bool_), 0.95)
    for (low, high), truth in zip(bounds, (4 / 4.5, 4 / 5), strict=True):
        assert 0.92 <= ((low <= truth) & (truth <= high)).mean() <= 0.98
