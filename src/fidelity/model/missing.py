"""How many ratings may be missing before there is no score, and what happens to those that are."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.problems import Problem


class Then(Enum):
    """What becomes of a missing rating that is tolerated."""

    LEAVE_OUT = "leave_out"
    """The score is taken over what is there."""
    PRORATE = "prorate"
    """A sum is stretched to the number of items that apply."""
    LOWEST = "counts_as_lowest"
    """It earns the lowest points of its item."""


@attrs.frozen
class MissingRule:
    """What a score tolerates.

    The default tolerates nothing.

    Attributes:
        at_most: How many may be missing.
        share_at_most: What share of those that apply may be missing, 0 to 1; an alternative to ``at_most``.
        rated_at_least: How many must be there, whatever else is allowed.
        then: What becomes of those that are missing.
        unless_decided: Whether a score exists all the same when the missing ratings cannot change it.
    """

    at_most: int | None = 0
    share_at_most: Fraction | None = None
    rated_at_least: int = 0
    then: Then | None = None
    unless_decided: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse limits that no score can obey."""
        if (self.at_most or 0) < 0 or self.rated_at_least < 0:
            raise InvalidRecord(Problem("bad-missing-rule", "a number of ratings is at least 0", "", ("at_most",)))
        if self.share_at_most is not None and not 0 <= self.share_at_most < 1:
            raise InvalidRecord(
                Problem(
                    "bad-missing-rule",
                    "the share must be at least 0 and below 1",
                    "",
                    ("share_at_most",),
                )
            )
        if (self.at_most is not None) == (self.share_at_most is not None):
            raise InvalidRecord(
                Problem(
                    "bad-missing-rule",
                    "give either `at_most` or `share_at_most`",
                    "keep one of the two",
                )
            )

    @property
    def tolerates(self) -> bool:
        """Whether a score can exist although ratings are missing."""
        return bool(self.at_most or self.share_at_most)
