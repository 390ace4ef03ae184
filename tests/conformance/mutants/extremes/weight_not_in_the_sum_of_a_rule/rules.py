"""A rule whose weight is in the ceiling and not in the sum."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fidelity.plan.seen import Member, Seen


def rhythm(seen: Sequence[tuple[Member, Seen]]) -> Fraction | int | None:
    """The sum."""
    return sum((each.points or Fraction(0) for _, each in seen), Fraction(0))


RULES = {"story_time.rhythm": rhythm}
