"""Core components: what must be present to say that the intervention exists."""

from __future__ import annotations

from enum import Enum

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.identifier import identifier_problems


class Role(Enum):
    """What may be done with a component in practice."""

    CORE = "core"
    """Must be present."""
    ADAPTABLE = "adaptable"
    """May be fitted to the place."""
    PROHIBITED = "prohibited"
    """Must not occur."""


@attrs.frozen
class PracticeProfile:
    """What a component looks like when it is said and done.

    Attributes:
        expected: As intended.
        developmental: On the way there.
        unacceptable: Not the intervention.
    """

    expected: str = ""
    developmental: str = ""
    unacceptable: str = ""


@attrs.frozen
class Component:
    """One thing that the intervention consists of.

    Attributes:
        id: Its name within the definition.
        title: Its name for people.
        kind: Whether it must be present, may be adapted, or must not occur.
        why: What it contributes to the outcome.
        practice: Its practice profile.
    """

    id: str
    title: str
    kind: Role = Role.CORE
    why: str = ""
    practice: PracticeProfile = PracticeProfile()

    def __attrs_post_init__(self) -> None:
        """Refuse an id that forms and statistics packages cannot carry."""
        problems = tuple(identifier_problems(self.id))
        if problems:
            raise InvalidRecord(problems)
