"""Means and standard deviations of independent units."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from fidelity.tally.estimates import NoEstimate, NoInterval
from fidelity.tally.independent import mean_of_independent, standard_deviation
from fidelity.tally.interval import METHODS, NO_ESTIMATES, NO_INTERVALS, Method
from fidelity.tally.moments import Moments

SLEEP = [19, 8, 11, 1, -1, 44, 55, 16, 46, 34]
"""Student (1908): the sleep gained by the second drug, in tenths of an hour."""


def moments(*groups: list[int], denominator: int = 1) -> Moments:
    """The sums of units, one by one."""
    squares = [sum(value**2 for value in values) for values in groups]
    return Moments(np.array([len(each) for each in groups]), [sum(each) for each in groups], squares, denominator)


def test_student_1908() -> None:
    """R prints t.test(sleep$extra[sleep$group == 2]) as 2.33, from 0.89767753937671 to 3.76232246062329."""
    found = mean_of_independent(moments(SLEEP, denominator=10))
    printed = (found.estimate[0], found.low[0], found.high[0], found.df[0])
    assert printed == pytest.approx((2.33, 0.89767753937671, 3.76232246062329, 9), rel=1e-13)
    assert METHODS[found.method[0]] is Method.T
    # Student (1908), section IX, prints a mean of 2.33 and a standard deviation, which divides by n, of 1.90.
    assert standard_deviation(moments(SLEEP, denominator=10)).estimate[0] * np.sqrt(0.9) == pytest.approx(
        1.90, abs=5e-3
    )


@given(st.lists(st.integers(-(10**6), 10**6), min_size=3, max_size=20), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_scipy_says_the_same(values: list[int], level: float) -> None:
    """Ends and standard deviation are those of SciPy."""
    found, spread = mean_of_independent(moments(values), level), standard_deviation(moments(values))
    assert spread.estimate[0] == pytest.approx(np.std(values, ddof=1), rel=1e-9, abs=1e-9)
    if len(set(values)) == 1:
        assert NO_INTERVALS[found.why_no_interval[0]] is NoInterval.NO_SPREAD
        return
    ends = stats.t.interval(level, len(values) - 1, np.mean(values), stats.sem(values))
    assert (found.low[0], found.high[0]) == pytest.approx(ends, rel=1e-9, abs=1e-6)


def test_large_values_that_differ_little_keep_their_spread() -> None:
    """Sums of squares beyond 64 bits lose no digit: 1, 2 and 3 are as far apart wherever they are."""
    far = 10**15
    assert standard_deviation(moments([far + 1, far + 2, far + 3])).estimate[0] == 1.0


def test_too_few_units_say_so() -> None:
    """An empty group has nothing, one unit no spread, two no interval."""
    groups = moments([], [4], [4, 5], [4, 5, 6])
    mean, spread = mean_of_independent(groups), standard_deviation(groups)
    assert [NO_ESTIMATES[each] for each in mean.why_no_value] == [NoEstimate.NOTHING_RATED, None, None, None]
    few = NoEstimate.TOO_FEW
    assert [NO_ESTIMATES[each] for each in spread.why_no_value] == [NoEstimate.NOTHING_RATED, few, None, None]
    assert [NO_INTERVALS[each] for each in mean.why_no_interval] == [NoInterval.TOO_FEW] * 3 + [None]
    assert set(spread.columns()["why_no_interval"].tolist()) == {NoInterval.NONE_DEFINED.value}
