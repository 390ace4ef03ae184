"""`fidelity erase`: what a record says, gone for good."""

from __future__ import annotations

import click

from fidelity.cli.acting import by_option, confirm, why_option, yes_option
from fidelity.cli.record_chosen import record_chosen
from fidelity.records.entry import Record
from fidelity.records.observation import VISIT
from fidelity.records.store import Store
from fidelity.report.records_text import fact, named, short
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

WHAT_STAYS = """\
What goes: visit, ratings and notes, in every revision, and the reasons for them.
What stays: that there was a record; when and by whom it was made, changed and
erased; why it was erased; and hashes, so that the chain still holds.
Elsewhere: backups and exports keep their copies until you delete them; the store
of another device does until it takes this one in with `fidelity merge`."""


@click.command("erase")
@click.argument("record", metavar="ID")
@by_option
@why_option
@yes_option
@click.pass_obj
def command(settings: Settings, record: str, by: str | None, why: str, yes: bool) -> int:
    """Erase a record for good, leaving a tombstone.

    ID is a record's id, the beginning of it, or a visit that has one record.
    The reason stays: it should not say what is to be forgotten. Asks whether
    that is meant; where nobody can answer, --yes is needed.
    """
    with open_workspace(settings) as workspace:
        actor, found = who(by, workspace), record_chosen(workspace.store, record)
        tell(WHAT_STAYS)
        confirm(f"Erase {named(found)}?", yes)
        others = _of_the_same_visit(workspace.store, found)
        workspace.store.erase(found.id, by=actor, why=why)
    tell(f"Erased {named(found)}.")
    for other in others:
        tell(f"note: {named(other)} is of the same visit, and stays; `fidelity erase {short(other.id)}` erases it")
    return 0


def _of_the_same_visit(store: Store, record: Record) -> list[Record]:
    """The other records that tell of a visit: its other raters', their consensus, goals that were set after it."""
    visit = _visit(record)
    return [other for other in store.records() if visit and _visit(other) == visit and other.id != record.id]


def _visit(record: Record) -> str:
    return fact(record, VISIT) or fact(record, "visit")
