"""A rule that depends on the order of items."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The mean, in which the first item weighs double."""
    points = [each.points for _, each in seen if each.points is not None]
    return sum([points[0], *points], Fraction(0)) / (len(points) + 1)


RULES = {"story_time.rhythm": rhythm}
