"""Weighted means, by hand."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.missing import MissingRule
from fidelity.model.rule import Weighted
from tests.oracle.build import EXCLUDED, MISSING, NA, checklist, items, result, scale, score

WEIGHTS = {"i1": Fraction(5), "i2": Fraction(3), "i3": Fraction(2)}
MADE = checklist(
    items(3, scale(0, 1, 2, 3, 4), NA), score(Weighted(), weights=WEIGHTS, missing=MissingRule(1), effects=EXCLUDED)
)


def test_weights_of_5_3_and_2() -> None:
    """(5 × 4 + 3 × 2 + 2 × 1) / 10 = 28/10."""
    assert result(MADE, 4, 2, 1).value == Fraction(28, 10)


def test_weights_are_normalised_over_what_applies() -> None:
    """Without the second: (5 × 4 + 2 × 1) / 7 = 22/7."""
    assert result(MADE, 4, NA, 1).value == Fraction(22, 7)


def test_bounds_weigh_what_is_missing() -> None:
    """Without the first, over what is there: (3 × 2 + 2 × 1) / 5 = 8/5; with it at 0 or 4: 8/10 and 28/10."""
    found = result(MADE, MISSING, 2, 1)
    assert (found.value, found.lowest, found.highest) == (Fraction(8, 5), Fraction(8, 10), Fraction(28, 10))
