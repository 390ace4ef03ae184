"""The log: rows read and written, each with its place in the chain of the device that wrote it."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator, Sequence

import attrs

from fidelity.records.entry import Entry, Kind
from fidelity.records.hashes import body_hash, entry_hash, revision_id
from fidelity.records.plain import read

_ROWS = """
    SELECT record, kind, parents, made_by, made_at, body, id, device, seq, previous, hash, content, why, salt
    FROM entries LEFT JOIN bodies ON bodies.entry = entries.place
"""
_LAST = "\U0010ffff"


@attrs.frozen
class Row:
    """An entry as it lies in the file: content and parents as text, with the body's hash and salt.

    Attributes:
        record: As in an `Entry`, and so are all others but these.
        parents: The list of parents, as JSON.
        body: The hash of the body.
        content: Canonical JSON; None where there is none, or once erased.
        why: The reason; None once erased.
        salt: The body's salt; None once erased.
    """

    record: str
    kind: str
    parents: str
    by: str
    at: str
    body: str
    id: str
    device: str
    seq: int
    previous: str
    hash: str
    content: str | None
    why: str | None
    salt: str | None

    @property
    def follows(self) -> tuple[str, ...]:
        """The ids of its parents."""
        return tuple(json.loads(self.parents)) if self.parents != "[]" else ()

    def entry(self) -> Entry:
        """The row as an entry."""
        content = None if self.content is None else read(self.content)
        return Entry(
            self.record, self.kind, self.follows, self.by, self.at, self.why or "", content,
            self.id, self.device, self.seq, self.previous, self.hash,
        )  # fmt: skip


@attrs.frozen
class Log:
    """The rows of a store, over a connection that somebody else opened and closes.

    Attributes:
        connection: The connection.
    """

    connection: sqlite3.Connection

    def rows(self, *records: str) -> list[Row]:
        """The rows of some records, a few hundred at most, by record."""
        marks = ",".join("?" * len(records))
        found = self.connection.execute(f"{_ROWS} WHERE record IN ({marks}) ORDER BY record", records)
        return [Row(*row) for row in found]

    def names(self, beyond: str, kind: str | None, most: int) -> list[str]:
        """The ids of records, in order.

        Args:
            beyond: Only those after this one.
            kind: Only records of this kind; None for all.
            most: How many at most.
        """
        of_kind = "" if kind is None else "AND kind = ?"
        values = (beyond, most) if kind is None else (beyond, kind, most)
        found = self.connection.execute(
            f"SELECT DISTINCT record FROM entries WHERE record > ? {of_kind} ORDER BY record LIMIT ?", values
        )
        return [name for (name,) in found]

    def beginning(self, start: str, most: int) -> list[str]:
        """The ids of records that begin so, in order.

        Args:
            start: How they begin.
            most: How many at most.
        """
        found = self.connection.execute(
            "SELECT DISTINCT record FROM entries WHERE record >= ? AND record < ? ORDER BY record LIMIT ?",
            (start, start + _LAST, most),
        )
        return [name for (name,) in found]

    def has(self, row: Row) -> bool:
        """Whether a row is there already."""
        found = self.connection.execute(
            "SELECT 1 FROM entries WHERE device = ? AND seq = ? AND hash = ?", (row.device, row.seq, row.hash)
        )
        return found.fetchone() is not None

    def erased(self) -> set[str]:
        """The ids of the records that were erased."""
        return {name for (name,) in self.connection.execute("SELECT record FROM entries WHERE kind = 'erased'")}

    def has_parted(self, device: str) -> bool:
        """Whether a device's chain has two entries at one place."""
        last, n_entries = self.connection.execute(
            "SELECT coalesce(max(seq), 0), count(*) FROM entries WHERE device = ?", (device,)
        ).fetchone()
        return bool(n_entries > last)

    def parted(self) -> list[str]:
        """The ids of records with more than one revision that nothing follows, in order."""
        found = self.connection.execute(
            "SELECT record FROM entries WHERE id NOT IN (SELECT value FROM entries, json_each(parents))"
            " GROUP BY record HAVING count(*) > 1 ORDER BY record"
        )
        return [name for (name,) in found]

    def in_order(self) -> Iterator[Row]:
        """Every row, by device and number."""
        return (Row(*row) for row in self.connection.execute(f"{_ROWS} ORDER BY device, seq, hash"))

    def device(self) -> str:
        """The name of the chain that this store writes; made when it first writes."""
        (name,) = self.connection.execute("SELECT coalesce(max(device), '') FROM own").fetchone()
        return str(name) or self.renew()

    def renew(self) -> str:
        """Begin a new chain."""
        name = secrets.token_hex(8)
        self.connection.execute("UPDATE own SET device = ?", (name,))
        return name

    def put(
        self, record: str, kind: Kind, parents: Sequence[str], content: str | None, *, by: str, at: str, why: str
    ) -> Row:
        """Append a revision to this store's chain.

        Args:
            record: The record's id.
            kind: The kind of entry.
            parents: The revisions that it follows.
            content: Canonical JSON, or None.
            by: Who made it.
            at: When.
            why: The reason.
        """
        device = self.device()
        found = self.connection.execute(
            "SELECT seq, hash FROM entries WHERE device = ? ORDER BY seq DESC LIMIT 1", (device,)
        ).fetchone()
        last, previous = found or (0, "")
        salt, listed = secrets.token_hex(16), json.dumps(list(parents), separators=(",", ":"))
        body = body_hash(content, salt, why)
        revision = revision_id(record, kind.value, listed, by, at, body)
        hash_ = entry_hash(device, last + 1, previous, revision)
        row = Row(
            record, kind.value, listed, by, at, body, revision, device, last + 1, previous, hash_, content, why, salt
        )
        self.insert(row)
        return row

    def insert(self, row: Row) -> None:
        """Write a row as it is; its body too, unless it has none."""
        place = self.connection.execute(
            "INSERT INTO entries (record, kind, parents, made_by, made_at, body, id, device, seq, previous, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.record, row.kind, row.parents, row.by, row.at, row.body,
             row.id, row.device, row.seq, row.previous, row.hash),
        ).lastrowid  # fmt: skip
        if row.salt is not None:
            values = (place, row.content, row.why, row.salt)
            self.connection.execute("INSERT INTO bodies (entry, content, why, salt) VALUES (?, ?, ?, ?)", values)
