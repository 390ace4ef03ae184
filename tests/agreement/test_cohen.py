"""Cohen's kappa: published tables, statsmodels, and tables of which there is nothing to say."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.inter_rater import cohens_kappa

from fidelity.agreement.categories import Categories
from fidelity.agreement.cautions import Caution
from fidelity.agreement.coefficients import Interval, NoCoefficient
from fidelity.agreement.cohen import cohen_kappa
from fidelity.agreement.pairs import Pairs
from fidelity.agreement.weights import Weighting, Weights, weights
from fidelity.tally.estimates import NoInterval
from tests.agreement.published import ABSTRACTORS, PARADOX, RARE_TRAIT, SETS, Table, pair, scale

COHEN_1968 = ((88, 14, 18), (10, 40, 10), (2, 6, 12))
"""Cohen (1968), table 1, as counts of 200."""
FLEISS_COHEN_EVERITT = ((106, 10, 4), (22, 28, 10), (2, 12, 6))
"""Fleiss, Cohen and Everitt (1969), as counts of 200."""
NEW_ORLEANS = ((5, 3, 0, 0), (3, 11, 4, 0), (2, 13, 3, 4), (1, 2, 4, 14))
WINNIPEG = ((38, 5, 0, 1), (33, 11, 3, 0), (10, 14, 5, 6), (3, 7, 3, 10))
"""Landis and Koch (1977), table 1: patients of two clinics by two neurologists, four degrees of certainty.

The tables were held against ``MSPatients`` of R's vcd, which has them from Westlund and Kurland (1953) by way of
Friendly (2000); the kappas are those that Landis and Koch are quoted with.
"""


@pytest.mark.parametrize(
    ("table", "value", "digits"),
    [
        (COHEN_1968, 0.492, 3),
        (FLEISS_COHEN_EVERITT, 0.429, 3),
        (NEW_ORLEANS, 0.297, 3),
        (WINNIPEG, 0.208, 3),
        *[(table, value, 2) for table, _, value in PARADOX.values()],
        (RARE_TRAIT, -0.0234, 4),
        (ABSTRACTORS, 0.79641, 5),
    ],
)
def test_published_kappas(table: Table, value: float, digits: int) -> None:
    """Kappa is what the publications print, to their last digit."""
    categories = scale(1, len(table))
    found = cohen_kappa(pair(table, categories), weights(Weighting.IDENTITY, categories))
    assert found.value.round(digits).tolist() == [value]


@pytest.mark.parametrize(
    ("table", "apart", "value"),
    [
        # Cohen (1968) weighs disagreement: 0, 1 and 3, 0 and 6; he reports .348.
        (COHEN_1968, ((0, 1, 3), (1, 0, 6), (3, 6, 0)), 0.348),
        # Fleiss, Cohen and Everitt weigh agreement: 0, .4444 and .6667; psych::cohen.kappa prints .51.
        (FLEISS_COHEN_EVERITT, ((0, 1, 5 / 9), (1, 0, 1 / 3), (5 / 9, 1 / 3, 0)), 0.507),
    ],
)
def test_published_weighted_kappas(table: Table, apart: tuple[tuple[float, ...], ...], value: float) -> None:
    """Weights of one's own give the published weighted kappa."""
    found = cohen_kappa(pair(table, scale(1, 3)), Weights("own", np.array(apart, float)))
    assert found.value.round(3).tolist() == [value]


def test_a_published_interval() -> None:
    """The interval of the abstractors is that of irrCAC, which prints .05891072 and (.68, .913)."""
    categories = scale(1, 3)
    found = cohen_kappa(pair(ABSTRACTORS, categories), weights(Weighting.IDENTITY, categories), interval=Interval.T)
    assert found.se.round(8).tolist() == [0.05891072]
    assert (found.low.round(3).tolist(), found.high.round(3).tolist()) == ([0.68], [0.913])
    assert found.df.tolist() == [99]


@pytest.mark.parametrize("weighting", [Weighting.IDENTITY, Weighting.LINEAR, Weighting.QUADRATIC])
def test_random_tables_are_those_of_statsmodels(weighting: Weighting) -> None:
    """Two hundred tables at once have the kappas and standard errors that statsmodels finds one by one."""
    rng, categories = np.random.default_rng(11), scale(0, 3)
    tables = rng.integers(1, 30, (200, 4, 4))
    place = np.arange(200)
    found = cohen_kappa(Pairs(categories, place, place, place + 1, tables), weights(weighting, categories))
    wt = {Weighting.IDENTITY: None, Weighting.LINEAR: "linear", Weighting.QUADRATIC: "quadratic"}[weighting]
    theirs = [cohens_kappa(table, wt=wt) for table in tables]
    np.testing.assert_allclose(found.value, [each.kappa for each in theirs], rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.se, [each.std_kappa for each in theirs], rtol=0, atol=1e-12)


def test_pairs_of_more_raters() -> None:
    """Each pair of four raters with gaps has the kappa of the units that both rated."""
    given = SETS["four"]
    found = cohen_kappa(given.pairs(), weights(Weighting.IDENTITY, given.categories))
    # Raters 1 and 2 agree on 8 of 9 units; how often each chose 1 to 5 can be counted in the table.
    first, second = np.array([3, 3, 2, 1, 0]) / 9, np.array([2, 4, 2, 1, 0]) / 9
    chance = first @ second
    assert found.value[0] == pytest.approx((8 / 9 - chance) / (1 - chance), abs=1e-12)
    assert found.n_units.tolist() == [9, 8, 9, 9, 10, 10]


def test_no_kappa_of_one_category() -> None:
    """Where both raters used one category alone there is a reason, and never 1."""
    found = cohen_kappa(pair(((20, 0), (0, 0)), scale(0, 1)), weights(Weighting.IDENTITY, scale(0, 1)))
    assert found.reason.tolist() == [NoCoefficient.NO_VARIATION]
    assert np.isnan(found.value).all()
    assert found.observed.tolist() == [1]


def test_a_constant_rater() -> None:
    """Against a rater who always says the same kappa is 0, with a caution."""
    found = cohen_kappa(pair(((14, 0), (10, 0)), scale(0, 1)), weights(Weighting.IDENTITY, scale(0, 1)))
    assert found.value.tolist() == [0]
    assert found.cautions_of(0) == (Caution.CONSTANT_RATER,)
    assert found.no_interval.tolist() == [NoInterval.NO_SPREAD]


def test_the_paradox_is_marked() -> None:
    """High agreement with a low kappa carries a caution, the same agreement without skew does not."""
    categories = scale(0, 1)
    by = weights(Weighting.IDENTITY, categories)
    marked = {name: cohen_kappa(pair(table, categories), by).cautions_of(0) for name, (table, _, _) in PARADOX.items()}
    assert marked == {"first": (), "first, skewed": (Caution.PARADOX,), "second": (), "second, skewed": ()}
    rare = cohen_kappa(pair(RARE_TRAIT, categories), by)
    assert rare.cautions_of(0) == (Caution.SKEWED, Caution.PARADOX)


def test_no_pairs_no_kappas() -> None:
    """Where no two raters met there is no row."""
    none = np.zeros(0, np.int64)
    found = cohen_kappa(
        Pairs(scale(0, 1), none, none, none, np.zeros((0, 2, 2), np.int64)), weights(Weighting.IDENTITY, scale(0, 1))
    )
    assert len(found) == 0


def test_categories_without_numbers() -> None:
    """Statuses can be compared as equal or not."""
    categories = Categories(("met", "not met", "not applicable"))
    found = cohen_kappa(pair(ABSTRACTORS, categories), weights(Weighting.IDENTITY, categories))
    assert found.value.round(5).tolist() == [0.79641]
