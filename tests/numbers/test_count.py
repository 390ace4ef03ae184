"""Counts of members that reach a threshold, by hand."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.missing import MissingRule, Then
from fidelity.model.rule import Count
from tests.oracle.build import MISSING, checklist, items, result, scale, score


def test_items_at_or_above_three() -> None:
    """Of 1, 3, 5, 2 and 3 three reach 3."""
    assert result(checklist(items(5, scale(1, 2, 3, 4, 5)), score(Count(Fraction(3)))), 1, 3, 5, 2, 3).value == 3


def test_red_flags_are_counted_by_their_own_highest() -> None:
    """Without a threshold each item's highest counts: of 1, 0 and 1 on 0 to 1, two."""
    assert result(checklist(items(3, scale(0, 1)), score(Count())), 1, 0, 1).value == 2


def test_missing_stretched_and_missing_lowest() -> None:
    """Two of three reach, one missing: stretched 2 × 4 / 3 = 8/3 of four; as the lowest it is 2."""
    of = items(4, scale(0, 1))
    assert result(checklist(of, score(Count(), missing=MissingRule(1, then=Then.PRORATE))), 1, 1, 0, MISSING).value == (
        Fraction(8, 3)
    )
    assert result(checklist(of, score(Count(), missing=MissingRule(1, then=Then.LOWEST))), 1, 1, 0, MISSING).value == 2
