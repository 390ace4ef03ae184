"""Made-up observations of a checklist: its edges one by one, and a random set that is always the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random

from fidelity.model.answer import MISSING, Answer, allowed
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Kind
from fidelity.model.status import Status

N_RANDOM = 40
"""How many random observations there are."""
_STAND_INS = (Fraction(0), Fraction(1), Fraction(2), Fraction(5), Fraction(10))
"""Raw numbers that are tried where a scale has no end."""
_PERSONS = ((Fraction(0),), (Fraction(1),), (Fraction(1), Fraction(1, 2)), (Fraction(2, 3), Fraction(0), Fraction(1)))


def rated(item: Item) -> tuple[Answer, ...]:
    """The ratings of an item that matter, worst first: every point, or the raw numbers at and around each end."""
    scale = item.scale
    if scale.kind is Kind.PERSONS:
        return tuple(Answer(Status.RATED, persons=persons) for persons in _PERSONS)
    if scale.points:
        found = [Answer(Status.RATED, point.code, point.points) for point in scale.points]
    else:
        found = [Answer(Status.RATED, value=raw) for raw in sorted(_raw(item))]
    return tuple(sorted(found, key=lambda answer: item.points_of(answer.value or Fraction(0))))


def _raw(item: Item) -> set[Fraction]:
    scale = item.scale
    ends = [end for step in item.steps for end in (step.range.low, step.range.high) if end is not None]
    near = scale.step or Fraction(1, 2)
    tried = {*ends, *(end - near for end in ends), *(end + near for end in ends)}
    tried |= {end for end in (scale.lowest, scale.highest) if end is not None}
    if None in (scale.lowest, scale.highest) or not ends:
        base = scale.lowest or Fraction(0)
        tried |= {base + each for each in _STAND_INS}
    if scale.step:
        tried = {Fraction(round(each)) for each in tried}
    low, high = scale.lowest, scale.highest
    return {each for each in tried if (low is None or each >= low) and (high is None or each <= high)}


def whole(checklist: Checklist, worst: bool = False) -> dict[str, Answer]:
    """An observation with every item at its highest, or lowest, points.

    Args:
        checklist: The checklist.
        worst: Whether the lowest is meant.
    """
    return {
        item.id: Answer(Status.OFF_BY_DESIGN) if item.id in checklist.off else rated(item)[0 if worst else -1]
        for item in checklist.items
    }


def nothing(checklist: Checklist) -> dict[str, Answer]:
    """An observation of which nothing was rated."""
    return dict.fromkeys((item.id for item in checklist.items), MISSING)


def rows(checklist: Checklist, n_random: int = N_RANDOM) -> Iterator[Mapping[str, Answer]]:
    """The edges, then random observations, the same ones for the same checklist each time.

    Args:
        checklist: The checklist.
        n_random: How many random ones.
    """
    best, worst = whole(checklist), whole(checklist, worst=True)
    yield from (best, worst, nothing(checklist))
    live = [item for item in checklist.items if item.id not in checklist.off]
    for item in live:
        yield {**best, item.id: MISSING}
        yield {**best, item.id: rated(item)[0]}
        yield from ({**best, item.id: Answer(status)} for status in allowed(item))
    drawn = Random(f"{checklist.id} {checklist.profile}")
    for _ in range(n_random):
        gaps = drawn.choice((0.0, 0.0, 0.1, 0.4))
        yield {item.id: _drawn(item, drawn, gaps, item.id in checklist.off) for item in checklist.items}


def _drawn(item: Item, drawn: Random, gaps: float, off: bool) -> Answer:
    if off:
        return Answer(Status.OFF_BY_DESIGN)
    if drawn.random() >= gaps:
        return drawn.choice(rated(item))
    statuses = allowed(item)
    return Answer(drawn.choice(statuses)) if statuses and drawn.random() < 0.5 else MISSING
