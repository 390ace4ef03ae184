"""Periods: read from text, counted on the calendar, and laid end to end without a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord
from fidelity.model.period import CALENDAR, Period

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
PERIODS = st.builds(Period, st.integers(1, 40), st.sampled_from(["day", "week", "month", "quarter", "year"]))


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "period", "again"),
    [
        ("1 month", Period(1, "month"), "1 month"),
        ("6 weeks", Period(6, "week"), "6 weeks"),
        ("  2   years ", Period(2, "year"), "2 years"),
        ("1 quarters", Period(1, "quarter"), "1 quarter"),
        ("010 days", Period(10, "day"), "10 days"),
        ("100 years", Period(100, "year"), "100 years"),
    ],
)
def test_a_period_is_a_number_and_a_unit(text: str, period: Period, again: str) -> None:
    """It is written back in the singular or plural that fits."""
    assert Period.of(text) == period
    assert str(period) == again


@pytest.mark.parametrize(
    "text", ["", "month", "a month", "1month", "1.5 months", "-1 months", "0 days", "1 hour", "101 years", "١ month"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    """No half months, no hours, nothing of no length or of centuries; the message says what to write."""
    with pytest.raises(InvalidRecord) as caught:
        Period.of(text)
    assert [problem.code for problem in caught.value.problems] == ["bad-period"]
    assert "6 months" in caught.value.problems[0].help


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1 month", "2026-01-31", "2026-02-28"),
        ("1 month", "2028-01-31", "2028-02-29"),
        ("1 month", "2026-04-30", "2026-05-30"),
        ("1 year", "2028-02-29", "2029-02-28"),
        ("4 years", "2028-02-29", "2032-02-29"),
        ("1 quarter", "2026-11-30", "2027-02-28"),
        ("3 months", "2026-11-30", "2027-02-28"),
        ("2 weeks", "2028-02-20", "2028-03-05"),
        ("18 months", "2026-12-31", "2028-06-30"),
    ],
)
def test_ends_of_months_are_kept_within_the_month(text: str, start: str, end: str) -> None:
    """The 31st becomes the last day of a shorter month, also in a leap year."""
    assert Period.of(text).after(day(start)) == day(end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1 month", "2026-03-31", "2026-02-28"),
        ("6 months", "2026-08-31", "2026-02-28"),
        ("1 year", "2028-02-29", "2027-02-28"),
        ("10 days", "2026-03-05", "2026-02-23"),
    ],
)
def test_backwards_too(text: str, start: str, end: str) -> None:
    """How far back something may lie is counted in the same way."""
    assert Period.of(text).before(day(start)) == day(end)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 day", "2026-11-20", "2026-11-20"),
        ("1 week", "2026-11-16", "2026-11-22"),
        ("1 month", "2026-11-01", "2026-11-30"),
        ("1 quarter", "2026-10-01", "2026-12-31"),
        ("3 months", "2026-10-01", "2026-12-31"),
        ("6 months", "2026-07-01", "2026-12-31"),
        ("1 year", "2026-01-01", "2026-12-31"),
        ("12 months", "2026-01-01", "2026-12-31"),
    ],
)
def test_windows_are_those_of_the_calendar(text: str, first: str, last: str) -> None:
    """A week begins on Monday, and months, quarters and years are those that everybody means."""
    assert Period.of(text).holding(day("2026-11-20")) == (day(first), day(last))
    assert Period.of(text).holding(day(first)) == Period.of(text).holding(day(last)) == (day(first), day(last))


@pytest.mark.parametrize(
    ("text", "start", "of", "first", "last"),
    [
        ("1 month", "2026-01-31", "2026-02-27", "2026-01-31", "2026-02-27"),
        ("1 month", "2026-01-31", "2026-02-28", "2026-02-28", "2026-03-30"),
        ("1 month", "2026-01-31", "2026-03-31", "2026-03-31", "2026-04-29"),
        ("2 years", "2024-02-29", "2026-02-27", "2024-02-29", "2026-02-27"),
        ("2 years", "2024-02-29", "2026-02-28", "2026-02-28", "2028-02-28"),
        ("2 years", "2024-02-29", "2028-02-29", "2028-02-29", "2030-02-27"),
        ("10 days", "2026-03-01", "2026-03-11", "2026-03-11", "2026-03-20"),
        ("10 days", "2026-03-01", "2026-02-28", "2026-02-19", "2026-02-28"),
    ],
)
def test_windows_may_begin_on_any_day(text: str, start: str, of: str, first: str, last: str) -> None:
    """Each is counted from the start itself, so the 31st comes back after February."""
    assert Period.of(text).holding(day(of), day(start)) == (day(first), day(last))


@pytest.mark.parametrize(
    ("text", "is_calendar"),
    [
        ("1 day", True),
        ("1 week", True),
        ("2 weeks", False),
        ("7 days", False),
        ("1 month", True),
        ("2 quarters", True),
        ("5 months", False),
        ("1 year", True),
        ("12 months", True),
        ("18 months", False),
        ("2 years", False),
    ],
)
def test_some_windows_are_those_that_everybody_means(text: str, is_calendar: bool) -> None:
    """Fortnights and periods of two years begin where somebody says."""
    assert Period.of(text).is_calendar is is_calendar


@given(PERIODS, DAYS, st.just(CALENDAR) | DAYS)
def test_every_day_is_in_one_window(period: Period, of: date, start: date) -> None:
    """A window holds its day, and the next one begins on the day after its last."""
    first, last = period.holding(of, start)
    assert first <= of <= last
    assert period.holding(first, start) == period.holding(last, start) == (first, last)
    assert period.holding(last + timedelta(days=1), start)[0] == last + timedelta(days=1)


@given(PERIODS, DAYS)
def test_a_window_is_as_long_as_its_period(period: Period, start: date) -> None:
    """From a start, the first window ends on the day before the day that comes a period later."""
    assert period.holding(start, start) == (start, period.after(start) - timedelta(days=1))


@given(PERIODS, DAYS)
def test_back_and_forth_is_never_more_than_the_end_of_a_month(period: Period, of: date) -> None:
    """Where no month is too short, both ways cancel out."""
    there = period.after(of)
    assert period.before(there) <= of
    assert (of - period.before(there)).days <= 3
    assert there > of


@pytest.mark.parametrize(
    ("text", "of", "label"),
    [
        ("1 year", "2026-09-30", "2026"),
        ("4 quarters", "2026-01-01", "2026"),
        ("6 months", "2026-06-30", "2026-H1"),
        ("2 quarters", "2026-07-01", "2026-H2"),
        ("1 quarter", "2026-03-31", "2026-Q1"),
        ("3 months", "2026-12-31", "2026-Q4"),
        ("1 month", "2026-09-14", "2026-09"),
        ("1 week", "2026-08-31", "2026-W36"),
        # ISO 8601: the first of January 2027 is a Friday, in the last week of 2026.
        ("1 week", "2027-01-01", "2026-W53"),
        ("1 week", "2027-01-04", "2027-W01"),
        ("1 day", "2026-09-01", "2026-09-01"),
        ("2 months", "2026-10-31", "2026-09-01/2026-10-31"),
        ("7 days", "2026-08-31", "2026-08-31/2026-09-06"),
    ],
)
def test_a_window_has_a_name(text: str, of: str, label: str) -> None:
    """That of the calendar where it has one, else its first and last day."""
    assert Period.of(text).label(day(of)) == label


@pytest.mark.parametrize(
    ("text", "start", "label"),
    [
        ("2 weeks", "2026-08-18", "2026-09-01/2026-09-14"),
        ("1 month", "2026-01-15", "2026-08-15/2026-09-14"),
        ("1 month", "2026-02-01", "2026-09"),
        ("1 year", "2026-04-01", "2026-04-01/2027-03-31"),
    ],
)
def test_windows_from_another_start_have_days_for_names(text: str, start: str, label: str) -> None:
    """Unless they are the calendar's all the same."""
    assert Period.of(text).label(day("2026-09-14"), day(start)) == label


@given(PERIODS, DAYS, DAYS, st.just(CALENDAR) | DAYS)
def test_names_are_in_the_order_of_time(period: Period, one: date, other: date, start: date) -> None:
    """Of one period and one start: equal names are the same window, and the lesser name is the earlier window."""
    windows = period.holding(one, start), period.holding(other, start)
    names = period.label(one, start), period.label(other, start)
    assert (names[0] < names[1], names[0] == names[1]) == (windows[0] < windows[1], windows[0] == windows[1])
