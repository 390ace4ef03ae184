"""The fewest units that close all gaps, and a quick choice that closes them too."""

from __future__ import annotations

import numpy as np

from fidelity.disclosure.audit import Breach
from fidelity.disclosure.complementary import fewest, greedy, weights


def gap(*units: int) -> Breach:
    """A gap that any one of some units closes."""
    return Breach(0, np.array(units), np.ones(len(units)))


def test_the_fewest_are_found_where_the_quick_way_takes_more() -> None:
    """Unit 0 closes most gaps at once, but the two that close all of them are others."""
    gaps = [gap(0, 1), gap(0, 1), gap(0, 2), gap(0, 2), gap(1, 3), gap(2, 4)]
    cost, nothing = weights(np.ones(5)), np.zeros(5, np.bool_)
    best = fewest(cost, nothing, gaps, 10)
    assert best is not None
    assert best.is_fewest
    assert np.flatnonzero(best.hidden).tolist() == [1, 2]
    quick = greedy(cost, nothing, gaps)
    assert quick.hidden[0]
    assert quick.hidden.sum() == 3
    assert not quick.is_fewest


def test_sizes_decide_only_between_equally_few() -> None:
    """One large unit is cheaper than two small ones, and of two single ones the smaller is taken."""
    cost = weights(np.array([1.0, 1.0, 900.0, 90.0]))
    assert cost[2] < cost[0] + cost[1]
    best = fewest(cost, np.zeros(4, np.bool_), [gap(0, 2, 3), gap(1, 2, 3)], 10)
    assert best is not None
    assert np.flatnonzero(best.hidden).tolist() == [3]


def test_weights_add_up() -> None:
    """Where no single unit is enough, several are hidden whose weights come to one."""
    halves = Breach(0, np.array([0, 1, 2]), np.array([0.5, 0.5, 0.4]))
    cost, nothing = weights(np.ones(3)), np.zeros(3, np.bool_)
    best = fewest(cost, nothing, [halves], 10)
    assert best is not None
    assert best.hidden.tolist() == greedy(cost, nothing, [halves]).hidden.tolist() == [True, True, False]


def test_no_time_is_no_choice_or_a_safe_one() -> None:
    """A search without time says that it has none, or gives what closes the gaps."""
    best = fewest(weights(np.ones(3)), np.array([True, False, False]), [gap(1, 2)], 0)
    assert best is None or best.hidden[[1, 2]].any()
