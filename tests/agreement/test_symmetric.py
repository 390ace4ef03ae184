"""Symmetric matrices: the same inverses and products whether most cells are zero or not."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.symmetric import inverted, mostly_zero, times
from tests.agreement.tables import Floats


def _chain(size: int) -> Floats:
    """Two matrices in which each row knows only its neighbours."""
    beside = np.eye(size, k=1) + np.eye(size, k=-1)
    return np.stack([4 * np.eye(size) - beside, 3 * np.eye(size) + beside])


@pytest.mark.parametrize("size", [3, 90])
def test_inverses_and_determinants(size: int) -> None:
    """Against what numpy finds."""
    matrices = _chain(size)
    assert mostly_zero(matrices) == (size == 90)
    inverse, log_determinant = inverted(matrices)
    np.testing.assert_allclose(inverse, np.linalg.inv(matrices), atol=1e-14)
    np.testing.assert_allclose(log_determinant, np.linalg.slogdet(matrices)[1], rtol=1e-13)


@pytest.mark.parametrize("size", [3, 90])
def test_products(size: int) -> None:
    """Against what numpy finds."""
    others = np.random.default_rng(0).normal(size=(2, size, size))
    np.testing.assert_allclose(times(_chain(size), others), _chain(size) @ others, atol=1e-14)
