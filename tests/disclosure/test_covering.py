"""Which groups hold which, by their names."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fidelity.disclosure.covering import covers, distinct, numbered, one_number, same

KEYS = ["site", "quarter"]


def groups(*names: tuple[str, str]) -> pd.DataFrame:
    """Groups by their names."""
    return pd.DataFrame(names, columns=KEYS)


SOME = groups(("A", "1"), ("A", ""), ("", ""), ("B", "1"), ("", "1"))


def test_groups_hold_themselves_and_what_they_total() -> None:
    """A total holds whatever agrees with it where it says something, smaller totals and itself included."""
    assert covers(SOME, SOME).toarray().tolist() == [
        [1, 0, 0, 0, 0],
        [1, 1, 0, 0, 0],
        [1, 1, 1, 1, 1],
        [0, 0, 0, 1, 0],
        [1, 0, 0, 1, 1],
    ]


def test_same_names_are_same_groups() -> None:
    """A group is the same as one of the same name only, not as what it holds or is held by."""
    others = groups(("", "1"), ("A", "1"), ("C", ""))
    assert same(SOME, others).toarray().tolist() == [[0, 1, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [1, 0, 0]]


def test_groups_are_told_apart_by_whole_names() -> None:
    """Names that run into the same letters are not the same."""
    assert covers(groups(("A1", "1")), groups(("A", "11"))).nnz == 0


def test_each_group_occurs_once() -> None:
    """A group of two tables is one group, and numbers in a key are texts."""
    numbers = pd.DataFrame({"site": ["A", "B"], "quarter": [1, 2], "n": [5, 6]})
    found = distinct([SOME, numbers], KEYS)
    assert [*found.itertuples(index=False, name=None)] == [
        ("", ""), ("", "1"), ("A", ""), ("A", "1"), ("B", "1"), ("B", "2"),
    ]  # fmt: skip


def test_without_keys_there_is_one_group() -> None:
    """A table that is grouped by nothing is about one group: all."""
    assert distinct([pd.DataFrame({"n": [5]}), pd.DataFrame({"n": [7]})], []).shape == (1, 0)


def test_an_empty_text_is_number_0() -> None:
    """Names are numbered from 1, the same in both tables; 0 stands for a total."""
    mine, theirs = numbered(groups(("A", ""), ("B", "1")), groups(("B", "")))
    assert mine[0, 1] == theirs[0, 1] == 0
    assert mine[1, 0] == theirs[0, 0] > 0
    assert mine[0, 0] not in (0, mine[1, 0])


@pytest.mark.parametrize("width", [1, 3, 40])
def test_rows_are_numbered_however_wide(width: int) -> None:
    """Two rows have one number exactly where they are the same, however large a product of so many columns would be."""
    rng = np.random.default_rng(width)
    drawn = rng.integers(0, 2, (30, width)) * (10**9 if width > 1 else 1)
    rows = drawn[rng.integers(0, 30, 60)].astype(np.intp)
    number = one_number(rows)
    alike = (rows[:, None, :] == rows[None, :, :]).all(axis=2)
    assert ((number[:, None] == number[None, :]) == alike).all()
    assert number.max() < len(rows)
