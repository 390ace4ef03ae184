"""The files that are handed in: found in folders, and opened without waiting for anybody."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import attrs

from fidelity.errors import HandInError
from fidelity.handins.limits import FILE, FILES, LINES, MIB
from fidelity.problems import Place, Problem

ENDINGS = frozenset({".json", ".jsonl", ".ndjson", ".xlsx", ".csv"})
"""What hand-ins are called; other files in a folder are passed over unless they are hand-ins all the same."""

_HIDDEN = (".", "~$")
"""What begins the names of files that programs keep for themselves."""
_LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})
_PART = MIB
# Without this, opening a pipe waits until somebody writes into it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@attrs.frozen
class File:
    """A file that may be a hand-in.

    Attributes:
        path: Where it is.
        named: Whether the user named it, rather than a folder that it lies in.
    """

    path: Path
    named: bool

    @property
    def name(self) -> str:
        """What it is called, in a way that can be printed anywhere: names of files are bytes, and may be any."""
        return shown(self.path)

    @property
    def claims(self) -> bool:
        """Whether it is meant to be a hand-in: because it was named, or is called like one."""
        return self.named or self.path.suffix.lower() in ENDINGS


def files_in(paths: Iterable[Path]) -> Iterator[File]:
    """The files that are named, and those in folders that are named and in folders within them, by name.

    Links to folders are not followed, and files that programs keep for themselves are left out.

    Args:
        paths: Files and folders.

    Raises:
        HandInError: There are more of them than are looked at.
    """
    n = 0
    for path in paths:
        for file in _in_folder(path) if path.is_dir() else (File(path, True),):
            n += 1
            if n > FILES:
                message = f"there are more than {FILES:,} files"
                help_ = "hand in one folder after the other"
                raise HandInError(Problem("too-many", message, help_, place=Place(shown(path))))
            yield file


def _in_folder(folder: Path) -> Iterator[File]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(names):
            if not name.startswith(_HIDDEN) and name.lower() not in _LEFT_BEHIND:
                yield File(Path(parent, name), False)
    # What cannot be looked into is told as a file that cannot be opened, and not passed over.
    yield from (File(Path(os.fsdecode(error.filename)), True) for error in closed)


def shown(path: Path) -> str:
    """What a file is called, with a sign in the place of what nobody can see or print."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def read_file(path: Path) -> bytes:
    """The content of a file, if it is an ordinary one and not far larger than any hand-in.

    Raises:
        HandInError: It cannot be opened, is a pipe or a device, or is too large.
    """
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise HandInError(_unreadable(path, error)) from error
    try:
        with os.fdopen(handle, "rb", buffering=0) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                message = f"`{shown(path)}` is no ordinary file"
                raise HandInError(Problem("unreadable-file", message, "hand in the file that the form saved"))
            return _read(stream)
    except OSError as error:
        raise HandInError(_unreadable(path, error)) from error


def _read(stream: IO[bytes]) -> bytes:
    """All bytes, so long as there may be so many: only JSON Lines may be longer than one form."""
    first = stream.read(_PART) or b""
    most = LINES if first.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" else FILE
    parts, n = [first], len(first)
    while n <= most and (part := stream.read(_PART)):
        parts.append(part)
        n += len(part)
    if n > most:
        message = f"it has more than {most // MIB} MiB, which no hand-in has"
        raise HandInError(Problem("too-large", message, "hand in the file that the form saved"))
    return b"".join(parts)


def _unreadable(path: Path, error: Exception) -> Problem:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return Problem("unreadable-file", f"`{shown(path)}` cannot be read: {reason}")
