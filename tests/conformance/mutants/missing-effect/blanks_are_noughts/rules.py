"""A rule that counts blanks as 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The mean, over all items."""
    points = [each.points or Fraction(0) for _, each in seen]
    return sum(points, Fraction(0)) / len(points)


RULES = {"story_time.rhythm": rhythm}
