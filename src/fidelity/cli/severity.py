"""`fidelity severity`: which raters are strict and which are lenient, on the visits that they share."""

from __future__ import annotations

import click

from fidelity.cli.gathering import Given, gathering
from fidelity.cli.kept_apart import FOR_THE_HOUSE, kept_apart
from fidelity.cli.writing import writing
from fidelity.cli.written_table import Writing
from fidelity.evaluation.independent import left_out, left_out_words
from fidelity.evaluation.rated_apart import rated_apart
from fidelity.evaluation.severity_figures import severity_figures
from fidelity.report.severity_table import severity_table
from fidelity.report.severity_text import severity_text
from fidelity.workspace.settings import Settings


@click.command("severity")
@click.argument("target")
@click.option("--items", is_flag=True, help="For each item as well.")
@click.option("--by", default="", metavar="COLUMN", help="Group by this: site, quarter, mode or another.")
@click.option("--level", type=float, default=0.95, help="How often an interval holds the true value; 0.95.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@writing
@gathering
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    items: bool,
    by: str,
    level: float,
    checklist: str,
    writing: Writing,
    given: Given,
) -> int:
    """Show which raters are strict and which are lenient.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records: tables (CSV, XLSX) and forms that were handed in; without any, the workspace is read.

    Raters are compared on visits that several of them rated independently, and on nothing else. Raters who share no
    visit, directly or through others, cannot be compared, and stand in different sets. Nobody is ranked. In the
    workspace, ratings count as they were before the raters of the visit could see each other's.
    """
    names = [by] if by else []
    found = kept_apart(settings, target, given, checklist, names, as_rated=True)
    rated = [rated_apart(group, names) for group in found.groups]
    table = severity_table(severity_figures(rated, names, items=items, level=level))
    notes = [f"{said}." for said in left_out_words(left_out(each.ratings for group in found.groups for each in group))]
    writing.write(table, found.preface([*found.measures()], [FOR_THE_HOUSE, *notes], level), severity_text)
    return 0
