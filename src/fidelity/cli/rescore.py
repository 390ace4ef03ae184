"""`fidelity rescore`: stored ratings by another version, another profile, or the cut-offs of today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from fidelity.cli.finding import Found, find
from fidelity.cli.gathering import Given, gather_all, gathering
from fidelity.cli.offered import Offered
from fidelity.cli.output import page_width, show_data, tell, write_whole
from fidelity.cli.rated import day_said
from fidelity.cli.settings import Settings
from fidelity.errors import UsageError
from fidelity.evaluation.rescoring import Rescored, rescore
from fidelity.intake.gathered import Gathered
from fidelity.plan.definition import Definition
from fidelity.plan.words import counted
from fidelity.problems import Problem
from fidelity.records.observation import Edition
from fidelity.report.rescored_csv import rescored_csv
from fidelity.report.rescored_json import rescored_json
from fidelity.report.rescored_text import rescored_text

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
    offered = Offered(settings, target, given.definition)
    return rescored_in(gather_all(settings, target, given).editions, target, offered, other, to_profile, on)


def rescored_in(
    editions: Iterable[Gathered], target: str, offered: Offered, other: Found | None, to_profile: str, on: date
) -> Sequence[Rescored]:
    """The records of each edition, rescored; those that have no counterpart are left out and told.

    Args:
        editions: The records.
        target: What they are records of, for messages.
        offered: Finds the definitions of the same version.
        other: The version to score by; None for the same.
        to_profile: The profile to score by; empty for none.
        on: The day whose cut-offs are taken.

    Raises:
        UsageError: There is nothing to rescore, or no counterpart.
    """
    parts, problems = [], []
    for each in editions:
        now = _of_version(each, other, to_profile) if other else _of_profile(each, offered, to_profile)
        if isinstance(now, Problem):
            problems.append(now)
        else:
            parts.append(rescore(each.definition, now, each.ratings, on))
    if not parts:
        nothing = Problem("nothing-to-rescore", f"there is no record of {target}", "name the files that hold them")
        raise UsageError(problems or nothing)
    for problem in problems:
        tell(f"note: left out: {problem.message}" + (f" ({problem.help})" if problem.help else ""))
    return parts


def _of_version(gathered: Gathered, other: Found, profile: str) -> Definition | Problem:
    """The same checklist of another version, or the only one that it has where a profile does not say which."""
    rated, wanted = gathered.edition.intervention, other.intervention
    if wanted.id != rated:
        message = f"{wanted.name} is another intervention than {rated}, which was rated"
        return Problem("another-intervention", message, f"name a version of {rated}")
    known = [each.id for each in wanted.assessable.checklists]
    name = gathered.edition.checklist
    if name not in known and (profile or len(known) == 1):
        name = ""
    try:
        plan = other.plan(name, profile)
    except UsageError as error:
        return error.problems[0]
    return Definition(wanted, plan, other.rules(plan.checklist))


def _of_profile(gathered: Gathered, offered: Offered, profile: str) -> Definition | Problem:
    """The same version by a profile, or as it was rated where none is named."""
    if not profile:
        return gathered.definition
    edition = gathered.edition
    try:
        gathered.definition.intervention.checklist(edition.checklist, profile)
    except UsageError as error:
        return error.problems[0]
    return offered.get(Edition(edition.intervention, edition.version, edition.checklist, profile))


def _written(parts: Sequence[Rescored], form: str, raw: bool, most: int) -> Iterable[str]:
    if form == "json":
        return rescored_json(parts)
    if form == "csv":
        return rescored_csv(parts, raw=raw)
    return [rescored_text(parts, page_width(), most) + "\n"]
