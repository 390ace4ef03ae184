"""A rule that stops with an exception."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The mean of what is above 1."""
    above = [each.points for _, each in seen if each.points is not None and each.points > 1]
    return sum(above, Fraction(0)) / len(above)


RULES = {"story_time.rhythm": rhythm}
