"""Erasing: what a record said is gone from the file, and a tombstone says that it was, by whom and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from fidelity.errors import StoreError
from fidelity.problems import Problem
from fidelity.records.entry import Kind
from fidelity.records.faults import told
from fidelity.records.log import Log, Row
from fidelity.records.revising import line_of


def erase(log: Log, records: Iterable[str], *, by: str, at: str, why: str) -> list[Row]:
    """Erase records, signed off or not, in a clash or not.

    Args:
        log: The log, in a transaction.
        records: Their ids.
        by: Who erases them.
        at: When.
        why: The reason, which stays.

    Returns:
        Their tombstones, which may have been there already.
    """
    tombstones = []
    for record in records:
        line = line_of(log, record)
        parents = tuple(row.id for row in line.tips)
        tombstones.append(line.tombstone or log.put(record, Kind.ERASED, parents, None, by=by, at=at, why=why))
    clear(log)
    return tombstones


def clear(log: Log) -> None:
    """Delete the bodies of all records that were erased, and their drafts.

    Args:
        log: The log, in a transaction.
    """
    erased = "SELECT record FROM entries WHERE kind = 'erased'"
    log.connection.execute(
        f"DELETE FROM bodies WHERE entry IN (SELECT place FROM entries WHERE kind <> 'erased' AND record IN ({erased}))"
    )
    log.connection.execute(f"DELETE FROM drafts WHERE id IN ({erased})")
    log.connection.execute("UPDATE own SET has_traces = 1")


def has_traces(connection: sqlite3.Connection) -> bool:
    """Whether bytes of what was erased may still lie in the files: a program was ended before it had wiped them.

    Args:
        connection: The store's.
    """
    (found,) = connection.execute("SELECT max(has_traces) FROM own").fetchone()
    return bool(found)


def wipe(connection: sqlite3.Connection, path: Path) -> None:
    """Take every trace of what was erased out of the store's file, and of the one beside it that is written first.

    SQLite overwrites what is deleted, but leaves copies behind in pages whose rows it had moved before; only a file
    that is written anew holds none. It is made in memory: connections are told to put nothing into passing files.

    Args:
        connection: The store's.
        path: What to call it.

    Raises:
        StoreError: It cannot be done now, mostly because somebody is reading; it will be tried again.
    """
    try:
        with told(path):
            connection.execute("VACUUM")
            busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy:
                connection.execute("UPDATE own SET has_traces = 0")
                return
        why = "another program that is reading keeps them alive"
    except (StoreError, MemoryError) as error:
        why = str(error) or "there is not enough memory"
    message = f"{path}: erased, but traces are left in the file: {why}"
    raise StoreError(Problem("traces-left", message, "mend that, and erase the record again"))


def finish(connection: sqlite3.Connection, path: Path, *, patient: bool = True) -> tuple[Problem, ...]:
    """Wipe what was not wiped when it was erased, if it can be done now; otherwise another time.

    Args:
        connection: The store's.
        path: What to call it.
        patient: Whether to wait for others who have it open.

    Returns:
        Why it could not be done.
    """
    with told(path):
        if not has_traces(connection):
            return ()
        (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
        try:
            connection.execute(f"PRAGMA busy_timeout = {patience if patient else 0}")
            wipe(connection, path)
        except StoreError as error:
            return error.problems
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")
    return ()
