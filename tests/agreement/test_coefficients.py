"""Coefficients: a number or a reason, never both and never neither."""

from __future__ import annotations

import attrs
import numpy as np
import pytest
from scipy import stats
from scipy.special import expit, logit

from fidelity.agreement.coefficients import NO_COEFFICIENT_WORDS, Interval, Made, NoCoefficient, Sizes, judged
from fidelity.tally.estimates import NoInterval

SIZES = Sizes(*(np.array([30, 30, 2, 30, 0]) for _ in range(4)))


def made(elsewhere: int | None = None) -> Made:
    """A usual group, one without spread, one of two units, one at the top, and one without a value."""
    reason = np.array([None, None, None, None, NoCoefficient.NO_PAIRS])
    value, se = np.array([0.05, 0.4, 0.4, 0.95, 0.4]), np.array([0.1, 0.0, 0.1, 0.1, 0.1])
    half, zero = np.full(5, 0.5), np.zeros(5, np.int64)
    return Made(half, half, value, se, np.full(5, 29.0), reason, zero, None if elsewhere is None else zero + elsewhere)


def test_intervals_by_t() -> None:
    """The ends are those of Student's t, the upper cut at 1 and the lower where nobody agrees."""
    found = judged("x", "method", 0.9, made(), SIZES, Interval.T)
    margin = 0.1 * stats.t.ppf(0.95, 29)
    assert found.low[0] == pytest.approx(0.05 - margin, abs=1e-12)
    assert found.high[0] == pytest.approx(0.05 + margin, abs=1e-12)
    assert found.high[3] == 1
    shares = attrs.evolve(made(), by_chance=None)
    assert judged("x", "method", 0.9, shares, SIZES, Interval.T).low[0] == 0


def test_intervals_by_logit() -> None:
    """They are those of the share that agrees, on its logit; where all agree they are by t."""
    found = judged("x", "method", 0.9, made(), SIZES, Interval.LOGIT)
    # Half the disagreement is by chance: .05 beyond chance is .525 of all, and a standard error of .1 is .05.
    step = 0.05 * stats.t.ppf(0.95, 29) / (0.525 * 0.475)
    ends = [2 * expit(logit(0.525) + each) - 1 for each in (-step, step)]
    assert [found.low[0], found.high[0]] == pytest.approx(ends, abs=1e-12)
    assert found.value[3] - found.low[3] > found.high[3] - found.value[3] > 0
    assert found.high[3] < 1
    perfect = attrs.evolve(made(), value=np.ones(5))
    by_t, same = (judged("x", "method", 0.9, perfect, SIZES, each) for each in (Interval.T, Interval.LOGIT))
    assert (by_t.low[0], by_t.high[0]) == (same.low[0], same.high[0])


def test_too_few_ratings_elsewhere() -> None:
    """Where chance depends on a category that hardly anybody used there is a value and no interval."""
    few, enough = (judged("x", "method", 0.95, made(each), SIZES, Interval.LOGIT) for each in (9, 10))
    assert (few.no_interval[0], enough.no_interval[0]) == (NoInterval.TOO_FEW, None)
    assert few.value[0] == 0.05


def test_reasons_stand_where_numbers_do_not() -> None:
    """A value without an interval says why, and where there is no value there is nothing else."""
    found = judged("x", "method", 0.95, made(), SIZES, Interval.T)
    assert found.no_interval.tolist() == [None, NoInterval.NO_SPREAD, NoInterval.TOO_FEW, None, None]
    for name in ("se", "low", "high", "df"):
        assert np.isnan(getattr(found, name)).tolist() == [False, True, True, False, True]
    assert np.isnan(found.value).tolist() == [False] * 4 + [True]
    assert np.isnan(found.observed).tolist() == [False] * 4 + [True]


@pytest.mark.parametrize("name", ["value", "se", "high"])
def test_a_number_without_its_reason_is_refused(name: str) -> None:
    """NaN without a reason, and an interval without width, cannot be made."""
    found = judged("x", "method", 0.95, made(), SIZES, Interval.T)
    wrong = found.low if name == "high" else np.full(5, np.nan)
    with pytest.raises(ValueError, match="x: "):
        attrs.evolve(found, **{name: wrong})  # type: ignore[arg-type]


def test_every_reason_has_words() -> None:
    """No reason is left without a sentence for people."""
    assert set(NO_COEFFICIENT_WORDS) == set(NoCoefficient)
