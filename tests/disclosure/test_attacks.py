"""Each secret is attacked with all that it has to do with, and what is near it proves only that it is open."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.disclosure import attacks
from fidelity.disclosure.attacks import One, each_with_all, solved, untried, with_what_is_near
from fidelity.disclosure.puzzle import Puzzle
from fidelity.disclosure.remains import Remains
from tests.disclosure.attacker import Unknowns
from tests.disclosure.dense import puzzle, remains

SIDES = (1.0, -1.0)
TWO = puzzle([[1, 1, 0, 0], [0, 0, 1, 1]], [3, 1, 2, 9], [[1, 0, 0, 0], [0, 0, 1, 0]], [5, 5])
"""A 3 beside a 1 can be 0, and cannot be 5; a 2 beside a 9 can be both."""


def asked(of: Puzzle, left: Remains, sign: float) -> list[One]:
    """Every secret from one side, with all that it has to do with."""
    return [*each_with_all(of, left, np.arange(len(of.secrets.reach)), sign)]


def open_(of: Puzzle, left: Remains, some: list[One]) -> dict[int, float]:
    """Which secrets are open, and how far each is from being safe."""
    return {each.secret: each.gap for each in solved(of, left, some)}


def test_a_secret_is_open_from_one_side() -> None:
    """What is beside a count bounds it from above, and the gap is what is missing to its reach."""
    left = remains(TWO)
    assert open_(TWO, left, asked(TWO, left, 1.0)) == {}
    assert open_(TWO, left, asked(TWO, left, -1.0)) == pytest.approx({0: 1.0})


def test_a_batch_is_as_each_alone() -> None:
    """Secrets in one programme do not mix, those of which nothing is open among them."""
    told = puzzle(
        [[1, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 1]],
        [3, 1, 2, 4, 9],
        np.eye(5)[[0, 2, 3]].tolist(),
        [5, 5, 5],
    )
    left = remains(told)
    for sign in SIDES:
        every = asked(told, left, sign)
        alone = {secret: gap for one in every for secret, gap in open_(told, left, [one]).items()}
        assert open_(told, left, every) == pytest.approx(alone)
        assert 1 in alone


def test_only_its_own_islands_are_looked_at() -> None:
    """A secret is attacked with the parts and rows of its islands, and what is known of it is taken off."""
    of = puzzle([[1, 1, 0, 0], [0, 0, 1, 0]], [3, 1, 2, 9], [[1, 0, 1, 0]], [8])
    down, up = (asked(of, remains(of), sign)[0] for sign in SIDES)
    assert down.places.tolist() == up.places.tolist() == [0, 1]
    assert down.places_of_rows.tolist() == [0]
    assert (down.known, down.target) == (2, 0)
    assert (up.known, up.target) == (-2, -8)
    assert down.cost.tolist() == [1, 0]
    assert up.cost.tolist() == [-1, 0]


def test_what_is_near_is_not_a_proof() -> None:
    """Where a secret seems safe with what is near, nothing is said of it; where it is open there, it is open."""
    # A chain: each part is seen with the next in one sum. The small row is near; the far end is not.
    n = 12
    chain = np.eye(n) + np.eye(n, k=1)
    parts = [3.0, 1, *[5.0] * (n - 2)]
    of = puzzle(chain[:-1].tolist(), parts, [np.eye(n)[0].tolist()], [5])
    left = remains(of)
    (near,) = with_what_is_near(of, left, np.array([0]), -1.0)
    assert near.is_near
    assert len(near.places) < n
    assert open_(of, left, [near]) == pytest.approx({0: 1.0})
    safe = puzzle(chain[:-1].tolist(), [3.0] * n, [np.eye(n)[0].tolist()], [6])
    (there,) = with_what_is_near(safe, remains(safe), np.array([0]), -1.0)
    assert open_(safe, remains(safe), [there]) == {}


def test_without_an_answer_a_secret_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that finds nothing proves nothing safe; only of what is near there is another attack to come."""
    left = remains(TWO)
    monkeypatch.setattr(attacks, "_answer", lambda *_: (None, None))
    assert open_(TWO, left, asked(TWO, left, 1.0)) == {0: 0.0, 1: 0.0}
    assert open_(TWO, left, [*with_what_is_near(TWO, left, np.arange(2), 1.0)]) == {}


def test_a_wrong_answer_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An example of the solver that does not agree with what is seen shows nothing, of amounts and of people."""
    for is_whole in (True, False):
        of = puzzle([[1, 1]], [3, 9], [[1, 0]], [5], is_whole=is_whole)
        left = remains(of)
        with monkeypatch.context() as patch:
            patch.setattr(attacks, "_answer", lambda *_: (np.array([0.0, 11.5]), np.zeros(1)))
            patch.setattr(attacks, "_like", lambda *_: None)
            assert open_(of, left, asked(of, left, 1.0)) == ({} if is_whole else {0: 0.0})
            patch.setattr(attacks, "mended", lambda *_: None)
            assert open_(of, left, asked(of, left, 1.0)) == {0: 0.0}


def test_halves_are_enough_for_amounts_only() -> None:
    """A secret that can be 0 beside halves is safe where points are counted, and open where people are."""
    # What is near is never looked at so closely.
    ring = [[1, 1, 0, 1], [0, 1, 1, 1], [1, 0, 1, 1]]
    for is_whole, found in ((True, {0: 0.0}), (False, {})):
        of = puzzle(ring, [1, 1, 1, 1], [[0, 0, 0, 1]], [3], is_whole=is_whole)
        left = remains(of)
        assert open_(of, left, asked(of, left, 1.0)) == found
        assert open_(of, left, [*with_what_is_near(of, left, np.arange(1), 1.0)]) == {}


def test_what_there_is_no_time_for_is_open() -> None:
    """A secret that was not tried counts as open, by nothing that a price would say."""
    found = untried(TWO, 1, -1.0)
    assert (found.secret, found.gap, len(found.prices)) == (1, 0.0, 0)
    assert found.row.toarray().tolist() == [[0, 0, -1, 0]]


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=5), st.randoms())
@settings(max_examples=15, deadline=None)
def test_a_gap_is_what_an_attacker_is_short_of(rows: list[list[bool]], random: Random) -> None:
    """For any sums seen, the gap is the distance of the range of our own attacker from 0, or from the reach."""
    parts = [random.choice([0, 1, 2, 3, 6]) for _ in range(6)]
    of = puzzle([[float(is_in) for is_in in row] for row in rows], parts, np.eye(6).tolist(), [5] * 6, is_whole=False)
    known = Unknowns(6)
    for row in rows:
        known.know({place: 1.0 for place, is_in in enumerate(row) if is_in}, np.dot(row, parts))
    left = remains(of)
    for sign in SIDES:
        every = asked(of, left, sign)
        found = open_(of, left, every)
        for one in every:
            low, high = known.range({one.secret: 1.0})
            assert found.get(one.secret, 0.0) == pytest.approx(max(low if sign > 0 else 5 - high, 0), abs=1e-6)
        near = open_(of, left, [*with_what_is_near(of, left, np.arange(6), sign)])
        assert near.keys() <= found.keys()
