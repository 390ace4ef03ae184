"""A rule that remembers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen

LAST: list[Fraction] = [Fraction(3)]


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The mean, half of it from the last observation."""
    points = [each.points for _, each in seen if each.points is not None]
    mean = sum(points, Fraction(0)) / len(points)
    LAST.append(mean)
    return (mean + LAST[-2]) / 2


RULES = {"story_time.rhythm": rhythm}
