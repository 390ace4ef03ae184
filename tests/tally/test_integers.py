"""Exact integers: the small form and the large one say the same."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.tally.integers import cross_difference, fitted, product, ratio, summed

ANY = st.one_of(st.integers(-9, 9), st.integers(-(2**70), 2**70), st.sampled_from([2**31, -(2**31), 2**62, 2**63]))


@given(st.lists(st.tuples(ANY, ANY, ANY, ANY), max_size=8))
def test_a_cross_difference_is_rounded_once(rows: list[tuple[int, int, int, int]]) -> None:
    """Whether a row fits into 64 bits or not, it is the exact integer in floating point."""
    columns = [fitted([row[place] for row in rows]) for place in range(4)]
    assert cross_difference(*columns).tolist() == [float(a * b - c * d) for a, b, c, d in rows]


def test_a_difference_that_vanishes_is_found() -> None:
    """What floating point takes for 0 is not 0, and the other way round."""
    large = 10**15 + 1
    row = [fitted([each]) for each in (large, large, large - 1, large + 1)]
    assert float(large) * float(large) == float(large - 1) * float(large + 1)
    assert cross_difference(*row).tolist() == [1.0]


@given(st.lists(ANY, min_size=1, max_size=12), st.integers(1, 4))
def test_sums_are_exact(values: list[int], width: int) -> None:
    """Stretches add up without overflow, and come back in the smaller form where that holds them."""
    first = np.arange(0, len(values), width)
    expected = [sum(values[start : start + width]) for start in first]
    found = summed(fitted(values), first)
    assert found.tolist() == expected
    assert (found.dtype == np.int64) == all(-(2**63) <= each < 2**63 for each in expected)


@given(st.lists(st.tuples(ANY, ANY), max_size=8))
def test_products_are_exact(rows: list[tuple[int, int]]) -> None:
    """Products do not overflow."""
    one, other = (fitted([row[place] for row in rows]) for place in range(2))
    assert product(one, other).tolist() == [a * b for a, b in rows]


@given(st.lists(st.tuples(ANY, st.integers(0, 2**40)), max_size=8), st.sampled_from([1, 7, 10**20]))
def test_a_ratio_is_rounded_once(rows: list[tuple[int, int]], denominator: int) -> None:
    """A mean is the floating-point number nearest to the exact fraction, however it is written."""
    found = ratio(fitted([over for over, _ in rows]), np.array([n for _, n in rows], np.int64), denominator)
    for value, (over, n) in zip(found.tolist(), rows, strict=True):
        assert np.isnan(value) if n == 0 else value == float(Fraction(over, n * denominator))


def test_a_ratio_of_many_digits_is_rounded_once() -> None:
    """Where floating point holds one of both only roughly, dividing would round twice, and here to another number."""
    over, under = 2**53 + 1, 3 * (2**53 + 1)
    assert float(over) / 3.0 != over / 3 == ratio(fitted([over]), np.array([3]), 1)[0]
    assert ratio(fitted([3]), np.array([3]), under)[0] == 1 / under


def test_fitted_takes_integers_only() -> None:
    """A number with a point is refused, and so is anything that would be cut off."""
    assert fitted(np.array([1, 2], np.uint64)).dtype == np.int64
    assert fitted([2**64]).tolist() == [2**64]
    for wrong in ([1.0], np.array([1, "2"], object)):
        with pytest.raises(TypeError, match="not all integers"):
            fitted(wrong)
