"""Omega: R's psych and factanal on Thurstone's correlations, a known factor, and what has none."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.omega import omega
from fidelity.agreement.reliability import NoReliability
from tests.agreement.tables import THURSTONE, Floats


def test_thurstone() -> None:
    """psych prints 0.88336; R's factanal on the correlations gives these loadings and, with them, 0.883357785776."""
    found = omega(THURSTONE)
    assert found.value == pytest.approx(0.883357785776, abs=5e-9)
    printed = [
        0.882754359,
        0.895667965,
        0.847952072,
        0.589884882,
        0.570128783,
        0.565171421,
        0.542873619,
        0.632352621,
        0.486946454,
    ]
    np.testing.assert_allclose(found.loadings, printed, atol=5e-7)
    assert not found.at_bound


def test_a_known_factor_is_found() -> None:
    """Covariances made of one factor give its omega, in the metric of the items; a minus in all loadings is none."""
    loadings, unique = np.array([2.0, 1.0, 0.5, 1.5]), np.array([1.0, 2.0, 0.3, 0.7])
    expected = loadings.sum() ** 2 / (loadings.sum() ** 2 + unique.sum())
    covariance = np.outer(loadings, loadings) + np.diag(unique)
    assert omega(covariance).value == pytest.approx(expected, abs=1e-8)


def test_equal_items_have_alpha() -> None:
    """Where all correlate 0.3, omega is alpha: k r / (1 + (k - 1) r)."""
    found = omega(np.full((6, 6), 0.3) + 0.7 * np.eye(6))
    assert found.value == pytest.approx(6 * 0.3 / (1 + 5 * 0.3), abs=1e-9)


@pytest.mark.parametrize(
    ("covariance", "reason"),
    [
        (np.array([[1, 0.5], [0.5, 1]]), NoReliability.TOO_FEW_ITEMS),
        (np.diag([1.0, 0, 1]), NoReliability.CONSTANT_ITEM),
        (np.array([[1, 0, 1], [0, 1, 1], [1, 1, 2.0]]), NoReliability.REDUNDANT_ITEM),
    ],
)
def test_what_has_none_says_why(covariance: Floats, reason: NoReliability) -> None:
    """Two items, an item without variance, an item that is the sum of others."""
    found = omega(covariance)
    assert (found.value, found.why_none) == (None, reason)


def test_an_item_explained_entirely() -> None:
    """Correlations .9, .9 and .6 ask one item to be explained beyond 100 % (.9 * .9 / .6 = 1.35), and this is told."""
    assert omega(np.array([[1, 0.9, 0.9], [0.9, 1, 0.64], [0.9, 0.64, 1]])).at_bound
