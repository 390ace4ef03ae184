"""`fidelity merge`: the stores of other devices taken in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs
import click

from fidelity.cli.output import page_width, show_json, tell_problems, tell_remarks
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.report.merged_text import merged_json, merged_text
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

ENDING = ".sqlite"


@click.command("merge")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, paths: tuple[Path, ...], form: str) -> int:
    """Take in the stores of other devices.

    FILE is a store, or a folder with stores in it (*.sqlite). Merging is safe to repeat, and in whatever order stores
    are merged, all come to the same. A file is checked as a whole and taken in as a whole, or not at all. Revisions
    are counted; a record that was erased there is erased here too.

    Exit codes: 0 all is taken in; 1 a file was refused, or clashes wait to be settled.
    """
    files = list(dict.fromkeys(_files(paths)))
    with open_workspace(settings) as workspace:
        own = workspace.store.path.resolve()
        merged = workspace.store.merge([path for path in files if path.resolve() != own])
    if form == "json":
        show_json(merged_json(merged))
    elif merged.files:
        click.echo(merged_text(merged, page_width()))
    for each in merged.files:
        if each.problems:
            tell_problems(each.problems)
        tell_remarks(attrs.evolve(odd, message=f"{each.path}: {odd.message}") for odd in each.remarks)
    n = len(merged.clashes)
    if n:
        tell(f"{n} {'clash waits' if n == 1 else 'clashes wait'} to be settled: `fidelity settle`.")
    return 1 if n or any(each.problems for each in merged.files) else 0


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(path.glob(f"*{ENDING}"))
        if not found:
            raise UsageError(Problem("no-stores", f"there is no store in `{path}`", f"stores end in {ENDING}"))
        yield from found
