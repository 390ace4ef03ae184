"""What would have to be hidden, as a bound that every safe choice keeps."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.disclosure.audit import Auditor, breaches
from fidelity.disclosure.prices import Breach
from fidelity.disclosure.puzzle import table
from tests.disclosure.attacker import crossed, of_cells
from tests.disclosure.dense import puzzle


def hidden(n: int, *units: int) -> np.ndarray:
    """Which units are hidden."""
    return np.isin(np.arange(n), units)


def weights(found: list[Breach]) -> list[dict[int, float]]:
    """What would help with each breach."""
    return [dict(zip(each.units.tolist(), each.weight.tolist(), strict=True)) for each in found]


def test_down_any_of_the_row_helps() -> None:
    """A count of 3 that is told by a total is 0 if the total is hidden, or anything beside it that could be 3 more."""
    of = table([3, 7, 1, 11], [(3, [0, 1, 2])], [0], 5)
    down, _ = weights(breaches(of, hidden(4, 0)))
    assert down == pytest.approx({1: 1.0, 2: 1.0, 3: 1.0})


def test_up_what_is_beside_helps_with_what_it_has() -> None:
    """To seem 5 a count of 3 needs 2 from others: a 1 has half of that, and a 0 nothing."""
    of = table([3, 7, 1, 0, 11], [(4, [0, 1, 2, 3])], [0], 5)
    _, up = weights(breaches(of, hidden(5, 0)))
    assert up == pytest.approx({1: 1.0, 2: 0.5, 4: 1.0})


def test_what_was_subtracted_has_its_price() -> None:
    """Subtractions one after the other are undone: every figure that a secret was told by is one that would help."""
    # 3 is told by its row, 3 + 7 = 10, and 10 by the column of totals, 10 + 30 = 40; 10 itself is hidden too.
    of = table([3, 7, 10, 30, 40], [(2, [0, 1]), (4, [2, 3])], [0], 5)
    down, up = weights(breaches(of, hidden(5, 0, 2)))
    assert down.keys() == {1, 3, 4}
    assert up == pytest.approx({1: 1.0, 3: 1.0, 4: 1.0})


def test_a_total_stands_for_all_that_it_holds() -> None:
    """A bound rests on a total instead of its parts where both are seen, since hiding one of these is of no use."""
    # The parts are a secret, and two pairs of others; seen are all of them, the pair of each, and everything.
    cells = [[1, 1, 1], [0, 1, 0], [0, 0, 1], [0, 1, 1]]
    of = puzzle(cells, [3, 8, 9], [[1, 0, 0]], [5])
    down, up = weights(breaches(of, hidden(4)))
    assert down == pytest.approx({0: 1.0, 3: 1.0})
    assert up == pytest.approx({0: 1.0, 3: 1.0})


def test_what_is_never_hidden_helps_nobody() -> None:
    """A breach of what is known in any case names no unit."""
    of = puzzle([[1, 1], [0, 1]], [3, 8], [[1, 0]], [5])
    of.linear.unit[1] = -1
    assert weights(breaches(of, hidden(1))) == [{0: 1.0}, {0: 1.0}]
    of.linear.unit[0] = -1
    assert weights(breaches(of, hidden(1))) == [{}, {}]


def test_where_only_whole_numbers_are_missing_anything_may_help() -> None:
    """Without a bound, all that has to do with a secret is named, and it is said that nothing is certain."""
    ring = [[1, 1, 0, 1, 0], [0, 1, 1, 1, 0], [1, 0, 1, 1, 0], [0, 0, 0, 0, 1]]
    (found,) = breaches(puzzle(ring, [1, 1, 1, 1, 9], [[0, 0, 0, 1, 0]], [3]), hidden(4))
    assert not found.is_certain
    assert weights([found]) == [{0: 1.0, 1: 1.0, 2: 1.0}]


def test_what_follows_from_others() -> None:
    """A hidden unit that is a difference of two seen ones follows from both, and one that is open from none."""
    of = table([3, 7, 10, 30, 40], [(2, [0, 1]), (4, [2, 3])], [0], 5)
    auditor = Auditor(of)
    (bare,) = auditor.bare(hidden(5, 0, 2, 1), np.array([2]))
    assert (bare.unit, bare.units.tolist()) == (2, [3, 4])
    assert not auditor.bare(hidden(5, 0, 1, 2), np.array([0, 1]))


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4, 6, 9]), min_size=4, max_size=4))
@settings(max_examples=5, deadline=None)
def test_every_safe_choice_keeps_every_bound(counts: list[int]) -> None:
    """Whatever closes all gaps for an attacker of our own has weights of 1 in all, so no safe choice is missed."""
    cells, relations = crossed(np.array(counts).reshape(2, 2))
    small = [place for place, count in enumerate(cells) if 0 < count < 5]
    of, start = table(cells, relations, small, 5), hidden(9, *small)
    found = breaches(of, start)
    free = np.flatnonzero(~start)
    for more in product([False, True], repeat=min(len(free), 4)):
        tried = start.copy()
        tried[free[: len(more)]] = more
        known = of_cells(cells, relations, tried.tolist())
        ranges = [known.range({place: 1.0}) for place in small]
        if all(low < 1e-6 and high > 5 - 1e-6 for low, high in ranges):
            assert all(each.weight[tried[each.units]].sum() > 1 - 1e-6 for each in found)
