"""Ranges as a publication states them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.declared import DeclaredRange


def test_a_range_has_two_ends() -> None:
    """The lowest and the highest value are kept exactly."""
    declared = DeclaredRange(Fraction(0), Fraction(145, 2))
    assert (declared.lowest, declared.highest) == (Fraction(0), Fraction(145, 2))


@pytest.mark.parametrize("highest", [0, -1])
def test_the_lowest_lies_below_the_highest(highest: int) -> None:
    """A score that could have one value only, or none, is refused."""
    with pytest.raises(InvalidRecord, match="must lie below") as raised:
        DeclaredRange(Fraction(0), Fraction(highest))
    (problem,) = raised.value.problems
    assert (problem.code, problem.path) == ("bad-range", ("highest",))
