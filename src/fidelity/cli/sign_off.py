"""`fidelity sign-off`: a record signed off, which locks it."""

from __future__ import annotations

import click

from fidelity.cli.acting import by_option, refuse_clash
from fidelity.cli.record_chosen import record_chosen
from fidelity.report.records_text import named
from fidelity.workspace.opening import open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("sign-off")
@click.argument("records", nargs=-1, required=True, metavar="ID…")
@by_option
@click.pass_obj
def command(settings: Settings, records: tuple[str, ...], by: str | None) -> int:
    """Sign a record off, which locks it.

    ID is a record's id, the beginning of it, or a visit that has one record.
    What is signed off cannot be corrected until somebody unlocks it, with a
    reason.
    """
    with open_workspace(settings) as workspace:
        actor = who(by, workspace)
        # All are found before the first is signed: a misspelt one is told at once.
        found = [record_chosen(workspace.store, name) for name in records]
        for record in found:
            refuse_clash(record)
        for record in found:
            workspace.store.sign_off(record.id, by=actor, after=record.tips[0])
            tell(f"Signed off {named(record)}.")
    return 0
