"""The fewest units that close all gaps, and a quick choice that closes them too."""

from __future__ import annotations

from time import monotonic

import numpy as np

from fidelity.disclosure.complementary import Search, weights
from fidelity.disclosure.prices import Bare, Breach
from fidelity.disclosure.puzzle import Flags

ALIKE = np.ones(5)
NOTHING = np.zeros(5, np.bool_)


def gap(*units: int) -> Breach:
    """A gap that any one of some units closes."""
    return Breach(0, np.array(units), np.ones(len(units)))


def soon() -> float:
    """Ten seconds from now."""
    return monotonic() + 10


def places(hidden: Flags) -> list[int]:
    """Which units are hidden."""
    return [int(place) for place in np.flatnonzero(hidden)]


def test_the_fewest_are_found_where_the_quick_way_takes_more() -> None:
    """Unit 0 closes most gaps at once, but the two that close all of them are others."""
    gaps = [gap(0, 1), gap(0, 1), gap(0, 2), gap(0, 2), gap(1, 3), gap(2, 4), gap(0, 1, 3), gap(0, 2, 4)]
    search = Search(ALIKE, NOTHING)
    best = search.fewest(gaps, [], soon())
    assert best.is_fewest.all()
    assert places(best.hidden) == [1, 2]
    quick = search.quick(gaps, [], NOTHING)
    assert quick.hidden[0]
    assert quick.hidden.sum() == 3
    assert not quick.is_fewest.all()


def test_sizes_decide_only_between_equally_few() -> None:
    """One large unit is cheaper than two small ones, and of two single ones the smaller is taken."""
    sizes = np.array([1.0, 1.0, 900.0, 90.0])
    cost = weights(sizes)
    assert cost[2] < cost[0] + cost[1]
    best = Search(sizes, np.zeros(4, np.bool_)).fewest([gap(0, 2, 3), gap(1, 2, 3)], [], soon())
    assert places(best.hidden) == [3]


def test_weights_add_up() -> None:
    """Where no single unit is enough, several are hidden whose weights come to one."""
    halves = Breach(0, np.array([0, 1, 2]), np.array([0.5, 0.5, 0.4]))
    search = Search(ALIKE, NOTHING)
    assert places(search.fewest([halves], [], soon()).hidden) == [0, 1]
    assert places(search.quick([halves], [], NOTHING).hidden) == [0, 1]


def test_what_is_hidden_in_any_case_counts() -> None:
    """A gap that a primary unit closes needs no other, and of one that it half closes the other half is left."""
    primary = np.array([True, False, False, False, False])
    search = Search(ALIKE, primary)
    assert places(search.fewest([gap(0, 1)], [], soon()).hidden) == [0]
    halves = Breach(0, np.array([0, 1, 2]), np.array([0.5, 0.5, 0.4]))
    assert places(search.fewest([halves], [], soon()).hidden) == [0, 1]


def test_a_unit_that_follows_from_others_is_not_hidden_alone() -> None:
    """Where hiding a unit is of no use unless another is hidden too, one that needs nothing is taken instead."""
    held_back = [Bare(1, np.array([3]))]
    sizes = np.array([9.0, 1.0, 5.0, 9.0, 9.0])
    search = Search(sizes, NOTHING)
    assert places(search.fewest([gap(1, 2)], [], soon()).hidden) == [1]
    assert places(search.fewest([gap(1, 2)], held_back, soon()).hidden) == [2]
    assert places(search.fewest([gap(1)], held_back, soon()).hidden) == [1, 3]


def test_gaps_that_share_nothing_are_closed_each_for_itself() -> None:
    """Two knots of gaps are two searches, and what is found for one is not changed by the other."""
    one, other = [gap(0, 1)], [gap(2, 3), gap(2, 4)]
    search = Search(np.array([1.0, 2.0, 9.0, 1.0, 1.0]), NOTHING)
    alone = search.fewest(one, [], soon())
    both = search.fewest([*one, *other], [], soon())
    assert places(alone.hidden) == [0]
    assert places(both.hidden) == [0, 2]


def test_without_time_the_choice_is_safe_and_not_called_the_fewest() -> None:
    """A search whose time is over closes every gap the quick way, and says so."""
    gaps = [gap(0, 1), gap(0, 1), gap(0, 2), gap(0, 2), gap(1, 3), gap(2, 4), gap(0, 1, 3), gap(0, 2, 4)]
    late = Search(ALIKE, NOTHING).fewest(gaps, [], monotonic() - 1)
    assert not late.is_fewest.any()
    assert all(late.hidden[each.units].any() for each in gaps)
