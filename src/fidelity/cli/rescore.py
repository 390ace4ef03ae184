"""`fidelity rescore`: stored ratings by another version, another profile, or the cut-offs of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from fidelity.cli.gathered import gathered
from fidelity.cli.gathering import Given, gathering
from fidelity.cli.output import page_width, show_data
from fidelity.cli.rated import day_said
from fidelity.evaluation.rescored import rescored_in
from fidelity.evaluation.rescoring import Rescored
from fidelity.plan.words import counted
from fidelity.report.rescored_csv import rescored_csv
from fidelity.report.rescored_json import rescored_json
from fidelity.report.rescored_text import rescored_text
from fidelity.workspace.finding import find
from fidelity.workspace.offered import Offered
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole

MOST = 200
"""How many records of an edition a page shows."""


@click.command("rescore")
@click.argument("target")
@click.option("--to", default="", metavar="TARGET", help="The version to score by: imr@2.0, or a definition file.")
@click.option("--to-profile", default="", metavar="PROFILE", help="The profile to score by, instead of as published.")
@click.option("--on", default="", callback=day_said, metavar="DAY", help="Take the cut-offs of this day, not of today.")
@gathering
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.option("--raw", is_flag=True, help="CSV for programs: text is not made harmless for spreadsheets.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    to: str,
    to_profile: str,
    on: date | None,
    given: Given,
    form: str,
    raw: bool,
    out: Path | None,
    force: bool,
) -> int:
    """Score stored ratings by another version.

    TARGET is what was rated: an intervention in all its versions (imr), in one (imr@1.0), or a definition file.
    SOURCES are files and folders of records, or - for standard input; without any, the workspace is read.

    Both results are kept side by side: what a record came to, with the cut-offs in force on its day, and what it would
    come to by `--to` and `--to-profile`, with the cut-offs of today. Without either, each record is scored by its own
    edition, and only the cut-offs are those of today. Items are matched by id, and a rating is carried where it means
    the same.
    """
    parts = _rescored(settings, target, given, to, to_profile, on or date.today())
    n_records = sum(map(len, parts))
    # A page stops somewhere and says so; a file holds everything.
    pieces = _written(parts, form, raw, n_records if out else MOST)
    if out and str(out) != "-":
        write_whole(out, pieces, force=force)
        tell(f"Wrote {counted(n_records, 'record')} to {out}.")
    elif form == "table":
        click.echo("".join(pieces), nl=False)
    else:
        show_data(pieces)
    return 0


def _rescored(settings: Settings, target: str, given: Given, to: str, to_profile: str, on: date) -> Sequence[Rescored]:
    other = find(to, settings) if to else None
    offered = Offered(settings, target, given.reading.definition)
    return rescored_in(gathered(settings, target, given).whole().editions, target, offered, other, to_profile, on)


def _written(parts: Sequence[Rescored], form: str, raw: bool, most: int) -> Iterable[str]:
    if form == "json":
        return rescored_json(parts)
    if form == "csv":
        return rescored_csv(parts, raw=raw)
    return [rescored_text(parts, page_width(), most) + "\n"]
