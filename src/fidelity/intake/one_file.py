"""One file read, whatever it is: hand-ins, sheets that were filled in, or tables of ratings."""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import pandas as pd

from fidelity.errors import HandInError, RatingsError
from fidelity.handins.checking import Checker
from fidelity.handins.filled import filled_sheet, headings
from fidelity.handins.reading import each_sheet
from fidelity.handins.sheet import Sheet
from fidelity.handins.table import Table
from fidelity.handins.text_table import read_text_table
from fidelity.handins.workbook import read_workbook
from fidelity.intake.asked import Asked
from fidelity.intake.content import Kind, as_utf8, kind_of
from fidelity.intake.editions import Candidates
from fidelity.intake.handed import read_sheets
from fidelity.intake.raw import Raw, raw_frame, raw_sheet, raw_text
from fidelity.intake.table import Read, read_table
from fidelity.intake.wording import KNOWN, bare, fact_of
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted

_LONG = frozenset({"item", "rating", "status"})
_OF_RATINGS = frozenset({"observation", "rater"}) | _LONG
"""What only a table of ratings has: a list of who works where has none of it."""


def read_one(name: str, data: bytes, candidates: Candidates, checker: Checker, asked: Asked) -> Read:
    """The records of a file.

    Args:
        name: What it is called.
        data: Its content.
        candidates: The editions that are asked for.
        checker: Checks hand-ins.
        asked: What the caller says.

    Raises:
        FidelityError: It cannot be read.
    """
    kind = kind_of(data)
    if kind is Kind.RECORDS:
        return read_sheets(each_sheet(name, data), checker, candidates, asked)
    fits = _Fits(candidates, asked)
    if kind is Kind.WORKBOOK:
        return _workbook(name, read_workbook(name, data), fits, checker)
    data, notes = as_utf8(data, name)
    raw = raw_text(name, data, fits, fits.exact)
    if {bare("Key"), bare("Answer")} <= {bare(each) for each in raw.grid.names}:
        sheet = filled_sheet(read_text_table(name, data))
        return read_sheets([sheet] if sheet else [], checker, candidates, asked)
    return _with_notes(_table(raw, fits), notes)


def read_frame(name: str, frame: pd.DataFrame, candidates: Candidates, asked: Asked) -> Read:
    """The records of a data frame, read as a table in a file is; it has no name or folder that could say a fact.

    Args:
        name: What it is called in messages.
        frame: The table.
        candidates: The editions that are asked for.
        asked: What the caller says.

    Raises:
        RatingsError: It is no table of ratings.
    """
    fits = _Fits(candidates, attrs.evolve(asked, from_file="", from_folder="", from_sheet=""))
    return _table(raw_frame(frame, name, fits), fits)


class _Fits:
    """Knows which names of columns are known."""

    def __init__(self, candidates: Candidates, asked: Asked) -> None:
        self.candidates, self.asked = candidates, asked
        self.renamed = {bare(written) for written in asked.renames}
        items = (item.id for each in candidates.all for item in each.definition.checklist.items)
        self.exact = frozenset({*KNOWN, *items, *asked.renames})

    def __call__(self, name: str) -> bool:
        """Whether the name of a column is known."""
        return bool(fact_of(name)) or bare(name) in self.renamed or self.candidates.fits(name)


def _workbook(name: str, tables: Iterable[Table], fits: _Fits, checker: Checker) -> Read:
    """The records of a workbook: of sheets that were filled in, or of all that are tables of ratings."""
    tables = tuple(tables)
    filled = [sheet for table in tables if headings(table) and (sheet := _filled(table, len(tables)))]
    if filled:
        return read_sheets(filled, checker, fits.candidates, fits.asked)
    read: list[Read] = []
    raws = [raw_sheet(table, name if len(tables) == 1 else f"{name}, sheet {table.tab}", fits) for table in tables]
    strange = [raw for raw in raws if _strange(raw, fits)]
    for raw in raws:
        if raw not in strange:
            read.append(read_table(raw, fits.candidates, fits.asked))
    if not read:
        raise HandInError(Problem("not-ratings", f"no sheet is a table of ratings: {_lacks(raws, fits)}", _HELP))
    notes = [
        remark("not-ratings", f"sheet {quoted(raw.tab)} is no table of ratings: not read").at(Place(name))
        for raw in strange
    ]
    return Read(
        tuple(part for each in read for part in each.parts),
        tuple(problem for each in read for problem in each.problems),
        (*notes, *(note for each in read for note in each.notes)),
    )


_HELP = 'columns are called after items, or `--rename "WRITTEN=ITEM"` says which they are'


def _filled(table: Table, n: int) -> Sheet | None:
    return filled_sheet(table, f"sheet {quoted(table.tab)}" if n > 1 else "")


def _table(raw: Raw, fits: _Fits) -> Read:
    """The records of a table of ratings.

    Raises:
        RatingsError: It is none.
    """
    if _strange(raw, fits):
        raise RatingsError(Problem("not-ratings", f"this is no table of ratings: {_lacks([raw], fits)}", _HELP))
    return read_table(raw, fits.candidates, fits.asked)


def _strange(raw: Raw, fits: _Fits) -> bool:
    """Whether a table has neither an item nor anything else that only a table of ratings has."""
    if any(fits.candidates.fits(name) or bare(name) in fits.renamed for name in raw.grid.names):
        return False
    return not _OF_RATINGS & {fact_of(name) for name in raw.grid.names}


def _lacks(raws: Iterable[Raw], fits: _Fits) -> str:
    names = [quoted(name) for raw in raws for name in raw.grid.names][:6]
    wanted = next(iter(fits.candidates.all[0].definition.checklist.item)) if fits.candidates.all else ""
    return f"no column is an item, such as `{wanted}`; there are {', '.join(names)}"


def _with_notes(read: Read, notes: Iterable[Problem]) -> Read:
    return Read(read.parts, read.problems, (*notes, *read.notes))
