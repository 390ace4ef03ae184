"""What a cell of a workbook says, as text."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.handins.cell_texts import SINCE_1900, SINCE_1904, Said, day_of, said
from fidelity.handins.limits import CHARACTERS
from fidelity.handins.number_styles import Shows

SHARED = ("first", "x" * (CHARACTERS + 1))


def read(kind: str, value: str, shows: Shows = Shows.NUMBER, epoch: date = SINCE_1900) -> Said:
    """What a cell says."""
    return said(kind, value, shows, SHARED, epoch)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2", "2"),
        ("2.0", "2"),
        ("-8", "-8"),
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.30000000000000004"),
        ("1E-3", "0.001"),
        ("1.5E+3", "1500"),
        ("100", "100"),
        (" 7 ", "7"),
        ("", ""),
    ],
)
def test_a_number_is_written_plainly(value: str, text: str) -> None:
    """2.0 is 2, no exponent is left, and no digit is invented or lost."""
    assert read("", value) == Said(text)
    assert read("n", value) == Said(text)


@pytest.mark.parametrize(("value", "text"), [("0.85", "85%"), ("1", "100%"), ("0.07", "7%"), ("0.125", "12.5%")])
def test_a_number_that_is_shown_as_a_percentage_is_one(value: str, text: str) -> None:
    """0.85 that everybody sees as 85 % is not 0.85."""
    assert read("", value, Shows.PERCENTAGE) == Said(text)


def test_a_day_is_a_day_by_either_count() -> None:
    """The time of day is dropped, as it is in tables."""
    assert read("", "46346", Shows.DAY) == Said("2026-11-20", True)
    assert read("", "46346.75", Shows.DAY) == Said("2026-11-20", True)
    assert read("", "44884", Shows.DAY, SINCE_1904) == Said("2026-11-20", True)
    assert read("d", "2026-11-20T10:00:00") == Said("2026-11-20", True)
    assert [day_of(text, SINCE_1900) for text in ("60", "110001", "-1", "1e5", "x", "", "1.2.3", "²")] == [""] * 8


@pytest.mark.parametrize(
    ("kind", "value", "shows", "words"),
    [
        ("b", "1", Shows.NUMBER, "the truth value TRUE"),
        ("b", "0", Shows.NUMBER, "the truth value FALSE"),
        ("e", "#N/A", Shows.NUMBER, "the error `#N/A`"),
        ("", "0.5", Shows.TIME, "made a time of the answer"),
        ("", "0.5", Shows.DAY, "made a time of the answer"),
        ("", "abc", Shows.NUMBER, "no number"),
        ("", "1e999", Shows.NUMBER, "no number"),
        ("", "nan", Shows.NUMBER, "no number"),
        ("d", "yesterday", Shows.NUMBER, "is no day"),
        ("s", "7", Shows.NUMBER, "not in the workbook"),
        ("s", "-1", Shows.NUMBER, "not in the workbook"),
        ("s", "1", Shows.NUMBER, "32,768 characters"),
        ("inlineStr", SHARED[1], Shows.NUMBER, "32,768 characters"),
    ],
)
def test_what_is_no_answer_is_not_taken(kind: str, value: str, shows: Shows, words: str) -> None:
    """Truth values, errors, times and whatever no workbook holds."""
    found = read(kind, value, shows)
    assert found.text == ""
    assert found.problem is not None
    assert words in found.problem.message


def test_texts_are_texts() -> None:
    """Shared or not."""
    assert read("s", "0") == Said("first")
    assert read("str", " =1+1 ") == Said("=1+1")
