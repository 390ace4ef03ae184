"""The day that a text says."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.problems import Problem
from fidelity.ratings.day import day


@pytest.mark.parametrize("text", ["2026-11-20", " 2026-11-20 ", "2026-11-20 09:30", "2026-11-20T23:59:59Z"])
def test_year_month_day_is_read(text: str) -> None:
    """A day is written year first, and an hour after it does not matter."""
    assert date(2026, 11, 20) == day(text)


def test_blank_text_says_nothing() -> None:
    """An empty cell is no day, and no problem either."""
    assert day("  ") is None


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ("20.11.2026", "is it `2026-11-20`?"),
        ("11/20/2026", "is it `2026-11-20`?"),
        ("2026-1-2", "is it `2026-01-02`?"),
        ("2026/01/02", "is it `2026-01-02`?"),
        ("3.4.2026", "is it `2026-04-03` or `2026-03-04`?"),
        ("5.5.2026", "is it `2026-05-05`?"),
        ("26-11-20", "is it `2020-11-26` or `2026-11-20`?"),
    ],
)
def test_other_orders_are_refused_with_what_they_can_mean(text: str, help_: str) -> None:
    """No day is guessed: every one that a text can mean is offered, and none that it cannot."""
    found = day(text)
    assert isinstance(found, Problem)
    assert (found.code, found.help) == ("bad-date", help_)
    assert "is not written as year-month-day" in found.message


@pytest.mark.parametrize(
    "text", ["tomorrow", "20261120", "31.31.2026", "20 Nov 2026", "\u0662\u0660\u0662\u0666-11-20"]
)
def test_what_is_no_date_is_said_so(text: str) -> None:
    """Where nothing can be meant, an example shows how a day is written."""
    found = day(text)
    assert isinstance(found, Problem)
    assert (found.message, found.help) == (f"`{text}` is not a date", "write year-month-day: `2026-04-03`")


def test_a_day_that_does_not_exist_is_said_so() -> None:
    """November has thirty days."""
    found = day("2026-11-31")
    assert isinstance(found, Problem)
    assert found.message == "there is no day `2026-11-31`"
