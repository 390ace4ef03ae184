"""Look-ups by range, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.item import Item, Step
from fidelity.model.range import Range
from fidelity.model.rule import LookUp, Mean, Ratio, Rung, Sum
from tests.oracle.build import MISSING, checklist, count, items, result, scale, score


@pytest.mark.parametrize(("caseload", "points"), [(10, 5), (11, 4), (20, 4), (21, 3), (50, 3), (51, 1)])
def test_a_caseload_falls_as_it_grows(caseload: int, points: int) -> None:
    """Up to 10 is 5 points, up to 20 is 4, up to 50 is 3, and more is 1: lower is better."""
    steps = (
        Step(Range(at_most=Fraction(10)), Fraction(5)),
        Step(Range(above=Fraction(10), at_most=Fraction(20)), Fraction(4)),
        Step(Range(above=Fraction(20), at_most=Fraction(50)), Fraction(3)),
        Step(Range(above=Fraction(50)), Fraction(1)),
    )
    made = checklist((Item("caseload", "text", count(), steps=steps),), score(Sum()))
    assert result(made, caseload).value == points
    assert result(made, MISSING).lowest == 1
    assert result(made, MISSING).highest == 5


RATIO = checklist(
    items(2, count()),
    score(Ratio(("i2",)), "i1", name="ratio"),
    score(
        LookUp(
            (
                Rung(Range(below=Fraction(1, 3)), Fraction(1)),
                Rung(Range(at_least=Fraction(1, 3), below=Fraction(2, 3)), Fraction(2)),
                Rung(Range(at_least=Fraction(2, 3)), Fraction(3)),
            )
        ),
        "ratio",
    ),
)


@pytest.mark.parametrize(("above", "below", "value"), [(1, 3, 2), (33, 100, 1), (2, 3, 3), (66, 100, 2), (0, 5, 1)])
def test_a_ratio_is_looked_up_exactly(above: int, below: int, value: int) -> None:
    """A third is a third: 1/3 is in the second range and 33/100 is not."""
    assert result(RATIO, above, below).value == value


def test_a_look_up_may_rise_and_fall_and_its_bounds_know() -> None:
    """A mean between 1 and 3 with 2 worth most: while it lies anywhere from 1 to 2, both 1 and 5 are possible."""
    ranges = (
        Rung(Range(below=Fraction(3, 2)), Fraction(1)),
        Rung(Range(at_least=Fraction(3, 2), at_most=Fraction(5, 2)), Fraction(5)),
        Rung(Range(above=Fraction(5, 2)), Fraction(2)),
    )
    made = checklist(items(2, scale(1, 3)), score(Mean(), name="mean"), score(LookUp(ranges), "mean"))
    assert [result(made, *each).value for each in ((1, 1), (1, 3), (3, 3))] == [1, 5, 2]
    found = result(made, 1, MISSING)
    assert (found.lowest, found.highest) == (Fraction(1), Fraction(5))
    # From 2 to 3: the middle and the upper range.
    found = result(made, 3, MISSING)
    assert (found.lowest, found.highest) == (Fraction(2), Fraction(5))


def test_what_an_endless_count_could_become_is_among_the_ranges() -> None:
    """While a count without an upper end is missing, the result is one of the ranges that it may still meet."""
    rule = LookUp((Rung(Range(at_most=Fraction(10)), Fraction(5)), Rung(Range(above=Fraction(10)), Fraction(1))))
    found = result(checklist(items(1, count()), score(rule, "i1")), MISSING)
    assert (found.value, found.lowest, found.highest) == (None, Fraction(1), Fraction(5))
