"""The words in which a comparison speaks: what can move, how that is known, and what of an answer differs."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """Whether the same ratings can give another answer in the new version."""

    CANNOT_MOVE = "cannot_move"
    """They give the same: that is proved."""
    MAY_MOVE = "may_move"
    """The plans differ, and no ratings were found that show it."""
    MOVES = "moves"
    """Some ratings give another answer, and an example is there."""
    ADDED = "added"
    """It is in the new version only."""
    REMOVED = "removed"
    """It is in the old version only."""


class Proof(Enum):
    """How a verdict is known."""

    SAME_PLAN = "same_plan"
    """Both plans compute it in the same way."""
    EVERY_STATE = "every_state"
    """Every state was tried that the ratings can put both plans in."""
    EXAMPLE = "example"
    """There is an example."""
    NONE = "none"
    """It is not known: examples were looked for, and none was found."""


class Aspect(Enum):
    """What of an answer differs."""

    VALUE = "value"
    """Both have a value, and another one."""
    PRESENCE = "presence"
    """One has a value, and the other has none."""
    REASON = "reason"
    """They have none, for different reasons."""
    BAND = "band"
    """The band."""
    BOUNDS = "bounds"
    """The lowest or highest value that it could still take."""
    COUNTS = "counts"
    """How many members are expected, apply, are rated, missing or used."""
    VERDICT = "verdict"
    """Whether a criterion is met."""
    DECIDED = "decided"
    """Whether it can be told at all."""


class Base(Enum):
    """The plain ratings that an example departs from."""

    HIGHEST = "highest"
    """Every item at its highest; a raw number without an end at 10."""
    LOWEST = "lowest"
    """Every item at its lowest; a raw number without an end at 0."""
    NOTHING = "nothing"
    """Nothing recorded."""
