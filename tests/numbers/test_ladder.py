"""Ladders, by hand: the values 1 to 7 of an ECERS item."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.rule import Ladder, LadderStep, Need
from fidelity.plan.result import Reason
from tests.oracle.build import EXCLUDED, MISSING, NA, checklist, items, result, scale, score

HALF = Fraction(1, 2)
# Indicators, yes 1 and no 0: two of level 1 (inadequate: must be absent), and two each of levels 3, 5 and 7.
INADEQUATE, MINIMAL, GOOD, EXCELLENT = ("i1", "i2"), ("i3", "i4"), ("i5", "i6"), ("i7", "i8")


def step(to: int, *needs: Need) -> LadderStep:
    """One step of the ladder."""
    return LadderStep(Fraction(to), needs)


RULE = Ladder(
    Fraction(1),
    (
        # 2: nothing inadequate and half of 3. 3: all of 3. 4: half of 5. 5: all of 5. 6: half of 7. 7: all of 7.
        step(2, Need(INADEQUATE, none=True), Need(MINIMAL, HALF)),
        step(3, Need(MINIMAL)),
        step(4, Need(GOOD, HALF)),
        step(5, Need(GOOD)),
        step(6, Need(EXCELLENT, HALF)),
        step(7, Need(EXCELLENT)),
    ),
)
ECERS = checklist(items(8, scale(0, 1), NA), score(RULE, *(f"i{n}" for n in range(1, 9)), effects=EXCLUDED))


@pytest.mark.parametrize(
    ("indicators", "value"),
    [
        ("10 11 11 11", 1),
        ("00 00 11 11", 1),
        ("00 10 11 11", 2),
        ("00 11 00 11", 3),
        ("00 11 01 11", 4),
        ("00 11 11 00", 5),
        ("00 11 11 10", 6),
        ("00 11 11 11", 7),
    ],
)
def test_every_value_from_1_to_7(indicators: str, value: int) -> None:
    """The highest step that is reached without skipping one; what lies above a missing step does not count."""
    assert result(ECERS, *indicators.replace(" ", "")).value == value


def test_an_indicator_that_does_not_apply_is_not_asked_for() -> None:
    """With one of level 5 not applicable, the other one is all of them."""
    assert result(ECERS, 0, 0, 1, 1, 1, NA, 0, 0).value == 5


def test_a_missing_indicator_leaves_the_steps_above_it_open() -> None:
    """Level 3 complete and one of level 5 missing beside a yes: at least 4, at most 7 as level 7 is complete."""
    found = result(ECERS, 0, 0, 1, 1, 1, MISSING, 1, 1)
    assert found.reason is Reason.TOO_MANY_MISSING
    assert (found.lowest, found.highest) == (Fraction(4), Fraction(7))


def test_what_must_be_absent_bounds_the_other_way_round() -> None:
    """A missing sign of inadequate practice: 1 if it was there, 3 if it was not."""
    found = result(ECERS, MISSING, 0, 1, 1, 0, 0, 0, 0)
    assert (found.lowest, found.highest) == (Fraction(1), Fraction(3))
