"""A cube: everything above one observation that is known of an edition, as counts by cell, and nothing but counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import inf
from typing import Literal

import attrs
import numpy as np

from fidelity.model.answer import Answer
from fidelity.model.status import Status
from fidelity.plan.result import Reason
from fidelity.tally.cells import Cells, Places, natural, united
from fidelity.tally.counts import Counts, together
from fidelity.tally.latest import Latest

Kind = Literal["observations", "score", "band", "criterion", "component", "item"]
"""What is counted.

Observations; a score's values; its bands; a criterion's verdicts; the ratings of a component's items, each as the share
of the possible points that it got; an item's answers.
"""
Level = Fraction | Reason | Answer | str
"""One of the things that are told apart: a value or why there is none, an answer, a name."""


@attrs.frozen
class About:
    """What must be known of a measure to show its figures.

    Attributes:
        kind: What is counted.
        id: Its id in the checklist.
        title: Its name for people.
        component: For an item: the component that it shows; empty where it shows none.
        lowest: The lowest value that it can have; None where there is no limit.
        highest: The highest value that it can have; None where there is no limit.
        decimals: With how many decimals people are shown a value.
        cuts: The numbers that a value must not be rounded onto.
        rule: How one observation comes to a value, in a sentence without a full stop; empty where nobody said.
    """

    kind: Kind
    id: str
    title: str = ""
    component: str = ""
    lowest: Fraction | None = None
    highest: Fraction | None = None
    decimals: int = 2
    cuts: tuple[Fraction, ...] = ()
    rule: str = ""

    @property
    def key(self) -> tuple[Kind, str]:
        """What it is known by within an edition."""
        return self.kind, self.id


@attrs.frozen(eq=False)
class Measure:
    """How often each level of one measure occurs in each cell.

    Attributes:
        about: What is measured.
        levels: What can be told apart, each once and in order.
        counts: How often each occurs.
    """

    about: About
    levels: tuple[Level, ...]
    counts: Counts

    def small(self) -> Measure:
        """The same with counts that take little memory."""
        return Measure(self.about, self.levels, self.counts.small())


@attrs.frozen
class ScoredBy:
    """One version of a definition, and what scored with it.

    Attributes:
        version: The version of the intervention.
        text_hash: Over all text of the definition; empty for one that was built in code.
        distribution: What brought the definition: a plugin's distribution, or a file's name.
        distribution_version: The version of that distribution; empty for a file.
        engine_version: The version of this package.
        rules: The plugins' own rules that were called, each with its version.
    """

    version: str
    text_hash: str = ""
    distribution: str = ""
    distribution_version: str = ""
    engine_version: str = ""
    rules: tuple[str, ...] = ()


@attrs.frozen
class Made:
    """What the observations of a cube were scored with.

    Attributes:
        intervention: The intervention's id.
        checklist: The checklist's id.
        profile: The profile's id; empty for the checklist as published.
        plan_hash: Over everything that can change a number.
        scored_by: The versions of the definition, which all compute alike, each with what brought it.
        title: What the intervention is called, in its newest version.
        checklist_title: What the checklist is called.
        one_record: The rule by which each visit counts once, in words; several where parts followed different ones.
    """

    intervention: str
    checklist: str
    profile: str
    plan_hash: str
    scored_by: tuple[ScoredBy, ...]
    title: str = ""
    checklist_title: str = ""
    one_record: tuple[str, ...] = ()

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions of the intervention, each once and in order."""
        return tuple(sorted({each.version for each in self.scored_by}, key=natural))

    @classmethod
    def together(cls, parts: Sequence[Made]) -> Made:
        """What several cubes that are added were scored with; their order does not matter.

        Args:
            parts: What each was scored with, at least one.
        """
        every = {each for part in parts for each in part.scored_by}
        newest = max(
            parts, key=lambda part: (natural(part.versions[-1]), part.title, part.checklist_title, part.plan_hash)
        )
        return attrs.evolve(
            newest,
            scored_by=tuple(sorted(every, key=lambda each: (natural(each.version), attrs.astuple(each)))),
            one_record=tuple(sorted({rule for part in parts for rule in part.one_record})),
        )

    @property
    def computes(self) -> tuple[str, str, str, str]:
        """What must be equal for two cubes to be added."""
        return self.intervention, self.checklist, self.profile, self.plan_hash


@attrs.frozen(eq=False)
class Cube:
    """The counts of one edition.

    Attributes:
        made: What the observations were scored with.
        cells: What they are counted by.
        measures: What was counted.
        latest: For each criterion, by id, the last days on which it was judged; nothing where practitioners are not
            among the keys.
    """

    made: Made
    cells: Cells
    measures: tuple[Measure, ...]
    latest: Mapping[str, Latest]

    def by(self, names: Sequence[str]) -> Cube:
        """The same counts, by some of the keys only.

        Args:
            names: The keys to keep.

        Raises:
            UsageError: There is no such key.
        """
        return self if tuple(names) == self.cells.names else self.moved(*self.cells.by(names))

    def moved(self, cells: Cells, of: Places) -> Cube:
        """The same counts for other cells; what falls together is added.

        Args:
            cells: The other cells.
            of: For each of these cells the one that it falls into; shape (cells,).
        """
        measures = tuple(attrs.evolve(each, counts=each.counts.moved(of)) for each in self.measures)
        return Cube(self.made, cells, measures, {name: each.moved(of) for name, each in self.latest.items()})

    def small(self) -> Cube:
        """The same with counts that take little memory, for what is kept until others join it."""
        return attrs.evolve(self, measures=tuple(measure.small() for measure in self.measures))

    def find(self, kind: Kind, id: str) -> Measure | None:
        """One of the measures; None where it was not counted.

        Args:
            kind: What is counted.
            id: Its id.
        """
        return next((measure for measure in self.measures if measure.about.key == (kind, id)), None)

    def of_kind(self, *kinds: Kind) -> tuple[Measure, ...]:
        """The measures of some kinds, in order.

        Args:
            kinds: The kinds.
        """
        return tuple(measure for measure in self.measures if measure.about.kind in kinds)


def measured(about: About, levels: Sequence[Level], counts: Counts) -> Measure:
    """A measure with its levels in order, each once.

    Verdicts and bands stay as the definition has them; of values and answers, those that do not occur are left out.

    Args:
        about: What is measured.
        levels: The levels that the counts are of, in any order; some may be equal.
        counts: How often each occurs.
    """
    if about.kind in ("criterion", "band"):
        in_order = tuple(dict.fromkeys(levels))
    else:
        occurs = np.bincount(counts.level, minlength=len(levels))
        in_order = ordered(level for level, n in zip(levels, occurs.tolist(), strict=True) if n)
    if in_order == tuple(levels):
        return Measure(about, in_order, counts)
    place = {level: number for number, level in enumerate(in_order)}
    moved = np.array([place.get(level, 0) for level in levels], np.intp)
    return Measure(about, in_order, counts.moved(levels=moved, n_levels=len(in_order)))


def ordered(levels: Iterable[Level]) -> tuple[Level, ...]:
    """Levels each once, in their order: values rise, then come reasons, statuses and names.

    Args:
        levels: The levels, in any order.
    """
    return tuple(sorted(set(levels), key=_order))


def added(cubes: Sequence[Cube]) -> Cube:
    """Several cubes as one; the order in which they are given does not matter.

    Args:
        cubes: Cubes with the same keys, which compute alike; at least one.
    """
    cells, moves = united([cube.cells for cube in cubes])
    names = dict.fromkeys(measure.about.key for cube in cubes for measure in cube.measures)
    measures = tuple(_joined([cube.find(*name) for cube in cubes], moves) for name in names)
    latest = {
        name: Latest.together([cube.latest[name].moved(move) for cube, move in zip(cubes, moves, strict=True)])
        for name in cubes[0].latest
        if all(name in cube.latest for cube in cubes)
    }
    return Cube(Made.together([cube.made for cube in cubes]), cells, measures, latest)


def _joined(found: Sequence[Measure | None], moves: Sequence[Places]) -> Measure:
    parts = [(part, move) for part, move in zip(found, moves, strict=True) if part is not None]
    levels: list[Level] = []
    counts = []
    n_levels = sum(len(part.levels) for part, _ in parts)
    for part, move in parts:
        places = np.arange(len(levels), len(levels) + len(part.levels))
        levels += part.levels
        counts.append(part.counts.moved(move, places, n_levels))
    return measured(parts[0][0].about, levels, together(counts)).small()


def _order(level: Level) -> tuple[int, float, Fraction, str]:
    if isinstance(level, Fraction):
        return 0, _near(level), level, ""
    if isinstance(level, Answer):
        rated, value = level.status is Status.RATED, level.value or Fraction(0)
        return int(not rated), _near(value), value, f"{level.status.value} {level.code} {level.persons}"
    return 2, 0.0, Fraction(0), level.value if isinstance(level, Reason) else level


def _near(value: Fraction) -> float:
    """The nearest number in floating point: most values can be told apart by it, and much sooner."""
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf
