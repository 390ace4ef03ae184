"""`fidelity settle`: clashes shown side by side, and settled."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from fidelity.cli.acting import by_option
from fidelity.cli.output import page_width, show_json
from fidelity.cli.record_chosen import record_chosen
from fidelity.cli.shown import checklist_of_record, definition_option, sealed_in
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.records.clash import Clash
from fidelity.report.clash_text import clash_json, clash_text
from fidelity.report.records_text import named, short
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import Workspace, open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("settle")
@click.argument("record", required=False, metavar="[ID]")
@click.option("--keep", default="", metavar="REVISION", help="The revision that is to stand, or its beginning.")
@by_option
@click.option("--why", default="", metavar="TEXT", help="The reason; needed with --keep.")
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings,
    record: str | None,
    keep: str,
    by: str | None,
    why: str,
    definition: tuple[Path, ...],
    form: str,
) -> int:
    """Settle a clash between two revisions.

    Two people who corrected one record apart from each other made a clash. ID is a record's id, the beginning of it, or
    a visit that has one record. Without --keep, both sides are shown where they differ: of this record, or of every
    record that has a clash. With --keep, one of them stands; to take something from each, keep one and correct it. Both
    stay in the record's history.

    Exit codes: 0 there is no clash, or it was settled; 1 there are some.
    """
    with open_workspace(settings, readonly=not keep) as workspace:
        if keep:
            return _settled(workspace, record, keep, who(by, workspace), why)
        wanted = record_chosen(workspace.store, record).id if record else ""
        clashes = [each for each in workspace.store.clashes() if wanted in ("", each.record)]
        _show(workspace, clashes, Editions(settings, definition), form)
    return 1 if clashes else 0


def _settled(workspace: Workspace, record: str | None, keep: str, by: str, why: str) -> int:
    if not record:
        raise UsageError(Problem("no-record", "`--keep` says what is to stand, and not of which record", "add its ID"))
    found = record_chosen(workspace.store, record)
    entry = workspace.store.settle(found.id, keep, by=by, why=why)
    tell(f"Settled {named(found)}: revision {short(entry.parents[0])} stands.")
    return 0


def _show(workspace: Workspace, clashes: Sequence[Clash], editions: Editions, form: str) -> None:
    sealed = sealed_in(workspace.store)
    if form == "json":
        show_json({"format": 1, "clashes": [clash_json(each, each.record in sealed) for each in clashes]})
        return
    pages = []
    for clash in clashes:
        record = workspace.store.record(clash.record)
        checklist = checklist_of_record(record, editions)
        pages.append(clash_text(record, clash, checklist, clash.record in sealed, page_width()))
    if pages:
        click.echo("\n\n\n".join(pages))
        tell("\nTo settle one: fidelity settle ID --keep REVISION --why …")
    else:
        tell("There is no clash.")
