"""`fidelity due`: who is to be observed, what needs a second rater, and what else has its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import click

from fidelity.cli.output import page_width, show_data, show_json
from fidelity.cli.rated import checklists_of, day_said, edition_of, editions_for, period_said
from fidelity.cli.shown import definition_option
from fidelity.errors import RatingsError
from fidelity.model.criterion import Truth
from fidelity.model.period import Period
from fidelity.plan.definition import Definition
from fidelity.planning.agenda import Agenda, Judges, Recorded, agenda
from fidelity.planning.due import Span
from fidelity.planning.roster import Roster, read_roster, seen
from fidelity.planning.verdicts import verdicts
from fidelity.planning.visit import Visit, visits_of
from fidelity.problems import Problem
from fidelity.raters.certificate import certificates
from fidelity.raters.one_record import one_per_visit
from fidelity.raters.rating_day import rating_day
from fidelity.records.goals import StoredGoal, goals
from fidelity.records.observation import Edition
from fidelity.records.observations import Stored, observations
from fidelity.report.due_text import COLUMNS, DuePage, due_json, due_rows, due_text
from fidelity.report.plain_csv import csv_rows
from fidelity.workspace.editions import Editions
from fidelity.workspace.finding import find
from fidelity.workspace.input import read_bytes
from fidelity.workspace.opening import Workspace, open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

_TRUTHS = {"met": Truth.MET, "not_met": Truth.NOT_MET}


@click.command("due")
@click.argument("target", default="")
@click.option("--on", default="", callback=day_said, metavar="DAY", help="As of this day, instead of today.")
@click.option(
    "--ahead", default="4 weeks", callback=period_said, metavar="PERIOD", help="How far ahead to look; 4 weeks."
)
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings, target: str, on: date | None, ahead: Period, definition: tuple[Path, ...], form: str
) -> int:
    """List who is due to be observed, and what needs a second rater.

    TARGET is an intervention (imr, imr@1.0) or a definition file; without it, everything that was rated is looked at.
    How often is what the checklist's `sampling` says, and who is there is what the roster says that fidelity.toml
    names: a CSV file with the columns practitioner, team, site, checklist, from, until, as far as they are needed.
    """
    today = on or date.today()
    editions = editions_for(settings, definition, target)
    with open_workspace(settings, readonly=True) as workspace:
        stored = [each for each in observations(workspace.store) if rating_day(each) <= today]
        roster = _roster(workspace, stored)
        span = Span(today, ahead.after(today), today)
        wanted = list(_targets(settings, target) if target else _recorded(stored, editions))
        agendas = [_agenda(edition, found, stored, roster, span, workspace, editions) for edition, found in wanted]
        again = _goals(workspace, span, {edition.intervention for edition, _ in wanted} if target else None)
    page = DuePage(span, roster.source, tuple(each for each in agendas if _says_something(each)), again)
    if form == "json":
        show_json(due_json(page))
    elif form == "csv":
        show_data([csv_rows(COLUMNS, [[*row.values()] for row in due_rows(page)])])
    elif page.agendas or page.goals:
        click.echo(due_text(page, page_width()))
    else:
        tell("Nothing is planned for, and nothing was rated yet.")
    return 0


def _roster(workspace: Workspace, stored: Sequence[Stored]) -> Roster:
    """Who works where: what the roster says, or else those who were ever observed."""
    if workspace.roster is None:
        return seen(stored)
    return read_roster(read_bytes(workspace.roster), workspace.roster.name, workspace.policy)


def _targets(settings: Settings, target: str) -> Iterator[tuple[Edition, Definition]]:
    """The checklists of an intervention that was named."""
    found = find(target, settings)
    for checklist in found.intervention.assessable.checklists:
        plan = found.plan(checklist.id)
        yield edition_of(found, plan), found.definition(plan)


def _recorded(stored: Sequence[Stored], editions: Editions) -> Iterator[tuple[Edition, Definition]]:
    """The checklists that were rated, each in the edition that was rated last."""
    for groups in checklists_of(stored).values():
        latest = max((each for group in groups for each in group), key=lambda each: (rating_day(each), each.record.id))
        edition = latest.observation.edition
        found = editions.get(edition)
        if isinstance(found, Problem):
            tell(f"note: {found.message}; what is due with it cannot be told")
        else:
            yield edition, found


def _agenda(
    edition: Edition,
    found: Definition,
    stored: Sequence[Stored],
    roster: Roster,
    span: Span,
    workspace: Workspace,
    editions: Editions,
) -> Agenda:
    groups = checklists_of(stored).get((edition.intervention, edition.checklist), [])
    visits = visits_of(groups, found.plan.checklist, span.on)
    known = Recorded(
        edition,
        found.plan.checklist,
        found.intervention.learnable.pathway,
        visits,
        certificates(workspace.store),
        _judges(visits, editions),
    )
    since = min((visit.day for visit in visits), default=span.on)
    return agenda(known, roster, Span(span.on, span.until, since))


def _judges(visits: Sequence[Visit], editions: Editions) -> Judges:
    """What says whether a visit met a criterion; of one that still waits for a rater, nothing is said."""

    @cache
    def known() -> Mapping[str, Mapping[str, str]]:
        # Only a pathway that goes on asks for this.
        return _verdicts([visit for visit in visits if not visit.n_awaited], editions)

    def judge(visit: Visit, criterion: str) -> Truth:
        return _TRUTHS.get(known().get(visit.name, {}).get(criterion, ""), Truth.CANNOT_TELL)

    return judge


def _verdicts(visits: Sequence[Visit], editions: Editions) -> dict[str, Mapping[str, str]]:
    """What each criterion says of each visit, by the record that stands for it."""
    standing = {visit.name: held[0] for visit in visits if (held := one_per_visit(visit.stored))}
    by_edition: dict[Edition, list[Stored]] = {}
    for stored in standing.values():
        by_edition.setdefault(stored.observation.edition, []).append(stored)
    said: dict[str, Mapping[str, str]] = {}
    for edition, records in by_edition.items():
        found = editions.get(edition)
        try:
            said |= {} if isinstance(found, Problem) else verdicts(records, found.plan, found.rules)
        except RatingsError as error:
            tell(f"note: {error.problems[0].message}; whether criteria were met cannot be told")
    return {name: said.get(stored.record.id, {}) for name, stored in standing.items()}


def _goals(workspace: Workspace, span: Span, interventions: set[str] | None) -> tuple[StoredGoal, ...]:
    """The goals whose day to look again has come, or will soon."""
    return tuple(
        each
        for each in goals(workspace.store)
        if each.goal.is_open
        and each.goal.look_again_on <= span.until
        and (interventions is None or each.goal.intervention in interventions)
    )


def _says_something(of: Agenda) -> bool:
    """Whether a checklist has anything to do with what is due."""
    return of.has_plan or bool(of.waiting or of.endings or of.doubles)
