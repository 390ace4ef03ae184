"""A rule that falls where an item rises."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The sum of two, without the third."""
    points = {member.id: each.points or Fraction(0) for member, each in seen}
    return points["sits_close"] + points["asks"] - points["waits"]


RULES = {"story_time.rhythm": rhythm}
