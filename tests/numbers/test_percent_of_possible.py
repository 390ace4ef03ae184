"""Percentages of the possible points, by hand and from published cut-offs."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.rule import CountedFrom, PercentOfPossible
from tests.oracle.build import EXCLUDED, MISSING, NA, bands, checklist, items, result, scale, score


@pytest.mark.parametrize(("points", "band"), [(24, 1), (23, 0)])
def test_tiered_fidelity_inventory_tier_3(points: int, band: int) -> None:
    """TFI 2.1, tier 3: 17 items of 0 to 2; 24 of 34 (70.6 %) meets 70 %, 23 of 34 (67.6 %) does not."""
    made = checklist(items(17, scale(0, 1, 2)), score(PercentOfPossible(), bands=bands(70)))
    ones, twos = points % 2, points // 2
    found = result(made, *[2] * twos, *[1] * ones, *[0] * (17 - twos - ones))
    assert found.value == Fraction(100 * points, 34)
    assert found.band == band


# Benchmarks of Quality: items whose highest points differ and add up to 107, as 52 of 0 to 2 and one of 0 to 3 do.
BOQ = checklist(
    (*items(52, scale(0, 1, 2)), Item("last", "text", scale(0, 1, 2, 3))), score(PercentOfPossible(), bands=bands(70))
)


@pytest.mark.parametrize(("points", "band"), [(75, 1), (74, 0)])
def test_benchmarks_of_quality(points: int, band: int) -> None:
    """75 of 107 (70.09 %) meets 70 %; 74 of 107 (69.16 %) does not."""
    # 36 × 2 = 72, and 3 or 2 of the last.
    found = result(BOQ, *[2] * 36, *[0] * 16, points - 72)
    assert found.value == Fraction(100 * points, 107)
    assert found.band == band


def test_housing_first() -> None:
    """156 of 169 points is 92.3 %."""
    made = checklist(items(169, scale(0, 1)), score(PercentOfPossible()))
    value = result(made, *[1] * 156, *[0] * 13).value
    assert value == Fraction(15600, 169)
    assert round(float(value), 1) == 92.3


def test_what_does_not_apply_leaves_numerator_and_denominator() -> None:
    """2 + 1 of 2 + 2 with the third out: 75 %; with it missing it is unknown and lies between 50 % and 83⅓ %."""
    made = checklist(items(3, scale(0, 1, 2), NA), score(PercentOfPossible(), effects=EXCLUDED))
    assert result(made, 2, 1, NA).value == 75
    missing = result(made, 2, 1, MISSING)
    assert (missing.lowest, missing.highest) == (Fraction(50), Fraction(250, 3))


def test_from_the_lowest_a_scale_of_1_to_5_begins_at_0_percent() -> None:
    """1 and 3 on 1 to 5: (0 + 2) / (4 + 4) = 25 %; counted from zero it is 4/10 = 40 %."""
    of = items(2, scale(1, 2, 3, 4, 5))
    assert result(checklist(of, score(PercentOfPossible(CountedFrom.LOWEST))), 1, 3).value == 25
    assert result(checklist(of, score(PercentOfPossible())), 1, 3).value == 40


def test_weights_count_in_both_halves() -> None:
    """Weights 3 and 1 on 0 to 2: (3 × 2 + 1 × 0) / (3 × 2 + 1 × 2) = 75 %."""
    made = checklist(items(2, scale(0, 1, 2)), score(PercentOfPossible(), weights={"i1": Fraction(3)}))
    assert result(made, 2, 0).value == 75


def test_a_tolerated_missing_rating_shortens_what_is_possible() -> None:
    """2 + 1 of 4, with one of three missing and tolerated: 75 % of what is there, not 50 % of everything."""
    made = checklist(items(3, scale(0, 1, 2)), score(PercentOfPossible(), missing=MissingRule(1)))
    assert result(made, 2, 1, MISSING).value == 75
