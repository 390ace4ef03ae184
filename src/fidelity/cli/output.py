"""How commands print: data to standard output, talk to standard error."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import click

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.report.problems import as_text

WIDEST = 100


class ReaderGone(Exception):  # noqa: N818 - that nobody reads on is no error
    """Whoever read the standard output has seen enough."""


def page_width() -> int:
    """How wide a page is: the terminal's width up to a limit, 80 where there is none."""
    return min(WIDEST, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def tell(text: str) -> None:
    """Talk: on standard error."""
    click.echo(text, err=True)


def tell_problems(problems: Iterable[Problem]) -> None:
    """Problems as talk, as a compiler words them."""
    tell(as_text(tuple(problems)))


def tell_remarks(remarks: Iterable[Problem]) -> None:
    """What is odd and stops nobody, as talk: a line each."""
    for remark in remarks:
        tell(f"note: {remark.message}" + (f" ({remark.help})" if remark.help else ""))


def show_json(value: object) -> None:
    """Data as JSON on standard output."""
    show_data([json.dumps(value, ensure_ascii=False, indent=2), "\n"])


def show_data(pieces: Iterable[str]) -> None:
    """Data on standard output: in UTF-8 wherever a program reads it, whatever the terminal has."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.writelines(pieces)


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
