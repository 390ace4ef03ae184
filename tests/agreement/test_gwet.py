"""Gwet's AC1 and AC2 against published tables."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.categories import Categories
from fidelity.agreement.cautions import Caution
from fidelity.agreement.chance import Singles
from fidelity.agreement.gwet import gwet_ac
from fidelity.agreement.weights import Weighting, weights
from tests.agreement.published import ABSTRACTORS, RARE_TRAIT, SETS, Table, of_counts, of_table, scale

FOUR_BY_CATEGORY = (
    *((3, 0, 1), (2, 1, 1), (2, 1, 1), (2, 0, 2), (3, 1, 0), (3, 1, 0), (0, 4, 0), (0, 3, 1)),
    *((0, 0, 4), (3, 1, 0), (0, 4, 0), (0, 3, 1), (0, 2, 2), (0, 0, 4), (3, 1, 0)),
)
"""Four raters of fifteen subjects: cac.dist4cat in irrCAC, whose page prints .3518903."""


@pytest.mark.parametrize(
    ("table", "value", "digits"), [(ABSTRACTORS, 0.8493305, 7), (RARE_TRAIT, 0.9408, 4), (((80, 10), (5, 5)), 0.808, 3)]
)
def test_published_tables(table: Table, value: float, digits: int) -> None:
    """AC1 is what is printed: it stays high where kappa is a paradox."""
    categories = scale(1, len(table))
    found = gwet_ac(of_table(table, categories), weights(Weighting.IDENTITY, categories))
    assert found.value.round(digits).tolist() == [value]


def test_counts_by_category() -> None:
    """Counts of raters by category suffice."""
    found = gwet_ac(of_counts(FOUR_BY_CATEGORY, scale(0, 2)), weights(Weighting.IDENTITY, scale(0, 2)))
    assert found.value.round(7).tolist() == [0.3518903]


def test_the_table_of_the_handbook() -> None:
    """The abstractors' standard error is .04344, which divides by n − 1; irrCAC's table form prints .04321747."""
    found = gwet_ac(of_table(ABSTRACTORS, scale(1, 3)), weights(Weighting.IDENTITY, scale(1, 3)))
    assert found.se.round(5).tolist() == [0.04344]
    assert (found.se * np.sqrt(99 / 100)).round(8).tolist() == [0.04321747]


@pytest.mark.parametrize(
    ("weighting", "name", "value", "se"),
    [
        (Weighting.IDENTITY, "ac1", 0.77544, 0.14295),
        (Weighting.QUADRATIC, "ac2", 0.91400, 0.10396),
        (Weighting.RATIO, "ac2", 0.85737, 0.12207),
    ],
)
def test_the_handbook_with_gaps(weighting: Weighting, name: str, value: float, se: float) -> None:
    """Gwet's four raters of twelve units, as irrCAC prints them."""
    given = SETS["four"]
    found = gwet_ac(given.patterns(), weights(weighting, given.categories), singles=Singles.GWET)
    assert (found.name, found.value.round(5).tolist(), found.se.round(5).tolist()) == (name, [value], [se])


def test_categories_that_nobody_chose_count() -> None:
    """The scale decides: with five categories offered, guessing agrees less often than with three."""
    three, five = scale(1, 3), scale(1, 5)
    wide = [[*row, 0, 0] for row in FOUR_BY_CATEGORY]
    found = [
        gwet_ac(of_counts(rows, categories), weights(Weighting.IDENTITY, categories)).value[0]
        for rows, categories in ((FOUR_BY_CATEGORY, three), (wide, five))
    ]
    # p_e = Σ π (1 − π) / (q − 1): half of it with five categories.
    pa = gwet_ac(of_counts(FOUR_BY_CATEGORY, three), weights(Weighting.IDENTITY, three)).observed[0]
    chance = (pa - found[0]) / (1 - found[0])
    assert found[1] == pytest.approx((pa - chance / 2) / (1 - chance / 2), abs=1e-12)


def test_skew_is_marked_and_is_no_paradox() -> None:
    """Where one category holds nearly all ratings AC1 says that it rests on the few others."""
    found = gwet_ac(of_table(RARE_TRAIT, scale(0, 1)), weights(Weighting.IDENTITY, scale(0, 1)))
    assert found.cautions_of(0) == (Caution.SKEWED,)


def test_statuses_can_be_compared() -> None:
    """Categories without numbers do for AC1."""
    categories = Categories(("met", "not met", "not applicable"))
    found = gwet_ac(of_table(ABSTRACTORS, categories), weights(Weighting.IDENTITY, categories))
    assert found.value.round(5).tolist() == [0.84933]
