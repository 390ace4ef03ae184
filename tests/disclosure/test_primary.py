"""What is hidden for its own sake."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse

from fidelity.disclosure.primary import tells, untold
from fidelity.disclosure.settings import PRESETS, Disclosure


@pytest.mark.parametrize(
    ("counts", "is_primary"),
    [
        ((3, 1), True),  # 3 of 4
        ((3, 37), True),  # a small numerator
        ((37, 3), True),  # its small complement
        ((4, 0), True),  # a small group
        ((6, 0), True),  # everybody of six
        ((0, 9), True),  # nobody of nine
        ((10, 0), False),  # everybody of ten
        ((5, 5), False),
        ((0, 0), False),  # nothing there
    ],
)
def test_what_tells_too_much(counts: tuple[int, int], is_primary: bool) -> None:
    """Small counts on either side, small groups and unanimous ones are hidden; zeros and large groups are not."""
    assert tells(np.array([counts], float), PRESETS["default"]).primary.tolist() == [is_primary]


def test_amounts_are_small_only_with_their_group() -> None:
    """Half a point of forty is nobody's secret; the points of three people are."""
    amounts = np.array([[0.5, 39.5], [1.5, 1.5], [0.0, 8.0]])
    assert tells(amounts, PRESETS["default"], is_whole=False).primary.tolist() == [False, True, True]
    assert tells(amounts, Disclosure(10), is_whole=False).primary.tolist() == [False, True, True]


def test_what_a_large_group_may_tell_is_no_secret() -> None:
    """If all of sixty met a criterion, there is nothing left to protect of six among them."""
    counts = np.array([[6.0, 0.0], [54.0, 0.0], [60.0, 0.0]])
    holds = sparse.csr_array(np.array([[1.0, 0, 0], [0, 1, 0], [1, 1, 1]]))
    found = tells(counts, PRESETS["default"])
    assert found.primary.tolist() == [True, False, False]
    assert not untold(counts, found, holds).primary.any()
    mixed = counts + np.array([[0, 0], [0, 9], [0, 9]])
    assert untold(mixed, tells(mixed, PRESETS["default"]), holds).primary.tolist() == [True, False, False]


def test_what_cancels_out_tells_nothing() -> None:
    """That nobody came to a whole says nothing of a part to which three came while three left another."""
    counts = np.array([[3.0, 9.0], [3.0, 9.0], [0.0, 18.0]])
    holds = sparse.csr_array(np.array([[1.0, 0, 0], [0, 1, 0], [1, 1, 1]]))
    found = tells(counts, PRESETS["default"])
    assert untold(counts, found, holds).small.tolist() == [[True, False], [True, False], [False, False]]
