"""Disagreement: mid-ranks are Krippendorff's ordinal metric."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.disagreement import by_distance, by_midranks
from fidelity.agreement.weights import Weights
from tests.agreement.published import SETS


def test_midranks_are_the_metric_as_he_writes_it() -> None:
    """The distances by the sum of all ratings from one category to the other, each end counted half, give the same."""
    given = SETS["four"].patterns().without_singles()
    totals = given.totals[0]
    apart = np.array(
        [
            [
                (totals[min(c, k) : max(c, k) + 1].sum() - (totals[c] + totals[k]) / 2) ** 2 if c != k else 0
                for k in range(5)
            ]
            for c in range(5)
        ]
    )
    written = by_distance(given, Weights("as written", apart / totals.sum() ** 2))
    found = by_midranks(given)
    np.testing.assert_allclose(found.own, written.own, rtol=1e-12)
    assert found.by_chance[0] == pytest.approx(written.by_chance[0], rel=1e-12)
