"""Tables as they are found in texts and workbooks: below whatever stands above their header."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date

import attrs
import numpy as np
import pandas as pd

from fidelity.errors import RatingsError
from fidelity.handins.cell_names import Cell
from fidelity.handins.table import Row, Table
from fidelity.intake.notes import rows_said
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.findings import Findings
from fidelity.ratings.frame import texts_of
from fidelity.ratings.grid import Grid, read_grid
from fidelity.ratings.header import Header, read_header
from fidelity.ratings.heading import letters
from fidelity.ratings.text import TextColumn, Texts

_LOOKED_AT = 30
"""In how many rows the header is looked for."""
_HEAD = 1 << 20

Fits = Callable[[str], bool]
"""Whether a name of a column is one that is known."""


@attrs.frozen(eq=False)
class Raw:
    """A table as it was found.

    Attributes:
        file: The file, as the user named it.
        tab: The sheet of a workbook that it stands on; empty for a text.
        source: What it is called in messages: the file, and the sheet where a workbook has several.
        grid: Its cells; columns without a name and without a cell are left out.
        places: Which column of the sheet each of its columns is, counted from 0.
        odd: Cells that cannot be taken as they are, such as formulas, by row and column of the sheet.
        days: Cells that hold a day.
        epoch: The day from which the workbook counts; None for a text.
        has_commas: Whether a comma can be taken for a decimal comma, because it does not stand between cells.
        problems: What is wrong with its rows.
        notes: What is to be told.
    """

    file: str
    tab: str
    source: str
    grid: Grid
    places: tuple[int, ...]
    odd: Mapping[Cell, Problem] = attrs.field(factory=dict)
    days: Set[Cell] = frozenset()
    epoch: date | None = None
    has_commas: bool = False
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def raw_text(source: str, data: bytes, fits: Fits, known: frozenset[str]) -> Raw:
    """The table in a text.

    Args:
        source: The file, as the user named it.
        data: Its content, in UTF-8.
        fits: Whether a name of a column is one that is known.
        known: The names that are known to the letter, which tell what stands between cells.

    Raises:
        RatingsError: It holds no table.
    """
    header, above = _header(source, data, fits, known)
    findings = Findings(source)
    grid = read_grid(data, header, findings)
    raw = Raw(source, "", source, grid, tuple(range(len(grid.names))), has_commas=header.delimiter != ",")
    return _named(attrs.evolve(raw, problems=findings.problems(), notes=_above(above, source)))


def raw_frame(frame: pd.DataFrame, source: str, fits: Fits) -> Raw:
    """The table in a data frame; its rows are counted from 0, as ``iloc`` does.

    Args:
        frame: The table; an index with a name is a column as well.
        source: What it is called in messages.
        fits: Whether a name of a column is one that is known.
    """
    named = [place for place, name in enumerate(frame.index.names) if name is not None]
    whole = frame.reset_index(level=named, allow_duplicates=True).reset_index(drop=True) if named else frame
    names = tuple(str(name).strip() for name in whole.columns)
    columns = tuple(texts_of(whole.iloc[:, place]) for place in range(len(names)))
    grid = Grid(source, names, columns, np.arange(len(whole), dtype=np.int64))
    return _named(Raw(source, "", source, grid, tuple(range(len(names))), has_commas=True))


def raw_sheet(table: Table, source: str, fits: Fits) -> Raw:
    """The table on a sheet of a workbook.

    Args:
        table: The sheet.
        source: What it is called in messages.
        fits: Whether a name of a column is one that is known.
    """
    rows = table.rows
    scores: list[int] = [sum(map(fits, row.texts.values())) for row in rows[:_LOOKED_AT]]
    best: int = max(scores, default=0)
    top = scores.index(best) if best else 0
    width = max((max(row.texts, default=-1) + 1 for row in rows), default=0)
    names = tuple(rows[top].texts.get(place, "") for place in range(width))
    columns = tuple(_column(rows[top + 1 :], place) for place in range(width))
    grid = Grid(source, names, columns, np.array([row.number for row in rows[top + 1 :]], np.int64))
    above = [(row.number, next(iter(row.texts.values()))) for row in rows[:top]]
    raw = Raw(table.source, table.tab, source, grid, tuple(range(width)), table.odd, table.days, table.epoch, True)
    return _named(attrs.evolve(raw, notes=_above(above, source)))


def _column(rows: Sequence[Row], place: int) -> Texts:
    column = TextColumn()
    column.add_texts([row.texts.get(place, "") for row in rows])
    return column.done()


def _header(source: str, data: bytes, fits: Fits, known: frozenset[str]) -> tuple[Header, list[tuple[int, str]]]:
    """The row that names the columns, and the rows that stand above it, each with its first text."""
    found = list(_rows(source, data, known))
    scores: list[int] = [sum(map(fits, header.names)) for header in found]
    most: int = max(scores)
    best = scores.index(most) if most else 0
    above = [(header.row, next(filter(None, header.names), "")) for header in found[:best]]
    return found[best], above


def _rows(source: str, data: bytes, known: frozenset[str]) -> Iterator[Header]:
    """The first rows that are not blank, each as if it were the header."""
    head = data[:_HEAD]
    if len(data) > _HEAD and b"\n" in head:
        head = head[: head.rindex(b"\n") + 1]
    at, row = 0, 0
    for number in range(_LOOKED_AT):
        try:
            header = read_header(head[at:] if at else head, known, source)
        except RatingsError:
            if number:
                return
            raise
        row, at = row + header.row, at + header.body
        yield attrs.evolve(header, row=row, body=at)


def _named(raw: Raw) -> Raw:
    """The same without columns that have neither a name nor a cell, and without numbers of rows that R or pandas wrote.

    What else has no name is a problem.
    """
    kept, told, wrong = [], [], []
    for place, (name, texts) in enumerate(zip(raw.grid.names, raw.grid.columns, strict=True)):
        if name:
            kept.append(place)
        elif _counts(texts) and not place:
            told.append(remark("row-left-out", "column A has no name and numbers the rows: it is not read"))
        elif any(texts.texts):
            message = f"column {letters(raw.places[place])} has no name in the header"
            wrong.append(Problem("no-column-name", message, "name it, or delete it"))
    grid = attrs.evolve(
        raw.grid,
        names=tuple(raw.grid.names[place] for place in kept),
        columns=tuple(raw.grid.columns[place] for place in kept),
    )
    here = Place(raw.source)
    return attrs.evolve(
        raw,
        grid=grid,
        places=tuple(raw.places[place] for place in kept),
        problems=(*raw.problems, *(problem.at(here) for problem in wrong)),
        notes=(*raw.notes, *(note.at(here) for note in told)),
    )


def _counts(texts: Texts) -> bool:
    """Whether a column does nothing but count its rows, from 0 or from 1."""
    n = len(texts.codes)
    if len(texts.texts) != n or n < 2:
        return False
    rows = texts.rows().tolist()
    return any(rows == [str(number) for number in range(start, start + n)] for start in (0, 1))


def _above(above: Sequence[tuple[int, str]], source: str) -> tuple[Problem, ...]:
    if not above:
        return ()
    message = f"{rows_said(row for row, _ in above)} above the header {'is' if len(above) == 1 else 'are'} not read"
    shown = next((text for _, text in above if text), "")
    told = remark("row-left-out", f"{message}: {quoted(shown)}" if shown else message)
    return (told.at(Place(source)),)
