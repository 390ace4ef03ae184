"""Values as integers over one denominator."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.plan.result import Reason
from fidelity.tally.counts import Counts, added
from fidelity.tally.cube import About, Level, Measure, measured
from fidelity.tally.quantiles import spread
from fidelity.tally.values import FINEST, moments, values_of, worth

EXACT = st.fractions(-1000, 1000, max_denominator=64)
FINE = st.fractions(-1000, 1000, max_denominator=10**6)


def of_values(rows: Sequence[tuple[int, Fraction | None]]) -> Measure:
    """A score's values by cell; None is an observation without one."""
    levels: list[Level] = [Reason.TOO_FEW_RATED if value is None else value for _, value in rows] if rows else []
    cell = np.array([row[0] for row in rows], np.intp)
    counts = added(cell, np.arange(len(rows)), np.ones(len(rows), np.int64), max(len(rows), 1))
    return measured(About("score", "s"), levels or (), counts if rows else Counts(0, cell, cell, cell.astype(np.int64)))


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | EXACT), max_size=12))
def test_sums_are_exact(rows: list[tuple[int, Fraction | None]]) -> None:
    """Number, sum and sum of squares of each cell are those of fractions."""
    measure = of_values(rows)
    found = moments(measure.counts, worth(measure), 4)
    for cell in range(4):
        own = [value for place, value in rows if place == cell and value is not None]
        assert found.n[cell] == len(own)
        assert Fraction(int(found.total[cell]), found.denominator) == sum(own)
        assert Fraction(int(found.squares[cell]), found.denominator**2) == sum(value**2 for value in own)


@given(st.lists(FINE, min_size=1, max_size=12), st.lists(FINE, max_size=5))
def test_what_is_too_fine_is_rounded_whatever_stands_beside_it(values: list[Fraction], others: list[Fraction]) -> None:
    """A denominator that does not divide the finest is rounded far below what floating point can tell."""
    measure = of_values([(0, value) for value in values] + [(1, value) for value in others])
    found, alone = moments(measure.counts, worth(measure), 2), of_values([(0, value) for value in values])
    by_itself = moments(alone.counts, worth(alone), 1)
    assert found.mean[0] == by_itself.mean[0]
    assert found.deviations[0] == pytest.approx(by_itself.deviations[0], rel=1e-14)
    mean = sum(values, Fraction(0)) / len(values)
    assert abs(Fraction(int(found.total[0]), found.denominator * len(values)) - mean) <= Fraction(1, FINEST)


@given(st.lists(st.tuples(st.integers(0, 3), st.none() | EXACT), max_size=12))
def test_middles_and_ends(rows: list[tuple[int, Fraction | None]]) -> None:
    """Median, lowest and highest of each cell; a cell without a value has none of them."""
    measure = of_values(rows)
    found = spread(measure.counts, worth(measure), 4)
    for cell in range(4):
        own = sorted(value for place, value in rows if place == cell and value is not None)
        if not own:
            assert np.isnan([found.median[cell], found.lowest[cell], found.highest[cell]]).all()
            continue
        middle = (own[(len(own) - 1) // 2] + own[len(own) // 2]) / 2
        assert found.median[cell] == pytest.approx(float(middle), rel=1e-15, abs=1e-13)
        assert (found.lowest[cell], found.highest[cell]) == (float(own[0]), float(own[-1]))


def test_a_share_is_of_what_was_judged() -> None:
    """Of verdicts those that cannot be told, and days on which it does not hold, are left out."""
    levels: tuple[Level, ...] = ("not_met", "met", "cannot_tell", "not_in_force")
    counts = added(np.zeros(4, np.intp), np.arange(4), np.array([3, 1, 5, 7]), 4)
    measure = measured(About("criterion", "c"), levels, counts)
    found = moments(measure.counts, values_of(measure, "met"), 1)
    assert (found.n.tolist(), found.total.tolist()) == ([4], [1])
