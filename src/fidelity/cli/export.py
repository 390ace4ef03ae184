"""`fidelity export`: the records as tables of ratings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from fidelity.cli.chosen import Chosen, choosing
from fidelity.cli.output import show_data
from fidelity.cli.shown import definition_option
from fidelity.errors import UsageError
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem, nearest
from fidelity.raters import one_record
from fidelity.raters.blind import sealed_records
from fidelity.raters.certificate import Certificate, certificates
from fidelity.raters.standing import standing_of
from fidelity.records.observation import Edition
from fidelity.records.observations import Stored, observations
from fidelity.report.plain_csv import csv_rows
from fidelity.report.ratings_table import ExportRow, RatingsTable, long_table, wide_table
from fidelity.workspace.editions import Editions, short_hash
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import make_folder, write_whole

Sheet = tuple[str, str, str, str]
"""What goes into one file: intervention, checklist, profile and plan; versions that compute alike go together."""


@click.command("export")
@click.argument("checklist", default="")
@choosing
@click.option("--layout", type=click.Choice(["wide", "long"]), default="wide", help="A row a visit, or a row a rating.")
@click.option("--with-notes", is_flag=True, help="With what was noted at items, which may name people.")
@click.option("--with-sealed", is_flag=True, help="With visits that await another rater, who must not see this.")
@click.option("--one-per-visit", is_flag=True, help="One record a visit: the consensus, or else the first observer's.")
@click.option("--raw", is_flag=True, help="CSV for programs: text is not made harmless for spreadsheets.")
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file; several checklists, to this folder.")
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@definition_option
@click.pass_obj
def command(
    settings: Settings,
    /,
    checklist: str,
    layout: str,
    with_notes: bool,
    with_sealed: bool,
    one_per_visit: bool,
    raw: bool,
    out: Path | None,
    force: bool,
    definition: tuple[Path, ...],
    **asked: str,
) -> int:
    """Write the records as a table of ratings.

    CHECKLIST is a checklist, an intervention, or one in a version (imr@1.0); without it, all are written. `fidelity
    score` reads the table back as it is. What does not compute alike never shares a table.

    Exit codes: 0 all is well; 1 a rater has two records of one visit, which cannot be scored together.
    """
    chosen = Chosen(**asked, checklist=checklist)
    with open_workspace(settings, readonly=True) as workspace:
        everything = observations(workspace.store)
        found = _selected(everything, chosen, with_sealed, one_per_visit)
        held = certificates(workspace.store)
    sheets = _sheets(found)
    _refuse_mixture(sheets, out)
    editions = Editions(settings, definition)
    laid_out = partial(wide_table if layout == "wide" else long_table, with_notes=with_notes)
    tables = {sheet: _table(rows, held, editions, laid_out) for sheet, rows in sheets.items()}
    texts = {sheet: csv_rows(table.head, table.rows, raw=raw) for sheet, table in tables.items()}
    if out is None or str(out) == "-":
        show_data(texts.values())
    else:
        _write(texts, out, force)
        tell(f"Wrote {_many(len(found))} to {out}.")
    return 1 if _tell_twins(sheets) else 0


def _selected(everything: Sequence[Stored], chosen: Chosen, with_sealed: bool, one: bool) -> list[Stored]:
    sealed = frozenset() if with_sealed else sealed_records(everything)
    candidates = [stored for stored in everything if stored.record.id not in sealed]
    found = [
        each for each in (one_record.one_per_visit(candidates) if one else candidates) if chosen.holds(each.record)
    ]
    kept_back = sum(chosen.holds(stored.record) for stored in everything if stored.record.id in sealed)
    if kept_back:
        tell(f"note: {_many(kept_back)} left out, because the visit awaits another rater; `--with-sealed` takes them")
    clashing = sum(len(stored.record.tips) > 1 for stored in found)
    if clashing:
        tell(f"note: {_many(clashing)} in a clash, taken as their first side has them; `fidelity settle` shows them")
    if not found:
        raise UsageError(_nothing(everything, chosen))
    return found


def _nothing(everything: Sequence[Stored], chosen: Chosen) -> Problem:
    editions = [stored.observation.edition for stored in everything]
    known = {name for each in editions for name in (each.intervention, _name(each), each.checklist)}
    if chosen.checklist and chosen.checklist not in known:
        message = f"no record is of a checklist `{chosen.checklist}`"
        return Problem("unknown-checklist", message, nearest(chosen.checklist, known))
    return Problem("nothing-to-export", "there are no such records", "`fidelity records` lists what there is")


def _name(edition: Edition) -> str:
    return f"{edition.intervention}@{edition.version}"


def _sheets(found: Iterable[Stored]) -> dict[Sheet, list[Stored]]:
    sheets: dict[Sheet, list[Stored]] = {}
    for stored in found:
        edition = stored.observation.edition
        sheet = (edition.intervention, edition.checklist, edition.profile, edition.plan_hash)
        sheets.setdefault(sheet, []).append(stored)
    return dict(sorted(sheets.items()))


def _refuse_mixture(sheets: dict[Sheet, list[Stored]], out: Path | None) -> None:
    if len(sheets) == 1 or (out is not None and _is_folder(out)):
        return
    said = "; ".join(f"{_words(rows)} ({_many(len(rows))})" for rows in sheets.values())
    help_ = "name one, such as `fidelity export imr@1.0`, or give a folder for all of them: `--out FOLDER`"
    raise UsageError(Problem("several-checklists", f"the records are of several checklists: {said}", help_))


def _words(rows: Sequence[Stored]) -> str:
    edition = rows[0].observation.edition
    versions = ", ".join(dict.fromkeys(_name(stored.observation.edition) for stored in rows))
    return " ".join(
        filter(None, (versions, edition.checklist, edition.profile, f"plan {short_hash(edition.plan_hash)}"))
    )


def _is_folder(path: Path) -> bool:
    """Whether a path means a folder: one that is there, or one to be made, whose name has no ending."""
    return path.is_dir() if path.exists() else not path.suffix and str(path) != "-"


def _table(
    rows: Sequence[Stored],
    held: Sequence[Certificate],
    editions: Editions,
    laid_out: Callable[[Sequence[ExportRow], Sequence[str]], RatingsTable],
) -> RatingsTable:
    """The table of one sheet, which says of every rater how they stood on the day."""
    checklist = _checklist(rows, editions)
    required = checklist is not None and checklist.certification is not None
    states = [standing_of(stored, held, required=required).state.value for stored in rows]
    return laid_out(list(map(ExportRow, rows, states)), _items(rows, checklist))


def _checklist(rows: Sequence[Stored], editions: Editions) -> Checklist | None:
    """The checklist that was rated; None, with a word about it, where it is not there."""
    problems: list[Problem] = []
    for edition in dict.fromkeys(stored.observation.edition for stored in rows):
        definition = editions.get(edition)
        if not isinstance(definition, Problem):
            return definition.plan.checklist
        problems.append(definition)
    tell(f"note: {problems[0].message}; the columns are the items that were rated, in no order")
    return None


def _items(rows: Sequence[Stored], checklist: Checklist | None) -> list[str]:
    """The items in the order of their checklist; where that is not there, those that were rated."""
    if checklist:
        return [*checklist.item]
    return list(dict.fromkeys(item for stored in rows for item in stored.observation.ratings))


def _write(texts: dict[Sheet, str], out: Path, force: bool) -> None:
    if not _is_folder(out):
        write_whole(out, texts.values(), force=force)
        return
    make_folder(out)
    for sheet, text in texts.items():
        *names, plan = sheet
        words = (*filter(None, names), short_hash(plan))
        write_whole(out / f"{re.sub(r'[^A-Za-z0-9.-]', '_', '_'.join(words))}.csv", [text], force=force)


def _many(n: int) -> str:
    return "1 record" if n == 1 else f"{n} records"


def _tell_twins(sheets: dict[Sheet, list[Stored]]) -> bool:
    """Tell of raters who have two records of one visit; whether there are any."""
    found = Counter(
        (sheet, each.observation.visit, each.observation.rater) for sheet in sheets for each in sheets[sheet]
    )
    twins = [(visit, rater) for (_, visit, rater), n in found.items() if n > 1]
    for visit, rater in twins:
        tell(f"note: {visit} by {rater or 'nobody named'} is there twice: erase one, or correct its visit or rater")
    return bool(twins)
