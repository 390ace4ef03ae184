"""`fidelity show`: one intervention, as its definition has it."""

from __future__ import annotations

import click

from fidelity.cli.output import page_width, show_json
from fidelity.report.intervention_text import intervention_json, intervention_text
from fidelity.workspace.finding import find
from fidelity.workspace.settings import Settings


@click.command("show")
@click.argument("target")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, target: str, form: str) -> int:
    """Show one intervention: components, items, scores.

    TARGET is an intervention (imr, imr@1.0) or a definition file.
    """
    intervention = find(target, settings).intervention
    if form == "json":
        show_json(intervention_json(intervention))
    else:
        click.echo(intervention_text(intervention, page_width()))
    return 0
