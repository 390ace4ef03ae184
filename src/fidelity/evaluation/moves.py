"""Moves: how many records were in one state then and are in another now, all of them counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.score import Band
from fidelity.plan.result import Result
from fidelity.scoring import TRUTHS, ScoreColumn, Scores

NOT_ASKED = "not_asked"
"""What a criterion says by a version that does not have it."""
SAID = (*TRUTHS, NOT_ASKED)
"""What a criterion can say by one of two versions."""
NO_BAND = ""
"""The band of a score that has none, or no value."""


@attrs.frozen
class Moves:
    """How many records went from each state to each other, cross-tabulated.

    Attributes:
        id: The criterion, or the score whose bands are meant.
        n: How many records, by what was said then and what is said now; what does not occur is not named.
    """

    id: str
    n: Mapping[tuple[str, str], int]

    @property
    def n_records(self) -> int:
        """How many records there are."""
        return sum(self.n.values())

    @property
    def n_moved(self) -> int:
        """How many of them are in another state now."""
        return sum(n for (then, now), n in self.n.items() if then != now)

    def n_then(self, state: str) -> int:
        """How many were in a state then."""
        return sum(n for (then, _), n in self.n.items() if then == state)

    def n_now(self, state: str) -> int:
        """How many are in a state now."""
        return sum(n for (_, now), n in self.n.items() if now == state)


@attrs.frozen
class ValueMoves:
    """How many records have a value by both versions, by one, or by none; the first three have one by both.

    Attributes:
        id: The score.
        n_equal: How many have exactly the same value.
        n_higher: How many have a higher one now.
        n_lower: How many have a lower one now.
        n_lost: How many had one, and have none now.
        n_gained: How many had none, and have one now.
        n_neither: How many have none by either.
    """

    id: str
    n_equal: int = 0
    n_higher: int = 0
    n_lower: int = 0
    n_lost: int = 0
    n_gained: int = 0
    n_neither: int = 0

    @property
    def n_both(self) -> int:
        """How many have a value by both."""
        return self.n_equal + self.n_higher + self.n_lower


def criterion_moves(old: Scores, new: Scores, names: Sequence[str]) -> tuple[Moves, ...]:
    """What each criterion said then and says now.

    Args:
        old: The scores by the old version, with the cuts in force then.
        new: The scores of the same records by the new version, with the cuts of today.
        names: The criteria of both.
    """
    found = []
    for name in names:
        n = _crossed(said(old, name), said(new, name))
        found.append(Moves(name, {(SAID[was], SAID[is_now]): count for (was, is_now), count in n.items()}))
    return tuple(found)


def said(scores: Scores, name: str) -> npt.NDArray[np.int8]:
    """What a criterion says of each record, as a place in `SAID`; shape (records,).

    Args:
        scores: The scores by one version.
        name: A criterion that this version has, or the other.
    """
    if name in scores.criteria:
        return scores.criteria[name]
    # A criterion that the checklist has, and of which none holds today, is another matter than one that it lacks.
    has = any(criterion.id == name for criterion in scores.plan.checklist.criteria)
    return np.full(len(scores), SAID.index("not_in_force" if has else NOT_ASKED), np.int8)


def value_moves(old: ScoreColumn, new: ScoreColumn) -> ValueMoves:
    """What became of the values of a score.

    Args:
        old: The score by the old version.
        new: The same score of the same records by the new version.
    """
    n: dict[str, int] = {}
    before, after = old.results, new.results
    for (was, now), count in _crossed(old.states.ids, new.states.ids).items():
        word = _became(before[was], after[now])
        n[word] = n.get(word, 0) + count
    return ValueMoves(old.id, **n)


def _became(old: Result, new: Result) -> str:
    if old.value is None or new.value is None:
        return "n_neither" if old.value is new.value else "n_gained" if old.value is None else "n_lost"
    return "n_equal" if old.value == new.value else "n_higher" if new.value > old.value else "n_lower"


def band_moves(old: Scores, new: Scores, name: str) -> Moves:
    """What became of the bands of a score, by id.

    Args:
        old: The scores by the old version.
        new: The scores of the same records by the new version.
        name: The score.
    """
    bands = [scores.plan.checklist.score[name].bands for scores in (old, new)]
    n = _crossed(old.columns[name].bands(), new.columns[name].bands())
    return Moves(name, {(_band(bands[0], was), _band(bands[1], now)): count for (was, now), count in n.items()})


def _band(bands: Sequence[Band], place: int) -> str:
    return bands[place].id if place >= 0 else NO_BAND


def _crossed(old: npt.NDArray[np.integer], new: npt.NDArray[np.integer]) -> dict[tuple[int, int], int]:
    """How often each pair of states occurs, in the order of the states."""
    (before, of), (after, to) = (np.unique(each, return_inverse=True) for each in (old, new))
    pairs, n = np.unique(of * max(len(after), 1) + to, return_counts=True)
    return {
        (int(before[pair // len(after)]), int(after[pair % len(after)])): int(count)
        for pair, count in zip(pairs.tolist(), n.tolist(), strict=True)
    }
