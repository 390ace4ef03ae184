"""Companions: checklists of other interventions that are rated at the same visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.identifier import identifier_problems
from fidelity.problems import Problem


@attrs.frozen
class Companion:
    """A checklist of another intervention that is rated at the same visit.

    It is named and not taken over: whether it is installed is nobody's concern until somebody asks for it.

    Attributes:
        intervention: The other intervention, by id.
        why: What it adds to the picture.
        version: Its version; empty where any will do.
        checklist: Which of its checklists, by id; empty while it has one only.
        profile: Its profile, by id; empty for the checklist as published.
    """

    intervention: str
    why: str
    version: str = ""
    checklist: str = ""
    profile: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse ids that no intervention, checklist or profile can have."""
        named = {"intervention": self.intervention, "checklist": self.checklist, "profile": self.profile}
        problems = [
            problem
            for key, name in named.items()
            if name or key == "intervention"
            for problem in identifier_problems(name, (key,))
        ]
        if problems:
            raise InvalidRecord(problems)

    @property
    def name(self) -> str:
        """The other intervention as a command takes it: ``goi``, or ``goi@2.0`` where the version matters."""
        return f"{self.intervention}@{self.version}" if self.version else self.intervention


def companion_problems(companions: Iterable[Companion], owner: str) -> Iterator[Problem]:
    """Companions that are none: the intervention itself, and one that was named before.

    Args:
        companions: The companions.
        owner: The intervention that names them, by id.
    """
    seen: set[tuple[str, str, str]] = set()
    for place, each in enumerate(companions):
        path = ("assessable", "companions", place)
        if each.intervention == owner:
            message = f"`{owner}` is named as its own companion"
            help_ = "name another intervention; its own checklists stand under `checklists`"
            yield Problem("own-companion", message, help_, (*path, "intervention"))
        which = (each.intervention, each.checklist, each.profile)
        if which in seen:
            help_ = "keep one, or say which `checklist` or `profile` each of them means"
            yield Problem("companion-twice", f"companion `{each.intervention}` is named twice", help_, path)
        seen.add(which)
