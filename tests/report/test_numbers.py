"""Numbers for people."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fidelity.model.range import Range
from fidelity.plan.lowering import lower
from fidelity.report.numbers import cuts_of, shown
from tests.report.sample import CHECKLIST

FRACTIONS = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)
CUTS = st.frozensets(st.fractions(min_value=-100, max_value=100, max_denominator=4), max_size=6)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("12.25", 1, "12.3"),
        ("62.65", 1, "62.7"),
        ("50.05", 1, "50.1"),
        ("2.5", 0, "3"),
        ("0.5", 0, "1"),
        ("-2.5", 0, "-3"),
        ("-12.25", 1, "-12.3"),
        ("-0.04", 1, "0.0"),
        ("4", 2, "4.00"),
        ("2/3", 2, "0.67"),
        ("1.005", 2, "1.01"),
        ("-0.5", 2, "-0.50"),
        ("0.05", 2, "0.05"),
    ],
)
def test_half_is_rounded_up(value: str, decimals: int, text: str) -> None:
    """As people learn it at school, and not as binary numbers happen to fall."""
    assert shown(Fraction(value), decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "cut", "text"),
    [
        ("99.996", 2, 100, "99.996"),
        ("0.004", 2, 0, "0.004"),
        ("3.996", 2, 4, "3.996"),
        ("3.96", 1, 4, "3.96"),
        ("4.004", 2, 4, "4.004"),
        ("-0.004", 2, 0, "-0.004"),
        ("4", 2, 4, "4.00"),
        ("100", 0, 100, "100"),
        ("3.99999999996", 2, 4, "3.99999999996"),
        ("4.00000000004", 2, 4, "4.00000000004"),
        ("1/3000000000", 2, 0, "0.0000000003"),
    ],
)
def test_a_cut_is_shown_only_where_it_is_meant(value: str, decimals: int, cut: int, text: str) -> None:
    """What comes near a cut, from either side and however near, gets as many digits as it takes."""
    assert shown(Fraction(value), decimals, {Fraction(cut)}) == text


@given(FRACTIONS, st.integers(0, 6), CUTS)
def test_a_shown_number_is_near_its_value(value: Fraction, decimals: int, cuts: frozenset[Fraction]) -> None:
    """It is never further off than half a unit of its last digit, and never on a cut that is not meant."""
    text = shown(value, decimals, cuts)
    digits = len(text.partition(".")[2])
    assert digits >= decimals
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**digits)
    assert Fraction(text) == value or Fraction(text) not in cuts
    assert not text.startswith("-0") or Fraction(text) < 0


@given(FRACTIONS, FRACTIONS, st.integers(0, 4))
def test_rounding_turns_no_order_round(one: Fraction, other: Fraction, decimals: int) -> None:
    """Of two numbers the greater is never shown as the lesser."""
    assume(one <= other)
    assert Fraction(shown(one, decimals)) <= Fraction(shown(other, decimals))


def test_the_cuts_of_a_score() -> None:
    """They are the ends of its range and of its bands, the limits that criteria set for it, and 0 and 100."""
    plan = lower(CHECKLIST)
    assert cuts_of(plan, "mean") == {Fraction(each) for each in ("0", "1", "1.2", "1.5", "2", "100")}
    assert Range(at_least=Fraction("1.2")) in plan.scores["mean"].bands
