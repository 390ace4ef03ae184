"""Large keys made small."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.plan import dense as dense_module
from fidelity.plan.dense import ADDRESSABLE, dense, fold_patterns, smallest


@pytest.mark.parametrize("size", [10, ADDRESSABLE, ADDRESSABLE + 1, 2**61])
def test_keys_that_occur_are_numbered_in_order(size: int) -> None:
    """Both ways, by table and by sorting, give the distinct keys and where each observation's is."""
    keys = np.array([9, 0, 9, 3, size - 1], np.int64)
    found, places = dense(keys, size)
    assert found.tolist() == sorted({9, 0, 3, size - 1})
    assert found[places].tolist() == keys.tolist()


@given(st.lists(st.integers(0, 63), max_size=40))
@settings(max_examples=40)
def test_by_table_and_by_sorting_are_the_same(keys: list[int]) -> None:
    """The way that is taken follows from the size alone and changes nothing."""
    column = np.array(keys, np.int64)
    by_table = dense(column, 64)
    by_sorting = dense(column, ADDRESSABLE + 1)
    assert [part.tolist() for part in by_table] == [part.tolist() for part in by_sorting]


@pytest.mark.parametrize(
    ("size", "kind"),
    [(0, "uint8"), (1, "uint8"), (256, "uint8"), (257, "uint16"), (65_536, "uint16"), (65_537, "uint32")],
)
def test_the_smallest_type_that_numbers_so_many(size: int, kind: str) -> None:
    """256 things are numbered 0 to 255."""
    assert np.dtype(smallest(size)).name == kind


rows = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 1)), min_size=1, max_size=30)


@given(rows, st.sampled_from([2**62, 7, 2]))
@settings(max_examples=60)
def test_patterns_number_distinct_rows(table: list[tuple[int, int, int]], largest: int) -> None:
    """Equal rows have one number, other rows another, also where the key is made dense on the way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense_module, "LARGEST", largest)
        columns = [(np.array([row[place] for row in table], np.uint8), radix) for place, radix in enumerate((3, 4, 2))]
        places, first = fold_patterns(columns)
    assert [table[place] for place in first[places].tolist()] == table
    assert len(first) == len(set(table))
    assert all(table.index(table[place]) == place for place in first.tolist())
