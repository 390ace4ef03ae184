"""Intervals: no number without an interval's due, and no gap without a reason."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.errors import UsageError
from fidelity.tally.estimates import COLUMNS, NoEstimate, NoInterval
from fidelity.tally.interval import METHODS, Intervals, Method, checked, normal_quantile, quantile, symmetric

ESTIMATE = np.array([50.0, 97.0, 3.0, 40.0, np.nan])
VARIANCE = np.array([4.0, 4.0, 4.0, 0.0, 0.0])
DF = np.array([9.0, 9.0, 1.9, 9.0, 0.0])
N = np.array([10, 10, 3, 10, 0])


def made() -> Intervals:
    """Five groups: two with an interval, one with too little, one all alike, one empty."""
    return symmetric(ESTIMATE, VARIANCE, DF, N, N, Method.CR2, 0.95)


def test_every_gap_has_its_reason() -> None:
    """Where a number is missing a reason stands beside it, and nowhere else."""
    columns = made().columns()
    assert columns["why_no_value"].tolist() == ["", "", "", "", NoEstimate.NOTHING_RATED.value]
    few, alike = NoInterval.TOO_FEW.value, NoInterval.NO_SPREAD.value
    assert columns["why_no_interval"].tolist() == ["", "", few, alike, few]
    for name in ("low", "high", "df", "level"):
        assert np.isnan(np.array(columns[name].tolist(), float)).tolist() == [False, False, True, True, True]
    assert columns["method"].tolist() == ["cr2_satterthwaite"] * 2 + [""] * 3
    assert np.isnan(made().se).tolist() == [False, False, True, True, True]


def test_the_columns_are_those_of_the_table() -> None:
    """Every column that an interval fills is one of the table's."""
    assert set(made().columns()) <= set(COLUMNS)


def test_ends_are_drawn_in_to_the_scale_and_this_is_said() -> None:
    """Only what reached beyond is changed, and only there the method says so."""
    clipped = made().within(0, 100)
    assert made().high[1] > 100
    assert clipped.high[1] == 100
    assert clipped.low.tolist()[:2] == made().low.tolist()[:2]
    assert clipped.columns()["method"].tolist()[:3] == ["cr2_satterthwaite", "cr2_satterthwaite_clipped", ""]


def test_a_lower_end_is_drawn_in_too() -> None:
    """An end below the scale is as impossible as one above it."""
    one = np.ones(1)
    found = symmetric(3 * one, 4 * one, 9 * one, np.array([10]), np.array([10]), Method.T, 0.95).within(0, 100)
    assert (found.low[0], found.clipped[0]) == (0, True)
    assert 7 < found.high[0] < 8


def test_ends_are_t_on_both_sides() -> None:
    """The quantile of t with 9 degrees of freedom is 2.262, as in every table; that of the normal is 1.960."""
    assert made().low[0] == pytest.approx(50 - 2 * 2.262157, abs=1e-5)
    assert quantile(np.array([9.0]), 0.95)[0] == pytest.approx(2.262157, abs=5e-7)
    assert normal_quantile(0.95) == pytest.approx(1.959964, abs=5e-7)


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, float("nan")])
def test_a_level_is_a_share(level: float) -> None:
    """A percentage is refused, with what to write."""
    with pytest.raises(UsageError, match="no level"):
        checked(level)


def test_every_method_has_a_name_of_its_own() -> None:
    """No two methods look alike in the table."""
    assert len({method.value for method in METHODS if method}) == len(Method)
