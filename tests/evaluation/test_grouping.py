"""What observations are counted by."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.evaluation.grouping import PERIODS, first_day, grouped_by, period_of, texts_of
from fidelity.intake.gathered import Gathered
from tests.evaluation.doubles import Record, gathered


def on(*days: str) -> Gathered:
    """A visit on each of some days."""
    found = gathered([Record(f"V{place}", "R1", (1, 1, 1, 10)) for place in range(len(days))])
    found.ratings.descriptors["date"] = [*days]
    return found


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from([*PERIODS]))
def test_the_name_of_a_period_leads_back_to_its_first_day(day: date, name: str) -> None:
    """Also in the first and last week of a year, whose days are of two years."""
    every = period_of(name)
    assert every is not None
    first = first_day(every.label(day))
    assert first is not None
    assert every.label(first) == every.label(day)
    assert every.label(first - timedelta(days=1)) != every.label(day)


@pytest.mark.parametrize(
    "text", ["", "S1", "2026-W99", "2026-13", "2026-H0", "2026-02-30", "0000", "Q1-2026", "２０２６x"]
)
def test_a_text_that_names_no_period_has_no_first_day(text: str) -> None:
    """It is a group like any other."""
    assert first_day(text) is None


def test_a_day_that_nobody_says_is_no_period() -> None:
    """It stands blank beside the others, and two days of one half year are one group."""
    column = grouped_by(on("2026-01-01", "", "2026-06-30", "2026-07-01").ratings, ["half_year"])["half_year"]
    assert column.tolist() == ["2026-H1", "", "2026-H1", "2026-H2"]


def test_no_day_at_all_is_one_blank_group() -> None:
    """And no error."""
    assert grouped_by(on("", "").ratings, ["week"])["week"].tolist() == ["", ""]


def test_a_column_called_quarter_means_itself() -> None:
    """What the records say goes before what could be made of their days."""
    assert grouped_by(gathered([Record("V1", "R1", (1, 1, 1, 10))]).ratings, ["quarter"])["quarter"][0] == "2026-Q1"
    assert period_of("quarter", ["quarter"]) is None
    assert period_of("quarter") == period_of("1 quarter") is not None


def test_a_mistyped_column_is_refused_with_the_nearest() -> None:
    """Periods are known too."""
    for wrong, right in (("sit", "site"), ("mnth", "month")):
        with pytest.raises(UsageError) as refused:
            grouped_by(on("2026-01-01").ratings, [wrong])
        assert right in refused.value.problems[0].help


def test_numbers_are_texts_and_nothing_is_blank() -> None:
    """A site called 1 and one called 01 are two; what is not there is blank."""
    assert texts_of(pd.Series(["1", "01", None, "1"])).tolist() == ["1", "01", "", "1"]
    assert texts_of(pd.Series([], dtype=object)).tolist() == []
