"""A rule whose weight is in the sum and not in the ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The sum, in which asking weighs double."""
    return sum(((2 if member.id == "asks" else 1) * (each.points or Fraction(0)) for member, each in seen), Fraction(0))


RULES = {"story_time.rhythm": rhythm}
