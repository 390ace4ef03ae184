"""Single values: what a word means, and which text is accepted."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fidelity.definition.scalar import Scalar, accepted, code_text, plain_scalar


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("FALSE", False),
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("y", "y"),
        ("12", 12),
        ("+5", 5),
        ("-3", -3),
        ("0", 0),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.10", Decimal("1.10")),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("1e3", Decimal(1000)),
        ("-0.0", Decimal("-0.0")),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("2024-01-01", "2024-01-01"),
        ("1.2.3", "1.2.3"),
        ("2/3", "2/3"),
        ("20%", "20%"),
        ("-", "-"),
        (".", "."),
        ("+", "+"),
    ],
)
def test_a_word_means_what_yaml_1_2_says(text: str, value: Scalar) -> None:
    """Only null, true, false and numbers are not text."""
    found = plain_scalar(text)
    assert found == value
    assert type(found) is type(value)


def test_decimals_stay_exact() -> None:
    """A decimal keeps its digits, the last nought too."""
    assert str(plain_scalar("0.10")) == "0.10"
    assert code_text(plain_scalar("0.50")) == "0.50"
    assert code_text(2) == "2"


@pytest.mark.parametrize("text", [".nan", ".inf", "-.INF", "007", "-01.5", "1e41", "1e-999", "9" * 41, "0x" + "f" * 40])
def test_numbers_that_cannot_be_meant_are_refused(text: str) -> None:
    """Endless, enormous and ambiguous numbers are refused."""
    with pytest.raises(ValueError, match=r"number|proportion"):
        plain_scalar(text)


def test_text_is_composed() -> None:
    """Two spellings of one character become one."""
    assert accepted("e\u0301") == "é"


def test_two_halves_of_a_character_are_put_together() -> None:
    """JSON escapes a character beyond the first plane as two."""
    assert accepted("\ud83d\ude00") == "😀"


@pytest.mark.parametrize("text", ["a\ud83d", "\ude00b", "a\x00", "\x1b[31m", "\x85"])
def test_half_and_unseen_characters_are_refused(text: str) -> None:
    """Neither could be shown or written again."""
    with pytest.raises(ValueError, match=r"character"):
        accepted(text)
