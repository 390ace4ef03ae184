"""Clashes: revisions of one record that do not know of each other, and what they say differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

NOTHING = "—"
"""How a value that is not there is shown."""


@attrs.frozen
class Side:
    """One of two or more revisions that stand beside each other.

    Attributes:
        revision: The revision's id; empty for one that was to be written.
        by: Who made it.
        at: When.
        why: The reason.
        content: What the record says by it.
        locked: Whether it is signed off.
    """

    revision: str
    by: str
    at: str
    why: str
    content: Mapping[str, Any] | None = attrs.field(hash=False)
    locked: bool


@attrs.frozen
class Difference:
    """One value that sides give differently.

    Attributes:
        path: Where it stands, with dots: ``ratings.asks_open``.
        was: What it was before; `NOTHING` where it was not there.
        values: What each side makes of it, in their order.
    """

    path: str
    was: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        """The difference on one line: ``ratings.asks_open: 1 → 2 / 3``."""
        return f"{self.path}: {self.was} → {' / '.join(self.values)}"


@attrs.frozen
class Clash:
    """A record whose tips say different things.

    Attributes:
        record: The record's id.
        base: What it said where they parted; None where they never agreed.
        sides: The tips, by time.
    """

    record: str
    base: Mapping[str, Any] | None = attrs.field(hash=False)
    sides: tuple[Side, ...]

    def differences(self) -> tuple[Difference, ...]:
        """What the sides say differently."""
        found = differences(self.base, *(side.content for side in self.sides))
        if len({side.locked for side in self.sides}) == 1:
            return found
        states = tuple("signed off" if side.locked else "open" for side in self.sides)
        return (*found, Difference("sign-off", NOTHING, states))


def differences(base: Mapping[str, Any] | None, *contents: Mapping[str, Any] | None) -> tuple[Difference, ...]:
    """The values that contents do not agree on.

    Args:
        base: What was said before.
        contents: What each says now.
    """
    before = dict(_leaves(base or {}))
    now = [dict(_leaves(content or {})) for content in contents]
    paths = dict.fromkeys(path for leaves in (before, *now) for path in leaves)
    found = ((path, tuple(leaves.get(path, NOTHING) for leaves in now)) for path in paths)
    return tuple(Difference(path, before.get(path, NOTHING), values) for path, values in found if len(set(values)) > 1)


def spoken(at: str) -> str:
    """A time of the log for people: ``2026-11-23 17:05 UTC``."""
    return f"{at[:16].replace('T', ' ')} UTC"


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value that is no group of others, with the way to it."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(each, f"{path}.{key}" if path else key)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _leaves(each, f"{path}.{place}")
    else:
        yield path, str(value)
