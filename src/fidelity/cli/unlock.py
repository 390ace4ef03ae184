"""`fidelity unlock`: a record that was signed off, opened again."""

from __future__ import annotations

import click

from fidelity.cli.acting import by_option, refuse_clash, why_option
from fidelity.cli.record_chosen import record_chosen
from fidelity.report.records_text import named
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("unlock")
@click.argument("record", metavar="ID")
@by_option
@why_option
@click.pass_obj
def command(settings: Settings, record: str, by: str | None, why: str) -> int:
    """Unlock a record that was signed off.

    ID is a record's id, the beginning of it, or a visit that has one record.
    The sign-off and its end both stay in the record's history.
    """
    with open_workspace(settings) as workspace:
        found = record_chosen(workspace.store, record)
        refuse_clash(found)
        workspace.store.unlock(found.id, by=who(by, workspace), why=why)
    tell(f"Unlocked {named(found)}: it can be corrected, and signed off again.")
    return 0
