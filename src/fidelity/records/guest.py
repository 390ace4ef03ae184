"""The store of another device, read and never touched, also while somebody writes to it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.records.database import PATIENCE, check, uri
from fidelity.records.faults import told
from fidelity.records.log import Log


@contextmanager
def guest(path: Path) -> Iterator[Log]:
    """The log of another store.

    Args:
        path: Its file.

    Raises:
        UsageError: There is no such file.
        StoreError: It is no store, or is damaged.
    """
    if not path.is_file():
        raise UsageError(Problem("store-missing", f"{path}: there is no such file", "name the file of another store"))
    with told(path), tempfile.TemporaryDirectory() as folder:
        connection = _connected(path, Path(folder))
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            check(connection, path)
            connection.execute("BEGIN")
            yield Log(connection)
        finally:
            connection.close()


def _connected(path: Path, folder: Path) -> sqlite3.Connection:
    """A connection that leaves the file and those beside it as they are.

    SQLite writes first into a file `-wal`, and finds its way there by a file `-shm`, which it makes as needed.
    """
    wal, shm = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if wal.exists() and shm.exists():
        # Somebody has it open, or was killed: SQLite sees to it that we read what was committed.
        address = uri(path, "mode=ro")
    elif wal.exists() and wal.stat().st_size:
        # Both files were brought here, and to open them would make a third: open copies.
        shutil.copyfile(path, folder / "store")
        shutil.copyfile(wal, folder / "store-wal")
        address = uri(folder / "store", "mode=rw")
    else:
        address = uri(path, "immutable=1")
    return sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
