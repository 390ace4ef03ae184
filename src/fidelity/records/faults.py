"""Faults of SQLite in words that a coach can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from fidelity.errors import StoreError
from fidelity.problems import Problem

_KEPT = "what was stored before is safe"


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Every error of SQLite within, and of reading what it holds, becomes an error of the store.

    Args:
        path: The store's file.
    """
    try:
        yield
    except sqlite3.ProgrammingError:
        # The store is closed already, or another mistake of a program: no fault of the file.
        raise
    except (sqlite3.Error, JSONDecodeError) as error:
        raise StoreError(_problem(path, error)) from error


def _problem(path: Path, error: Exception) -> Problem:
    name = getattr(error, "sqlite_errorname", "")
    primary = "_".join(name.split("_")[:2])
    if primary in ("SQLITE_FULL", "SQLITE_IOERR"):
        message = f"{path}: the disk is full, or cannot be written"
        return Problem("store-full", message, f"make room and try again; {_KEPT}")
    if primary in ("SQLITE_READONLY", "SQLITE_PERM"):
        message = f"{path}: the file or its folder cannot be written"
        return Problem("store-read-only", message, f"look at their permissions; {_KEPT}")
    if primary == "SQLITE_CANTOPEN":
        return Problem("store-unreadable", f"{path}: cannot be opened", "look at the permissions of file and folder")
    if primary in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        message = f"{path}: another program has been writing for too long"
        return Problem("store-busy", message, f"close it and try again; {_KEPT}")
    if primary == "SQLITE_NOTADB":
        return Problem(
            "not-a-store", f"{path}: this is no store of fidelity", "name the file that `fidelity init` made"
        )
    help_ = "put the latest copy back, and merge this file into it as far as it goes"
    return Problem("store-damaged", f"{path}: the store is damaged: {error}", help_)
