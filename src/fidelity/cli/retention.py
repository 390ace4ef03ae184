"""`fidelity retention`: the records whose time is over, listed or erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from fidelity.cli.acting import by_option, confirm, yes_option
from fidelity.cli.chosen import as_day
from fidelity.cli.erase import WHAT_STAYS
from fidelity.cli.output import page_width, show_data, show_json
from fidelity.errors import UsageError
from fidelity.model.period import Period
from fidelity.problems import Problem
from fidelity.records.retention import Kept, kept
from fidelity.report.plain_csv import csv_rows
from fidelity.report.records_text import short
from fidelity.report.retention_text import COLUMNS, retention_json, retention_rows, retention_text
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("retention")
@click.option("--on", default="", metavar="DAY", callback=as_day, help="As of this day, instead of today.")
@click.option("--erase", "erasing", is_flag=True, help="Erase what is due; needs --why.")
@by_option
@click.option("--why", default="", metavar="TEXT", help="The reason; needed with --erase.")
@yes_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, on: str, erasing: bool, by: str | None, why: str, yes: bool, form: str) -> int:
    """List the records whose time is over.

    How long records are kept stands in fidelity.toml. Time counts from the day of the visit; for a record that is of no
    visit, from its latest change. Nothing is erased unless --erase says so.
    """
    today = date.fromisoformat(on) if on else date.today()
    if erasing and not why.strip():
        raise UsageError(Problem("no-reason", "a reason is missing", "say why in a few words: `--why`"))
    with open_workspace(settings, readonly=not erasing) as workspace:
        keep = workspace.policy.keep
        if keep is None:
            help_ = 'write `keep = "5 years"` under `[retention]` in fidelity.toml'
            raise UsageError(Problem("no-retention", "nothing says how long records are kept", help_))
        actor = who(by, workspace) if erasing else ""
        everything = kept(workspace.store, workspace.policy)
        due = [each for each in everything if each.is_due(today)]
        _show(due, keep, today, form)
        _tell_undated(everything)
        if erasing and due:
            tell(WHAT_STAYS)
            confirm(f"Erase {_many(len(due))}?", yes)
            for each in due:
                workspace.store.erase(each.record.id, by=actor, why=why)
            tell(f"Erased {_many(len(due))}.")
    return 0


def _show(due: Sequence[Kept], keep: Period, today: date, form: str) -> None:
    if form == "json":
        show_json(retention_json(due, keep, today))
    elif form == "csv":
        show_data([csv_rows(COLUMNS, retention_rows(due))])
    else:
        click.echo(retention_text(due, keep, page_width()))


def _tell_undated(everything: Sequence[Kept]) -> None:
    """Tell of the visits without a day, which would never be due."""
    found = [short(each.record.id) for each in everything if each.day is None]
    if found:
        more = f" and {len(found) - 5} more" if len(found) > 5 else ""
        tell(f"note: nothing says when these visits were, so they are never due: {', '.join(found[:5])}{more}")


def _many(n: int) -> str:
    return "1 record" if n == 1 else f"{n} records"
