"""The settings in force: what was said on the command line, and what the nearest `fidelity.toml` says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import attrs

from fidelity.workspace.settings import Settings

NAME = "fidelity.toml"
REPOSITORIES = (".git", ".hg")
"""What lies in the root of a repository."""


def in_force(settings: Settings) -> Settings:
    """The settings with what a file adds to them; what was said on the command line is never taken back.

    Args:
        settings: What was said on the command line.

    Raises:
        UsageError: The file cannot be opened.
        FidelityError: The file says something that it cannot say; nothing of it is then used, nor is it passed over.
    """
    if settings.no_config:
        return settings
    path = settings.config or nearest_file()
    if path is None:
        return settings
    # Most commands find no such file, so most need not wait for the reader of one.
    said = import_module("fidelity.workspace.toml_file").read(path)
    return attrs.evolve(
        settings,
        disabled=settings.disabled | said.disable,
        strict=settings.strict or said.strict,
        allowed=said.allow,
        config=path,
    )


def nearest_file() -> Path | None:
    """The `fidelity.toml` in the working folder or the nearest folder above it that has one."""
    return next(files_above(), None)


def files_above() -> Iterator[Path]:
    """Every `fidelity.toml` in the working folder and those above it, the nearest first.

    The last folder that is looked into is the root of a repository or the home folder.
    """
    try:
        here = Path.cwd()
    except OSError:
        # The working folder was deleted.
        return
    home = _home()
    for folder in (here, *here.parents):
        # A link that leads nowhere counts: an allow-list must not vanish in silence.
        if os.path.lexists(folder / NAME):
            yield Path(os.path.relpath(folder / NAME, here))
        if folder == home or any((folder / each).exists() for each in REPOSITORIES):
            return


def _home() -> Path | None:
    with suppress(OSError, RuntimeError):
        return Path.home().resolve()
    return None
