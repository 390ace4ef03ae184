"""`fidelity check`: a definition and its golden cases, checked."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import click

from fidelity.cli.output import page_width, show_json
from fidelity.conformance.check import Layer, Outcome
from fidelity.conformance.installed import check_entry
from fidelity.conformance.report import LAYERS, Report, check_data
from fidelity.definition.header import read_header
from fidelity.errors import DefinitionError, UsageError
from fidelity.problems import Problem
from fidelity.report.check_text import check_json, check_text
from fidelity.workspace.finding import DEFINITION_ENDINGS, is_path
from fidelity.workspace.input import read_bytes
from fidelity.workspace.installed import installed
from fidelity.workspace.settings import Settings

EXITS = {Outcome.DONE: 0, Outcome.WRONG: 1, Outcome.OWED: 3}
Job = tuple[str, Callable[[], Report]]
"""What is to be checked, in words, and how."""


@click.command("check")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET…")
@click.option(
    "--layer",
    "layers",
    type=click.Choice([layer.value for layer in Layer]),
    multiple=True,
    help="Run this layer only: static (the definition, read), properties (made-up ratings, scored), golden (cases).",
)
@click.option("--long", is_flag=True, help="Say of every check what it makes sure of, and what an exemption excuses.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, targets: tuple[str, ...], layers: tuple[str, ...], long: bool, form: str) -> int:
    """Check a definition and its golden cases.

    TARGET is an intervention (imr, imr@1.0), a definition file, or a folder with definition files; of a file or folder
    no plugin's code is run. Golden cases are looked for in `cases/` beside the definition.

    Exit codes: 0 all is done, or exempt for a reason; 1 something is wrong; 3 nothing is wrong, but something is still
    owed.
    """
    chosen = tuple(Layer(each) for each in layers) or LAYERS
    reports: list[Report] = []
    # All targets are found before the first is checked: a misspelt one is told at once.
    for what, check in list(_jobs(targets, settings, chosen)):
        with _telling(what):
            reports.append(check())
        if form == "table":
            click.echo(("\n" if reports[1:] else "") + check_text(reports[-1], page_width(), chosen, long), nl=False)
    if form == "json":
        show_json(check_json(reports, chosen))
    outcomes = {report.outcome for report in reports}
    return next(EXITS[each] for each in (Outcome.WRONG, Outcome.OWED, Outcome.DONE) if each in outcomes)


@contextmanager
def _telling(what: str) -> Iterator[None]:
    """Say on a terminal what is being checked, which may last some seconds, and take it back when it is."""
    widest = shutil.get_terminal_size().columns - 1
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"checking {what} …"[:widest], err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo(f"\r{' ' * widest}\r", err=True, nl=False)


def _jobs(targets: tuple[str, ...], settings: Settings, layers: tuple[Layer, ...]) -> Iterator[Job]:
    plugins = None if all(map(is_path, targets)) else installed(settings)
    for target in targets:
        if plugins is None or is_path(target):
            yield from ((str(path), _of_file(path, layers)) for path in _files(Path(target)))
        else:
            entry = plugins.find(target)
            yield entry.name, partial(check_entry, entry, plugins, layers)


def _files(path: Path) -> list[Path]:
    """The definition files that a path means: itself, those in the folder, or those of a distribution's package."""
    if not path.is_dir():
        return [path]
    # Beside a package lie files of other tools, such as a workflow; they are looked at only where there is no package.
    files = _definitions(path, "src/*/*") or _definitions(path, "*")
    if not files:
        raise UsageError(
            Problem(
                "no-definitions", f"there is no definition file in `{path}`", "definition files end in .yaml or .json"
            )
        )
    return files


def _definitions(folder: Path, pattern: str) -> list[Path]:
    found = (each for each in sorted(folder.glob(pattern)) if not each.name.startswith("."))
    return [each for each in found if each.suffix in DEFINITION_ENDINGS and each.is_file()]


def _of_file(path: Path, layers: tuple[Layer, ...]) -> Callable[[], Report]:
    """How a file is checked, with all that lies beside it read already."""
    cases = sorted(each for each in (path.parent / "cases").glob("*") if each.suffix in DEFINITION_ENDINGS)
    beside = [each for each in _definitions(path.parent, "*") if each != path]
    given = [(str(case), read_bytes(case)) for case in cases]
    return partial(check_data, read_bytes(path), str(path), given, siblings=_names(beside), layers=layers)


def _names(files: list[Path]) -> list[str]:
    """The ids and versions of definition files; one without a head has none."""
    names = []
    for file in files:
        with suppress(DefinitionError):
            header = read_header(read_bytes(file), str(file))
            names.append(f"{header.id}@{header.version}")
    return names
