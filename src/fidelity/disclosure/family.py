"""Which figures are hidden together: all of one measure, and scores that are taken of the same people."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from fidelity.disclosure.measure import Measure
from fidelity.disclosure.protect import Protected, protect
from fidelity.disclosure.puzzle import Flags, Numbers, Places, Puzzle, stacked
from fidelity.disclosure.questions import numbers, results
from fidelity.disclosure.settings import Disclosure

Name = tuple[str, str, str]
"""Kind, measure and unit of analysis."""


@attrs.frozen(eq=False)
class Member:
    """One measure by one unit of analysis.

    Attributes:
        name: Its kind, its id and the unit.
        at: The place of each of its groups among all groups; shape (its groups,).
        primary: Which of its groups are hidden for their own sake; shape (its groups,).
        n: How many there are in each; shape (its groups,).
        puzzles: What must not be worked out; units are its groups.
        equations: Totals with what they are the sum of, as places among all groups.
        alike: The same for measures of the same people, so that one may be the sum of others; empty for counts.
    """

    name: Name
    at: Places
    primary: Flags
    n: Numbers
    puzzles: tuple[Puzzle, ...]
    equations: frozenset[tuple[int, ...]]
    alike: bytes

    @classmethod
    def of(cls, name: Name, at: Places, made: Sequence[Measure], setting: Disclosure) -> Member:
        """A measure.

        Args:
            name: Its kind, its id and the unit.
            at: The place of each of its groups among all groups.
            made: Its counts, and its amounts where it has any.
            setting: What may be shown.
        """
        primary = np.logical_or.reduce([each.primary(setting) for each in made])
        puzzles = [numbers(made[0], setting)]
        puzzles += [results(each, setting) for each in made if each.counts.shape[1] > 1]
        amounts = [each for each in made if not each.is_whole]
        n = made[0].counts.sum(axis=1)
        alike = np.round(n, 6).tobytes() + at.tobytes() if amounts else b""
        sums = frozenset.intersection(
            *(frozenset(tuple(np.sort(at[eq]).tolist()) for eq in each.equations()) for each in made)
        )
        return cls(name, at, primary, n, tuple(puzzles), sums, alike)

    @property
    def base(self) -> tuple[str, str]:
        """What it is called whatever the unit; of bands, what they are bands of."""
        kind, measure, _ = self.name
        return kind, measure.split(":")[0] if kind == "band" else measure


def families(members: Sequence[Member]) -> list[tuple[Member, ...]]:
    """Members that are hidden in the same groups.

    All figures of a measure are, whatever the unit of analysis: a mean over observations is near the one over
    practitioners, and the same where each was seen once. So are scores that are taken of equally many in every group,
    because one may be the sum of others, and would follow from them.

    Args:
        members: The members.
    """
    first: dict[object, int] = {}
    head = [*range(len(members))]
    for place, member in enumerate(members):
        for key in filter(None, (member.base, member.alike)):
            other = _head(head, first.setdefault(key, place))
            head[max(other, _head(head, place))] = min(other, _head(head, place))
    found: dict[int, list[Member]] = {}
    for place, member in enumerate(members):
        found.setdefault(_head(head, place), []).append(member)
    return [tuple(each) for each in found.values()]


def _head(head: Sequence[int], place: int) -> int:
    while head[place] != place:
        place = head[place]
    return place


@attrs.frozen(eq=False)
class Solved:
    """What is hidden of some families.

    Attributes:
        hidden: Which groups each family hides; shape (families, groups).
        is_fewest: Of which families it is proved that no fewer would do; shape (families,).
        n_exposed: How many secrets are open whatever is hidden.
    """

    hidden: Flags
    is_fewest: Flags
    n_exposed: int


def solved(found: Sequence[Sequence[Member]], forced: Flags, setting: Disclosure) -> Solved:
    """What is to be hidden of families, all in one search; equal families are solved once and hidden alike.

    Args:
        found: The families.
        forced: Which groups are hidden for all of them; shape (groups,).
        setting: What may be shown.
    """
    n = len(forced)
    if not found:
        return Solved(np.zeros((0, n), np.bool_), np.zeros(0, np.bool_), 0)
    marks = [b"".join(sorted(_marks(family))) for family in found]
    once = [*dict.fromkeys(marks)]
    some = [found[marks.index(mark)] for mark in once]
    primary = np.tile(forced, (len(some), 1))
    sizes = np.zeros(primary.shape)
    equations = list[Places]()
    puzzles: dict[bool, dict[bytes, tuple[Puzzle, Places]]] = {True: {}, False: {}}
    for place, family in enumerate(some):
        shared = frozenset.intersection(*(member.equations for member in family))
        equations += [place * n + np.array(equation) for equation in sorted(shared)]
        for member in family:
            primary[place, member.at] |= member.primary
            sizes[place, member.at] = np.maximum(sizes[place, member.at], member.n)
            for puzzle in member.puzzles:
                mark = f"{place}|".encode() + _mark(puzzle, member.at)
                puzzles[puzzle.linear.is_whole][mark] = (puzzle, place * n + member.at)
    stacks = [stacked(*zip(*each.values(), strict=True)) for each in puzzles.values() if each]
    done = protect(stacks, sizes.ravel(), primary.ravel(), setting.seconds, equations=equations)
    return _of_all(done, [once.index(mark) for mark in marks], len(some))


def _of_all(done: Protected, which: Sequence[int], n: int) -> Solved:
    is_fewest = np.asarray(done.is_fewest.reshape(n, -1).all(axis=1), np.bool_)
    return Solved(done.hidden.reshape(n, -1)[which], is_fewest[which], done.n_exposed)


def _marks(family: Sequence[Member]) -> set[bytes]:
    primary = [member.at.tobytes() + member.primary.tobytes() for member in family]
    return {_mark(puzzle, member.at) for member in family for puzzle in member.puzzles} | {*primary}


def _mark(puzzle: Puzzle, at: Places) -> bytes:
    return at.tobytes() + b"|" + puzzle.fingerprint()
