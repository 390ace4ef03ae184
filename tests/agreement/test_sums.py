"""Sums in one order: against matrix products."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.sums import against_shares, apart_within, by_weights, shares
from fidelity.agreement.weights import Weighting, weights
from tests.agreement.published import SETS

GIVEN = SETS["four"].patterns()
BY = weights(Weighting.QUADRATIC, GIVEN.categories)


def test_shares_count_each_unit_once() -> None:
    """The shares of Gwet's table are the means over its twelve units, the one with a single rating too."""
    each = GIVEN.counts / GIVEN.counts.sum(1, keepdims=True)
    np.testing.assert_allclose(shares(GIVEN)[0], np.average(each, axis=0, weights=GIVEN.n), rtol=1e-14)


def test_products_by_weights() -> None:
    """Sums over pairs of categories are those of matrix products."""
    share = shares(GIVEN)
    np.testing.assert_allclose(by_weights(BY, share), share @ BY.apart, rtol=1e-14)
    own = np.einsum("ik,kl,il->i", GIVEN.kinds, BY.apart, GIVEN.kinds)
    np.testing.assert_allclose(apart_within(GIVEN, BY), own, rtol=1e-14)


def test_what_units_move() -> None:
    """Units together move nothing: their shares less the mean add up to 0."""
    share = shares(GIVEN)
    slopes = np.array([[0.3, 0.1, 0.7, 0.2, 0.5]])
    np.testing.assert_allclose(GIVEN.summed(against_shares(GIVEN, share, slopes)), 0, atol=1e-14)
