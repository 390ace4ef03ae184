"""Answers: what was recorded for one item in one observation."""

from __future__ import annotations

from fractions import Fraction

import attrs

from fidelity.model.item import Item
from fidelity.model.status import Status


@attrs.frozen
class Answer:
    """What was recorded for one item.

    Attributes:
        status: Whether it was rated, and if not, why not.
        code: The code as the scale has it; empty where there is none.
        value: The points of the code, or the raw number; None where there is neither.
        persons: For results of persons: what each one had, as a share from 0 to 1.
    """

    status: Status
    code: str = ""
    value: Fraction | None = None
    persons: tuple[Fraction, ...] = ()


MISSING = Answer(Status.MISSING)
"""Nothing was recorded."""

INVALID = Answer(Status.INVALID)
"""Something was recorded that the scale does not have."""


_ALWAYS = (Status.RATED, Status.MISSING, Status.INVALID)


def allowed(item: Item, off: bool = False) -> tuple[Status, ...]:
    """The statuses that may stand instead of a rating, in the order of `Status`, without missing and invalid.

    A status that the scale has a code for is allowed for every item of that scale.

    Args:
        item: The item.
        off: Whether a profile leaves the item out, so that it is off by design.
    """
    said = item.allows | set(item.scale.status_codes.values()) | ({Status.OFF_BY_DESIGN} if off else set())
    return tuple(status for status in Status if status in said and status not in _ALWAYS)


def unrated(item: Item, off: bool = False) -> tuple[Answer, ...]:
    """The answers of an item that are not ratings: what is allowed, in the order of `Status`, then missing, invalid."""
    return (*(Answer(status) for status in allowed(item, off)), MISSING, INVALID)


def answers(item: Item, off: bool = False) -> tuple[Answer, ...]:
    """Every answer that an item can have, in the order of its integer codes: its points, then what is no rating.

    For an item that holds raw numbers there is no end of ratings, so only the latter are given.

    Args:
        item: The item.
        off: Whether a profile leaves the item out, so that *off by design* is among its answers.
    """
    rated = tuple(Answer(Status.RATED, point.code, point.points) for point in item.scale.points)
    return (*rated, *unrated(item, off))
