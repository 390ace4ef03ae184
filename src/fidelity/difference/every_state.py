"""Ratings that stand for all: one for each state in which two plans can be together, found without trying everything.

A score reads its members through totals, and totals add. So items are taken one after the other, and ratings of those
taken so far that come to the same totals in both plans stand for each other. Scores of scores are taken by groups that
share no item.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from fidelity.difference.choice import Choice
from fidelity.difference.sides import Observation, Sides
from fidelity.difference.sums import Atom, Known, Reader, Sums, floor_reader
from fidelity.model.criterion import Condition
from fidelity.plan.result import Reason, Result

MOST_STATES = 8_000
"""How many states are followed up at the most."""
MOST_STEPS = 200_000
"""How many steps from one state to another are taken at the most."""


class TooMany(Exception):  # noqa: N818 - it is an answer, not a mistake
    """There are more states than can be followed up."""


Row = tuple[tuple[str, Choice], ...]
"""What is recorded for some items."""
State = tuple[tuple[Sums, ...], tuple[Known, ...]]
"""What the ratings add up to for each reader, and what is known of the items that are looked at by themselves."""


@attrs.frozen(eq=False)
class Chain:
    """What is recorded, link by link, so that it is put together only where somebody asks.

    Attributes:
        before: What was recorded before; None at the beginning.
        last: What came to it.
    """

    before: Chain | None = None
    last: Row = ()

    def row(self) -> Row:
        """All of it."""
        rows = []
        here: Chain | None = self
        while here is not None:
            rows.append(here.last)
            here = here.before
        return tuple(pair for row in rows for pair in row)


@attrs.frozen(eq=False)
class Follower:
    """Follows up the states that readers and items can be in together.

    Attributes:
        sides: The old and the new version.
    """

    sides: Sides

    def follow(self, readers: Sequence[Reader], items: Sequence[Atom]) -> dict[tuple[Known, ...], Chain]:
        """Everything that can be known of readers, and of items after them, each with ratings that lead there.

        Raises:
            TooMany: There are too many states.
        """
        states: dict[State, Chain] = {(tuple(reader.sums({}) for reader in readers), ()): Chain()}
        order: list[Atom] = []
        for group in self._groups([*items, *(atom for reader in readers for atom in reader.atoms)]):
            taken = [atom for atom in group if atom in items]
            order += taken
            ways = dict(self._ways(group, readers, taken))
            if len(states) * len(ways) > MOST_STEPS:
                raise TooMany
            states = {
                (tuple(a.plus(b) for a, b in zip(sums, add, strict=True)), (*known, *more)): Chain(chain, way)
                for (sums, known), chain in states.items()
                for (add, more), way in ways.items()
            }
            if len(states) > MOST_STATES:
                raise TooMany
        return dict(_ended(readers, items, order, states))

    def _ways(
        self, group: Sequence[Atom], readers: Sequence[Reader], taken: Sequence[Atom]
    ) -> Iterator[tuple[State, Row]]:
        """What a group of atoms can add for each reader, with ratings that lead there."""
        for found, row in self._found(group):
            yield (tuple(reader.sums(found) for reader in readers), tuple(found[atom] for atom in taken)), row

    def _found(self, group: Sequence[Atom]) -> Iterator[tuple[Mapping[Atom, Known], Row]]:
        """Everything that can be known of a group of atoms."""
        if len(group) == 1 and group[0].is_item:
            for choice in self.sides.choices(group[0].name).all:
                yield {group[0]: choice}, ((group[0].name, choice),)
            return
        scores = [atom for atom in group if not atom.is_item]
        items = [atom for atom in group if atom.is_item]
        followed = self.follow([self.sides.reader(atom.side, atom.name) for atom in scores], items)
        slim = {tuple(_slim(each) for each in known): chain.row() for known, chain in followed.items()}
        for known, row in slim.items():
            yield dict(zip((*scores, *items), known, strict=True)), row

    def _items(self, atom: Atom) -> frozenset[str]:
        """The items that an atom is made of."""
        if atom.is_item:
            return frozenset({atom.name})
        return frozenset().union(*(self._items(part) for part in self.sides.reader(atom.side, atom.name).atoms))

    def _groups(self, atoms: Iterable[Atom]) -> list[list[Atom]]:
        """Atoms that share an item, together; groups share none."""
        groups: list[tuple[frozenset[str], list[Atom]]] = []
        for atom in dict.fromkeys(atoms):
            items, group = self._items(atom), [atom]
            apart = []
            for others in groups:
                if others[0] & items:
                    items, group = items | others[0], [*others[1], *group]
                else:
                    apart.append(others)
            groups = [*apart, (items, group)]
        return [group for _, group in groups]


def _ended(
    readers: Sequence[Reader], items: Sequence[Atom], order: Sequence[Atom], states: Mapping[State, Chain]
) -> Iterator[tuple[tuple[Known, ...], Chain]]:
    for (sums, known), chain in states.items():
        of_item = dict(zip(order, known, strict=True))
        ends = (reader.end(each) for reader, each in zip(readers, sums, strict=True))
        yield (*ends, *(of_item[atom] for atom in items)), chain


def _slim(known: Known) -> Known:
    """A result as a score that is made of it sees it: its counts do not matter, nor most reasons."""
    if not isinstance(known, Result):
        return known
    reason = known.reason if known.reason in (None, Reason.NOTHING_APPLICABLE) else Reason.TOO_MANY_MISSING
    return Result(known.value, reason, 0, 0, 0, 0, 0, known.lowest, known.highest, known.band)


def every_state(
    sides: Sides, scores: Iterable[tuple[int, str]], conditions: tuple[Condition, Condition] | None = None
) -> list[Observation] | None:
    """Ratings that stand for all that can be recorded: they lead to every state that scores and tests can be in.

    Args:
        sides: The old and the new version.
        scores: The scores that are looked at, each with its side: 0 for the old version, 1 for the new.
        conditions: What asks about items besides, in the old and in the new version.

    Returns:
        One observation for each state; None where there are too many.
    """
    follower = Follower(sides)
    group = [Atom(name, side) for side, name in scores]
    readers: list[Reader] = [sides.reader(atom.side, atom.name) for atom in group]
    if conditions is not None:
        readers += [floor_reader(side, sides.plans[side], condition) for side, condition in enumerate(conditions)]
    try:
        return [dict(chain.row()) for chain in follower.follow(readers, ()).values()]
    except TooMany:
        return None
