"""Ranges, and whether several of them cover a span exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord
from fidelity.model.range import Range, cover_problems

ONE, TWO, THREE = Fraction(1), Fraction(2), Fraction(3)


@pytest.mark.parametrize(
    "ends",
    [
        {"at_least": ONE, "above": ONE},
        {"at_most": ONE, "below": ONE},
        {"at_least": TWO, "at_most": ONE},
        {"at_least": ONE, "below": ONE},
        {"above": ONE, "at_most": ONE},
        {"above": ONE, "below": ONE},
        {},
    ],
)
def test_a_range_that_says_two_things_or_nothing_is_refused(ends: dict[str, Any]) -> None:
    """Two lower ends, two upper ends, no number at all, and no end at all are no range."""
    with pytest.raises(InvalidRecord) as caught:
        Range(**ends)
    assert [problem.code for problem in caught.value.problems] == ["bad-range"]


@pytest.mark.parametrize(
    ("range_", "inside", "outside"),
    [
        (Range(at_least=ONE), ["1", "1.01"], ["0.99"]),
        (Range(above=ONE), ["1.01"], ["1"]),
        (Range(at_most=ONE), ["1", "0"], ["1.01"]),
        (Range(below=ONE), ["0.99"], ["1"]),
        (Range(at_least=ONE, below=TWO), ["1", "1.999"], ["2", "0.999"]),
        (Range(at_least=ONE, at_most=ONE), ["1"], ["0.999", "1.001"]),
    ],
)
def test_an_end_belongs_or_does_not(range_: Range, inside: Sequence[str], outside: Sequence[str]) -> None:
    """At least and at most include their end; above and below do not."""
    assert all(range_.holds(Fraction(number)) for number in inside)
    assert not any(range_.holds(Fraction(number)) for number in outside)


numbers = st.fractions(-3, 3, max_denominator=2)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    """A range of any kind."""
    low, high = sorted((draw(numbers), draw(numbers)))
    lower = draw(st.sampled_from([{}, {"at_least": low}, {"above": low}]))
    upper = draw(st.sampled_from([{"at_most": high + 1}, {"below": high + 1}, {}]))
    return Range(**lower, **upper) if lower or upper else Range(at_least=low)


@given(ranges(), numbers, numbers)
@settings(max_examples=80)
def test_a_range_meets_a_span_when_it_holds_a_number_of_it(range_: Range, one: Fraction, other: Fraction) -> None:
    """Meeting is holding an end of the span, or having an end of its own within."""
    low, high = sorted((one, other))
    step = Fraction(1, 16)
    tried = [low + step * number for number in range(int((high - low) / step) + 1)]
    assert range_.meets(low, high) is any(range_.holds(number) for number in tried)


@given(st.lists(ranges(), min_size=1, max_size=4), st.sampled_from([None, Fraction(1, 2), Fraction(1)]))
@settings(max_examples=150)
def test_a_cover_is_complained_of_exactly_when_a_number_is_held_by_none_or_by_two(
    parts: list[Range], step: Fraction | None
) -> None:
    """Trying every number on a fine grid finds the same holes and overlaps."""
    low, high = Fraction(-2), Fraction(3)
    fine = step or Fraction(1, 8)
    tried = [low + fine * number for number in range(int((high - low) / fine) + 1)]
    held = [sum(part.holds(number) for part in parts) for number in tried]
    codes = {problem.code for problem in cover_problems(parts, low, high, step, "bands")}
    assert bool(codes) is any(n != 1 for n in held)
    assert codes <= {"ranges-gap" if 0 in held else "", "ranges-overlap" if max(held) > 1 else ""}


@pytest.mark.parametrize(
    ("parts", "step", "codes"),
    [
        ([Range(below=THREE), Range(at_least=THREE)], None, []),
        ([Range(at_most=Fraction("2.95")), Range(at_least=THREE)], None, ["ranges-gap"]),
        ([Range(at_most=TWO), Range(at_least=THREE)], ONE, []),
        ([Range(at_most=TWO), Range(at_least=THREE)], Fraction(1, 2), ["ranges-gap"]),
        ([Range(at_most=THREE), Range(at_least=THREE)], None, ["ranges-overlap"]),
        ([Range(at_most=Fraction("2.5")), Range(at_least=Fraction("2.5"))], ONE, []),
        ([Range(below=THREE), Range(above=THREE)], None, ["ranges-gap"]),
    ],
)
def test_16_holes_and_overlaps(parts: list[Range], step: Fraction | None, codes: list[str]) -> None:
    """(16) What lies between two whole numbers is a hole only where such numbers can occur."""
    found = cover_problems(parts, Fraction(0), Fraction(5), step, "bands")
    assert [problem.code for problem in found] == codes


def test_a_range_says_itself_in_words() -> None:
    """Ends are written as people write them."""
    assert str(Range(at_least=THREE, below=Fraction(7, 2))) == "at least 3 and below 3.5"
    assert str(Range(above=Fraction(2, 3))) == "above 2/3"
