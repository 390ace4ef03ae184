"""What a page of feedback speaks of: which parts went well, and which one or two to work on, by a rule that it states.

To work on, at most two parts, in this order:

1. what must not happen, and did;
2. what a criterion asks for and was not there, critical items first;
3. the core parts that are furthest from their best on average, then the adaptable ones.

Among equals, what comes first in the checklist comes first.

As strengths: every part that was rated at its best in all that was due of it; where these are fewer than three, single
items at their best; where nothing is at its best, the parts that are nearest to it. No item is both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from fractions import Fraction

import attrs

from fidelity.model.criterion import Criterion, Truth
from fidelity.report.feedback.lean import Lean
from fidelity.report.feedback.measure import Measure
from fidelity.report.feedback.standing import PracticePart, Standing

MOST_TARGETS = 2
FEW_STRENGTHS = 3
MOST_NEAREST = 2
NEAR = Fraction(1, 2)
"""A part that is further from its best than this is not called near it."""

Asked = Mapping[str, Sequence[Criterion]]
"""The items that criteria ask for and that were not there, by id, each with the criteria."""


class Why(Enum):
    """Why something is to be worked on."""

    HAPPENED = "happened"
    """It must not happen, and did."""
    ASKED = "asked"
    """A criterion asks for it, and it was not there."""
    FURTHEST = "furthest"
    """It is furthest from its best."""


@attrs.frozen
class Target:
    """One thing to work on.

    Attributes:
        of: The part of practice, or the measure.
        why: Why it was chosen.
        items: What of it fell short, the most important first; empty for a measure.
        criteria: The criteria that ask for it.
    """

    of: PracticePart | Measure
    why: Why
    items: tuple[Standing, ...] = ()
    criteria: tuple[Criterion, ...] = ()


class Nearness(Enum):
    """How near to its best a strength is."""

    WHOLE = "whole"
    """All of it, and all at its best."""
    SINGLE = "single"
    """A single item at its best."""
    NEAREST = "nearest"
    """Not at its best, and nearer to it than the rest."""


@attrs.frozen
class Strength:
    """One thing that went well.

    Attributes:
        of: The part of practice, or the measure.
        nearness: How near to its best it is.
        items: The items that speak for it; empty for a measure.
    """

    of: PracticePart | Measure
    nearness: Nearness
    items: tuple[Standing, ...] = ()


def targets(parts: Sequence[PracticePart], measured: Sequence[Measure], asked: Asked) -> tuple[Target, ...]:
    """What to work on: nothing where there is nothing.

    Args:
        parts: The parts of practice, in the order of the checklist.
        measured: The measures, in the order of the criteria.
        asked: The items that a criterion asks for and that were not there.
    """
    found: dict[tuple[str, str], Target] = {}
    for target in _candidates(parts, measured, asked):
        found.setdefault(target.of.key, target)
    return tuple(found.values())[:MOST_TARGETS]


def _candidates(parts: Sequence[PracticePart], measured: Sequence[Measure], asked: Asked) -> Iterator[Target]:
    """Everything that there is to work on, what matters most first; a part may come up more than once."""
    short = [part for part in parts if part.gap]
    yield from (_target(part, Why.HAPPENED, asked) for part in short if part.is_prohibited)
    wanted = [part for part in short if _wanted(part, asked)]
    wanted.sort(key=lambda part: not any(each.item.critical for each in _wanted(part, asked)))
    yield from (_target(part, Why.ASKED, asked) for part in wanted)
    for each in measured:
        if each.is_short:
            unmet = tuple(one.criterion for one in each.asked if one.truth is Truth.NOT_MET)
            yield Target(each, Why.ASKED, (), unmet)
    furthest = sorted(short, key=lambda part: (not part.is_core, -(part.gap or 0)))
    yield from (_target(part, Why.FURTHEST, asked) for part in furthest)


def _wanted(part: PracticePart, asked: Asked) -> list[Standing]:
    """What of a part a criterion asks for and was not there."""
    return [each for each in part.standings if each.is_short and each.item.id in asked]


def _target(part: PracticePart, why: Why, asked: Asked) -> Target:
    short = sorted(
        (each for each in part.standings if each.is_short),
        key=lambda each: (each.item.id not in asked, not each.item.critical, -(each.gap or 0)),
    )
    criteria = {criterion.id: criterion for each in short for criterion in asked.get(each.item.id, ())}
    return Target(part, why, tuple(short), tuple(criteria.values()))


def strengths(
    parts: Sequence[PracticePart], measured: Sequence[Measure], chosen: Iterable[Target]
) -> tuple[Strength, ...]:
    """What went well: nothing where nothing is near its best, or nothing was rated.

    Args:
        parts: The parts of practice, in the order of the checklist.
        measured: The measures, in the order of the criteria.
        chosen: What is to be worked on.
    """
    keys = {target.of.key for target in chosen}
    whole = _whole(parts, measured)
    if len(whole) >= FEW_STRENGTHS:
        return whole
    found = (*whole, *_singles(parts, keys))[:FEW_STRENGTHS]
    return found or _nearest(parts, keys)


def _whole(parts: Iterable[PracticePart], measured: Iterable[Measure]) -> tuple[Strength, ...]:
    """What is all there, and after it what was all avoided."""
    best = sorted((part for part in parts if part.is_best), key=lambda part: part.is_prohibited)
    whole = [Strength(part, Nearness.WHOLE, tuple(each for each in part.standings if each.is_best)) for part in best]
    return (*whole, *(Strength(each, Nearness.WHOLE) for each in measured if each.is_best))


def _singles(parts: Iterable[PracticePart], targeted: set[tuple[str, str]]) -> list[Strength]:
    """Single items at their best: first those of parts that are not to be worked on, critical ones before others."""
    found = [
        (part, each)
        for part in parts
        if not part.is_best and not part.is_prohibited
        for each in part.standings
        if each.is_best
    ]
    found.sort(key=lambda pair: (pair[0].key in targeted, pair[1].lean is Lean.FEWER, not pair[1].item.critical))
    return [Strength(part, Nearness.SINGLE, (each,)) for part, each in found]


def _nearest(parts: Iterable[PracticePart], targeted: set[tuple[str, str]]) -> tuple[Strength, ...]:
    """The parts that came nearest, where they came near at all."""
    near = [
        (part.gap, place, part)
        for place, part in enumerate(parts)
        if part.gap is not None and part.gap <= NEAR and part.key not in targeted and not part.is_prohibited
    ]
    return tuple(
        Strength(part, Nearness.NEAREST, tuple(each for each in part.standings if each.gap is not None))
        for _, _, part in sorted(near, key=lambda each: each[:2])[:MOST_NEAREST]
    )
