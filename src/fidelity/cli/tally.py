"""`fidelity tally`: tallies written, which hold no visit and no person."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from fidelity.cli.counted import counted_of
from fidelity.cli.gathered import as_rated
from fidelity.cli.gathering import Given, gathering
from fidelity.cli.output import show_data
from fidelity.errors import UsageError
from fidelity.evaluation.shared import columns_of, shared_of
from fidelity.plan.words import counted as many
from fidelity.problems import Problem
from fidelity.tally.document import tally_text
from fidelity.tally.sharing import Shared
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole


@click.command("tally")
@click.argument("target")
@click.option(
    "--by",
    multiple=True,
    metavar="COLUMN",
    help="Count by this: site, team, region, a period (quarter, year), or any column of the records but persons. "
    "Repeatable; site unless said.",
)
@click.option(
    "--link",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A secret that all who share have agreed on, so that a practitioner who is in two tallies counts once.",
)
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--pool", type=click.Choice(["sources"]), multiple=True, help="Pool self-ratings with observations.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file; - for standard output."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@gathering
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    by: tuple[str, ...],
    link: Path | None,
    checklist: str,
    pool: tuple[str, ...],
    out: Path | None,
    force: bool,
    given: Given,
) -> int:
    """Write tallies, which hold no visit and no person.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records; without any, the workspace is read.

    A tally says how many visits of each group came to each result. Of practitioners it says how many there are with so
    many visits, and what these add up to; of raters, in which patterns visits were rated. Nobody is named. `fidelity
    combine` adds the tallies of any number of services, and gives the figures that their records together would give.

    A tally is for partners and not for publication: a group may hold a single visit. `fidelity combine` hides what is
    too small before it shows anything.
    """
    _refuse_to_flood(out)
    names = columns_of(by)
    found = counted_of(settings, target, given, names, checklist, pool)
    shared = shared_of(found, names, link, as_rated(settings, target, given))
    text = tally_text(shared)
    if out and str(out) != "-":
        write_whole(out, [text], force=force)
        made = [each.counting for each in found.editions if each.counting]
        n = sum(each.n_records - each.n_others - each.n_masters for each in made)
        tell(f"Wrote the tallies of {many(n, 'record')} to {out}.")
        _tell_of_small(shared)
    else:
        show_data([text])
    return 0


def is_terminal() -> bool:
    """Whether what is written is read by a person."""
    return sys.stdout.isatty()


def _refuse_to_flood(out: Path | None) -> None:
    """Refuse to write a tally onto a terminal, unless somebody says so.

    Raises:
        UsageError: Nobody said where to write it, and it would be written for a person to read.
    """
    if out is None and is_terminal():
        help_ = "write a file: `--out tally.json`; or send it on: `--out -`"
        raise UsageError(Problem("not-for-reading", "a tally is for programs, and long", help_))


def _tell_of_small(shared: Sequence[Shared]) -> None:
    """Tell how many groups are so small that their tally tells nearly as much as the records."""
    n = sum(int((each.cube.of_kind("observations")[0].counts.n < 5).sum()) for each in shared)
    if n:
        tell(f"note: {many(n, 'group')} of fewer than 5 visits; whoever has the file can read their results")
