"""Stores and contents that tests of the records share."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from fidelity.records import database
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.store import Store

ID = "0b9f2a4e-7d5c-4f6b-9a31-2f1f6a7c8d90"
OTHER_ID = "5c1d7e3a-1b2c-4d3e-8f4a-9b8c7d6e5f40"


QUICK = ("synchronous = OFF", *database.SETTINGS[1:])
"""Settings for tests that write much and lose no power."""


def content(name: str = ID, date: str = "2026-11-20", **ratings: str) -> dict[str, Any]:
    """An observation's content with some ratings."""
    facts = {"observation": f"P03-{date}", "date": date, "practitioner": "P03", "rater": "R1"}
    edition = Edition("family_meeting", "1.0.0", "delivery", "", "sha256:00", "sha256:11")
    return as_content(Observation(name, edition, {key: text for key, text in facts.items() if text}, ratings))


def clock(start: str = "2026-11-23T17:00:00") -> Callable[[], str]:
    """A clock that goes on by a second each time it is looked at."""
    first, ticks = datetime.fromisoformat(start).replace(tzinfo=UTC), count()
    return lambda: (first + timedelta(seconds=next(ticks))).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def dump(path: Path) -> list[tuple[object, ...]]:
    """All that a store shares with others, in one order: entries with their bodies."""
    connection = sqlite3.connect(path)
    found = connection.execute(
        "SELECT record, kind, parents, made_by, made_at, body, id, device, seq, previous, hash, content, why, salt"
        " FROM entries LEFT JOIN bodies ON entry = place ORDER BY hash"
    ).fetchall()
    connection.close()
    return found


def copied(path: Path, to: Path) -> Path:
    """A copy of a store that nobody has open."""
    shutil.copyfile(path, to)
    return to


def tampered(path: Path, *statements: str) -> None:
    """Do to a store what somebody with another tool can do: drop its rules, change rows, put the rules back."""
    connection = sqlite3.connect(path, isolation_level=None)
    rules = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in rules:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in rules:
        connection.execute(sql)
    connection.close()


def bytes_of(folder: Path) -> Iterator[bytes]:
    """The bytes of every file in a folder."""
    return (path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def filled(path: Path, n: int, by: str = "R1") -> Path:
    """A store in a new file with so many observations, closed."""
    names = (f"{path.stem.replace(' ', '-')}-{number}" for number in range(n))
    with Store.create(path) as store:
        store.add((("observation", content(name, a="1")) for name in names), by=by)
    return path
