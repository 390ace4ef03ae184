"""Files written whole, and folders made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from fidelity.errors import UsageError
from fidelity.problems import Problem


def write_whole(path: Path, pieces: Iterable[str | bytes], *, force: bool) -> None:
    """A file written whole or not at all.

    Args:
        path: Where to.
        pieces: Its content; text is written as UTF-8.
        force: Whether a file that is there already may be replaced.

    Raises:
        UsageError: The file is there already, or it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        if path.is_symlink():
            # The file that the link means is written, and the link stays.
            path = path.resolve()
            part = path.with_name(part.name)
        if path.exists() and not path.is_file():
            # A device or a pipe would be replaced by a file of its name.
            raise UsageError(Problem("unwritable-file", f"`{path}` is not an ordinary file", "name another place"))
        if path.exists() and not force:
            help_ = "name another file, or add `--force`"
            raise UsageError(Problem("file-exists", f"`{path}` is there already", help_))
        if not path.parent.is_dir():
            raise UsageError(Problem("no-folder", f"there is no folder `{path.parent}`", "make it first"))
        with part.open("xb") as out:
            out.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        # Where all went well there is no such file any more.
        with suppress(OSError):
            part.unlink()


def make_folder(path: Path) -> None:
    """A folder, with those that it lies in.

    Raises:
        UsageError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> UsageError:
    why = (error.strerror or str(error)).lower()
    return UsageError(Problem("unwritable-file", f"`{path}` cannot be written: {why}", "name another place"))
