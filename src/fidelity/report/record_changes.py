"""What one revision of a record changed: ratings, notes and facts, each with the old and the new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs

from fidelity.records.entry import Entry

Content = Mapping[str, Any]
PARTS = {"ratings": "", "notes": "note at ", "facts": ""}
"""The parts of an observation that are told cell by cell, and how a cell of each is called."""


@attrs.frozen
class Change:
    """One cell that was changed.

    Attributes:
        part: ``ratings``, ``notes`` or ``facts``; empty for what is neither.
        name: The item or fact.
        old: What it was; empty where there was nothing.
        new: What it is now; empty where nothing is there any more.
    """

    part: str
    name: str
    old: str
    new: str

    @property
    def what(self) -> str:
        """What was changed, for people."""
        return PARTS.get(self.part, "") + self.name


def changes(old: Content, new: Content) -> tuple[Change, ...]:
    """What is different between two contents of a record.

    Args:
        old: The content before.
        new: The content after.

    Returns:
        Ratings first, then notes, facts, and what else there is, each in the order of the content.
    """
    found: list[Change] = []
    for part in PARTS:
        found += _cells(part, _mapping(old.get(part)), _mapping(new.get(part)))
    rest: list[Mapping[str, Any]] = [
        {name: value for name, value in content.items() if name not in PARTS} for content in (old, new)
    ]
    return (*found, *_cells("", *rest))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _cells(part: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before != after:
            yield Change(part, name, _said(before), _said(after))


def _said(value: object) -> str:
    """A value as text; lists and mappings, which no person reads cell by cell, are only counted."""
    if value is None:
        return ""
    if isinstance(value, Mapping | list | tuple):
        return f"{len(value)} entries"
    return str(value)


def contents(entries: Iterable[Entry]) -> dict[str, Content]:
    """What a record says at each of its revisions; nothing for those that were erased.

    A revision without a content of its own, such as a sign-off, says what the one before it says.

    Args:
        entries: The record's history, parents before those that follow them.
    """
    said: dict[str, Content] = {}
    for entry in entries:
        if entry.content is not None:
            said[entry.id] = entry.content
        else:
            said[entry.id] = next((said[parent] for parent in entry.parents if parent in said), {})
    return said


def in_order(found: Iterable[Change], items: Collection[str]) -> tuple[Change, ...]:
    """Changes with those of ratings and notes in the order of a checklist, and all others after them.

    Args:
        found: The changes.
        items: The items of the checklist, in its order.
    """
    place = {item: number for number, item in enumerate(items)}
    parts = list(PARTS)

    def key(change: Change) -> tuple[int, int]:
        part = parts.index(change.part) if change.part in parts else len(parts)
        return part, place.get(change.name, len(place)) if part < parts.index("facts") else 0

    return tuple(sorted(found, key=key))
