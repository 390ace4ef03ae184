"""A rule that is a mean, in Python."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The mean."""
    points = [each.points for _, each in seen if each.points is not None]
    return sum(points, Fraction(0)) / len(points)


RULES = {"story_time.rhythm": rhythm}
