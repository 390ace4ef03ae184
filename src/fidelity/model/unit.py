"""Units: what one filled-in checklist, or one figure over many, speaks about."""

from __future__ import annotations

from enum import Enum


class Unit(Enum):
    """What one filled-in checklist, or one figure over many, speaks about."""

    SESSION = "session"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    SITE = "site"
    CLIENT = "client"
    """One person or family that is served."""
    INTERVENTION = "intervention"
    """How it is set up as a whole: a design, or a study."""
