"""What the log consists of: an entry is one revision of one record; a record is what its entries come to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs


class Kind(StrEnum):
    """What an entry is: a record of some kind, or something that became of one."""

    OBSERVATION = "observation"
    CONSENSUS = "consensus"
    CERTIFICATE = "certificate"
    GOAL = "goal"
    SIGNED_OFF = "signed_off"
    UNLOCKED = "unlocked"
    ERASED = "erased"
    SETTLED = "settled"


RECORDS = (Kind.OBSERVATION, Kind.CONSENSUS, Kind.CERTIFICATE, Kind.GOAL)
"""The kinds that a record can be of; the others happen to one."""


@attrs.frozen
class Entry:
    """One row of the log: one revision of one record.

    Attributes:
        record: The record's id, made where it was recorded.
        kind: See `Kind`.
        parents: The ids of the revisions that it follows: none for the first, several where devices had gone apart.
            The first parent of a settlement is the revision that was kept.
        by: The code of who made it.
        at: When: UTC, as ``2026-11-23T17:05:01.123456Z``.
        why: The reason; may be empty only for a first revision and a sign-off, and once erased.
        content: The record itself as plain data; None for what only happens to a record, and once erased.
        id: The hash of all of the above, the content and the reason by a salted hash of their own.
        device: The device that wrote it.
        seq: Its number in that device's chain, from 1.
        previous: The hash of the entry before it in that chain; empty for the first.
        hash: The hash of device, seq, previous and id.
    """

    record: str
    kind: str
    parents: tuple[str, ...]
    by: str
    at: str
    why: str
    content: Mapping[str, Any] | None = attrs.field(hash=False)
    id: str
    device: str
    seq: int
    previous: str
    hash: str


@attrs.frozen
class Record:
    """A record as it stands.

    Attributes:
        id: Its id.
        kind: What it is a record of: one of `RECORDS`.
        content: What it says, as plain data; None once erased. In a clash, what its first tip says.
        tips: The ids of the revisions that stand, by time; more than one is a clash, which waits to be settled.
        n_revisions: How many entries it has.
        made_by: Who made it.
        made_at: When.
        changed_by: Who made its latest entry.
        changed_at: When.
        locked: Whether it is signed off.
        erased: Whether it was erased.
    """

    id: str
    kind: str
    content: Mapping[str, Any] | None = attrs.field(hash=False)
    tips: tuple[str, ...]
    n_revisions: int
    made_by: str
    made_at: str
    changed_by: str
    changed_at: str
    locked: bool
    erased: bool
