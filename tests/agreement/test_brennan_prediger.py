"""Brennan and Prediger's coefficient against published tables."""

from __future__ import annotations

import pytest

from fidelity.agreement.brennan_prediger import brennan_prediger
from fidelity.agreement.weights import Weighting, weights
from tests.agreement.published import ABSTRACTORS, PARADOX, of_table, scale


def test_the_abstractors() -> None:
    """It is .835 with a standard error of .04717, which divides by n − 1; irrCAC's table form prints .04693346."""
    found = brennan_prediger(of_table(ABSTRACTORS, scale(1, 3)), weights(Weighting.IDENTITY, scale(1, 3)))
    assert (found.value.round(5).tolist(), found.se.round(5).tolist()) == ([0.835], [0.04717])
    assert (found.se * (99 / 100) ** 0.5).round(8).tolist() == [0.04693346]


@pytest.mark.parametrize("name", PARADOX)
def test_with_two_categories_it_is_pabak(name: str) -> None:
    """Byrt, Bishop and Carlin (1993): twice the observed agreement less 1, whatever the prevalence."""
    table, agreement, _ = PARADOX[name]
    found = brennan_prediger(of_table(table, scale(0, 1)), weights(Weighting.IDENTITY, scale(0, 1)))
    assert found.value[0] == pytest.approx(2 * agreement - 1, abs=1e-12)
    assert found.observed[0] == pytest.approx(agreement, abs=1e-12)
