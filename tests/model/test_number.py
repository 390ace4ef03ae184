"""Numbers as people write them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.model.number import Written, exact, plain


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (80, Fraction(80)),
        (-2, Fraction(-2)),
        ("0.6", Fraction(3, 5)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Decimal("1E+2"), Fraction(100)),
        ("2/3", Fraction(2, 3)),
        ("20%", Fraction(1, 5)),
        (" 12.5 % ", Fraction(1, 8)),
        ("+3", Fraction(3)),
        ("1.5/3", Fraction(1, 2)),
    ],
)
def test_what_a_written_number_means(written: Written, number: Fraction) -> None:
    """Whole numbers, decimals, fractions and percentages are exact."""
    assert exact(written) == number


@pytest.mark.parametrize(
    "written",
    [
        True,
        False,
        "",
        "three",
        "1e3",
        "1/0",
        "2/3%",
        "1,5",
        "nan",
        "inf",
        Decimal("nan"),
        Decimal("inf"),
        "9" * 41,
        "0." + "9" * 41,
        "1/" + "9" * 41,
        Decimal("0." + "9" * 41),
    ],
)
def test_what_is_no_number(written: Written) -> None:
    """Yes and no, words, nothing by nothing, infinities and endless digits are refused."""
    with pytest.raises(ValueError, match=r"number|divided"):
        exact(written)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(4), "4"),
        (Fraction(3, 5), "0.6"),
        (Fraction(2, 3), "2/3"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(100), "100"),
        (Fraction(1, 1024), "0.0009765625"),
        (Fraction(0), "0"),
        (Fraction(1, 2**40), "0.0000000000009094947017729282379150390625"),
        (Fraction(1, 2**41), "1/2199023255552"),
        (Fraction(-1, 10**41), f"-1/1{'0' * 41}"),
    ],
)
def test_the_shortest_exact_way_to_write(number: Fraction, text: str) -> None:
    """A decimal where there is one, else a fraction."""
    assert plain(number) == text


@given(st.fractions(-1000, 1000, max_denominator=2000))
@settings(max_examples=100)
def test_what_is_written_can_be_read_again(number: Fraction) -> None:
    """Reading what was written gives the same number."""
    assert exact(plain(number)) == number


@given(st.fractions(0, 1))
@settings(max_examples=300)
def test_long_fractions_can_be_read_again(number: Fraction) -> None:
    """Fractions of up to forty digits above and below the line are written so that they can be read."""
    assert exact(plain(number)) == number
