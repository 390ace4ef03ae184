"""What must not be worked out of a measure: its results, and how many those are of."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from fidelity.disclosure.audit import Ranges, attack
from fidelity.disclosure.measure import Measure
from fidelity.disclosure.puzzle import Puzzle
from fidelity.disclosure.questions import numbers, results
from fidelity.disclosure.relations import relations
from fidelity.disclosure.settings import PRESETS

KEYS = ["site", "quarter"]
SETTING = PRESETS["default"]
Group = tuple[str, str]
Rows = Mapping[Group, tuple[int, ...]]


def measure(
    *versions: Rows, of: list[Group] | None = None, earlier: dict[Group, bool] | None = None, is_whole: bool = True
) -> Measure:
    """A measure; of the groups of an earlier table it is said whether they were visible."""
    width = len(next(iter(versions[0].values())))
    columns = ["n_met", "n_not_met"][:width]
    frames = [pd.DataFrame([(*group, *row) for group, row in rows.items()]) for rows in versions]
    for frame in frames:
        frame.columns = pd.Index([*KEYS, *columns])
    groups = pd.DataFrame(of or [*versions[-1]], columns=KEYS)
    seen = earlier or {}
    before = [(pd.DataFrame([*seen], columns=KEYS), np.array([*seen.values()]))] if seen else []
    return Measure(relations(frames, groups, KEYS, columns), groups, before, is_whole)


def secrets(of: Puzzle) -> list[tuple[float, float]]:
    """How much each secret is, and its reach; in order."""
    amounts = np.asarray(of.secrets.sums @ of.linear.parts, np.float64).ravel()
    return sorted(zip(amounts.tolist(), of.secrets.reach.tolist(), strict=True))


def ranges(of: Puzzle, amounts: list[list[int]]) -> Ranges:
    """What a reader knows of sums of the first parts when everything is hidden."""
    wide = np.zeros((len(amounts), len(of.linear.parts)))
    for row, parts in zip(wide, amounts, strict=True):
        row[parts] = 1.0
    return attack(of.linear, np.ones(int(of.linear.unit.max()) + 1, np.bool_), sparse.csr_array(wide))


def test_small_results_are_secrets() -> None:
    """3 of 33 must seem able to be 0 and 5; the 30 are no secret of their own."""
    assert secrets(results(measure({("A", "1"): (3, 30), ("A", "2"): (9, 8)}), SETTING)) == [(3, 5)]


def test_all_results_of_a_small_group_are_secrets() -> None:
    """Of three, each result must seem able to be none and all of them, also one that is 0."""
    assert secrets(results(measure({("A", "1"): (3, 0), ("A", "2"): (9, 8)}), SETTING)) == [(0, 3), (3, 3)]


def test_that_it_was_everybody_is_a_secret() -> None:
    """Where all of eight met it, it must seem that five did not."""
    assert secrets(results(measure({("A", "1"): (8, 0), ("A", "2"): (9, 8)}), SETTING)) == [(0, 5)]


def test_amounts_are_secret_only_in_small_groups() -> None:
    """Three points of 33 are nobody's; the points of three people are."""
    found = results(measure({("A", "1"): (3, 30), ("A", "2"): (2, 1)}, is_whole=False), SETTING)
    assert secrets(found) == [(1, 3), (2, 3)]


def test_the_reader_knows_how_many_there_were() -> None:
    """With all results hidden, the number of every group is known exactly, and nothing else."""
    found = ranges(results(measure({("A", "1"): (3, 30), ("A", "2"): (9, 8)}), SETTING), [[0, 1], [0], [2]])
    assert found.low.tolist() == pytest.approx([33, 0, 0])
    assert found.high.tolist() == pytest.approx([33, 33, 17])


def test_what_a_whole_may_tell_is_no_secret_of_its_parts() -> None:
    """If all of 24 met it and that may be said, nothing is left to protect of the 3 among them."""
    rows: Rows = {("A", "1"): (3, 0), ("B", "1"): (21, 0), ("A", "2"): (9, 8), ("B", "2"): (9, 8)}
    assert secrets(results(measure(rows, of=[*rows, ("", "1")]), SETTING)) == []
    assert secrets(results(measure(rows), SETTING)) == [(0, 3), (3, 3)]


def test_what_overlaps_tells_nothing() -> None:
    """That everybody at a site met it says nothing of a quarter in which others did not."""
    rows: Rows = {("A", "1"): (12, 0), ("A", "2"): (12, 0), ("B", "1"): (5, 3), ("B", "2"): (9, 8)}
    assert secrets(results(measure(rows, of=[("A", ""), ("", "1")]), SETTING)) == [(3, 5)]


def test_that_it_was_all_of_few_people_is_a_secret() -> None:
    """Where all sixteen visits were to three people, and all met it, it must seem that five did not."""
    of = attrs.evolve(measure({("A", "1"): (16, 0), ("A", "2"): (9, 8)}), people=np.array([3.0, 9.0]))
    assert secrets(results(of, SETTING)) == [(0, 5)]


def test_what_a_year_tells_is_no_answer_for_a_quarter() -> None:
    """That all of 15 people met it in the end leaves it a secret how few of them did so in one of the quarters."""
    # The total is no sum, because all are in both quarters; of the first, 4 of 15 are known to nobody.
    rows: Rows = {("A", "1"): (4, 11), ("A", "2"): (15, 0), ("A", ""): (15, 0)}
    assert secrets(results(measure(rows), SETTING)) == [(4, 5)]


def test_what_came_since_is_a_secret() -> None:
    """Beside an earlier table that showed 18 of 30, 20 of 40 tells of 2 among 10 who came."""
    before, now = {("A", "1"): (18, 12)}, {("A", "1"): (20, 20)}
    assert secrets(results(measure(before, now, earlier={("A", "1"): True}), SETTING)) == [(2, 5)]


def test_what_was_taken_back_is_a_secret() -> None:
    """Three that were counted by mistake are three people too."""
    before, now = {("A", "1"): (18, 12)}, {("A", "1"): (15, 22)}
    assert secrets(results(measure(before, now, earlier={("A", "1"): True}), SETTING)) == [(3, 5)]


def test_what_was_hidden_stays_a_secret() -> None:
    """3 of 30 that an earlier table hid are still to be protected when there are 13 of 40."""
    before, now = {("A", "1"): (3, 27)}, {("A", "1"): (13, 37)}
    assert secrets(results(measure(before, now, earlier={("A", "1"): False}), SETTING)) == [(3, 5)]


def test_how_few_there_are_is_a_secret() -> None:
    """Of three the reader knows that it is one at least; that it is more must seem able to be 0, and up to 5 in all."""
    found = numbers(measure({("A", "1"): (3, 0), ("A", "2"): (9, 8)}), SETTING)
    assert secrets(found) == [(2, 4)]
    known = ranges(found, [[0, 1]])
    assert known.low.tolist() == pytest.approx([1])
    assert np.isinf(known.high).all()


def test_a_small_total_is_known_to_be_as_many_as_its_groups() -> None:
    """Of two groups of 1 and 2 the reader knows that it is two at least, so that 3 are left to be seen."""
    found = numbers(measure({("A", "1"): (1,), ("A", "2"): (2,)}, of=[("A", "1"), ("A", "2"), ("A", "")]), SETTING)
    assert secrets(found) == [(0, 4), (1, 3), (1, 4)]


def test_a_group_that_is_not_in_the_table_is_not_known_to_have_anybody() -> None:
    """Only where a row says that something was measured there is known to be at least one."""
    found = numbers(measure({("A", "1"): (1,), ("A", "2"): (2,)}, of=[("A", "")]), SETTING)
    assert secrets(found) == [(3, 5)]


def test_how_few_came_since_is_a_secret() -> None:
    """Two more than an earlier table showed must seem able to be none and five."""
    before, now = {("A", "1"): (18, 12)}, {("A", "1"): (19, 13)}
    assert secrets(numbers(measure(before, now, earlier={("A", "1"): True}), SETTING)) == [(2, 5)]


def test_how_few_there_were_stays_a_secret() -> None:
    """That a group was of four when an earlier table hid it is still to be protected when it is of twenty."""
    before, now = {("A", "1"): (2, 2)}, {("A", "1"): (10, 10)}
    assert secrets(numbers(measure(before, now, earlier={("A", "1"): False}), SETTING)) == [(4, 5)]
