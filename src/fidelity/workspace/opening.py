"""The workspace that a command works in: a folder with settings, and a store for records."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import attrs

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.records.policy import Policy
from fidelity.records.store import Store
from fidelity.workspace.configuration import files_above
from fidelity.workspace.settings import Settings
from fidelity.workspace.toml_file import read
from fidelity.workspace.toml_workspace import WorkspaceSettings, who_problems

BY = "FIDELITY_BY"
"""The variable of the environment that says who acts."""


@attrs.frozen(eq=False)
class Workspace:
    """A folder with settings, and a store for records.

    It is a context: the store is closed at its end.

    Attributes:
        folder: The folder.
        store: The records.
        policy: What codes look like, and how long records are kept.
        name: What forms and pages call it; empty where it has no name.
        by: Who acts, unless somebody else is named; empty where nobody is.
        roster: The file that says who works where; None where there is none.
    """

    folder: Path
    store: Store
    policy: Policy
    name: str = ""
    by: str = ""
    roster: Path | None = None

    @property
    def patterns(self) -> dict[str, str]:
        """What codes look like, as regular expressions for the whole code, by fact."""
        return {name: pattern.text for name, pattern in self.policy.codes.items()}

    def __enter__(self) -> Self:
        """The workspace itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.store.close()


def open_workspace(settings: Settings, *, readonly: bool = False) -> Workspace:
    """The workspace that the nearest `fidelity.toml` with a group `[workspace]` makes.

    Args:
        settings: What was said before the command.
        readonly: Whether nothing will be written.

    Raises:
        UsageError: There is no such file, or its store is not there.
        ConfigurationError: The file says what it cannot say.
        StoreError: The store cannot be used.
    """
    path, said = _nearest(settings)
    folder = path.parent
    return Workspace(
        folder,
        Store.open(folder / said.store, readonly=readonly),
        said.policy,
        said.name,
        said.by,
        folder / said.roster if said.roster else None,
    )


def who(by: str | None, workspace: Workspace) -> str:
    """The code of whoever acts: what was said, else what the environment says, else what the settings say.

    Args:
        by: What was said with the command; nothing where it was left out.
        workspace: The workspace.

    Raises:
        UsageError: Nobody is named, or the code looks like none.
    """
    code = (by or os.environ.get(BY) or workspace.by).strip()
    if not code:
        help_ = f'add `--by R1`, set {BY}, or write `by = "R1"` under `[workspace]` in fidelity.toml'
        raise UsageError(Problem("nobody-named", "nothing says who does this", help_))
    problems = tuple(who_problems(code, workspace.policy))
    if problems:
        raise UsageError(problems)
    return code


def _nearest(settings: Settings) -> tuple[Path, WorkspaceSettings]:
    for path in settings_files(settings):
        said = read(path).workspace
        if said is not None:
            return path, said
    if settings.no_config:
        help_ = "leave `--no-config` out: a workspace is what a fidelity.toml says"
    elif settings.config:
        help_ = f"write `[workspace]` into {settings.config}, or leave `--config` out"
    else:
        help_ = "go to the folder of one, or make one here: `fidelity init`"
    raise UsageError(Problem("no-workspace", "there is no workspace here", help_))


def settings_files(settings: Settings) -> Iterator[Path]:
    """The files of settings that may say something, the nearest first.

    Args:
        settings: What was said before the command.
    """
    if settings.config:
        yield settings.config
    elif not settings.no_config:
        yield from files_above()
