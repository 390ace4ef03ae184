"""Dates in every form that people write them in."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from fidelity.intake.asked import Order
from fidelity.intake.part import column_of
from fidelity.intake.written_days import Days, read_days
from tests.intake.made import codes, said


def read(*texts: str, order: Order = "", epoch: date | None = None) -> Days:
    """A column of texts, its first cell in row 2."""
    return read_days(column_of(texts), np.arange(2, 2 + len(texts)), order, epoch, "a.csv")


def days(*texts: str, order: Order = "", epoch: date | None = None) -> list[str]:
    """The days of a column."""
    return [str(each) for each in read(*texts, order=order, epoch=epoch).texts.rows()]


@pytest.mark.parametrize(
    "text",
    [
        "2026-04-03", "2026-04-03T10:15:00Z", "2026-04-03 10:15", "2026/4/3", "2026.04.03", "20260403",
        "3 April 2026", "3-Apr-26", "3. Apr. 2026", "03 apr 2026", "3rd of April 2026", "April 3, 2026",
        "Apr 3rd 2026", "Fri 3 April 2026", "Friday, April 3, 2026", "3 April 2026 14:30", "46115", "46115.5",
    ],
)  # fmt: skip
def test_forms_that_mean_one_day_are_read(text: str) -> None:
    """Each of these is 3 April 2026 to everybody."""
    assert days(text) == ["2026-04-03"]
    assert not read(text).problems


def test_ordinary_dates_are_not_talked_about() -> None:
    """Year-month-day and blanks are taken as they are, without a note."""
    found = read("2026-04-03", "", "2026-04-03T10:00")
    assert found.texts.rows().tolist() == ["2026-04-03", "", "2026-04-03"]
    assert (found.problems, found.notes) == ((), ())


def test_an_ambiguous_date_is_refused_with_all_its_rows() -> None:
    """The rows are listed, both days are shown, and what to say; nothing of the kind is ever guessed."""
    found = read("03/04/2026", "2026-01-01", "05.06.2026", "3.4.26", "04/04/2026")
    assert found.texts.rows().tolist() == ["", "2026-01-01", "", "", "2026-04-04"]
    assert codes(found.problems) == ["ambiguous-date"]
    (problem,) = found.problems
    assert problem.path == (2, 4, 5, "date")
    assert "rows 2 and 4-5, column date: `03/04/2026` can be 2026-04-03 or 2026-03-04" in problem.message
    assert "--dates month_first" in problem.help


def test_the_caller_says_what_comes_first() -> None:
    """The same text is a day of April or of March, as the caller says."""
    assert days("03/04/2026", "3.4.26", order="day_first") == ["2026-04-03", "2026-04-03"]
    assert days("03/04/2026", "3-4-2026", order="month_first") == ["2026-03-04", "2026-03-04"]


def test_a_date_against_what_the_caller_says_is_refused() -> None:
    """There is no thirteenth month, so a column with such a date is not what the caller takes it for."""
    found = read("03/04/2026", "04/13/2026", order="day_first")
    assert "`04/13/2026` does not have the day first" in said(found.problems, "bad-date")


def test_the_column_settles_the_order_and_that_is_told() -> None:
    """One date of the thirteenth and none of a thirteenth month: all have the day first; and the other way round."""
    found = read("03/04/2026", "13/04/2026")
    assert found.texts.rows().tolist() == ["2026-04-03", "2026-04-13"]
    assert "2 dates were read with the day first; `13/04/2026` in row 3 settles the order" in said(
        found.notes, "date-read"
    )
    assert days("03/04/2026", "04/13/2026") == ["2026-03-04", "2026-04-13"]


def test_a_column_with_both_orders_settles_nothing() -> None:
    """What can mean one day only is read, and the rest refused with the reason."""
    found = read("13/04/2026", "04/13/2026", "03/04/2026")
    assert found.texts.rows().tolist() == ["2026-04-13", "2026-04-13", ""]
    assert "others the month" in said(found.problems, "ambiguous-date")


def test_a_year_that_may_come_first_is_not_settled_by_others() -> None:
    """26-04-03 is 3 April 2026 or 26 April 2003; only the caller can say."""
    assert codes(read("26-04-03", "13/04/2026").problems) == ["ambiguous-date"]
    assert days("26-04-03", order="day_first") == ["2003-04-26"]


@pytest.mark.parametrize("text", ["31/02/2026", "soon", "1.1.98", "2026", "3 Avril 2026", "30 February 2026", "99999"])
def test_what_is_no_day_is_refused(text: str) -> None:
    """A day that does not exist, words, an old year of two digits, and numbers beyond the calendar are refused."""
    found = read("2026-01-01", text)
    assert "row 3, column date" in said(found.problems, "bad-date")


def test_the_epoch_of_the_workbook_counts() -> None:
    """Workbooks of old Macs count from 1904, four years and a day later."""
    assert days("46115", epoch=date(1904, 1, 1)) == ["2030-04-04"]


def test_days_that_a_spreadsheet_may_have_turned_round_are_told() -> None:
    """Five whole days of the first twelve of their month, and texts that all lie later: the signature of a mishap."""
    turned = ["2026-01-02", "2026-03-04", "2026-05-06", "2026-07-08", "2026-09-10"]
    assert "rows 2-6" in said(read(*turned, "13/04/2026").notes, "days-swapped")
    assert "days-swapped" not in codes(read(*turned, "2026-11-20", "13/04/2026").notes)
    assert "days-swapped" not in codes(read(*turned[1:], "13/04/2026").notes)
