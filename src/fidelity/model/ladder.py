"""Ladders: steps that cannot be skipped, each with what it asks for."""

from __future__ import annotations

from fractions import Fraction

import attrs


@attrs.frozen
class Need:
    """What one step of a ladder asks for.

    Attributes:
        of: The items, by id.
        share: What share of the used ones must reach the threshold, above 0 and up to 1.
        none: Whether, instead, none of them may reach it.
        at_least: The threshold in points; None for each item's highest.
    """

    of: tuple[str, ...]
    share: Fraction = Fraction(1)
    none: bool = False
    at_least: Fraction | None = None


@attrs.frozen
class LadderStep:
    """One step of a ladder.

    Attributes:
        to: The value of whoever stands on it.
        needs: What must hold, all of it, to climb it.
    """

    to: Fraction
    needs: tuple[Need, ...]


@attrs.frozen
class Ladder:
    """The value of the highest step that is reached without skipping one.

    Attributes:
        start: The value before the first step.
        steps: The steps, from the lowest.
    """

    start: Fraction
    steps: tuple[LadderStep, ...]
