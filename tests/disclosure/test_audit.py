"""The attack finds what a careful reader finds, and asks for whole numbers where counts are whole."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from fidelity.disclosure.audit import attack, breaches
from fidelity.disclosure.protect import protect
from fidelity.disclosure.puzzle import Linear, Puzzle, Secrets, table


def test_what_is_hidden_alone_is_worked_out() -> None:
    """A single hidden count is the total less the others."""
    puzzle = table([3, 7, 10, 20], [(3, [0, 1, 2])], [0], 5)
    ranges = attack(puzzle.linear, np.array([True, False, False, False]), puzzle.secrets.sums)
    assert (ranges.low.tolist(), ranges.high.tolist()) == ([3.0], [3.0])


def test_what_nothing_limits_is_infinite() -> None:
    """With the total hidden as well, there is no highest."""
    puzzle = table([3, 7, 10, 20], [(3, [0, 1, 2])], [0, 3], 5)
    ranges = attack(puzzle.linear, np.array([True, False, False, True]), puzzle.secrets.sums)
    assert ranges.low.tolist() == pytest.approx([0, 17], abs=1e-9)
    assert np.isinf(ranges.high).all()


def test_a_breach_says_what_would_help() -> None:
    """A small count that is hidden alone needs its row's total, or as much beside it as is missing to its reach."""
    puzzle = table([3, 7, 1, 11], [(3, [0, 1, 2])], [0], 5)
    found = breaches(puzzle, np.array([True, False, False, False]))
    up = [dict(zip(breach.units.tolist(), breach.weight.tolist(), strict=True)) for breach in found]
    # To be 5 instead of 3, it must take 2 from others: the 7 has them, the 1 has half of them, the total is unlimited.
    assert any(weights == pytest.approx({1: 1.0, 2: 0.5, 3: 1.0}) for weights in up)


def test_fractions_are_no_excuse() -> None:
    """A count that could be 0 only beside halves of people is not safe, and more is hidden."""
    # a + b + d = 3, b + c + d = 3 and a + c + d = 3 are seen, so a = b = c = (3 - d) / 2. With fractions d is anything
    # from 0 to 3; with whole numbers it is 1 or 3, and nobody is fooled.
    sums = sparse.csr_array(np.array([[1.0, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1]]))
    linear = Linear(sums, np.ones(4), np.arange(3))
    puzzle = Puzzle(linear, Secrets(sparse.csr_array(np.array([[0.0, 0, 0, 1]])), np.array([3.0])))
    nothing = np.zeros(3, np.bool_)
    assert attack(linear, nothing, puzzle.secrets.sums).low.tolist() == pytest.approx([0], abs=1e-9)
    assert [breach.secret for breach in breaches(puzzle, nothing)] == [0]
    found = protect([puzzle], np.ones(3), nothing)
    assert found.hidden.sum() == 1
    amounts = Puzzle(Linear(sums, np.ones(4), np.arange(3), is_whole=False), puzzle.secrets)
    assert not breaches(amounts, nothing)
