"""`fidelity collect`: filled-in forms taken back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from fidelity.cli.acting import by_option
from fidelity.cli.collected import show, tell_newer
from fidelity.cli.shown import definition_option, sealed_in
from fidelity.errors import HandInError, UsageError
from fidelity.handins.checking import Checker
from fidelity.handins.collecting import (
    REFUSALS,
    Became,
    Taken,
    compared,
    read_all,
    read_one,
    settled,
    standing_for,
    store_all,
)
from fidelity.handins.files import files_in
from fidelity.handins.limits import LINES
from fidelity.handins.wide import Of
from fidelity.problems import Problem
from fidelity.records.observation import Edition
from fidelity.workspace.editions import Editions
from fidelity.workspace.finding import find, is_path
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings

STDIN = "-"


@click.command("collect")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE…")
@by_option
@click.option("--dry-run", is_flag=True, help="Read and check everything, and store nothing.")
@click.option("--target", default="", metavar="INTERVENTION", help="What the rows of a table of many visits rate.")
@click.option("--checklist", default="", help="Which of its checklists, where there are several.")
@click.option("--profile", default="", help="A jurisdiction's or study's variant of the checklist.")
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[Path, ...],
    by: str | None,
    dry_run: bool,
    target: str,
    checklist: str,
    profile: str,
    definition: tuple[Path, ...],
    form: str,
) -> int:
    """Take filled-in forms back, checked, into the workspace.

    FILE is what a form saved (JSON), a sheet that was filled in (.xlsx, .csv), JSON Lines, a folder with any of these,
    or - for standard input. With `--target`, it may also be a table with a row for each visit and a column for each
    item. What is wrong with a form is told in full, and nothing of it is stored; the others are. Collecting the same
    form twice is nothing.

    Exit codes: 0 all is taken in, or was there already; 1 something was refused.
    """
    of = _of(settings, target, checklist, profile)
    editions = Editions(settings, [*definition, *([Path(target)] if target and is_path(target) else [])])
    with open_workspace(settings, readonly=dry_run) as workspace:
        code = "" if dry_run else who(by, workspace)
        checker = Checker(editions, workspace.policy)
        read = compared([*_read(paths, checker, of)], checker)
        standing = standing_for(read, workspace.store)
        taken = settled(read, standing)
        if not dry_run:
            taken = store_all(taken, workspace.store, by=code)
        tell_newer(taken, editions)
        # To know who is kept back, the whole store is read; mostly nobody is, and that is known by now.
        shared = any(each.observation and standing.is_shared(each.observation) for each in taken)
        sealed = sealed_in(workspace.store) if shared else frozenset()
        show(taken, sealed, checker, form, dry_run=dry_run)
    return 1 if any(each.became in REFUSALS for each in taken) else 0


def _of(settings: Settings, target: str, checklist: str, profile: str) -> Of | None:
    """What the rows of a table of visits are ratings of."""
    if not target:
        if checklist or profile:
            help_ = "a form says itself which checklist it is; for a table of visits, add `--target INTERVENTION`"
            raise UsageError(Problem("checklist-without-target", "nothing says whose checklist that is", help_))
        return None
    found = find(target, settings)
    plan = found.plan(checklist, profile)
    made = found.intervention
    edition = Edition(made.id, made.version, plan.checklist.id, plan.checklist.profile, plan.hash, made.text_hash)
    return Of(edition, plan.checklist)


def _read(paths: Sequence[Path], checker: Checker, of: Of | None) -> Iterator[Taken]:
    yield from read_all(files_in(path for path in paths if str(path) != STDIN), checker, of)
    if any(str(path) == STDIN for path in paths):
        try:
            yield from read_one("<stdin>", sys.stdin.buffer.read(LINES + 1), checker, of)
        except HandInError as error:
            yield Taken("<stdin>", "", Became.REFUSED, problems=error.problems)
