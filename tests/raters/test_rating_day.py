"""The day on which something was rated."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.raters.rating_day import rating_day
from tests.raters.rated import Book


@pytest.mark.parametrize(
    ("said", "day"), [("2026-03-02", date(2026, 3, 2)), ("", date(2026, 6, 1)), ("2.3.26", date(2026, 6, 1))]
)
def test_the_rater_says_the_day_or_else_the_log_does(said: str, day: date) -> None:
    """A record without a day, or with one that cannot be read, has that on which it was handed in."""
    book = Book()
    book.rate("V1", "R1", "2 2 2 yes 40", day=said)
    assert rating_day(book.stored[0]) == day
