"""Why a rating is a rating or is not, and what each reason does to a score."""

from __future__ import annotations

from enum import Enum


class Status(Enum):
    """What became of one item in one observation: a closed list, never a number and never a blank."""

    RATED = "rated"
    """A point of the scale, or a raw number, was recorded."""
    NOT_APPLICABLE = "not_applicable"
    """The practice had no place in this observation, for a reason that the checklist accepts."""
    NOT_OBSERVED = "not_observed"
    """The rater did not see that part."""
    NO_OPPORTUNITY = "no_opportunity"
    """The occasion for the practice did not arise."""
    NOT_ASSESSABLE = "not_assessable"
    """A technical reason, such as a recording that cannot be heard."""
    INSUFFICIENT_DATA = "insufficient_data"
    """Something was seen, and it was too little to rate."""
    OFF_BY_DESIGN = "off_by_design"
    """A profile or a study leaves the item out."""
    MISSING = "missing"
    """A rating was due and is not there."""
    INVALID = "invalid"
    """Something was recorded that the scale does not have."""


class Effect(Enum):
    """What one status does to the numerator and the denominator of one score."""

    USED = "used"
    """Its points enter the score."""
    EXCLUDED = "excluded"
    """Out of numerator and denominator, as if the item were not there."""
    MISSING = "counts_as_missing"
    """Expected and not there: counts against what the score tolerates."""
    LOWEST = "counts_as_lowest"
    """Enters the score with the lowest points of the item."""
    HIGHEST = "counts_as_met"
    """Enters the score with the highest points of the item."""
    FORBIDDEN = "not_permitted"
    """There is no score while an item has this status."""


FIXED: dict[Status, Effect] = {
    Status.RATED: Effect.USED,
    Status.OFF_BY_DESIGN: Effect.EXCLUDED,
    Status.MISSING: Effect.MISSING,
    Status.INVALID: Effect.MISSING,
}
"""The effects that no checklist can change."""

STRICT: dict[Status, Effect] = {
    **FIXED,
    Status.NOT_APPLICABLE: Effect.FORBIDDEN,
    Status.NOT_OBSERVED: Effect.MISSING,
    Status.NO_OPPORTUNITY: Effect.MISSING,
    Status.NOT_ASSESSABLE: Effect.MISSING,
    Status.INSUFFICIENT_DATA: Effect.MISSING,
}
"""What a status does where neither checklist nor score says anything: the strictest reading of it."""
