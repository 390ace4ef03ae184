"""Connected pieces: who can be compared with whom, and sums over what falls apart."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.measurements import of_table
from fidelity.agreement.pieces import crossed_pieces, pieces
from tests.agreement.tables import SHROUT_FLEISS, drawn, stacked

n = np.nan
APART = np.array([[1, 2, n, n, n], [3, 4, n, n, n], [n, n, 5, 6, n], [n, n, n, 7, n], [n, n, n, n, 9]])


def test_raters_are_connected_through_subjects() -> None:
    """Two pairs who share subjects, one who shares none; raters of another group are others."""
    found, n_pieces = pieces(stacked([APART, SHROUT_FLEISS]))
    assert found.tolist() == [0, 0, 1, 1, 2, 3, 3, 3, 3]
    assert n_pieces == 4


def test_sums_over_pieces_are_those_of_the_group() -> None:
    """Counts and squares, taken from the mean of the group and not of its piece."""
    data = stacked([drawn(4, 3, seed=1), APART, drawn(5, 2, seed=2)])
    found = crossed_pieces(data, np.array([False, True, True]))
    assert found.added([stack.n_ratings for stack in found.stacks]).tolist() == [8, 10]
    squares = found.added([stack.squares for stack in found.stacks])
    np.testing.assert_allclose(squares, [8 * np.nanvar(APART), 10 * np.var(drawn(5, 2, seed=2))])


def test_some_of_the_groups() -> None:
    """Those that are taken get new numbers; all of them are the same as before."""
    whole = crossed_pieces(of_table(np.stack([SHROUT_FLEISS, SHROUT_FLEISS[::-1] * 2])), np.array([True, True]))
    second = whole.taken(np.array([1]))
    assert second.n_groups == 1
    squares = whole.added([stack.squares for stack in whole.stacks])
    assert second.added([stack.squares for stack in second.stacks]).tolist() == squares[1:].tolist()
    assert whole.taken(np.array([0, 1])) is whole
