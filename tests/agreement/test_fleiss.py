"""Fleiss' kappa against published tables and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats import inter_rater

from fidelity.agreement.coefficients import Interval
from fidelity.agreement.fleiss import fleiss_kappa
from fidelity.agreement.patterns import patterns
from fidelity.agreement.weights import Weighting, weights
from tests.agreement.published import ABSTRACTORS, FLEISS_1971, FLEISS_LABELS, of_counts, of_table, scale

FIFTEEN = FLEISS_1971[:15]
"""The first half of Fleiss' patients: distrib.6raters in irrCAC."""
FOURTEEN_RATERS = (
    *((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1)),
    *((7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)),
)
"""The worked example of Wikipedia's page on the coefficient, which prints .210."""


@pytest.mark.parametrize(
    ("rows", "value", "digits"), [(FLEISS_1971, 0.43024, 5), (FIFTEEN, 0.4139265, 7), (FOURTEEN_RATERS, 0.210, 3)]
)
def test_published_kappas(rows: tuple[tuple[int, ...], ...], value: float, digits: int) -> None:
    """Kappa is what is printed, to the last digit."""
    found = fleiss_kappa(of_counts(rows, FLEISS_LABELS), weights(Weighting.IDENTITY, FLEISS_LABELS))
    assert found.value.round(digits).tolist() == [value]


def test_a_published_interval() -> None:
    """The page of irrCAC prints .08119291 and (.24, .588) for six raters of fifteen patients."""
    by = weights(Weighting.IDENTITY, FLEISS_LABELS)
    found = fleiss_kappa(of_counts(FIFTEEN, FLEISS_LABELS), by, interval=Interval.T)
    assert found.se.round(8).tolist() == [0.08119291]
    assert (found.low.round(3).tolist(), found.high.round(3).tolist()) == ([0.24], [0.588])


def test_with_two_raters_it_is_scotts_pi() -> None:
    """The abstractors have .79624; the standard error .05935 divides by n − 1, irrCAC's table form .05905 by n."""
    found = fleiss_kappa(of_table(ABSTRACTORS, scale(1, 3)), weights(Weighting.IDENTITY, scale(1, 3)))
    assert (found.value.round(5).tolist(), found.se.round(5).tolist()) == ([0.79624], [0.05935])
    assert (found.se * np.sqrt(99 / 100)).round(8).tolist() == [0.05905473]


def test_random_tables_are_those_of_statsmodels() -> None:
    """A hundred groups at once have the kappas that statsmodels finds one by one."""
    rng = np.random.default_rng(4)
    counts = rng.multinomial(5, (0.2, 0.3, 0.5), (100, 20))
    group = np.repeat(np.arange(100), 20)
    given = patterns(group, counts.reshape(-1, 3), np.ones(2000, np.int64), 100, scale(0, 2))
    found = fleiss_kappa(given, weights(Weighting.IDENTITY, scale(0, 2)))
    theirs = [inter_rater.fleiss_kappa(table) for table in counts]
    np.testing.assert_allclose(found.value, theirs, rtol=0, atol=1e-12)
