"""`fidelity init`: a workspace made."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

import click

from fidelity.definition.text import decoded
from fidelity.errors import FidelityError, UsageError
from fidelity.problems import Problem
from fidelity.records.policy import Policy
from fidelity.records.store import Store
from fidelity.workspace.configuration import NAME
from fidelity.workspace.input import read_bytes
from fidelity.workspace.telling import tell
from fidelity.workspace.toml_file import read
from fidelity.workspace.toml_workspace import STORE, who_problems
from fidelity.workspace.writing import make_folder, write_whole

TEMPLATE = "workspace.toml"
"""The settings of a new workspace, each explained."""


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
@click.option("--name", default="", help="What forms and pages call the workspace, such as a service's name.")
@click.option(
    "--by", default="", metavar="CODE", help="Who works here, as a code such as R1: it signs what is recorded."
)
def command(folder: Path, name: str, by: str) -> int:
    """Make a workspace: settings, and a store for records.

    In FOLDER, which is made if it is not there, fidelity.toml says with every setting what it is for, and
    fidelity.sqlite will hold the records. Nothing is asked, and nothing that is there is overwritten: a fidelity.toml
    without a workspace gets its settings added at the end.
    """
    problems = [*_name_problems(name), *who_problems(by, Policy())]
    if problems:
        raise UsageError(problems)
    make_folder(folder)
    path, store = folder / NAME, folder / STORE
    settings = _settings(path, name, by)
    if os.path.lexists(store):
        help_ = f"make the workspace elsewhere, or, to go on with this store, write `[workspace]` into {path}"
        raise UsageError(Problem("store-exists", f"`{store}` is there already", help_))
    with _new(store):
        _write(path, settings)
    where = "this folder" if folder == Path() else str(folder)
    tell(f"Made a workspace in {where}. Now, there:")
    tell(f"  1. read {NAME}          (what codes look like, how long records are kept)")
    tell("  2. fidelity form INTERVENTION  (a blank form; `fidelity list` says of what)")
    tell("  3. fidelity collect FILE…      (takes filled-in forms in, checked)")
    return 0


def _name_problems(name: str) -> Iterator[Problem]:
    if not name.isprintable():
        yield Problem("wrong-setting", "the name is not a text on one line", "leave out what cannot be seen")


def _settings(path: Path, name: str, by: str) -> str:
    """The whole text of the settings, with what is there already as it is.

    Raises:
        UsageError: The file makes a workspace already.
        FidelityError: It is no file of settings.
    """
    groups = _groups(name, by)
    if not os.path.lexists(path):
        return "\n".join(groups.values())
    if read(path).workspace is not None:
        help_ = "nothing was touched; `fidelity records` shows what it holds"
        raise UsageError(Problem("workspace-exists", f"`{path}` makes a workspace already", help_))
    data = read_bytes(path)
    there, known = data.decode(), tomllib.loads(decoded(data, str(path)))
    newline = "\r\n" if "\r\n" in there else "\n"
    added = "\n".join(text for group, text in groups.items() if group not in known)
    gap = "" if not there else newline if there.endswith("\n") else newline * 2
    return there + gap + added.replace("\n", newline)


def _groups(name: str, by: str) -> dict[str, str]:
    """The groups of settings of a new workspace, with the comments above each."""
    text = (files("fidelity.cli") / TEMPLATE).read_text(encoding="utf-8")
    for key, value in (("name", name), ("by", by)):
        if value:
            start = text.index(f"# {key} = ")
            text = text[:start] + f"{key} = {_quoted(value)}" + text[text.index("\n", start) :]
    parts = text.split("\n\n")
    return {part[part.index("[") + 1 : part.index("]")]: part.rstrip("\n") + "\n" for part in parts}


def _quoted(text: str) -> str:
    """A text that can be seen, as TOML writes it: in that case as JSON does."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    mode = path.stat().st_mode if path.exists() else None
    write_whole(path, [text], force=True)
    if mode is not None:
        path.chmod(mode)


@contextmanager
def _new(path: Path) -> Iterator[None]:
    """A new store that nobody but its owner can read; it does not outlive an error within."""
    before = os.umask(0o077)
    try:
        Store.create(path).close()
    except FidelityError:
        _clear(path)
        raise
    finally:
        os.umask(before)
    try:
        yield
    except FidelityError:
        _clear(path)
        raise


def _clear(path: Path) -> None:
    """Take away what was begun, with what SQLite put beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
