"""The day on which something was rated, which decides whose certificate held and into which period it falls."""

from __future__ import annotations

from datetime import date

from fidelity.problems import Problem
from fidelity.ratings.day import day
from fidelity.records.observations import Stored


def rating_day(stored: Stored) -> date:
    """The day of a record: the date that its rater gave, or else the day on which it was handed in.

    Args:
        stored: The record.
    """
    found = day(stored.observation.date)
    if found is None or isinstance(found, Problem):
        return date.fromisoformat(stored.record.made_at[:10])
    return found
