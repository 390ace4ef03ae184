"""What a measure is made of in every version, and what readers see of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from fidelity.disclosure.audit import attack
from fidelity.disclosure.board import Board, together
from fidelity.disclosure.measure import Measure
from fidelity.disclosure.puzzle import KNOWN
from fidelity.disclosure.relations import relations
from tests.disclosure.dense import sums

KEYS = ["site", "quarter"]
COLUMNS = ["n_met", "n_not_met"]
NONE: list[sparse.csr_array] = []
Rows = dict[tuple[str, str], tuple[int, int]]


def board(*versions: Rows, of: list[tuple[str, str]], earlier: dict[tuple[str, str], bool] | None = None) -> Board:
    """The board of a measure; of the groups of the first version it is said whether they were visible."""
    frames = [
        pd.DataFrame([(*group, *counts) for group, counts in rows.items()], columns=[*KEYS, *COLUMNS])
        for rows in versions
    ]
    groups = pd.DataFrame(of, columns=KEYS)
    seen = earlier or {}
    before = [(pd.DataFrame([*seen], columns=KEYS), np.array([*seen.values()]))] if seen else []
    return Board.of(Measure(relations(frames, groups, KEYS, COLUMNS), groups, before))


BASE: Rows = {("A", "1"): (6, 4), ("A", "2"): (3, 5), ("B", "1"): (7, 0)}
ALL = [*BASE, ("A", ""), ("B", ""), ("", "")]


def test_the_parts_of_one_version_are_its_counts() -> None:
    """Each result of each of the finest groups is a part."""
    found = board(BASE, of=ALL)
    assert found.parts.tolist() == [6, 4, 3, 5, 7, 0]
    assert (found.n_atoms, found.width, found.n_parts) == (3, 2, 6)


def test_what_came_since_is_a_part() -> None:
    """Where a count rose, what is now is what was and what came; where it fell, nothing of it is left."""
    found = board({("A", "1"): (4, 4), ("A", "2"): (8, 5)}, {("A", "1"): (6, 4), ("A", "2"): (3, 5)}, of=[("A", "")])
    assert found.parts.tolist() == [4, 4, 8, 5, 2, 0, 3, 0]
    assert np.array_equal(found.states[0] @ found.parts, [4, 4, 8, 5])
    assert np.array_equal(found.states[1] @ found.parts, [6, 4, 3, 5])
    assert found.states[1].toarray()[2].tolist() == [0, 0, 0, 0, 0, 0, 1, 0]


def test_every_cell_is_seen_with_its_group() -> None:
    """The results of a group are one unit, so that none of them is shown without the others."""
    found = board(BASE, of=ALL).puzzle(NONE, sparse.csr_array((0, 6)), [])
    assert found.linear.unit[:12].tolist() == np.repeat(np.arange(6), 2).tolist()
    assert found.linear.cells[:12].tolist() == [6, 4, 3, 5, 7, 0, 9, 9, 7, 0, 16, 9]


def test_a_group_with_nobody_in_it_is_known() -> None:
    """That there is nothing in a group is no secret, whatever is hidden."""
    rows: Rows = {**BASE, ("B", "2"): (0, 0)}
    linear = board(rows, of=[*rows]).puzzle(NONE, sparse.csr_array((0, 8)), []).linear
    assert linear.unit[6:8].tolist() == [KNOWN, KNOWN]


def test_what_was_seen_stays_seen() -> None:
    """Groups of an earlier table are known in the version that showed them, and those that it hid are not."""
    before, now = {("A", "1"): (5, 4), ("A", "2"): (2, 1)}, {("A", "1"): (6, 4), ("A", "2"): (9, 8)}
    found = board(before, now, of=[*now], earlier={("A", "1"): True, ("A", "2"): False})
    linear = found.puzzle(NONE, sparse.csr_array((0, found.n_parts)), []).linear
    assert linear.unit.tolist() == [0, 0, 1, 1, KNOWN, KNOWN]
    assert linear.cells.tolist() == [6, 4, 9, 8, 5, 4]


def test_what_is_1_or_more_is_known_to_be() -> None:
    """A sum that is lifted is 1 more than a part of its own, whatever else is hidden."""
    found = board(BASE, of=ALL)
    linear = found.puzzle(NONE, sums([[1, 1, 0, 0, 0, 0]]), []).linear
    assert linear.parts[6:].tolist() == [9]
    ranges = attack(linear, np.ones(6, np.bool_), sums([[1, 1, 0, 0, 0, 0, 0]]))
    assert ranges.low.tolist() == pytest.approx([1])


def test_sums_that_are_known_are_exact() -> None:
    """What is known of a board is seen whatever is hidden."""
    linear = board(BASE, of=ALL).puzzle([sums([[1, 1, 0, 0, 0, 0]])], sparse.csr_array((0, 6)), []).linear
    ranges = attack(linear, np.ones(6, np.bool_), sums([[1, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0]]))
    assert ranges.low.tolist() == pytest.approx([10, 0])
    assert ranges.high.tolist() == pytest.approx([10, 10])


def test_rows_are_their_columns_together() -> None:
    """How many there are is the sum of the results."""
    assert together(sums([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]), 2).toarray().tolist() == [
        [1, 1, 0, 0],
        [0, 0, 1, 1],
    ]


IN_TWO: Rows = {("A", "1"): (6, 4), ("A", "2"): (7, 2), ("A", ""): (4, 6)}
"""Practitioners seen in two quarters; over both, fewer met the criterion than in either."""


def test_no_part_is_below_0() -> None:
    """Fewer may meet a criterion over all quarters than in one of them, and that is no rule that the truth breaks."""
    found = board(IN_TWO, of=[*IN_TWO])
    linear = found.puzzle(NONE, sparse.csr_array((0, found.n_parts)), []).linear
    assert (linear.parts >= 0).all()
    assert (linear.cells[: 2 * len(IN_TWO)] == found.parts[[0, 1, 2, 3, 4, 5]]).all()


def test_a_total_of_people_is_no_less_than_its_groups() -> None:
    """Hidden, the total of people who are in two quarters is at least as many as in one, and at most all together."""
    found = board(IN_TWO, of=[*IN_TWO])
    linear = found.puzzle(NONE, sparse.csr_array((0, found.n_parts)), []).linear
    wide = np.zeros((1, len(linear.parts)))
    wide[0, [4, 5]] = 1.0
    ranges = attack(linear, np.array([False, False, True]), sparse.csr_array(wide))
    assert (ranges.low.tolist(), ranges.high.tolist()) == (pytest.approx([10]), pytest.approx([19]))


def test_what_the_truth_keeps_may_be_known() -> None:
    """Where a total of a result is at most all of its groups together, a reader may know that it is."""
    # At most 13 met it, and at most 6 did not; at least 10 are people, so that at least 4 met it.
    found = board(IN_TWO, of=[*IN_TWO])
    linear = found.puzzle(NONE, sparse.csr_array((0, found.n_parts)), []).linear
    met = np.zeros((1, len(linear.parts)))
    met[0, 4] = 1.0
    ranges = attack(linear, np.array([False, False, True]), sparse.csr_array(met))
    assert (ranges.low.tolist(), ranges.high.tolist()) == (pytest.approx([4]), pytest.approx([13]))
