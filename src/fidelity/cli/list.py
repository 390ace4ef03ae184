"""`fidelity list`: the interventions that plugins offer."""

from __future__ import annotations

import click

from fidelity.cli.output import page_width, show_json
from fidelity.report.grid import grid
from fidelity.workspace.installed import installed
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("list")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, form: str) -> int:
    """List the interventions that plugins offer."""
    entries = installed(settings).entries()
    if form == "json":
        show_json(
            {
                "format": 1,
                "interventions": [
                    {"id": e.id, "version": e.version, "title": e.title, "distribution": e.distribution}
                    for e in entries
                ],
            }
        )
        return 0
    if not entries:
        tell("No plugin offers an intervention. `fidelity new plugin NAME` begins one.")
        return 0
    rows = [(entry.id, entry.version, entry.title, entry.distribution) for entry in entries]
    click.echo(grid(("id", "version", "title", "plugin"), rows, (), page_width()))
    return 0
