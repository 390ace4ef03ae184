"""Shares of independent units."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from fidelity.errors import UsageError
from fidelity.tally.estimates import NoEstimate, NoInterval
from fidelity.tally.interval import METHODS, NO_ESTIMATES, NO_INTERVALS, Method
from fidelity.tally.proportion import exact, share_of_independent, wilson

NEWCOMBE = [
    # Four examples of Newcombe (1998), methods 3 (Wilson score) and 5 (Clopper-Pearson). The digits are those that
    # R 4.2.2 prints for prop.test(x, n, correct = FALSE) and binom.test(x, n).
    (81, 263, 0.2553, 0.3662, 0.2527, 0.3676),
    (15, 148, 0.0624, 0.1605, 0.0578, 0.1617),
    (0, 20, 0.0, 0.1611, 0.0, 0.1684),
    (1, 29, 0.0061, 0.1718, 0.0009, 0.1776),
]
R = [
    # R 4.2.2, prop.test(correct = FALSE) and binom.test, levels .95 and .9.
    (15, 148, 0.95, 0.062386399530736, 0.16048724172331, 0.057844010083449, 0.16165049034948),
    (1, 29, 0.95, 0.0061132142927627, 0.1717552187932, 0.00087264688357992, 0.17764429548872),
    (7, 19, 0.9, 0.21372891262644, 0.55591518725181, 0.1875043115054, 0.58193552518581),
]
COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("n_met", "n", "low", "high", "exact_low", "exact_high"), NEWCOMBE)
def test_newcombe_1998(n_met: int, n: int, low: float, high: float, exact_low: float, exact_high: float) -> None:
    """His four examples, to four digits."""
    for found, printed in ((wilson(n_met, n), (low, high)), (exact(n_met, n), (exact_low, exact_high))):
        assert (found[0][0], found[1][0]) == pytest.approx(printed, abs=5.001e-5)


@pytest.mark.parametrize(("n_met", "n", "level", "low", "high", "exact_low", "exact_high"), R)
def test_r_says_the_same(
    n_met: int, n: int, level: float, low: float, high: float, exact_low: float, exact_high: float
) -> None:
    """Both intervals are those of R, to eleven digits."""
    for found, printed in ((wilson(n_met, n, level), (low, high)), (exact(n_met, n, level), (exact_low, exact_high))):
        assert (found[0][0], found[1][0]) == pytest.approx(printed, rel=1e-9)


@given(st.lists(COUNTS, max_size=6), st.sampled_from([0.8, 0.95, 0.999]))
def test_statsmodels_says_the_same(rows: list[tuple[int, int]], level: float) -> None:
    """Both intervals are those of statsmodels, for many groups at once."""
    met, n = (np.array([row[place] for row in rows], np.int64) for place in (0, 1))
    for found, method in ((wilson(met, n, level), "wilson"), (exact(met, n, level), "beta")):
        for place, (k, m) in enumerate(rows):
            low, high = proportion_confint(k, m, alpha=1 - level, method=method)
            assert found[0][place] == pytest.approx(low, abs=1e-9)
            assert found[1][place] == pytest.approx(high, abs=1e-9)


@given(COUNTS)
def test_both_intervals_hold_the_share_and_keep_to_the_scale(row: tuple[int, int]) -> None:
    """The share lies within, the ends within 0 and 1, and what is mirrored is mirrored."""
    met, n = row
    for ends in (wilson, exact):
        (low,), (high,) = ends(met, n)
        (other_low,), (other_high,) = ends(n - met, n)
        assert 0 <= low <= met / n <= high <= 1
        assert low < high
        assert (other_low, other_high) == pytest.approx((1 - high, 1 - low), abs=1e-12)
        assert (low == 0, high == 1) == (met == 0, met == n)


def test_the_exact_interval_never_holds_too_rarely() -> None:
    """Over all shares, its coverage with 12 units is at least what it says, and Wilson's only on average."""
    n, met = 12, np.arange(13)
    shares = np.linspace(0.005, 0.995, 199)
    ways = np.array([1, 12, 66, 220, 495, 792, 924, 792, 495, 220, 66, 12, 1])
    chance = ways * shares[:, None] ** met * (1 - shares[:, None]) ** (n - met)
    ends = [wilson(met, np.full(13, n)), exact(met, np.full(13, n))]
    by_wilson, by_exact = (
        (chance * ((low <= shares[:, None]) & (shares[:, None] <= high))).sum(axis=1) for low, high in ends
    )
    assert by_exact.min() >= 0.95
    assert by_wilson.min() < 0.95 < by_wilson.mean() < 0.97


def test_wilson_is_the_rule_and_exact_the_guarantee() -> None:
    """What is chosen is named, and one unit or none has no interval."""
    met, n = [3, 1, 0], [9, 1, 0]
    found, sure = share_of_independent(met, n), share_of_independent(met, n, guaranteed=True)
    assert [METHODS[each] for each in found.method] == [Method.WILSON, None, None]
    assert [METHODS[each] for each in sure.method] == [Method.EXACT, None, None]
    assert found.estimate[:2].tolist() == [1 / 3, 1.0]
    assert (found.low[0], found.high[0]) == (wilson(3, 9)[0][0], wilson(3, 9)[1][0])
    assert (sure.low[0], sure.high[0]) == (exact(3, 9)[0][0], exact(3, 9)[1][0])
    assert [NO_ESTIMATES[each] for each in found.why_no_value] == [None, None, NoEstimate.NOTHING_RATED]
    assert [NO_INTERVALS[each] for each in found.why_no_interval] == [None, NoInterval.TOO_FEW, NoInterval.TOO_FEW]
    assert np.isnan(wilson(0, 0)[0][0])
    assert np.isnan(exact(0, 0)[1][0])


@pytest.mark.parametrize(("n_met", "n"), [(3, 2), (-1, 2)])
def test_more_than_there_are_is_refused(n_met: int, n: int) -> None:
    """A share above 1 or below 0 does not exist."""
    with pytest.raises(UsageError, match="more units"):
        share_of_independent(n_met, n)
