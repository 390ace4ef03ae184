"""A fill-in sheet that was filled in: found in a table, and read row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from fidelity.handins.cell_names import Cell
from fidelity.handins.cell_texts import day_of
from fidelity.handins.layout import (
    ANSWER,
    COLUMNS,
    DATE,
    DATE_PARTS,
    EDITION,
    FACT,
    FORM,
    FORM_ROWS,
    ID,
    ITEM,
    KEY,
    KINDS,
    NOTE,
    PLAN_HASH,
    READ,
    TEXT_HASH,
    edition_parts,
    key,
)
from fidelity.handins.limits import PROBLEMS
from fidelity.handins.patterns import fits
from fidelity.handins.sheet import FACTS, NOTES, RATINGS, Sheet
from fidelity.handins.table import Row, Table
from fidelity.problems import Problem, nearest, remark
from fidelity.ratings.cells import quoted
from fidelity.records.observation import Edition

_NAMES = {FORM: FORM_ROWS, DATE: DATE_PARTS}
"""The names of the rows whose kinds have a few."""
_LOOKED_AT = 50
"""In how many rows the headings are looked for."""


def headings(table: Table) -> tuple[int, dict[str, int]] | None:
    """Where the headings of a fill-in sheet stand, and which column each names; None where there are none.

    Args:
        table: A table that may hold something else.
    """
    known = {name.casefold(): name for name in COLUMNS}
    for place, row in enumerate(table.rows[:_LOOKED_AT]):
        found: dict[str, int] = {}
        for column, text in row.texts.items():
            if text.casefold() in known:
                found.setdefault(known[text.casefold()], column)
        if KEY in found and ANSWER in found:
            return place, found
    return None


def filled_sheet(table: Table, where: str = "") -> Sheet | None:
    """What a fill-in sheet says; None where the table is none.

    Args:
        table: The table.
        where: Which of several it is in its file.
    """
    found = headings(table)
    if not found:
        return None
    place, columns = found
    reading = _Reading(table, columns)
    for row in table.rows[place + 1 :]:
        if len(reading.problems) + len(reading.remarks) < PROBLEMS:
            reading.take(row)
    sheet = Sheet(
        table.source,
        where,
        None,
        reading.form.get(ID, ""),
        reading.edition(),
        {**reading.facts, **reading.date()},
        reading.ratings,
        reading.notes,
        cells=reading.cells,
    )
    problems = tuple(sheet.placed(*each) for each in reading.problems)
    remarks = tuple(sheet.placed(each) for each in (*reading.remarks, *_unread_columns(table, place, columns)))
    return attrs.evolve(sheet, problems=problems, remarks=remarks)


class _Reading:
    """The rows of a fill-in sheet, taken one after the other."""

    def __init__(self, table: Table, columns: Mapping[str, int]) -> None:
        self.table, self.columns = table, columns
        self.form: dict[str, str] = {}
        self.facts: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.ratings: dict[str, str] = {}
        self.notes: dict[str, str] = {}
        self.cells: dict[tuple[str, str], str] = {}
        self.problems: list[tuple[Problem, str, str]] = []
        self.remarks: list[Problem] = []
        self._seen: set[tuple[str, str]] = set()

    def take(self, row: Row) -> None:
        """Take what a row says; one without a key says nothing that is known."""
        text = row.texts.get(self.columns[KEY], "")
        kind, _, name = text.partition(":")
        if not text:
            self._unread(row)
        elif kind not in KINDS or name not in _NAMES.get(kind, (name,)) or not name:
            known = [key(each, name) for each, names in _NAMES.items() for name in names]
            message = f"row {row.number}: {quoted(text)} is no key of a fill-in sheet"
            self._problem(Problem("bad-row-key", message, nearest(text[:60], known)))
        elif (kind, name) in self._seen:
            message = f"row {row.number}: the key {quoted(text)} stands in an earlier row already"
            self._problem(Problem("key-twice", message, "delete one of the two rows"))
        else:
            self._seen.add((kind, name))
            self._take_answer(row, kind, name)
            if kind == ITEM:
                self._take_note(row, name)

    def edition(self) -> Edition | None:
        """Which checklist the sheet was made for; None where that is not said, or not in full."""
        parts = edition_parts(self.form.get(EDITION, ""))
        plan_hash = self.form.get(PLAN_HASH, "")
        if not parts:
            return None
        edition = Edition(*parts, plan_hash, self.form.get(TEXT_HASH, ""))
        return edition if all(fits(key, text) for key, text in attrs.asdict(edition).items()) else None

    def date(self) -> dict[str, str]:
        """The date, from its parts where the sheet asks for them."""
        given = [self.parts.get(part, "") for part in DATE_PARTS]
        if not any(given):
            return {}
        return {"date": "-".join(part.zfill(2) if part else "?" for part in given)}

    def _take_answer(self, row: Row, kind: str, name: str) -> None:
        part = RATINGS if kind == ITEM else FACTS
        if kind == DATE:
            self.parts[name] = row.texts.get(self.columns[ANSWER], "")
            name = "date"
        cell = (row.number, self.columns[ANSWER])
        text = row.texts.get(cell[1], "")
        self.cells[part, name] = self.table.place(cell)
        problem = self._odd(cell, kind == FACT and name == "date")
        if problem:
            self._problem(problem, part, name)
        elif kind == FORM:
            self.form[name] = text
        elif kind == ITEM:
            self.ratings[name] = text
        elif name == "date" and kind == FACT and self.table.epoch:
            self.facts[name] = day_of(text, self.table.epoch) or text
        elif text and kind == FACT:
            self.facts[name] = text

    def _take_note(self, row: Row, name: str) -> None:
        cell = (row.number, self.columns.get(NOTE, -1))
        text = row.texts.get(cell[1], "")
        self.cells[NOTES, name] = self.table.place(cell)
        problem = self.table.odd.get(cell)
        if problem:
            self._problem(problem, NOTES, name)
        elif text:
            self.notes[name] = text

    def _odd(self, cell: Cell, is_date: bool) -> Problem | None:
        """Why a cell cannot be taken as it is."""
        if cell in self.table.days and not is_date:
            message = "the spreadsheet has made a date of the answer"
            return Problem("bad-cell", message, "format the cell as text and type the answer again")
        return self.table.odd.get(cell)

    def _unread(self, row: Row) -> None:
        found = [row.texts[self.columns[name]] for name in READ if self.columns.get(name) in row.texts]
        if found:
            message = f"row {row.number} has no key, so that nobody knows what {quoted(found[0])} is about"
            self.remarks.append(remark("not-read", message, "write it as the note of an item"))

    def _problem(self, problem: Problem, part: str = "", name: str = "") -> None:
        self.problems.append((problem, part, name))


def _unread_columns(table: Table, place: int, columns: Mapping[str, int]) -> Iterator[Problem]:
    """A remark on the columns that somebody added; what stands in them is not read."""
    known = set(columns.values())
    added: Sequence[int] = sorted({column for row in table.rows[place + 1 :] for column in row.texts} - known)
    if added:
        names = ", ".join(quoted(table.rows[place].texts.get(column, f"column {column + 1}")) for column in added[:5])
        message = f"what stands in columns that were added is not read: {names}"
        yield remark("not-read", message, "write it as the note of an item")
