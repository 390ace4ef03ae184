"""Closeness: how near two answers to one item are."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from fidelity.model.answer import Answer
from fidelity.model.item import Item
from fidelity.model.scale import Kind
from fidelity.model.status import Status


class Closeness(Enum):
    """How near two answers to one item are."""

    SAME = "same"
    """The same code, number, results or status."""
    BY_ONE = "by_one"
    """Neighbouring points of the scale, or counts that differ by 1."""
    BY_MORE = "by_more"
    """Points or counts that are further apart."""
    DIFFERENT = "different"
    """Different, on a scale where *neighbouring* says nothing: two points, a measurement, results of persons."""
    STATUS = "status"
    """A rating against a status, or one status against another: whether there was anything to rate is in dispute."""
    OPEN = "open"
    """One of them, or both, said nothing."""


SILENT = frozenset({Status.MISSING, Status.INVALID, Status.OFF_BY_DESIGN})
"""The statuses that say nothing about what was seen."""


def closeness(first: Answer, second: Answer, item: Item) -> Closeness:
    """How near two answers to one item are; which of them comes first does not matter.

    Points are compared by their place in the order of the scale's points, not by number: of the points 1, 3 and 5, 1
    and 3 are neighbours.

    Args:
        first: One rater's answer.
        second: Another's.
        item: The item.
    """
    if SILENT & {first.status, second.status}:
        return Closeness.OPEN
    if first == second:
        return Closeness.SAME
    if first.status is not second.status or first.status is not Status.RATED:
        return Closeness.STATUS
    if not is_graded(item):
        return Closeness.DIFFERENT
    return Closeness.BY_ONE if abs(_rung(first, item) - _rung(second, item)) <= 1 else Closeness.BY_MORE


def is_graded(item: Item) -> bool:
    """Whether *within one* says anything of an item: it has at least three points of different worth, or counts.

    On a scale of two points any two ratings are neighbours, so that agreement within one would be 100 % of nothing. For
    other measurements, such as minutes or percentages, one unit is no step that anybody chose.

    Args:
        item: The item.
    """
    return item.scale.kind is Kind.COUNT or len({point.points for point in item.scale.points}) > 2


def _rung(answer: Answer, item: Item) -> Fraction:
    """Where a rating stands: the place of its points among those of the scale, or the count itself."""
    assert answer.value is not None
    if item.scale.is_measure:
        return answer.value
    return Fraction(sorted({point.points for point in item.scale.points}).index(answer.value))
