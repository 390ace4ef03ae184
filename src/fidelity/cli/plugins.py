"""`fidelity plugins`: the installed plugins and what became of them."""

from __future__ import annotations

import click

from fidelity.cli.output import page_width, show_json, tell, tell_problems
from fidelity.cli.settings import Settings
from fidelity.plugins.loader import catalogue
from fidelity.report.grid import grid


@click.command("plugins")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="How to print.")
@click.pass_obj
def command(settings: Settings, form: str) -> int:
    """Show the installed plugins and what became of them.

    Ends with exit code 1 if any of them cannot be used and --strict was said.
    """
    found = catalogue(disabled=settings.disabled)
    if form == "json":
        show_json(
            {
                "format": 1,
                "plugins": [
                    {
                        "name": plugin.name,
                        "distribution": plugin.distribution,
                        "version": plugin.version,
                        "module": plugin.module,
                        "state": plugin.state.value,
                        "reason": plugin.reason,
                        "interventions": [entry.name for entry in plugin.entries],
                        "rules": [rule.name for rule in plugin.rules],
                    }
                    for plugin in found.plugins
                ],
            }
        )
    elif not found.plugins:
        tell("No plugins are installed.")
    else:
        rows = [
            (
                plugin.distribution,
                plugin.version,
                plugin.state.value,
                plugin.reason or ", ".join(entry.name for entry in plugin.entries),
            )
            for plugin in found.plugins
        ]
        click.echo(grid(("distribution", "version", "state", "offers, or why not"), rows, (), page_width()))
    if settings.strict and found.problems:
        tell_problems(found.problems)
        return 1
    return 0
