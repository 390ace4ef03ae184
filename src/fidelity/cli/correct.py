"""`fidelity correct`: a new revision of a record, with who and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import click

from fidelity.cli.acting import by_option, refuse_clash, why_option
from fidelity.cli.correction import corrected, correction_of
from fidelity.cli.output import page_width, tell_remarks
from fidelity.cli.record_chosen import record_chosen
from fidelity.cli.shown import definition_option, sealed_in
from fidelity.errors import StoreError, UsageError
from fidelity.plan.definition import Definition
from fidelity.problems import Problem, remark
from fidelity.records.entry import Entry, Record
from fidelity.records.observation import VISIT, Observation, as_content, from_content
from fidelity.records.refusals import Conflict
from fidelity.records.visit import visit_name
from fidelity.report.correction_text import correction_text
from fidelity.report.history_text import changes_text
from fidelity.report.observation_scores import score_observation
from fidelity.report.record_changes import changes, contents, in_order
from fidelity.report.record_text import RATED
from fidelity.report.records_text import short
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import Workspace, open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

_SEALING = {VISIT, "rater", "role", "raters"}
"""The facts that say whether a visit's ratings are kept back."""


@click.command("correct")
@click.argument("record", metavar="ID")
@click.option(
    "--set", "ratings", multiple=True, metavar="ITEM=CODE", help="Rate an item so; no CODE: it was not rated."
)
@click.option("--note", "notes", multiple=True, metavar="ITEM=TEXT", help="Note this at an item; no TEXT: nothing.")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="Correct a fact, such as date=2026-11-20.")
@by_option
@why_option
@click.option("--after", default="", metavar="REVISION", help="The revision that was looked at; refuse if it moved on.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and store nothing.")
@definition_option
@click.pass_obj
def command(
    settings: Settings,
    record: str,
    ratings: tuple[str, ...],
    notes: tuple[str, ...],
    facts: tuple[str, ...],
    by: str | None,
    why: str,
    after: str,
    dry_run: bool,
    definition: tuple[Path, ...],
) -> int:
    """Correct a record: a new revision with who and why.

    ID is a record's id, the beginning of it, or a visit that has one record.
    Every cell is checked against the checklist that was rated; what was there
    before stays in the record's history. Shows what changes, and what becomes of the scores.
    """
    asked = correction_of(ratings, notes, facts)
    with open_workspace(settings, readonly=dry_run) as workspace:
        actor = who(by, workspace)
        seen = _seen(workspace, record_chosen(workspace.store, record), after)
        rated = Editions(settings, definition).find(seen.observation.edition)
        # A dry run leaves no trace, so whoever says to be the rater is shown nothing by it.
        hidden = seen.record.id in sealed_in(workspace.store) and (dry_run or actor != seen.observation.rater)
        if hidden and (asked.ratings or asked.notes or _SEALING & set(asked.facts)):
            raise UsageError(_sealed(seen.observation))
        revised, odd = corrected(seen.observation, asked, rated.plan.checklist, workspace.policy, date.today())
        tell_remarks((*odd, *_stale_name(seen.observation, revised, rated)))
        told = _told(seen.observation, revised, rated, hidden)
        entry = None if dry_run else _stored(workspace, seen, revised, actor, why, hidden)
    click.echo(told)
    tell(f"Stored as revision {short(entry.id)}." if entry else "Nothing was stored.")
    return 0


@attrs.frozen(eq=False)
class _Seen:
    """A record as whoever corrects it saw it: the revision, and what it says."""

    record: Record
    revision: str
    content: Mapping[str, Any]

    @property
    def observation(self) -> Observation:
        return from_content(self.content)


def _seen(workspace: Workspace, record: Record, after: str) -> _Seen:
    name = short(record.id)
    if record.erased:
        raise UsageError(Problem("record-erased", f"record `{name}` was erased", "what is erased cannot come back"))
    if record.kind not in RATED or record.content is None:
        message = f"record `{name}` is a {record.kind}, and holds no ratings"
        raise UsageError(Problem("wrong-kind", message, "goals are kept by `fidelity goals`"))
    refuse_clash(record)
    if not after:
        return _Seen(record, record.tips[0], record.content)
    said = contents(workspace.store.history(record.id))
    meant = [revision for revision in said if revision.startswith(after)]
    if len(meant) != 1:
        message = (
            f"record `{name}` has no revision `{after}`" if not meant else f"several revisions begin with `{after}`"
        )
        help_ = f"its revisions: {', '.join(short(revision) for revision in said)}"
        raise UsageError(Problem("unknown-revision", message, help_))
    return _Seen(record, meant[0], said[meant[0]])


def _sealed(observation: Observation) -> Problem:
    message = f"the ratings of {observation.visit} are sealed, until every rater has handed in"
    return Problem(
        "sealed",
        message,
        f"only {observation.rater} corrects them until then, and not with `--dry-run`, which leaves no trace; other "
        "facts than who rated which visit can be corrected",
    )


def _stale_name(before: Observation, revised: Observation, rated: Definition) -> Iterator[Problem]:
    """A remark where a visit was named after a fact that is another now; its other raters' records keep the name."""
    unit = rated.plan.checklist.unit
    was, is_ = (visit_name(each.edition.intervention, unit, each.facts) for each in (before, revised))
    if before.visit == revised.visit == was != is_:
        help_ = f"`--fact {VISIT}={is_}` would rename it"
        yield remark("visit-name", f"the visit is still called {before.visit}", help_)


def _told(before: Observation, revised: Observation, rated: Definition, hidden: bool) -> str:
    items = [item.id for item in rated.plan.checklist.items]
    found = in_order(changes(as_content(before), as_content(revised)), items)
    if hidden:
        # What becomes of the criteria would tell of the ratings.
        return changes_text(found, page_width())
    was, is_ = (score_observation(rated.plan, each, rated.rules) for each in (before, revised))
    return correction_text(found, was, is_, page_width())


def _stored(workspace: Workspace, seen: _Seen, revised: Observation, by: str, why: str, hidden: bool) -> Entry:
    # What a form showed is not what the corrected ratings come to.
    kept = {name: value for name, value in seen.content.items() if name != "shown"}
    content = {**kept, **{name: as_content(revised)[name] for name in ("facts", "ratings", "notes")}}
    record = seen.record
    try:
        return workspace.store.append(record.id, record.kind, content, by=by, why=why, after=seen.revision)
    except Conflict as conflict:
        if not hidden:
            raise
        message = f"record `{short(record.id)}` was changed by {conflict.theirs.by} since; its ratings are sealed"
        raise StoreError(Problem("conflict", message, "ask them, and correct what stands now")) from conflict
