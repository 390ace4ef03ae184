"""`fidelity tally`: tallies written, which hold no visit and no person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs
import click

from fidelity.cli.asking import grouping
from fidelity.cli.counted import Counted, counted_of
from fidelity.cli.gathering import Given, gathering
from fidelity.cli.input import read_bytes
from fidelity.cli.output import show_data, tell, write_whole
from fidelity.cli.settings import Settings
from fidelity.errors import UsageError
from fidelity.evaluation.patterning import patterns_of_pieces
from fidelity.plan.words import counted as many
from fidelity.problems import Problem
from fidelity.tally.cube import Cube
from fidelity.tally.document import tally_text
from fidelity.tally.sharing import Shared, closed, linked

SHORTEST = 16
"""So many bytes a secret has at least."""


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
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
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
    names = columns_of(by)
    found = counted_of(settings, target, given, names, checklist, pool)
    shared = shared_of(found, names, link)
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


def columns_of(by: Sequence[str]) -> tuple[str, ...]:
    """The columns that a tally is counted by; site unless something is said.

    Args:
        by: What was said.

    Raises:
        UsageError: Persons or visits would stand in the tally.
    """
    names, _ = grouping(by or ("site",))
    persons = [name for name in names if name in ("practitioner", "rater", "client", "observation")]
    if persons:
        message = f"a tally by `{persons[0]}` would hold persons or visits"
        raise UsageError(
            Problem("tally-of-persons", message, "group by where and when they work, such as site, quarter")
        )
    return names


def shared_of(found: Counted, names: Sequence[str], link: Path | None = None) -> list[Shared]:
    """What was counted as it is shared, one of each edition.

    Args:
        found: What was counted.
        names: The columns that it was counted by.
        link: The file with the secret that practitioners are linked by; None where they are closed.

    Raises:
        UsageError: The secret cannot be read, or is a short one.
    """
    patterns = patterns_of_pieces(found.pieces, names)
    return [
        attrs.evolve(_shared(cube, ("source", *names), link), patterns=patterns.get(cube.made.computes))
        for cube in found.cubes
    ]


def _shared(cube: Cube, keys: Sequence[str], link: Path | None) -> Shared:
    kept = cube.by([name for name in cube.cells.names if name in (*keys, "practitioner")])
    if link is None:
        return closed(kept)
    secret = read_bytes(link).strip()
    if len(secret) < SHORTEST:
        message = f"`{link}` holds {len(secret)} bytes, and a secret that nobody guesses has {SHORTEST} at least"
        raise UsageError(Problem("weak-secret", message, "write a long random text into it, such as a UUID or two"))
    return linked(kept, secret)


def _tell_of_small(shared: Sequence[Shared]) -> None:
    """Tell how many groups are so small that their tally tells nearly as much as the records."""
    n = sum(int((each.cube.of_kind("observations")[0].counts.n < 5).sum()) for each in shared)
    if n:
        tell(f"note: {many(n, 'group')} of fewer than 5 visits; whoever has the file can read their results")
