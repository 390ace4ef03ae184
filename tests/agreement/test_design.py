"""Designs: what they refuse, and their one order."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.agreement.design import Design
from fidelity.errors import InvalidRecord
from tests.agreement.published import scale

YES_NO = scale(0, 1)


@pytest.mark.parametrize(
    ("group", "unit", "rater", "code", "problem"),
    [
        ([0], [0, 1], [0, 0], [1, 1], "uneven-agreement"),
        ([0, 1], [0, 0], [0, 1], [1, 1], "uneven-agreement"),
        ([0, -1], [0, 0], [0, 1], [1, 1], "uneven-agreement"),
        ([0, 0], [0, -1], [0, 1], [1, 1], "uneven-agreement"),
        ([0, 0], [0, 0], [0, -1], [1, 1], "uneven-agreement"),
        ([0, 0], [0, 0], [0, 1], [1, 2], "uneven-agreement"),
        ([0, 0], [0, 0], [0, 1], [1, -2], "uneven-agreement"),
        ([0, 0], [0, 0], [1, 1], [1, 0], "repeated-rating"),
        # So far apart that the numbers do not fit one table, or one integer.
        ([0, 0], [5_000_000, 5_000_000], [1, 1], [1, 0], "repeated-rating"),
        ([0, 0], [2**40, 2**40], [2**30, 2**30], [1, 0], "repeated-rating"),
    ],
)
def test_what_does_not_fit(group: list[int], unit: list[int], rater: list[int], code: list[int], problem: str) -> None:
    """Columns of unequal length, numbers out of range and a rater who rated a unit twice are refused."""
    with pytest.raises(InvalidRecord) as caught:
        Design(group, unit, rater, code, 1, YES_NO)
    assert caught.value.problems[0].code == problem


def test_the_same_rater_may_rate_the_unit_of_another_group() -> None:
    """Units are counted within their group."""
    made = Design([0, 1], [0, 0], [0, 0], [1, 0], 2, YES_NO)
    assert made.patterns().group.tolist() == [0, 1]


def test_rows_with_a_rating_in_order() -> None:
    """Figures are computed by group, unit and rater, without the cells that nobody rated."""
    made = Design([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, -1, 1], 2, YES_NO).ordered
    rows = np.stack([made.group, made.unit, made.rater, made.code], 1)
    assert rows.tolist() == [[0, 0, 0, 1], [0, 1, 0, 0], [1, 0, 0, 1]]
    far = Design([0, 0], [2**40, 7], [2**30, 0], [1, 0], 1, YES_NO).ordered
    assert far.unit.tolist() == [7, 2**40]
