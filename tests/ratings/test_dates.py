"""The days of observations."""

from __future__ import annotations

import io
from datetime import date

import pytest

from fidelity.errors import RatingsError
from fidelity.model.checklist import Checklist
from fidelity.ratings.dates import days
from fidelity.ratings.reading import read_ratings
from fidelity.ratings.table import Ratings


def dated(small: Checklist, *written: str) -> Ratings:
    """Observations with dates as written."""
    rows = "".join(f"{n},{each},1,2,3\n" for n, each in enumerate(written))
    return read_ratings(io.BytesIO(f"observation,date,goal_setting,praise,plan\n{rows}".encode()), small, name="f.csv")


def test_days(small: Checklist) -> None:
    """ISO dates are read, with or without a time of day; blank is no day."""
    written = ["2026-04-03", "", "2026-04-03T23:59:59Z", "2026-04-03 00:10", "2024-02-29T10:00:00.123+01:00"]
    third = date(2026, 4, 3)
    assert days(dated(small, *written)) == [third, None, third, third, date(2024, 2, 29)]


@pytest.mark.parametrize(
    "written",
    ["03/04/2026", "3.4.26", "2026-4-3", "20260403", "2026-W14-5", "45000", "2023-02-29", "0226-04-03", "may"],
)
def test_other_forms(written: str, small: Checklist) -> None:
    """Any other form is refused with its row."""
    with pytest.raises(RatingsError) as caught:
        days(dated(small, "2026-04-03", written))
    problem = caught.value.problems[0]
    assert (problem.code, problem.path) == ("bad-date", (3, "date"))
    assert problem.message.startswith("row 3, column date: ")
    assert "2026-04-03" in problem.help


def test_no_dates(small: Checklist) -> None:
    """Without the column no day is known."""
    ratings = read_ratings(io.BytesIO(b"observation,goal_setting,praise,plan\na,1,2,3\n"), small)
    assert days(ratings) == [None]
