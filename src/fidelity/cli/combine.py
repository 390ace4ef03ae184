"""`fidelity combine`: the tallies of others added up, without their records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from fidelity.cli.asking import Asking, asking
from fidelity.cli.counted import Counted
from fidelity.cli.estimates_written import write_estimates
from fidelity.cli.input import read_bytes
from fidelity.cli.output import tell
from fidelity.cli.written_table import write_table
from fidelity.errors import FidelityError, TallyError, UsageError
from fidelity.evaluation.aggregating import Edition
from fidelity.evaluation.agreeing import agreement_of_shared
from fidelity.evaluation.agreement_asked import Asked
from fidelity.problems import Problem
from fidelity.report.agreement_table import agreement_table
from fidelity.report.agreement_table_text import agreement_text
from fidelity.report.estimates_preface import GENERATED_BY
from fidelity.report.tidy.preface import Preface
from fidelity.tally.combining import combined
from fidelity.tally.reading import read_tally
from fidelity.tally.sharing import Shared


@click.command("combine")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE...")
@asking
@click.option("--apart", is_flag=True, help="No practitioner is in two of the files: we know that.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--agreement", "agreeing", is_flag=True, help="How far raters agree, instead of the figures of visits.")
def command(files: tuple[Path, ...], asking: Asking, apart: bool, checklist: str, agreeing: bool) -> int:
    """Add the tallies of others up, without their records.

    FILEs are what `fidelity tally` wrote, and folders of these. The figures are the same, to the last digit, as the
    records together would give.

    A practitioner who is in two files would count twice. Where the files are of different sites, teams or regions,
    nobody is; else figures of practitioners are left out, with the reason, unless the files are linked by one secret
    (`fidelity tally --link`) or you know that nobody is in two (`--apart`).
    """
    paths = [*tally_files(files)]
    parts = [shared for _, shared in read_files(paths)]
    found = combined_by(parts, asking.question.by, apart=apart, checklist=checklist, n_files=len(paths))
    if agreeing:
        _write_agreement(found, asking)
    else:
        write_estimates(found, asking, [*_notes(found.editions)])
    return 0


def _write_agreement(found: Counted, asking: Asking) -> None:
    """The agreement of raters, as far as patterns tell it; the scores of single raters are not in a tally."""
    asked = Asked(("items", "criteria"), asking.question.by, level=asking.question.level, totals=asking.question.totals)
    shared = [each.counted for each in found.editions if isinstance(each.counted, Shared)]
    table = agreement_table(agreement_of_shared(shared, asked))
    made = found.editions[0].made
    preface = Preface(
        f"{made.intervention}: agreement of raters",
        made.intervention,
        made.checklist,
        n_files=found.n_files,
        unit="visit",
        level=asked.level,
        generated_by=GENERATED_BY,
    )
    write_table(table, preface, agreement_text, asking.form, raw=asking.raw, out=asking.out, force=asking.force)


def combined_by(
    parts: Sequence[Shared], names: Sequence[str], *, apart: bool = False, checklist: str = "", n_files: int = 0
) -> Counted:
    """Tallies added up, to be asked for figures.

    Args:
        parts: The tallies.
        names: The columns that figures will be grouped by.
        apart: Whether it is known that no practitioner is in two of them.
        checklist: Which checklist; empty where there is one.
        n_files: How many files they are from.

    Raises:
        UsageError: They are of several checklists, or not counted by one of the columns.
    """
    editions = [*_editions(parts, apart, checklist)]
    by = ("source", *names)
    known = {name for each in editions for name in each.counted.cube.cells.names}
    missing = [name for name in by if name not in known]
    if missing:
        message = f"the tallies are not counted by `{missing[0]}`"
        can = ", ".join(sorted(known - {"source", "practitioner"})) or "nothing"
        is_person = missing[0] in ("practitioner", "rater", "client", "observation")
        help_ = f"group by {can}" + ("; no tally tells persons apart" if is_person else ", or ask for other tallies")
        raise UsageError(Problem("unknown-descriptor", message, help_))
    return Counted(tuple(editions), (), (), None, n_files)


def tally_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files of tallies that are meant, with those in folders.

    Args:
        paths: Files and folders.

    Raises:
        UsageError: A folder holds none.
    """
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file() and each.suffix == ".json")
            if not inside:
                help_ = "name the files that `fidelity tally` wrote, or the folder that holds them"
                raise UsageError(Problem("no-tally", f"there is no tally in `{path}`", help_))
            yield from inside
        else:
            yield path


def read_files(paths: Sequence[Path]) -> list[tuple[str, Shared]]:
    """What all files hold, each under the file's name; the same file twice is told and counts once.

    Args:
        paths: The files.

    Raises:
        UsageError: A file cannot be opened.
        TallyError: Files hold no tallies; it carries the problems of all of them.
    """
    found: list[tuple[str, Shared]] = []
    seen: dict[bytes, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        data = read_bytes(path)
        if data in seen:
            tell(f"note: {path} is the same as {seen[data]}, and counts once")
            continue
        seen[data] = path
        try:
            found += [(str(path), shared) for shared in read_tally(str(path), data)]
        except FidelityError as error:
            problems += error.problems
    if problems:
        raise TallyError(problems)
    return found


def _editions(parts: Sequence[Shared], apart: bool, checklist: str) -> Iterator[Edition]:
    groups: dict[tuple[str, str, str, str], list[Shared]] = {}
    for part in parts:
        if checklist in ("", part.cube.made.checklist):
            groups.setdefault(part.cube.made.computes, []).append(part)
    kinds = sorted({(name, kind) for name, kind, *_ in groups})
    if len(kinds) != 1:
        said = ", ".join(f"{name} {kind}" for name, kind in kinds) or "none"
        help_ = "name one: `--checklist NAME`, or combine each intervention by itself"
        raise UsageError(Problem("several-checklists", f"the tallies are of several checklists: {said}", help_))
    for name in sorted(groups):
        shared = combined(groups[name], apart=apart)
        yield Edition(shared.cube.made, shared)


def _notes(editions: Sequence[Edition]) -> Iterator[str]:
    withheld = dict.fromkeys(each.counted.withheld for each in editions if each.counted.withheld)
    for why in withheld:
        yield (
            f"Figures of practitioners cannot be had from these tallies, and intervals that need them neither: {why}. "
            "If you know that nobody is in two of the files, say so: `--apart`."
        )
