"""The last judged day of each cell."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fidelity.tally.latest import UNDATED, Latest, latest

ROWS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from([UNDATED, 1, 5, 700_000]), st.booleans()), max_size=20)
Row = tuple[int, int, bool]


def made(rows: list[Row]) -> Latest:
    """The last days of some judged observations."""
    cell, day, met = (np.array([row[column] for row in rows], np.int64) for column in range(3))
    return latest(cell, day, met, np.ones(len(rows), np.int64))


def said(held: Latest) -> list[tuple[int, ...]]:
    """Its rows."""
    return [*zip(*(getattr(held, name).tolist() for name in ("cell", "day", "n_met", "n_judged")), strict=True)]


@given(ROWS)
def test_of_each_cell_the_last_day_and_what_has_none(rows: list[Row]) -> None:
    """What was judged on the last day is added up, and so is what nobody dated."""
    expected = []
    for cell in sorted({row[0] for row in rows}):
        own = [row for row in rows if row[0] == cell]
        for day in sorted({UNDATED, max(row[1] for row in own)}):
            of_day = [row[2] for row in own if row[1] == day]
            expected += [(cell, day, sum(of_day), len(of_day))] if of_day else []
    assert said(made(rows)) == expected


@given(ROWS, ROWS)
def test_parts_and_the_whole(one: list[Row], other: list[Row]) -> None:
    """Two parts together are the whole, and cells fall together as if they had always been one."""
    both = Latest.together([made(one), made(other)])
    assert said(both) == said(made(one + other))
    halves = np.array([0, 0, 1, 1, 1])
    assert said(both.moved(halves)) == said(made([(int(halves[row[0]]), *row[1:]) for row in one + other]))
