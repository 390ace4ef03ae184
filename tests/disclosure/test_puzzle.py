"""What is visible, and when two puzzles are the same."""

from __future__ import annotations

import numpy as np

from fidelity.disclosure.puzzle import table


def test_relations_are_known_to_all() -> None:
    """Hiding every cell of a table leaves that its total is a sum."""
    puzzle = table([3, 7, 10], [(2, [0, 1])], [0], 5)
    assert puzzle.linear.cells.tolist() == [3, 7, 10, 0]
    assert puzzle.linear.visible(np.array([True, True, True])).tolist() == [False, False, False, True]
    assert puzzle.linear.visible(np.array([True, False, False])).tolist() == [False, True, True, True]


def test_equal_puzzles_have_one_fingerprint() -> None:
    """Everything that can change the answer changes the fingerprint."""
    of = table([3, 7, 10], [(2, [0, 1])], [0], 5).fingerprint()
    assert of == table([3, 7, 10], [(2, [0, 1])], [0], 5).fingerprint()
    others = [
        table([3, 8, 11], [(2, [0, 1])], [0], 5),
        table([3, 7, 10], [], [0], 5),
        table([3, 7, 10], [(2, [0, 1])], [1], 5),
        table([3, 7, 10], [(2, [0, 1])], [0], 4),
    ]
    assert of not in {each.fingerprint() for each in others}
