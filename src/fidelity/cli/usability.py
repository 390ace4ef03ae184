"""`fidelity usability`: the matrix of components by the four words."""

from __future__ import annotations

import click

from fidelity.cli.output import page_width, show_json
from fidelity.report.usability_text import usability_json, usability_text
from fidelity.usability.matrix import matrix
from fidelity.workspace.finding import find
from fidelity.workspace.settings import Settings


@click.command("usability")
@click.argument("target")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, target: str, form: str) -> int:
    """Show how teachable, learnable, doable and assessable it is.

    TARGET is an intervention (imr, imr@1.0) or a definition file.
    """
    intervention = find(target, settings).intervention
    claims = matrix(intervention)
    if form == "json":
        show_json(usability_json(intervention, claims))
    else:
        click.echo(usability_text(intervention, claims, page_width()))
    return 0
