"""`fidelity compare`: what several raters recorded of one visit, side by side."""

from __future__ import annotations

from pathlib import Path

import click

from fidelity.cli.compared import compared
from fidelity.cli.output import page_width, show_data, show_json
from fidelity.cli.shown import definition_option
from fidelity.cli.visit_chosen import visit_chosen
from fidelity.report.compare_json import comparison_json, comparison_rows
from fidelity.report.compare_text import comparison_text
from fidelity.report.plain_csv import csv_rows
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings


@click.command("compare")
@click.argument("visit", nargs=-1, required=True)
@click.option("--checklist", default="", help="Which checklist, where the visit was rated with several.")
@click.option("--all", "everything", is_flag=True, help="Show the items on which all agree, too.")
@definition_option
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def command(
    settings: Settings,
    visit: tuple[str, ...],
    checklist: str,
    everything: bool,
    definition: tuple[Path, ...],
    form: str,
) -> int:
    """Show where raters of one visit disagree.

    VISIT is the name of a visit, or the ids of two or more of its records. While a rater is awaited who must not see
    the others' ratings, nothing of them is shown. Filled in, the table of `--format csv` is what `fidelity consensus`
    reads.
    """
    with open_workspace(settings, readonly=True) as workspace:
        chosen = visit_chosen(workspace.store, visit, checklist)
        page, agreed = compared(chosen, workspace.store, Editions(settings, definition))
    if form == "json":
        show_json(comparison_json(page))
    elif form == "csv":
        head, *rows = comparison_rows(page, agreed)
        show_data([csv_rows(head, rows)])
    else:
        click.echo(comparison_text(page, page_width(), everything))
    return 0
