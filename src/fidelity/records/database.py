"""The file of a store: opened with care, checked to be one, and every fault of SQLite said in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from fidelity.errors import StoreError, UsageError
from fidelity.problems import Problem
from fidelity.records.faults import told

APPLICATION = 0x46694C67
"""What SQLite's header says of a file that is a store."""
VERSION = 1
"""The schema that this program writes: the number of the last file in `schema`."""
PATIENCE = 30.0
"""How long to wait for another program that writes, in seconds."""
RULES = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
"""What a store holds beside its rows."""
SETTINGS = (
    "synchronous = FULL",
    "fullfsync = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
)
"""What every connection is told: above all, that a write has ended when it is on the disk."""
OLDEST_SQLITE = (3, 37)
"""The first that has strict tables."""


def create(path: Path) -> sqlite3.Connection:
    """A new, empty store.

    Args:
        path: Where; nothing may be there yet.

    Raises:
        StoreError: Something is there, or nothing can be written.
    """
    try:
        path.open("xb").close()
    except FileExistsError:
        message = f"{path}: there is a file already"
        raise StoreError(Problem("store-exists", message, "open it, or choose another name")) from None
    except OSError as error:
        message = f"{path}: cannot be made: {error.strerror}"
        raise StoreError(Problem("store-unreadable", message, "look at the folder's name and permissions")) from None
    try:
        with told(path), _open_on_return(_connected(path, "rw")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            _build(connection)
            return connection
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """The store in a file.

    Args:
        path: The file.
        readonly: Whether nothing will be written.

    Raises:
        UsageError: There is no such file.
        StoreError: It is no store, is damaged, or was made by a later version.
    """
    if not path.is_file():
        message = f"{path}: there is no such file"
        raise UsageError(Problem("store-missing", message, "`fidelity init` makes a workspace with a store"))
    with told(path), _open_on_return(_connected(path, "ro" if readonly else "rw")) as connection:
        check(connection, path)
        return connection


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is no store, or one of a later version.

    Args:
        connection: The file, opened.
        path: What to call it.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION or version < 1:
        message = f"{path}: this is no store of fidelity"
        raise StoreError(Problem("not-a-store", message, "name the file that `fidelity init` made"))
    if version > VERSION:
        message = f"{path}: the store was made by a later fidelity (schema {version}; known here: {VERSION})"
        raise StoreError(Problem("store-newer", message, "install the later version; the store is as it was"))


@cache
def rules() -> dict[tuple[str, str], str]:
    """What a sound store holds beside its rows: each table, index and trigger by kind and name, as it was written."""
    connection = sqlite3.connect(":memory:")
    try:
        _build(connection)
        return {(what, name): sql for what, name, sql in connection.execute(RULES)}
    finally:
        connection.close()


def uri(path: Path, options: str) -> str:
    """A file's address for SQLite, on every system.

    Args:
        path: The file.
        options: Such as ``mode=ro``.
    """
    text = path.resolve().as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(text)}?{options}"


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All that is written within, or nothing of it; and nobody else writes meanwhile.

    Args:
        connection: The store's.
        path: What to call it.
    """
    with told(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        message = f"Python's SQLite is {sqlite3.sqlite_version}, and {'.'.join(map(str, OLDEST_SQLITE))} is needed"
        raise StoreError(Problem("store-unreadable", message, "install a later Python"))
    connection = sqlite3.connect(
        uri(path, f"mode={mode}"), uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    with _open_on_return(connection):
        for setting in SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        return connection


@contextmanager
def _open_on_return(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A connection that is closed if anything goes wrong with it."""
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def _build(connection: sqlite3.Connection) -> None:
    for number in range(1, VERSION + 1):
        schema = (files("fidelity.records") / "schema" / f"{number:04}.sql").read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE; {schema} COMMIT;")
