"""Means of percentages, against percentages of the pool."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.checklist import Checklist
from fidelity.model.rule import CountedFrom, MeanOfPercentages, PercentOfPossible, Rule
from tests.oracle.build import checklist, items, result, scale, score


def features(rule: Rule) -> Checklist:
    """Two features of 2 and of 8 items of 0 to 2, as in the School-wide Evaluation Tool, and their total by a rule."""
    return checklist(
        items(10, scale(0, 1, 2)),
        score(PercentOfPossible(), "i1", "i2", name="short"),
        score(PercentOfPossible(), *(f"i{n}" for n in range(3, 11)), name="long"),
        score(rule, "short", "long"),
    )


def test_each_feature_weighs_the_same_however_many_items_it_has() -> None:
    """4 of 4 is 100 %, 8 of 16 is 50 %: their mean is 75 %, where the pool of 12 of 20 is 60 %."""
    ratings = (2, 2, *[1] * 8)
    assert result(features(MeanOfPercentages()), *ratings).value == 75
    pooled = checklist(items(10, scale(0, 1, 2)), score(PercentOfPossible()))
    assert result(pooled, *ratings).value == 60


def test_each_item_gives_its_own_percentage() -> None:
    """1 of 2 is 50 %, 3 of 4 is 75 %: the mean is 62.5 %, where the pool of 4 of 6 is 66⅔ %."""
    of = (*items(1, scale(0, 1, 2)), *(each for each in items(2, scale(0, 1, 2, 3, 4)) if each.id == "i2"))
    assert result(checklist(of, score(MeanOfPercentages())), 1, 3).value == Fraction(125, 2)
    assert result(checklist(of, score(PercentOfPossible())), 1, 3).value == Fraction(200, 3)


def test_from_the_lowest() -> None:
    """2 on 1 to 5 is 25 %, 0 on −2 to 2 is 50 %: 37.5 %."""
    of = (*items(1, scale(1, 2, 3, 4, 5)), *(each for each in items(2, scale(-2, -1, 0, 1, 2)) if each.id == "i2"))
    assert result(checklist(of, score(MeanOfPercentages(CountedFrom.LOWEST))), 2, 0).value == Fraction(75, 2)
