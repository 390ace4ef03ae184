"""A table as comma-separated text, read as every table of ratings is."""

from __future__ import annotations

from collections.abc import Set

from fidelity.errors import HandInError, RatingsError
from fidelity.handins.layout import ANSWER, KEY
from fidelity.handins.layout import COLUMNS as SHEET
from fidelity.handins.limits import CELLS, COLUMNS, ROWS
from fidelity.handins.table import Row, Table
from fidelity.problems import Place, Problem
from fidelity.ratings.findings import Findings
from fidelity.ratings.grid import read_grid
from fidelity.ratings.header import Header, read_header
from fidelity.ratings.heading import KNOWN

SHEET_OR_TABLE = (
    "a sheet that was filled in has the columns `Key` and `Answer`; a table of many visits is read with "
    "`--target INTERVENTION`"
)


def read_text_table(source: str, data: bytes, items: Set[str] = frozenset()) -> Table:
    """The rows of a table, the headings first.

    Args:
        source: The file, as the user named it.
        data: Its content: UTF-8, without zero bytes and byte-order mark.
        items: The items that columns may be named after; where there are none, it has to be a fill-in sheet.

    Raises:
        HandInError: It is no table of ours, or cannot be told into rows and cells, or there are too many of them.
    """
    try:
        header = _header(source, data, items)
        _refuse_wide(source, data, header)
        findings = Findings(source)
        grid = read_grid(data, header, findings)
        findings.raise_any()
    except RatingsError as error:
        raise HandInError(error.problems) from error
    names = Row(header.row, {column: name for column, name in enumerate(grid.names) if name})
    columns = [column.rows().tolist() for column in grid.columns]
    rows = (
        Row(number, {column: text for column, text in enumerate(texts) if text})
        for number, texts in zip(grid.rows.tolist(), zip(*columns, strict=True), strict=True)
    )
    return Table(source, (names, *rows))


def _header(source: str, data: bytes, items: Set[str]) -> Header:
    """The headings, if they are those of a hand-in."""
    strange = HandInError(Problem("not-a-hand-in", "this is a text, and no form", SHEET_OR_TABLE, place=Place(source)))
    try:
        header = read_header(data, KNOWN | frozenset(SHEET) | items, source)
    except RatingsError:
        if items:
            raise
        raise strange from None
    if not items and not {KEY.casefold(), ANSWER.casefold()} <= {name.casefold() for name in header.names}:
        raise strange
    return header


def _refuse_wide(source: str, data: bytes, header: Header) -> None:
    n_rows, n_columns = data.count(b"\n") + data.count(b"\r"), len(header.names)
    if n_columns > COLUMNS or n_rows > 2 * ROWS or data.count(header.delimiter.encode()) > CELLS:
        message = f"a table of {n_columns:,} columns and {n_rows:,} lines is more than is read"
        raise HandInError(Problem("too-large", message, "hand it in in parts", place=Place(source)))
