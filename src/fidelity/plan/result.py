"""What one score of one observation is: a value, or the reason for having none, with its counts and bounds."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

import attrs


class Reason(Enum):
    """Why a score has no value."""

    NOTHING_APPLICABLE = "nothing_applicable"
    """No member applies."""
    NOTHING_RATED = "nothing_rated"
    """Members apply, and none was rated."""
    TOO_MANY_MISSING = "too_many_missing"
    """More ratings are missing than the score tolerates."""
    TOO_FEW_RATED = "too_few_rated"
    """Fewer ratings are there than the score asks for."""
    STATUS_NOT_PERMITTED = "status_not_permitted"
    """A member has a status that the score does not accept."""
    ZERO_OVER_ZERO = "zero_over_zero"
    """Nothing divided by nothing."""
    OVER_ZERO = "over_zero"
    """Something divided by nothing."""
    TOO_FEW_OPPORTUNITIES = "too_few_opportunities"
    """What is divided by is less than the score asks for."""
    RULE_GAVE_NONE = "rule_gave_none"
    """A plugin's own rule gave no value."""


SENTENCES: dict[Reason, str] = {
    Reason.NOTHING_APPLICABLE: "nothing applies",
    Reason.NOTHING_RATED: "nothing was rated",
    Reason.TOO_MANY_MISSING: "too many ratings are missing",
    Reason.TOO_FEW_RATED: "too few ratings are there",
    Reason.STATUS_NOT_PERMITTED: "a status that the score does not accept",
    Reason.ZERO_OVER_ZERO: "nothing over nothing",
    Reason.OVER_ZERO: "something over nothing",
    Reason.TOO_FEW_OPPORTUNITIES: "too few opportunities, or too short an observation",
    Reason.RULE_GAVE_NONE: "the plugin's rule gave no value",
}
"""Each reason in words."""


@attrs.frozen
class Result:
    """One score of one observation.

    The counts are of the score's members: items, or scores where it is made of scores. Always
    ``n_expected ≥ n_applicable = n_missing + (those that are there)``.

    Attributes:
        value: The value, exactly; None where there is none.
        reason: Why there is none; None where there is a value.
        n_expected: How many members the score has, without those that a profile leaves out.
        n_applicable: How many of them apply: those that are not excluded.
        n_rated: How many of them were rated.
        n_missing: How many apply and are not there.
        n_used: How many entered the value; 0 where there is none.
        lowest: The lowest value that it has or could have if all that is missing were rated; None where that cannot be
            said.
        highest: The highest such value; None where that cannot be said.
        band: The place of its band among the score's bands; None where it has none.
    """

    value: Fraction | None
    reason: Reason | None
    n_expected: int
    n_applicable: int
    n_rated: int
    n_missing: int
    n_used: int
    lowest: Fraction | None
    highest: Fraction | None
    band: int | None = None
