"""Ranges as a definition writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.definition.log import Log
from fidelity.definition.part import Broken, Part
from fidelity.definition.ranges import range_of, rung, step
from fidelity.model.item import Step
from fidelity.model.range import Range
from fidelity.model.rule import Rung


def test_ends_are_exact() -> None:
    """Each end is what its key says, as a fraction."""
    part = Part({"above": "1/3", "at_most": "50%", "is": 2}, (), Log())
    expected = Range(above=Fraction(1, 3), at_most=Fraction(1, 2))
    assert range_of(part) == expected
    assert step(part) == Step(expected, Fraction(2))
    assert rung(part) == Rung(expected, Fraction(2))


def test_a_range_without_an_end_was_told_by_the_schema() -> None:
    """It breaks its part without a second problem."""
    part = Part({"is": 2}, (), Log())
    with pytest.raises(Broken):
        range_of(part)
    assert part.log.problems == []
