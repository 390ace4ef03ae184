"""Periods: lengths of time as people plan with them, counted on the calendar and never in hours."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import attrs

from fidelity.errors import InvalidRecord
from fidelity.problems import Problem

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_TEXT = re.compile(r"\s*([0-9]{1,5})\s+(day|week|month|quarter|year)s?\s*")
_NAMES: dict[int, Callable[[date], str]] = {
    12: lambda first: f"{first.year:04}",
    6: lambda first: f"{first.year:04}-H{(first.month + 5) // 6}",
    3: lambda first: f"{first.year:04}-Q{(first.month + 2) // 3}",
    1: lambda first: f"{first.year:04}-{first.month:02}",
}
"""What windows of the calendar are called, by how many months they last."""
_LONGEST = {"day": 36525, "week": 5217, "month": 1200, "quarter": 400, "year": 100}
_HELP = "write a whole number of days, weeks, months, quarters or years, a hundred years at most: `6 months`"

CALENDAR = date(2001, 1, 1)
"""Where windows are counted from unless somebody says so: a Monday that begins a month, a quarter and a year."""


@attrs.frozen
class Period:
    """A length of time, such as ``6 months``.

    Attributes:
        n: How many of the unit, at least 1.
        unit: ``day``, ``week``, ``month``, ``quarter`` or ``year``.
    """

    n: int
    unit: str

    def __attrs_post_init__(self) -> None:
        """Refuse a period of no length, of no known unit, and one that nobody plans with."""
        if not 1 <= self.n <= _LONGEST.get(self.unit, 0):
            raise InvalidRecord(Problem("bad-period", f"`{self}` is not a period that can be planned with", _HELP))

    @classmethod
    def of(cls, text: str) -> Period:
        """The period that a text says.

        Args:
            text: A whole number and a unit: ``1 month``, ``6 weeks``, ``2 years``.

        Raises:
            InvalidRecord: It says none.
        """
        match = _TEXT.fullmatch(text)
        if not match:
            raise InvalidRecord(Problem("bad-period", f"`{text}` is not a period", _HELP))
        return cls(int(match[1]), match[2])

    def __str__(self) -> str:
        """The period as a definition writes it: ``1 month``, ``6 weeks``."""
        return f"{self.n} {self.unit}" + ("" if self.n == 1 else "s")

    @property
    def is_calendar(self) -> bool:
        """Whether its windows, counted from the default start, are ones that everybody means: a week, half a year."""
        if self.unit in _DAYS:
            return self.n == 1
        return 12 % (self.n * _MONTHS[self.unit]) == 0

    def after(self, day: date) -> date:
        """The day that comes this long after a day; the 31st becomes the last of a shorter month."""
        return self._moved(day, 1)

    def before(self, day: date) -> date:
        """The day that lies this long before a day; the 31st becomes the last of a shorter month."""
        return self._moved(day, -1)

    def holding(self, day: date, start: date = CALENDAR) -> tuple[date, date]:
        """The window of this length that a day falls into.

        Windows follow each other without a gap, before the start too.
        Counted from the default start, a week is Monday to Sunday, and a month, a quarter, half a year and a year are
        those of the calendar.

        Args:
            day: The day.
            start: The first day of one of the windows.

        Returns:
            Its first and its last day.
        """
        windows = self._windows_until(day, start)
        first = self._moved(start, windows)
        # A start at the end of a long month begins later in the next window than a plain division says.
        if first > day:
            windows -= 1
            first = self._moved(start, windows)
        return first, self._moved(start, windows + 1) - timedelta(days=1)

    def label(self, day: date, start: date = CALENDAR) -> str:
        """What the window that a day falls into is called; sorted as text, such names are sorted by time.

        Windows of the calendar have the names that people and spreadsheets give them: ``2026``, ``2026-H1``,
        ``2026-Q3``, ``2026-09``, ``2026-W36`` after ISO 8601 (whose first days of January may be in the last week of
        the year before), ``2026-09-01``.
        All others are called by their first and last day: ``2026-09-01/2026-09-14``.

        Args:
            day: The day.
            start: The first day of one of the windows.
        """
        first, last = self.holding(day, start)
        if not self.is_calendar or (first, last) != self.holding(first):
            return f"{first}/{last}"
        if self.unit in _DAYS:
            year, week, _ = first.isocalendar()
            return f"{year:04}-W{week:02}" if self.unit == "week" else str(first)
        named = _NAMES.get(self.n * _MONTHS[self.unit])
        return named(first) if named else f"{first}/{last}"

    def _windows_until(self, day: date, start: date) -> int:
        """How many windows lie between a start and a day, or one more than that."""
        if self.unit in _DAYS:
            return (day - start).days // (self.n * _DAYS[self.unit])
        months = (day.year - start.year) * 12 + day.month - start.month
        return months // (self.n * _MONTHS[self.unit])

    def _moved(self, day: date, times: int) -> date:
        """A day moved by so many of this period at once, so that the ends of months do not wear off."""
        if self.unit in _DAYS:
            return day + timedelta(days=times * self.n * _DAYS[self.unit])
        years, month = divmod(day.month - 1 + times * self.n * _MONTHS[self.unit], 12)
        year = day.year + years
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
