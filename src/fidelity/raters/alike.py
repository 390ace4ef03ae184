"""Alike: whether what was shown with one edition of a checklist holds for another."""

from __future__ import annotations

from fidelity.records.observation import Edition


def alike(one: Edition, other: Edition) -> bool:
    """Whether what a rater has shown with one edition of a checklist holds for the other.

    It does within a version, whatever the profile, and between versions that score alike: a wording that was improved
    asks nobody to begin again, and an item or a code that is new does.

    Args:
        one: An edition.
        other: Another.
    """
    if (one.intervention, one.checklist) != (other.intervention, other.checklist):
        return False
    return one.version == other.version or (one.plan_hash != "" and one.plan_hash == other.plan_hash)
