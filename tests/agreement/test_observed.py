"""Observed agreement as a coefficient: exact and within one, with its interval."""

from __future__ import annotations

import pytest

from fidelity.agreement.coefficients import Interval
from fidelity.agreement.observed import observed_agreement
from fidelity.agreement.weights import Weighting, weights, within
from tests.agreement.published import ABSTRACTORS, of_counts, of_table, scale

MAMMOGRAMS = ((34, 10, 2, 0), (6, 8, 8, 2), (2, 5, 4, 12), (0, 1, 2, 14))
"""Kundel and Polansky (2003), table A1: 110 mammograms by two readers."""


def test_the_abstractors() -> None:
    """89 of 100 agree; irrCAC's table form prints .03128898, which is a little less than dividing by n − 1."""
    by = weights(Weighting.IDENTITY, scale(1, 3))
    found = observed_agreement(of_table(ABSTRACTORS, scale(1, 3)), by, interval=Interval.T)
    assert found.value.tolist() == [0.89]
    assert found.se[0] == pytest.approx(0.03128898 * (100 / 99) ** 0.5, abs=1e-6)
    assert (found.low.round(3).tolist(), found.high.round(3).tolist()) == ([0.828], [0.952])


def test_within_one() -> None:
    """Of 110 mammograms 60 agree, 43 are one apart (10 + 6 + 8 + 5 + 12 + 2) and 7 further."""
    given, categories = of_table(MAMMOGRAMS, scale(1, 4)), scale(1, 4)
    exact, near = (observed_agreement(given, within(steps, categories)) for steps in (0, 1))
    assert exact.value[0] == pytest.approx(60 / 110, abs=1e-12)
    assert near.value[0] == pytest.approx(103 / 110, abs=1e-12)
    assert near.chance.tolist() == [0]
    assert "agreement within 1" in near.method


def test_every_unit_counts_once() -> None:
    """A unit that four raters rated weighs no more than one that two did: (1 + 1 / 3) / 2, and not 3 / 7."""
    given = of_counts([[2, 0], [3, 1]], scale(0, 1))
    found = observed_agreement(given, weights(Weighting.IDENTITY, scale(0, 1)))
    # Three of the six pairs of the second unit agree.
    assert found.value[0] == pytest.approx((1 + 3 / 6) / 2, abs=1e-12)


def test_the_interval_stays_a_share() -> None:
    """By t both ends are cut where no share can be; by logit they never come there."""
    by = weights(Weighting.IDENTITY, scale(0, 1))
    few, most = (of_counts([[1, 1]] * n + [[2, 0]] * (10 - n), scale(0, 1)) for n in (9, 1))
    low, high = (observed_agreement(given, by, interval=Interval.T) for given in (few, most))
    assert (low.low.tolist(), high.high.tolist()) == ([0], [1])
    assert 0 < observed_agreement(few, by).low[0] < observed_agreement(most, by).high[0] < 1
