"""Reading what was handed in: what it is, is told by its content and never by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

import attrs

from fidelity.errors import HandInError
from fidelity.handins.filled import filled_sheet, headings
from fidelity.handins.json_sheet import json_sheet
from fidelity.handins.json_text import parsed
from fidelity.handins.limits import DOCUMENT, FILE, LINE, LINES, MIB, REFUSED
from fidelity.handins.sheet import Sheet
from fidelity.handins.table import Table
from fidelity.handins.wide import Of, wide_sheets
from fidelity.handins.workbook import read_workbook
from fidelity.problems import Place, Problem
from fidelity.ratings.cells import quoted

_ZIP = b"PK\x03\x04"
_BOM = b"\xef\xbb\xbf"
_SAVE_TEXT = "save it in UTF-8, which Excel calls `CSV UTF-8 (comma delimited)`"
_SAVE_BOOK = "save it as an Excel workbook (.xlsx), without a password"
_STRANGERS = {
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook, or one with a password", _SAVE_BOOK),
    b"SQLite format 3\0": ("a store of records", "`fidelity merge` takes in the stores of other devices"),
    b"%PDF": ("a PDF document", "hand in the file that the form saved"),
    b"\x89PNG": ("a picture", "type the answers into a form; paper cannot be read"),
    b"\xff\xd8\xff": ("a picture", "type the answers into a form; paper cannot be read"),
    b"PAR1": ("a Parquet file", _SAVE_TEXT),
}
"""What else people have in the same folder, by how it begins."""
_NO_SHEET = "a sheet that was filled in has the columns `Key` and `Answer`"


def read_handin(name: str, data: bytes, of: Of | None = None) -> tuple[Sheet, ...]:
    """What a file that was handed in says, whatever it is: JSON, JSON Lines, a workbook, or comma-separated text.

    Args:
        name: What the file is called, for messages.
        data: Its content.
        of: What the rows of a table of visits are ratings of; None where no such table is expected.

    Raises:
        HandInError: It is no hand-in, or cannot be read; every problem has its place.
    """
    return tuple(each_sheet(name, data, of))


def each_sheet(name: str, data: bytes, of: Of | None = None) -> Iterator[Sheet]:
    """The same one by one, so that a file of very many needs no room for all of them.

    Args:
        name: What the file is called, for messages.
        data: Its content.
        of: What the rows of a table of visits are ratings of; None where no such table is expected.

    Raises:
        HandInError: It is no hand-in, or cannot be read; every problem has its place.
    """
    try:
        n_bad = 0
        for sheet in _sheets(name, data, of):
            yield sheet
            n_bad += bool(sheet.problems)
            if n_bad >= REFUSED:
                raise HandInError(too_many_refused())
    except HandInError as error:
        raise HandInError(each if each.place else each.at(Place(name)) for each in error.problems) from error


def too_many_refused() -> Problem:
    """Why the rest of a file is not read."""
    message = f"{REFUSED:,} of the hand-ins in it are refused, and the rest was not read"
    return Problem("more-problems", message, "mend these first; what was taken is not taken twice")


def _sheets(name: str, data: bytes, of: Of | None) -> Iterator[Sheet]:
    if data.startswith(_ZIP):
        _refuse_large(data, FILE, "hand in the filled-in form alone")
        return _of_tables(name, read_workbook(name, data), of)
    data = data.removeprefix(_BOM)
    start = data[: 1 << 12].lstrip()[:1]
    if start == b"{" and _has_lines(data):
        _refuse_large(data, LINES, "hand it in in parts")
        return _lines(name, data)
    _refuse_large(data, DOCUMENT if start in (b"{", b"[") else FILE, "hand in many as JSON Lines: one a line")
    _refuse_strange(data)
    if start in (b"{", b"["):
        return _documents(name, parsed(_decoded(data)))
    _decoded(data)
    # Most hand-ins are JSON, so most need not wait for the reader of tables.
    reader = import_module("fidelity.handins.text_table")
    return _of_tables(
        name, [reader.read_text_table(name, data, frozenset(of.checklist.item) if of else frozenset())], of
    )


def _documents(name: str, value: object) -> Iterator[Sheet]:
    """One hand-in, or a list of them."""
    if not isinstance(value, list):
        yield json_sheet(value, name)
        return
    if not value:
        raise HandInError(Problem("empty-file", "the list is empty", "hand in the file that the form saved"))
    for number, each in enumerate(value, 1):
        yield _one(name, each, f"number {number}", None)


def _lines(name: str, data: bytes) -> Iterator[Sheet]:
    """Hand-ins, one a line; a line that is none costs itself only."""
    start, number = 0, 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        line = data[start : min(end, start + LINE + 1)]
        if line.strip():
            yield _one(name, line, f"line {number}", number)
        start = end + 1


def _one(name: str, value: object, where: str, line: int | None) -> Sheet:
    """One of several hand-ins in a file, or what is wrong with it."""
    try:
        if isinstance(value, bytes):
            _refuse_large(value, LINE, "one hand-in stands on a line")
            value = parsed(_decoded(value))
        return json_sheet(value, name, where, line)
    except HandInError as error:
        empty = Sheet(name, where, line)
        return attrs.evolve(empty, problems=tuple(empty.placed(problem) for problem in error.problems))


def _of_tables(name: str, tables: Iterable[Table], of: Of | None) -> Iterator[Sheet]:
    """The sheets that were filled in, or the rows of a table of visits."""
    tables = tuple(tables)
    filled = [table for table in tables if headings(table)]
    for table in filled:
        sheet = filled_sheet(table, f"sheet {quoted(table.tab)}" if len(filled) > 1 else "")
        if sheet:
            yield sheet
    if filled:
        return
    if of is None or not tables:
        raise HandInError(Problem("not-a-hand-in", "this is a workbook, and no form", _NO_SHEET))
    if len(tables[0].rows) < 2:
        raise HandInError(Problem("no-rows", "there is no row below the header", "every visit is a row"))
    yield from wide_sheets(tables[0], of)


def _has_lines(data: bytes) -> bool:
    """Whether the second line that is not blank begins as the first did: with a group of its own."""
    lines = (line.strip() for line in data[: 4 * LINE].splitlines())
    return [line[:1] for line in filter(None, lines)][1:2] == [b"{"]


def _refuse_large(data: bytes, most: int, help_: str) -> None:
    if len(data) > most:
        message = f"it has {len(data) / MIB:.1f} MiB, and at most {most // MIB} MiB are read"
        raise HandInError(Problem("too-large", message, help_))


def _refuse_strange(data: bytes) -> None:
    """Refuse what is no text, or no text that a form writes."""
    for magic, (what, help_) in _STRANGERS.items():
        if data.startswith(magic):
            raise HandInError(Problem("not-a-hand-in", f"this is {what}", help_))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise HandInError(Problem("not-utf8", "this is text in UTF-16", _SAVE_TEXT))
    if not data.strip():
        raise HandInError(Problem("empty-file", "the file holds nothing", "hand in the file that the form saved"))
    if b"\0" in data:
        raise HandInError(Problem("not-a-hand-in", "this is no text: there is a zero byte in it", _NO_SHEET))
    if data[: 1 << 12].lstrip().startswith(b"<"):
        help_ = "if it is the form itself, open it in a browser, and hand in the file that it saves"
        raise HandInError(Problem("not-a-hand-in", "this is a page, and not what was filled in", help_))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"line {line} holds the byte {data[error.start]:#04x}, which is not UTF-8"
        raise HandInError(Problem("not-utf8", message, _SAVE_TEXT)) from error
