"""`fidelity new`: a plugin's distribution, begun."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from shlex import quote
from string import Template

import click

from fidelity.errors import UsageError
from fidelity.model.identifier import identifier_problems
from fidelity.problems import Problem
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import make_folder, write_whole


@click.group("new")
def command() -> None:
    """Begin something new, such as a plugin."""


@command.command("plugin")
@click.argument("name")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="The folder in which to begin it."
)
def plugin(name: str, into: Path) -> int:
    """Begin a plugin: a distribution with a definition to be filled in.

    NAME is the intervention's id, such as reading_visit. The folder fidelity-NAME is made, and nothing is overwritten.
    """
    identifier = re.sub(r"[-\s]+", "_", name.strip().lower())
    problems = tuple(identifier_problems(identifier, ()))
    if problems:
        raise UsageError(problems)
    folder = into / f"fidelity-{identifier.replace('_', '-')}"
    if folder.exists():
        raise UsageError(Problem("folder-exists", f"`{folder}` is there already", "choose another name or folder"))
    words = {
        "id": identifier,
        "package": f"fidelity_{identifier}",
        "distribution": folder.name,
        "title": identifier.replace("_", " ").capitalize(),
    }
    for source, target in _templates(files("fidelity") / "scaffold", Path(), words):
        path = folder / target
        make_folder(path.parent)
        write_whole(path, [Template(source.read_text(encoding="utf-8")).substitute(words)], force=False)
    definition = folder / "src" / words["package"] / "intervention.yaml"
    tell(f"Begun in {folder}. Now:")
    tell(f"  1. write where `…` stands in {definition}")
    typed = quote(str(folder))
    tell(f"  2. fidelity check {typed}")
    tell(f"  3. pip install -e {typed}    (then `fidelity list` shows it)")
    return 0


def _templates(folder: Traversable, under: Path, words: dict[str, str]) -> list[tuple[Traversable, Path]]:
    """Every file of the scaffold, with where it goes; `PACKAGE` in a name is the package's."""
    found: list[tuple[Traversable, Path]] = []
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = each.name.replace("PACKAGE", words["package"]).removesuffix(".template")
        if each.is_dir():
            found += _templates(each, under / name, words)
        else:
            found.append((each, under / name))
    return found
