"""Drafts: forms that are still being filled in, kept beside the log and changed at will."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

import attrs

from fidelity.records.plain import read


@attrs.frozen
class Draft:
    """A form that is still being filled in.

    Attributes:
        id: The id of the record that it is to become.
        content: What it says so far.
        saved_at: When it was saved last, as an entry's time.
    """

    id: str
    content: Mapping[str, Any] = attrs.field(hash=False)
    saved_at: str


def save(connection: sqlite3.Connection, name: str, content: str, at: str) -> None:
    """Keep a draft, in the place of what was kept under its id before.

    Args:
        connection: The store's.
        name: Its id.
        content: Canonical JSON.
        at: When.
    """
    connection.execute("INSERT OR REPLACE INTO drafts (id, content, saved_at) VALUES (?, ?, ?)", (name, content, at))


def drafts(connection: sqlite3.Connection) -> tuple[Draft, ...]:
    """All drafts, the latest first.

    Args:
        connection: The store's.
    """
    found = connection.execute("SELECT id, content, saved_at FROM drafts ORDER BY saved_at DESC, id").fetchall()
    return tuple(Draft(name, read(content), at) for name, content, at in found)


def drop(connection: sqlite3.Connection, name: str) -> None:
    """Drop a draft; one that is not there is dropped already.

    Args:
        connection: The store's.
        name: Its id.
    """
    connection.execute("DELETE FROM drafts WHERE id = ?", (name,))
