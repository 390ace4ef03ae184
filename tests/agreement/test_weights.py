"""Weights: the matrices of irrCAC, agreement within k, and what cannot be weighed."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.categories import Categories
from fidelity.agreement.weights import Weighting, ratio_distance, weights, within
from fidelity.errors import UsageError
from tests.agreement.published import scale


@pytest.mark.parametrize(
    ("weighting", "first_row"),
    [
        # Printed by R: identity.weights(1:5)[1, ], linear.weights(1:5)[1, ] and so on, from irrCAC 1.3.
        (Weighting.IDENTITY, [1, 0, 0, 0, 0]),
        (Weighting.LINEAR, [1, 0.75, 0.5, 0.25, 0]),
        (Weighting.QUADRATIC, [1, 0.9375, 0.75, 0.4375, 0]),
        (Weighting.ORDINAL, [1, 0.9, 0.7, 0.4, 0]),
        (Weighting.RADICAL, [1, 0.5, 0.29289322, 0.13397460, 0]),
        (Weighting.RATIO, [1, 0.75, 0.4375, 0.19, 0]),
    ],
)
def test_the_sets_of_irrcac(weighting: Weighting, first_row: list[float]) -> None:
    """Each set has the weights that irrCAC prints, is symmetric, and counts equal ratings as agreement."""
    made = weights(weighting, scale(1, 5))
    np.testing.assert_allclose(1 - made.apart[0], first_row, rtol=0, atol=1e-8)
    np.testing.assert_array_equal(made.apart, made.apart.T)
    np.testing.assert_array_equal(np.diag(made.apart), np.zeros(5))
    assert made.name == f"{weighting.value} weights"
    assert made.is_identity is (weighting is Weighting.IDENTITY)


def test_weights_go_by_number_and_ordinal_by_place() -> None:
    """Of 1, 2 and 5, linear weights know that 5 is far, and ordinal weights only that it comes next."""
    uneven = Categories(("a", "b", "c"), (1, 2, 5))
    assert (1 - weights(Weighting.LINEAR, uneven).apart)[0].tolist() == [1, 0.75, 0]
    np.testing.assert_allclose((1 - weights(Weighting.ORDINAL, uneven).apart)[0], [1, 2 / 3, 0], atol=1e-15)


def test_within_counts_points_of_the_scale() -> None:
    """Of 1, 3 and 5 the neighbours agree; within none is exact agreement."""
    odd = Categories(("1", "3", "5"), (1, 3, 5))
    assert within(1, odd).apart.tolist() == [[0, 0, 1], [0, 0, 0], [1, 0, 0]]
    assert within(0, odd).is_identity


def test_a_zero_on_a_ratio_scale() -> None:
    """Against zero every number is as far as can be, and zero agrees with zero: no 0 / 0."""
    assert ratio_distance(scale(0, 2))[0].tolist() == [0, 1, 1]
    assert weights(Weighting.RATIO, scale(0, 2)).apart.max() == 1


def test_what_cannot_be_weighed() -> None:
    """Statuses have no distance, and negative numbers no ratio; a single number leaves nothing apart."""
    with pytest.raises(UsageError, match="have no order"):
        weights(Weighting.LINEAR, Categories(("met", "not met")))
    with pytest.raises(UsageError, match="have no order"):
        within(1, Categories(("met", "not met")))
    with pytest.raises(UsageError, match="begins at 0"):
        weights(Weighting.RATIO, scale(-1, 1))
    assert not weights(Weighting.RATIO, Categories(("only",), (3,))).apart.any()
