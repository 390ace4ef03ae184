"""A `fidelity.toml`, read and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from fidelity.definition.text import decoded, place_at
from fidelity.errors import ConfigurationError
from fidelity.problems import Path as Path_
from fidelity.problems import Place, Problem, nearest
from fidelity.workspace.input import read_bytes
from fidelity.workspace.reading import Reading
from fidelity.workspace.toml_reading import GROUP, READING, plainly, reading_problems, reading_settings
from fidelity.workspace.toml_workspace import GROUPS, WorkspaceSettings, workspace_problems, workspace_settings

_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?")
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@attrs.frozen
class Said:
    """What a `fidelity.toml` says.

    Attributes:
        allow: The distributions whose plugins may be loaded; None for all.
        disable: Plugins that are not to be loaded, by distribution or entry point.
        strict: Whether a plugin that cannot be used ends every command.
        workspace: What it says of a workspace; None where it makes none.
        reading: How tables are to be read; None where it does not say.
    """

    allow: frozenset[str] | None = None
    disable: frozenset[str] = frozenset()
    strict: bool = False
    workspace: WorkspaceSettings | None = None
    reading: Reading | None = None


def read(path: Path) -> Said:
    """What a file says.

    Args:
        path: The file.

    Raises:
        UsageError: It cannot be opened.
        DefinitionError: It is not text in UTF-8.
        ConfigurationError: It is not TOML, or says what it cannot say; all of it is told.
    """
    text = decoded(read_bytes(path), str(path))
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_no_toml(text, str(path), error)) from error
    lines = text.split("\n")
    problems = [each.at(_place(each.path, lines, str(path))) for each in _problems(whole)]
    if problems:
        raise ConfigurationError(problems)
    plugins = whole.get("plugins", {})
    allow = frozenset(plugins["allow"]) if "allow" in plugins else None
    disable = frozenset(plugins.get("disable", ()))
    reading = reading_settings(whole[GROUP], path.parent) if GROUP in whole else None
    return Said(allow, disable, plugins.get("strict", False), workspace_settings(whole), reading)


def _place(path: Path_, lines: Sequence[str], source: str) -> Place:
    """Where a setting stands, as far as its keys are found one below the other."""
    at = -1
    for key in (step for step in path if isinstance(step, str)):
        name = re.escape(key).replace(r"\-", "[-_]")
        word = rf'["\']?{name}["\']?'
        wanted = re.compile(rf"\s*(?:\[(?:.*\.)?\s*{word}\s*\]|{word}\s*[=.])")
        at = next((row for row in range(max(at, 0), len(lines)) if wanted.match(lines[row])), at)
    return place_at(list(lines), source, at, 0) if at >= 0 else Place(source)


def _no_toml(text: str, source: str, error: tomllib.TOMLDecodeError) -> Problem:
    position = _POSITION.search(str(error))
    lines = text.split("\n")
    end = (len(lines), len(lines[-1]) + 1)
    line, column = (int(position[1]), int(position[2])) if position and position[1] else end
    what = _POSITION.sub("", str(error))
    message = f"the file is not TOML: {what[:1].lower()}{what[1:]}"
    help_ = 'text stands in quotes, and a list in brackets: `allow = ["fidelity-imr"]`'
    return Problem("bad-toml", message, help_, place=place_at(lines, source, line - 1, column - 1))


def _problems(whole: dict[str, object]) -> Iterator[Problem]:
    known = {"plugins": ("allow", "disable", "strict"), **GROUPS, GROUP: READING}
    yield from _unknown(whole, known, ())
    for name, keys in known.items():
        group = whole.get(name, {})
        if isinstance(group, dict):
            yield from _unknown(plainly(group) if name == GROUP else group, keys, (name,))
        else:
            message = f"`{name}` is not a group of settings"
            yield Problem("wrong-setting", message, f"write `[{name}]` above them", (name,))
    yield from _plugin_problems(whole.get("plugins", {}))
    yield from workspace_problems(whole)
    reading = whole.get(GROUP)
    yield from reading_problems(reading) if isinstance(reading, dict) else ()


def _plugin_problems(plugins: object) -> Iterator[Problem]:
    if not isinstance(plugins, dict):
        return
    for key in ("allow", "disable"):
        yield from _names(key, plugins.get(key, []))
    if not isinstance(plugins.get("strict", False), bool):
        message = "`strict` is neither true nor false"
        yield Problem("wrong-setting", message, "write `strict = true`", ("plugins", "strict"))


def _unknown(group: dict[str, object], known: Iterable[str], path: tuple[str, ...]) -> Iterator[Problem]:
    for key in group:
        if key not in known:
            yield Problem("unknown-setting", f"there is no setting `{key}`", nearest(key, known), (*path, key))


def _names(key: str, value: object) -> Iterator[Problem]:
    path, help_ = ("plugins", key), f'write `{key} = ["fidelity-imr", …]`'
    if not isinstance(value, list):
        yield Problem("wrong-setting", f"`{key}` is not a list of plugins", help_, path)
        return
    for number, name in enumerate(value):
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            message = f"`{name}` in `{key}` is not the name of a plugin's distribution"
            yield Problem("wrong-setting", message, f"write the bare name, without a version: {help_}", (*path, number))
