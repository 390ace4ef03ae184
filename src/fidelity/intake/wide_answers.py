"""The answers of a table with a row for each record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from fidelity.errors import RatingsError
from fidelity.intake.asked import Asked
from fidelity.intake.columns import Named
from fidelity.intake.editions import Candidate
from fidelity.intake.notes import in_words, many, rows_said
from fidelity.intake.part import is_blank
from fidelity.intake.written_answers import AnswerWords
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.findings import Findings
from fidelity.ratings.grid import Grid
from fidelity.ratings.table import Column
from fidelity.ratings.wide import wide_ratings

_DAY = Problem(
    "bad-cell", "the spreadsheet has made a date of the answer", "format the cell as text and type the answer again"
)


@attrs.frozen(eq=False)
class Answers:
    """The answers of some records.

    Attributes:
        columns: Them by item.
        notes: What is to be told.
    """

    columns: Mapping[str, Column]
    notes: tuple[Problem, ...]


def wide_answers(table: Named, grid: Grid, items: Mapping[str, str], candidate: Candidate, asked: Asked) -> Answers:
    """The answers of a table with a row for each record.

    Args:
        table: The table.
        grid: The rows that are of this edition.
        items: The columns that are items, each with the item.
        candidate: The edition.
        asked: What the caller says.

    Raises:
        RatingsError: Cells cannot be read; all of them are told.
    """
    checklist, source = candidate.definition.checklist, grid.source
    problems = _odd(table, grid, items)
    words = AnswerWords(checklist, asked.marks, table.raw.has_commas)
    columns = [words.read(item, grid.columns[grid.names.index(name)], grid.rows) for name, item in items.items()]
    narrow = Grid(source, tuple(items.values()), tuple(columns), grid.rows)
    try:
        ratings = wide_ratings(narrow, checklist, "missing", Findings(source))
    except RatingsError as error:
        known = {problem.path for problem in problems}
        raise RatingsError((*problems, *(each for each in error.problems if each.path not in known))) from error
    if problems:
        raise RatingsError(problems)
    here = Place(source)
    remarks = [each.at(here) for each in ratings.remarks if each.code not in ("numbered", "item-without-column")]
    strangers = _strangers(table, grid, items)
    return Answers(ratings.columns, (*words.notes(source), *remarks, *(each.at(here) for each in strangers)))


def _odd(table: Named, grid: Grid, items: Mapping[str, str]) -> list[Problem]:
    """Cells of items that cannot be taken as they are: formulas, errors, and answers that have become days."""
    raw = table.raw
    if not raw.odd and not raw.days:
        return []
    rows = set(grid.rows.tolist())
    found: list[tuple[int, int, Problem]] = []
    for name in items:
        place = table.place(name)
        days = [(row, place, _DAY) for row, column in raw.days if column == place and row in rows]
        odd = [(row, place, each) for (row, column), each in raw.odd.items() if column == place and row in rows]
        found += [*days, *odd]
    names = {table.place(name): name for name in items}
    return [
        Problem(
            each.code,
            f"row {row}, column {names[place]}: {each.message}",
            each.help,
            (row, names[place]),
            Place(raw.source),
        )
        for row, place, each in sorted(found, key=lambda each: each[:2])
    ]


def _strangers(table: Named, grid: Grid, items: Mapping[str, str]) -> Sequence[Problem]:
    """A remark on ratings that stand in columns of items which this edition does not have."""
    found: list[str] = []
    filled = np.zeros(len(grid), np.bool_)
    for name, column in zip(grid.names, grid.columns, strict=True):
        if name in table.like_items and name not in items:
            said = ~is_blank(column)
            if said.any():
                found.append(name)
                filled |= said
    if not found:
        return []
    n = int(np.count_nonzero(filled))
    rows = rows_said(grid.rows[filled][:1].tolist()) + (f" and {many(n - 1, 'other row')}" if n > 1 else "")
    what = f"ratings of {in_words(found, 6)}, which this edition does not have"
    message = f"{rows} {'hold' if n > 1 else 'holds'} {what}: not read"
    return [remark("of-another-edition", message)]
