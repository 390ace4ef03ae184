"""A rule that gives a float."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The mean, rounded."""
    points = [each.points for _, each in seen if each.points is not None]
    return round(float(sum(points, Fraction(0)) / len(points)), 1)  # type: ignore[return-value]


RULES = {"story_time.rhythm": rhythm}
