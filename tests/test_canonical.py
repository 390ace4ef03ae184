"""One way to write a document down."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.canonical import Value, canonical_bytes, digest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "é"]}, '{"a":[true,null,"é"],"b":1}'),
        ("e\u0301", '"é"'),
        ('"\\\n\x07\x7f', '"\\"\\\\\\n\\u0007\x7f"'),
        ([1, 1.0, Decimal("1.00"), Fraction(1), 10**2, Decimal("1E+2")], "[1,1,1,1,100,100]"),
        ([0.1, Decimal("0.10"), Fraction(1, 10), -0.5], "[0.1,0.1,0.1,-0.5]"),
        ([-0.0, Decimal("-0")], "[0,0]"),
        (Fraction(-2, 3), '"-2/3"'),
        (Decimal("0.12345678901234567890123456789"), "0.12345678901234567890123456789"),
        ((1, 2), "[1,2]"),
        ({}, "{}"),
    ],
)
def test_values_are_written_in_one_way(value: Value, text: str) -> None:
    """Keys are sorted, text is composed, and numbers are as short as they can be."""
    assert canonical_bytes(value).decode() == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        # RFC 8785, appendix B, as far as its doubles are finite.
        (0.0, "0"),
        (5e-324, "5e-324"),
        (-1.7976931348623157e308, "-1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (1e23, "1e+23"),
        (999999999999999900000.0, "999999999999999900000"),
        (1e21, "1e+21"),
        (9.999999999999997e-7, "9.999999999999997e-7"),
        (0.000001, "0.000001"),
        (333333333.33333325, "333333333.33333325"),
        (-0.0000033333333333333333, "-0.0000033333333333333333"),
        (1424953923781206.25, "1424953923781206.2"),
    ],
)
def test_numbers_are_written_as_the_standard_has_them(number: float, text: str) -> None:
    """The samples of RFC 8785 come out to the letter."""
    assert canonical_bytes(number).decode() == text


def test_keys_are_sorted_as_the_standard_has_them() -> None:
    """By UTF-16 code units, so that a character beyond the first plane comes before a private one."""
    keys = ["\u20ac", "\r", "\uff01", "1", "\U0001f600", "\u0080", "\u00f6"]
    written = json.loads(canonical_bytes(dict.fromkeys(keys)))
    assert list(written) == ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001f600", "\uff01"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN"), {"é": 1, "e\u0301": 2}])
def test_what_cannot_be_written_in_one_way_is_refused(value: Value) -> None:
    """Numbers without end, and two keys that are one."""
    with pytest.raises(ValueError, match=r"finite|same"):
        canonical_bytes(value)


def test_a_digest_names_its_method() -> None:
    """It is SHA-256 of the canonical bytes."""
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(st.recursive(st.integers() | st.text() | st.booleans() | st.none(), st.lists, max_leaves=8))
def test_what_is_written_is_json(value: Value) -> None:
    """Other programs read it, and writing what they read changes nothing."""
    written = canonical_bytes(value)
    assert canonical_bytes(json.loads(written, parse_float=Decimal)) == written
