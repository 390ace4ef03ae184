"""The store: one file with everything that was recorded, to which is only ever added."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Any, Self

from fidelity.records import adding, asking, drafts, erasing, reading, revising
from fidelity.records.adding import Added
from fidelity.records.clash import Clash
from fidelity.records.database import create, open_, transaction
from fidelity.records.drafts import Draft
from fidelity.records.entry import Entry, Record
from fidelity.records.faults import told
from fidelity.records.log import Log
from fidelity.records.merging import Merged, take_in
from fidelity.records.plain import written
from fidelity.records.verifying import Verified, verify


def now() -> str:
    """This moment as entries write it: UTC, with microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Store:
    """One file with everything that was recorded.

    Several programs and threads may have it open. What was written is on the disk when a method returns.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, clock: Callable[[], str] = now) -> None:
        self.path = path
        self._connection = connection
        self._log = Log(connection)
        self._clock = clock
        self._alone = RLock()

    @classmethod
    def create(cls, path: Path, *, clock: Callable[[], str] = now) -> Store:
        """A new store in a new file.

        Args:
            path: The file, which must not be there yet.
            clock: Says what time it is.
        """
        return cls(path, create(path), clock)

    @classmethod
    def open(cls, path: Path, *, readonly: bool = False, clock: Callable[[], str] = now) -> Store:
        """The store in a file.

        Args:
            path: The file.
            readonly: Whether nothing will be written.
            clock: Says what time it is.
        """
        store = cls(path, open_(path, readonly=readonly), clock)
        if not readonly:
            erasing.finish(store._connection, path, patient=False)
        return store

    def close(self) -> None:
        """Close the file."""
        with self._alone:
            self._connection.close()

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def append(
        self,
        record: str,
        kind: str,
        content: Mapping[str, Any],
        *,
        by: str,
        why: str = "",
        after: str = "",
        at: str | None = None,
    ) -> Entry:
        """Append a record, or a revision of one.

        The same again is nothing: the entry that is there is given back.

        Args:
            record: The record's id, made where it was recorded.
            kind: What it is a record of.
            content: What it says: text, whole numbers, lists and mappings.
            by: The code of who says so.
            why: The reason; needed for every revision but the first.
            after: The id of the revision that the writer saw; empty for a new record.
            at: When, if not now.

        Raises:
            Conflict: The record has moved on, or another one has its id.
            Locked: It is signed off.
            Erased: It was erased.
            StoreError: Nothing can be written.
        """
        wanted = asking.revision(record, kind, content, by=by, why=why, after=after, at=at or self._clock())
        with self._writing():
            row, _ = revising.revise(self._log, wanted)
        return row.entry()

    def add(self, records: Iterable[tuple[str, Mapping[str, Any]]], *, by: str) -> Added:
        """Append many new records, all at once; those that cannot be are told, and the others go in.

        Args:
            records: The kind of each, and what it says; its id is its `id`.
            by: The code of who adds them.
        """
        at = self._clock()
        wanted = [asking.revision(str(one.get("id", "")), kind, one, by=by, at=at) for kind, one in records]
        with self._writing():
            return adding.add(self._log, wanted)

    def sign_off(self, record: str, *, by: str, after: str = "") -> Entry:
        """Sign a record off, which locks it.

        Args:
            record: The record's id.
            by: The code of who signs.
            after: The id of the revision that they saw; empty for whatever stands.
        """
        with self._writing():
            return revising.sign_off(self._log, record, by=asking.code(by), at=self._clock(), after=after).entry()

    def unlock(self, record: str, *, by: str, why: str) -> Entry:
        """Unlock a record that was signed off.

        Args:
            record: The record's id.
            by: The code of who unlocks it.
            why: The reason.
        """
        who, reason = asking.code(by), asking.reason(why)
        with self._writing():
            return revising.unlock(self._log, record, by=who, at=self._clock(), why=reason).entry()

    def settle(self, record: str, keep: str, *, by: str, why: str) -> Entry:
        """Settle a clash by keeping one of the revisions that clash.

        Args:
            record: The record's id.
            keep: The id of the revision to keep, or its beginning.
            by: The code of who decides.
            why: The reason.
        """
        who, reason = asking.code(by), asking.reason(why)
        with self._writing():
            return revising.settle(self._log, record, keep, by=who, at=self._clock(), why=reason).entry()

    def erase(self, record: str, *, by: str, why: str) -> Entry:
        """Erase what a record says, for good; erasing it twice is nothing.

        Args:
            record: The record's id.
            by: The code of who erases it.
            why: The reason, which stays.

        Raises:
            StoreError: It is erased, but somebody who is reading keeps traces of it alive.
        """
        return self.erase_all([record], by=by, why=why)[0]

    def erase_all(self, records: Iterable[str], *, by: str, why: str) -> tuple[Entry, ...]:
        """Erase what records say, all at once; much faster than one after the other.

        Args:
            records: Their ids.
            by: The code of who erases them.
            why: The reason, which stays.
        """
        who, reason = asking.code(by), asking.reason(why)
        with self._alone:
            with self._writing():
                rows = erasing.erase(self._log, records, by=who, at=self._clock(), why=reason)
            erasing.wipe(self._connection, self.path)
        return tuple(row.entry() for row in rows)

    def records(self, kind: str | None = None) -> Iterator[Record]:
        """The records as they stand, by id.

        Args:
            kind: What they are records of; None for all.

        Raises:
            UsageError: There are no records of such a kind.
        """
        return reading.records(self._reading, None if kind is None else asking.kind_of_record(kind))

    def record(self, name: str) -> Record:
        """A record as it stands.

        Args:
            name: Its id, or the beginning of it that no other has, of four letters at least.

        Raises:
            UsageError: There is none, or more than one.
        """
        with self._reading() as log:
            return revising.line_of(log, reading.named(log, name)).record()

    def history(self, record: str) -> tuple[Entry, ...]:
        """The entries of a record, each after those that it follows.

        Args:
            record: The record's id.
        """
        with self._reading() as log:
            return tuple(row.entry() for row in revising.line_of(log, record).rows)

    def clashes(self) -> tuple[Clash, ...]:
        """The clashes that wait to be settled, by record."""
        with self._reading() as log:
            return reading.clashes(log)

    def merge(self, paths: Iterable[Path]) -> Merged:
        """Take in the stores of other devices, which stay as they are; in whatever order, the result is the same.

        Args:
            paths: Their files; one that is not sound is refused whole, and the others go in.
        """
        with self._alone:
            files = tuple(take_in(self._log, self.path, path) for path in paths)
            left = erasing.finish(self._connection, self.path) if any(one.n_erased for one in files) else ()
            return Merged(files, self.clashes(), left)

    def verify(self) -> Verified:
        """Walk along every chain of hashes and say what does not hold."""
        with self._reading() as log:
            return verify(log)

    def save_draft(self, name: str, content: Mapping[str, Any]) -> None:
        """Keep a form that is still being filled in, in the place of what was kept of it before.

        Args:
            name: The id of the record that it is to become.
            content: What it says so far.
        """
        text = written(content)
        with self._writing():
            drafts.save(self._connection, name, text, self._clock())

    def drafts(self) -> tuple[Draft, ...]:
        """The forms that are still being filled in, the latest first."""
        with self._reading() as log:
            return drafts.drafts(log.connection)

    def drop_draft(self, name: str) -> None:
        """Drop a draft; one that is not there is dropped already.

        Args:
            name: Its id.
        """
        with self._writing():
            drafts.drop(self._connection, name)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._alone, transaction(self._connection, self.path):
            yield

    @contextmanager
    def _reading(self) -> Iterator[Log]:
        with self._alone, told(self.path):
            yield self._log
