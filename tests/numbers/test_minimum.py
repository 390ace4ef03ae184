"""Minima, by hand."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.missing import MissingRule, Then
from fidelity.model.rule import Minimum
from tests.oracle.build import EXCLUDED, MISSING, NA, checklist, items, result, scale, score

FIVE = scale(1, 2, 3, 4, 5)


def test_the_lowest_of_what_applies() -> None:
    """The lowest of 4, 2 and 5 is 2; without the 2, 4."""
    made = checklist(items(3, FIVE, NA), score(Minimum(), effects=EXCLUDED))
    assert result(made, 4, 2, 5).value == 2
    assert result(made, 4, NA, 5).value == 4


def test_what_is_missing_could_only_lower_it() -> None:
    """4 and 3 with one missing: no minimum yet, and between 1 and 3 when it comes."""
    found = result(checklist(items(3, FIVE), score(Minimum())), 4, 3, MISSING)
    assert (found.value, found.lowest, found.highest) == (None, Fraction(1), Fraction(3))


def test_missing_as_the_lowest_is_the_minimum() -> None:
    """4, 3 and one that counts as 1: 1."""
    made = checklist(items(3, FIVE), score(Minimum(), missing=MissingRule(1, then=Then.LOWEST)))
    assert result(made, 4, 3, MISSING).value == 1


def test_counted_backwards_the_highest_is_the_lowest() -> None:
    """5 on 1 to 5 counted backwards is 1, below the 2 beside it."""
    made = checklist(items(2, FIVE), score(Minimum(), reverse=frozenset({"i1"})))
    assert result(made, 5, 2).value == 1
