"""Tallies: counts that add."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import UsageError
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason
from fidelity.tally.tally import Tally, band_of, tally
from tests.report.sample import CHECKLIST, scores

ROW = st.tuples(*[st.integers(0, 3)] * 3)
ROWS = st.lists(ROW, max_size=30)


@given(ROWS, ROWS, ROWS)
def test_tallies_add_in_any_order(
    one: list[tuple[int, int, int]], two: list[tuple[int, int, int]], three: list[tuple[int, int, int]]
) -> None:
    """However observations are split and put together again, the tally is that of all."""
    a, b, c = (tally(scores(rows), "mean") for rows in (one, two, three))
    whole = tally(scores(one + two + three), "mean")
    assert (a + b) + c == a + (b + c) == c + b + a == whole
    assert whole.n_observations == len(one) + len(two) + len(three)
    assert whole.mean() == (a + c + b).mean()


@given(ROWS)
def test_a_tally_says_what_its_observations_say(rows: list[tuple[int, int, int]]) -> None:
    """Its mean is the exact mean of the values, and its reasons are counted one by one."""
    made = scores(rows)
    results = [made.columns["mean"].result(row) for row in range(len(rows))]
    values = [result.value for result in results if result.value is not None]
    counted = tally(made, "mean")
    assert counted.n_scored == len(values)
    assert counted.mean() == (sum(values, Fraction(0)) / len(values) if values else None)
    assert sum(counted.reasons().values()) == len(rows) - len(values)
    assert set(counted.n) == set(results)


def test_reasons_are_counted() -> None:
    """Why there is no value is known for each that has none."""
    counted = tally(scores([(3, 3, 3), (3, 3, 3), (0, 3, 3), (2, 2, 2)]), "mean")
    assert counted.reasons() == {Reason.NOTHING_RATED: 2, Reason.TOO_MANY_MISSING: 1}


def test_adding_changes_neither() -> None:
    """Both tallies stay as they were."""
    one, other = tally(scores([(2, 2, 2)]), "mean"), tally(scores([(2, 2, 2), (0, 0, 0)]), "mean")
    both = one + other
    assert (one.n_observations, other.n_observations, both.n_observations) == (1, 2, 3)


def test_tallies_of_different_scores_do_not_add() -> None:
    """Percentages and sums are never pooled silently."""
    with pytest.raises(UsageError, match="`mean` and one of `total`"):
        Tally("mean", {}) + Tally("total", {})


@pytest.mark.parametrize(
    ("value", "band"), [("1.2", 1), ("1.19999999999999999999", 0), ("0", 0), ("2", 1), ("7", 1), ("-1", 0)]
)
def test_a_mean_of_many_has_its_band(value: str, band: int) -> None:
    """A value is held against the bands exactly, however near to a cut it lies."""
    assert band_of(lower(CHECKLIST), "mean", Fraction(value)) == band


def test_without_bands_there_is_none() -> None:
    """A score that has no bands puts no value into one."""
    assert band_of(lower(CHECKLIST), "total", Fraction(3)) is None
