"""An example counts only where it agrees with all that is visible, in whole numbers where there are people."""

from __future__ import annotations

import numpy as np
import pytest

from fidelity.disclosure.examples import for_many, is_valid, mended, still_valid
from tests.disclosure.dense import puzzle, remains, sums

PAIRS = [[1, 1, 0, 0], [0, 0, 1, 1]]
"""Two sums of two parts each, which have nothing to do with each other."""
RING = [[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1]]
"""With sums of 3, the first three parts are (3 - d) / 2 each, where d is the last: whole only for d of 1 and 3."""


@pytest.mark.parametrize(
    ("example", "is_whole", "is_one"),
    [
        ([3, 0], True, True),
        ([1.4, 1.6], False, True),
        ([1.4, 1.6], True, False),
        ([4, -1], True, False),
        ([4, -1], False, False),
        ([2, 2], True, False),
    ],
)
def test_what_is_an_example(example: list[float], is_whole: bool, is_one: bool) -> None:
    """Amounts below 0, sums that are not those seen, and fractions of people are no example."""
    assert is_valid(sums([[1, 1]]), np.array([3.0]), np.array(example, float), is_whole) == is_one


def test_fractions_are_mended() -> None:
    """An example with halves becomes one in whole numbers, with what matters as little as it can be."""
    rows, values = sums([[1, 1, 0], [0, 1, 1]]), np.array([3.0, 3.0])
    mend = mended(rows, values, np.array([1.5, 1.5, 1.5]), np.array([1.0, 0, 0]))
    assert mend is not None
    assert mend.tolist() == pytest.approx([0, 3, 0])


def test_what_is_whole_stays() -> None:
    """Only what is a fraction is changed, also where less could be had by changing more."""
    rows, values = sums(PAIRS), np.array([3.0, 3.0])
    mend = mended(rows, values, np.array([1.5, 1.5, 2, 1]), np.array([1.0, 0, 1, 0]))
    assert mend is not None
    assert mend.tolist() == pytest.approx([0, 3, 2, 1])


def test_what_is_whole_changes_where_it_must() -> None:
    """Where fractions cannot be mended by themselves, what is near them gives way."""
    # The third part is the half of the first two together: these cannot be 1 and 2 any more, nor 3 in all.
    rows, values = sums([[1, 1, -2, 0], [0, 0, 1, 1]]), np.array([0.0, 4.0])
    mend = mended(rows, values, np.array([1, 2, 1.5, 2.5]), np.zeros(4))
    assert mend is not None
    assert is_valid(rows, values, mend, True)


def test_what_cannot_be_mended_is_given_up() -> None:
    """With the last of a ring at 0 the others are halves, and there is no example in whole numbers."""
    rows, values = sums([*RING, [0, 0, 0, 1]]), np.array([3.0, 3, 3, 0])
    assert mended(rows, values, np.array([1.5, 1.5, 1.5, 0]), np.zeros(4)) is None


def test_an_example_counts_island_by_island() -> None:
    """An example that is wrong about one island still shows the secrets of another to be safe."""
    of = puzzle(PAIRS, [1, 6, 2, 7], [[1, 0, 0, 0], [0, 0, 1, 0]], [5, 5])
    left = remains(of)
    touched = left.touched(of.secrets.sums)
    assert still_valid(of, left, touched, np.array([0.0, 7, 0, 9]), 1.0).tolist() == [True, True]
    assert still_valid(of, left, touched, np.array([0.0, 7, 0, 8]), 1.0).tolist() == [True, False]
    assert still_valid(of, left, touched, np.array([0.5, 6.5, 0, 9]), 1.0).tolist() == [False, True]
    assert still_valid(of, left, touched, np.array([-1.0, 8, 0, 9]), 1.0).tolist() == [False, True]


def test_an_example_shows_one_side_only() -> None:
    """That a secret can be 0 does not show that it can be much, nor the other way round."""
    of = puzzle(PAIRS, [1, 6, 2, 7], [[1, 0, 0, 0], [0, 0, 1, 0]], [5, 5])
    left = remains(of)
    touched, example = left.touched(of.secrets.sums), np.array([0.0, 7, 5, 4])
    assert still_valid(of, left, touched, example, 1.0).tolist() == [True, False]
    assert still_valid(of, left, touched, example, -1.0).tolist() == [False, True]


def test_what_is_known_is_no_example() -> None:
    """What an example says of parts that are told by now is not believed."""
    of = puzzle([*PAIRS, [1, 0, 0, 0]], [1, 6, 2, 7], [[1, 0, 0, 0]], [5])
    left = remains(of)
    assert not still_valid(of, left, left.touched(of.secrets.sums), np.array([0.0, 7, 0, 9]), 1.0).any()


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_one_example_for_many(sign: float) -> None:
    """Secrets that can all be 0 together, or all be much, are all shown to be safe by one example."""
    of = puzzle([[1, 1, 1, 1, 1]], [1, 1, 1, 1, 20], np.eye(5)[:4].tolist(), [5] * 4)
    left = remains(of)
    touched = left.touched(of.secrets.sums)
    example, n = for_many(of, left, touched, np.arange(4), sign)
    assert n == 1
    assert is_valid(left.rows, left.values, example, True)
    assert still_valid(of, left, touched, example, sign).all()


def test_none_starves_the_others() -> None:
    """Each secret counts up to its reach only, so that of 9 one can be 5 and the other 4 of its 4."""
    of = puzzle([[1, 1, 1]], [2, 2, 5], [[1, 0, 0], [0, 1, 0]], [5, 4])
    left = remains(of)
    example, _ = for_many(of, left, left.touched(of.secrets.sums), np.arange(2), -1.0)
    assert example.tolist() == pytest.approx([5, 4, 0])


def test_where_nothing_is_asked_the_truth_is_the_example() -> None:
    """Parts that have nothing to do with the secrets in question stay as they are, and no programme is solved."""
    of = puzzle(PAIRS, [1, 6, 2, 7], [[1, 0, 0, 0], [0, 0, 1, 0]], [5, 5])
    left = remains(of)
    touched = left.touched(of.secrets.sums)
    example, _ = for_many(of, left, touched, np.array([0]), 1.0)
    assert example.tolist() == pytest.approx([0, 7, 2, 7])
    assert for_many(of, left, touched, np.zeros(0, np.intp), 1.0)[1] == 0
