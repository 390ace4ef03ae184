"""Measurements: any order of rows, names of any size, and what is refused."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from fidelity.agreement.measurements import Measurements, by_group, measurements, of_table, ratio
from fidelity.errors import InvalidRecord

NAN = np.nan


def _of_rows(rows: npt.NDArray[np.int64]) -> Measurements:
    """Rows of group, subject, rater and value, in three groups."""
    group, subject, rater, value = rows.T
    return measurements(group, subject, rater, value, 3)


def _same(first: Measurements, second: Measurements) -> bool:
    names = ("value", "group", "subject", "rater", "subject_group", "rater_group", "rater_name")
    return all(np.array_equal(getattr(first, name), getattr(second, name)) for name in names)


def test_rows_may_come_in_any_order() -> None:
    """The record is the same, sorted by group, subject and rater."""
    rows = np.array([[0, 0, 0, 5], [0, 0, 2, 6], [0, 1, 0, 7], [2, 0, 1, 8]])
    plain = _of_rows(rows)
    shuffled = _of_rows(rows[[2, 0, 3, 1]])
    assert _same(plain, shuffled)
    assert plain.value.tolist() == [5, 6, 7, 8]
    assert plain.subject.tolist() == [0, 0, 1, 2]
    assert plain.rater.tolist() == [0, 1, 0, 2]
    assert plain.rater_name.tolist() == [0, 2, 1]
    assert plain.per_subject().tolist() == [2, 1, 1]
    assert plain.per_rater().tolist() == [2, 1, 1]


def test_large_names_are_numbered_the_same() -> None:
    """Names far apart, which are sorted instead of counted, give the same numbers."""
    rows = np.array([[0, 0, 0, 5], [0, 0, 2, 6], [0, 1, 0, 7], [2, 0, 1, 8]])
    far = rows.copy()
    far[:, 1] *= 10**9
    assert _same(_of_rows(rows), _of_rows(far))


def test_a_mask_keeps_groups() -> None:
    """What is left keeps its group and the names of its raters."""
    data = of_table([[[1, 2], [3, 4]], [[5, 6], [7, 8]]])
    found = data.where(data.value > 4.5)
    assert found.group.tolist() == [1, 1, 1, 1]
    assert found.n_groups == 2
    assert found.rater_name.tolist() == [0, 1]


def test_tables_leave_missing_out() -> None:
    """NaN is no rating."""
    assert of_table(np.array([[1, NAN], [2, 3]])).value.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        (([0, 0], [0, 0], [1, 1], [3, 4]), "measured-twice"),
        (([0], [0, 1], [0, 1], [3, 4]), "bad-measurements"),
        (([0, 1], [0, 1], [0, 1], [3, 4]), "bad-measurements"),
        (([0, 0], [0, -1], [0, 1], [3, 4]), "bad-measurements"),
        (([0, 0], [0, 1], [0, 1], [3, np.inf]), "bad-measurements"),
    ],
)
def test_what_does_not_fit_is_refused(columns: tuple[list[float], ...], code: str) -> None:
    """Repeated ratings, columns of other lengths, groups that do not exist and endless numbers."""
    group, subject, rater, value = columns
    with pytest.raises(InvalidRecord) as refused:
        measurements(group, subject, rater, value, 1)

    assert [problem.code for problem in refused.value.problems] == [code]


def test_sums_and_ratios() -> None:
    """Groups without rows sum to zero, and nothing is divided by zero."""
    assert by_group(np.array([0, 2, 2]), 4, np.array([1.0, 2.0, 3.0])).tolist() == [1, 0, 5, 0]
    assert np.array_equal(ratio([1, 2], [2, 0]), [0.5, np.nan], equal_nan=True)
