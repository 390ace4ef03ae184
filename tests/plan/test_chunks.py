"""Items that are read together."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from fidelity.plan.chunks import Chunk, chunks_of


def test_patterns_are_numbered_as_a_clock_counts() -> None:
    """Every combination of levels has its own number, from 0, the last item running fastest."""
    chunk = Chunk(("a", "b", "c"), (2, 3, 4))
    levels = np.array(list(product(range(2), range(3), range(4))), np.uint8)
    codes = {name: levels[:, place] for place, name in enumerate("abc")}
    assert chunk.patterns(codes, slice(None)).tolist() == list(range(24))
    assert chunk.patterns(codes, slice(5, 7)).tolist() == [5, 6]


def test_a_chunk_of_one_item_is_its_column() -> None:
    """One item alone may have more levels than fit 16 bits."""
    codes = {"a": np.array([70_000, 1], np.uint32)}
    assert Chunk(("a",), (70_001,)).patterns(codes, slice(None)).tolist() == [70_000, 1]


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.uint32])
def test_the_largest_pattern_fits(kind: type[np.unsignedinteger]) -> None:
    """Sixteen items of two levels are 65,536 patterns, of which the last is 65,535."""
    names = tuple(f"i{n}" for n in range(16))
    codes = {name: np.array([1], kind) for name in names}
    assert Chunk(names, (2,) * 16).patterns(codes, slice(None)).tolist() == [65_535]


def test_what_each_pattern_adds_is_the_sum_over_its_items() -> None:
    """Items that a score does not read add nothing."""
    chunk = Chunk(("a", "b", "c"), (2, 2, 3))
    adds = {"a": np.array([0, 100]), "c": np.array([1, 2, 3])}
    spread = chunk.spread(adds, np.add, 0)
    assert spread.tolist() == [1, 2, 3, 1, 2, 3, 101, 102, 103, 101, 102, 103]


def test_the_least_of_a_pattern_passes_over_what_is_not_read() -> None:
    """An item that a score does not read has the last rank, which is no value."""
    chunk = Chunk(("a", "b"), (2, 2))
    assert chunk.spread({"a": np.array([3, 1])}, np.minimum, 9).tolist() == [3, 3, 1, 1]


def test_items_of_the_same_scores_go_together_up_to_the_limit() -> None:
    """Items are grouped by who reads them, and a group ends before it has too many patterns."""
    readers = {"a": frozenset({"s"}), "b": frozenset({"s", "t"}), "c": frozenset({"s"}), "d": frozenset({"s"})}
    chunks = chunks_of(readers, {"a": 4, "b": 4, "c": 4, "d": 4}, 16)
    assert [chunk.items for chunk in chunks] == [("a", "c"), ("d",), ("b",)]
    assert [chunk.size for chunk in chunks] == [16, 4, 4]


def test_an_item_with_more_levels_than_the_limit_stands_alone() -> None:
    """One item is never split."""
    readers = {name: frozenset({"s"}) for name in "abc"}
    chunks = chunks_of(readers, {"a": 2, "b": 300, "c": 2}, 256)
    assert [chunk.items for chunk in chunks] == [("a",), ("b",), ("c",)]
