"""`fidelity records`: the records listed, or one of them with its history."""

from __future__ import annotations

from pathlib import Path

import click

from fidelity.cli.chosen import Chosen, choosing
from fidelity.cli.output import page_width, show_data, show_json
from fidelity.cli.record_chosen import record_chosen
from fidelity.cli.shown import definition_option, page_of, sealed_in
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.records.entry import RECORDS, Record
from fidelity.report.plain_csv import csv_rows
from fidelity.report.record_text import rating_rows, record_page_json, record_text
from fidelity.report.records_text import COLUMNS, record_row, records_json, records_text, state_of
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import Workspace, open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("records")
@click.argument("record", required=False, metavar="[ID]")
@click.option("--kind", type=click.Choice([kind.value for kind in RECORDS]), help="Those of this kind.")
@choosing
@click.option("--checklist", default="", metavar="NAME", help="Those of this checklist or intervention (imr@1.0).")
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings, /, record: str | None, kind: str | None, definition: tuple[Path, ...], form: str, **asked: str
) -> int:
    """List the records, or show one with its history.

    ID is a record's id, the beginning of it, or a visit that has one record.
    Ratings of a visit that awaits another independent rater are not shown.
    """
    chosen = Chosen(**asked)
    with open_workspace(settings, readonly=True) as workspace:
        if record is None:
            return _list(workspace, chosen, kind, form)
        if kind or chosen != Chosen():
            raise UsageError(
                Problem("one-or-many", "an ID shows one record, and the other options list many", "leave either out")
            )
        return _one(workspace, record, Editions(settings, definition), form)


def _list(workspace: Workspace, chosen: Chosen, kind: str | None, form: str) -> int:
    found = sorted(filter(chosen.holds, workspace.store.records(kind)), key=_order)
    if form == "json":
        show_json(records_json(found))
    elif form == "csv":
        show_data([csv_rows(COLUMNS, [[*record_row(record).values()] for record in found])])
    elif found:
        click.echo(records_text(found, page_width()))
    else:
        tell("There are no such records." if kind or chosen != Chosen() else "There are no records yet.")
    n = sum(state_of(record) == "clash" for record in found)
    if n:
        tell(f"note: {n} {'record says' if n == 1 else 'records say'} two things: `fidelity settle` shows them")
    return 0


def _order(record: Record) -> tuple[str, str, str, str]:
    row = record_row(record)
    return row["date"] or "~", row["visit"], record.made_at, record.id


def _one(workspace: Workspace, name: str, editions: Editions, form: str) -> int:
    record = record_chosen(workspace.store, name)
    page = page_of(record, workspace.store, editions, sealed=record.id in sealed_in(workspace.store))
    if form == "json":
        show_json(record_page_json(page))
    elif form == "csv":
        rows = rating_rows(page)
        if page.sealed:
            tell("note: the ratings are sealed, until every rater has handed in")
        show_data([csv_rows(("item", "rating", "label", "text", "note"), [[*row.values()] for row in rows])])
    else:
        click.echo(record_text(page, page_width()))
    return 0
