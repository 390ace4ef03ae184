"""Shares of the opportunities that were taken, by hand."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.missing import MissingRule
from fidelity.model.rule import Form, Opportunity, ProportionAtOrAbove
from tests.oracle.build import EXCLUDED, MISSING, NA, checklist, items, result, scale, score

MADE = checklist(
    items(4, scale(0, 1), NA),
    score(ProportionAtOrAbove(), missing=MissingRule(2), effects=EXCLUDED, name="seen"),
    score(Opportunity(), missing=MissingRule(2), effects=EXCLUDED, name="s"),
)


def test_a_missing_rating_is_an_opportunity_that_was_not_taken() -> None:
    """1, 1, 0 and one missing: 2/4 of the opportunities, where the proportion of those rated is 2/3."""
    assert result(MADE, 1, 1, 0, MISSING).value == Fraction(1, 2)


def test_what_does_not_apply_is_no_opportunity() -> None:
    """1, 1, 0 and one not applicable: 2/3 either way."""
    assert result(MADE, 1, 1, 0, NA).value == Fraction(2, 3)


def test_bounds_and_percent() -> None:
    """1 and 0 with two missing on 0 to 2: at least 1 of 4 and at most 3 of 4 reach 1; taken as it is, 25 %."""
    made = checklist(items(4, scale(0, 1, 2)), score(Opportunity(Fraction(1), Form.PERCENT), missing=MissingRule(2)))
    found = result(made, 1, 0, MISSING, MISSING)
    assert (found.value, found.lowest, found.highest) == (Fraction(25), Fraction(25), Fraction(75))
