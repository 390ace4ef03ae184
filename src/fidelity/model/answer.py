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


def unrated(item: Item) -> tuple[Answer, ...]:
    """The answers of an item that are not ratings: what it allows, in the order of `Status`, then missing, invalid."""
    allowed = tuple(Answer(status) for status in Status if status in item.allows)
    return (*allowed, MISSING, INVALID)


def answers(item: Item) -> tuple[Answer, ...]:
    """Every answer that an item can have, in the order of its integer codes: its points, then what is no rating.

    For an item that holds raw numbers there is no end of ratings, so only the latter are given.
    """
    rated = tuple(Answer(Status.RATED, point.code, point.points) for point in item.scale.points)
    return (*rated, *unrated(item))
