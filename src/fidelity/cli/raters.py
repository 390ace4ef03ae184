"""`fidelity raters`: who is certified until when, and how a rater stands beside others over time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from fidelity.cli.output import page_width, show_data, show_json
from fidelity.cli.rated import day_said, editions_for, period_said, rated_with
from fidelity.cli.shown import definition_option
from fidelity.errors import UsageError
from fidelity.model.period import Period
from fidelity.problems import Problem, nearest
from fidelity.raters.certificate import certificates
from fidelity.raters.drift import pairs, stretches
from fidelity.raters.register import Registered, register
from fidelity.records.observation import Edition
from fidelity.records.observations import observations
from fidelity.records.store import Store
from fidelity.report.plain_csv import csv_rows
from fidelity.report.raters_text import (
    COLUMNS,
    STRETCH_COLUMNS,
    RaterPage,
    rater_json,
    rater_text,
    register_rows,
    register_text,
    stretch_rows,
)
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("raters")
@click.argument("rater", default="")
@click.option("--on", default="", callback=day_said, metavar="DAY", help="As of this day, instead of today.")
@click.option("--every", default="1 quarter", callback=period_said, metavar="PERIOD", help="How long a period is.")
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings, rater: str, on: date | None, every: Period, definition: tuple[Path, ...], form: str
) -> int:
    """Show who is certified, until when, and who drifts.

    Without RATER, every rater is listed by code. With a rater's code, their attempts at a certificate are shown, and
    how they rate beside masters and partners, quarter by quarter; nobody is ranked.
    """
    today = on or date.today()
    editions = editions_for(settings, definition)
    with open_workspace(settings, readonly=True) as workspace:
        stored = observations(workspace.store)
        found = register(stored, certificates(workspace.store), today, lambda edition: _required(edition, editions))
        if not rater:
            _list(found, today, form)
            return 0
        own = [each for each in found if each.rater == rater]
        if not own:
            message = f"`{rater}` has rated nothing up to {today}"
            raise UsageError(Problem("unknown-rater", message, nearest(rater, {each.rater for each in found})))
        pages = [_page(each, workspace.store, editions, every, today) for each in own]
    if form == "json":
        show_json(rater_json(pages))
    elif form == "csv":
        show_data([csv_rows(STRETCH_COLUMNS, [[*row.values()] for row in stretch_rows(pages)])])
    else:
        click.echo(rater_text(pages, page_width()))
    return 0


def _list(found: tuple[Registered, ...], today: date, form: str) -> None:
    rows = register_rows(found)
    if form == "json":
        show_json({"format": 1, "on": today.isoformat(), "raters": rows})
    elif form == "csv":
        show_data([csv_rows(COLUMNS, [[*row.values()] for row in rows])])
    elif found:
        click.echo(register_text(found, today, page_width()))
    else:
        tell("Nobody has rated anything yet.")


def _required(edition: Edition, editions: Editions) -> bool:
    """Whether an edition asks for a certificate; where its definition is not there, nothing is asked."""
    found = editions.get(edition)
    return not isinstance(found, Problem) and found.plan.checklist.certification is not None


def _page(of: Registered, store: Store, editions: Editions, every: Period, today: date) -> RaterPage:
    rated = rated_with(of.edition, observations(store), store, editions)
    found = editions.get(of.edition)
    if isinstance(found, Problem):
        tell(f"note: {found.message}; nothing can be compared without it")
        return RaterPage(of, of.edition.checklist, ())
    compared = [pair for pair in pairs(of.rater, rated.groups, rated.source) if pair.day <= today]
    return RaterPage(of, found.plan.checklist.name, stretches(compared, every))
