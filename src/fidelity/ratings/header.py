"""The first row of a table: what its columns are called, and what stands between its cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Set

import attrs

from fidelity.errors import RatingsError
from fidelity.problems import Place, Problem
from fidelity.ratings.harmless import clean

_LONGEST = 1 << 20
_DELIMITERS = (",", ";", "\t")


@attrs.frozen
class Header:
    """The first row.

    Attributes:
        names: What the columns are called, without surrounding white space.
        delimiter: What stands between cells: a comma, a semicolon or a tab.
        row: Which row it is, counted from 1.
        body: How many bytes come before the second row.
    """

    names: tuple[str, ...]
    delimiter: str
    row: int
    body: int


def read_header(data: bytes, known: Set[str], source: str) -> Header:
    """The first row that is not blank.

    The delimiter is the one that gives the most names that are known, and among equals the most names. A first line
    ``sep=;``, which spreadsheets write and swallow, says it outright.

    Args:
        data: The table.
        known: The names that a table of this checklist can have.
        source: What the table is called in messages.

    Raises:
        RatingsError: There is no such row.
    """
    row, start, said = 1, 0, ""
    while start < len(data):
        end, body = _line(data, start)
        line = data[start:end]
        if line.lower().startswith(b"sep=") and len(line) == 5 and line[4:].decode() in _DELIMITERS and not said:
            said = line[4:].decode()
            start = body
        elif line.strip(b" \t,;\"'\r\n"):
            names, delimiter = _split(line.decode(), known, said, source)
            return Header(names, delimiter, row, body)
        else:
            row, start = row + 1, body
    raise RatingsError(
        Problem("empty-table", "the table is empty", "its first row names the columns", place=Place(source))
    )


def _line(data: bytes, start: int) -> tuple[int, int]:
    """Where the row ends that begins at ``start``, quotation marks heeded, and where the next begins."""
    inside = False
    for place in range(start, min(len(data), start + _LONGEST)):
        byte = data[place]
        if byte == 34:
            inside = not inside
        elif byte in (10, 13) and not inside:
            return place, place + (2 if data[place : place + 2] == b"\r\n" else 1)
    return min(len(data), start + _LONGEST), len(data)


def _split(line: str, known: Set[str], said: str, source: str) -> tuple[tuple[str, ...], str]:
    found: dict[str, tuple[str, ...]] = {}
    wrong: csv.Error | None = None
    for delimiter in [said] if said else _DELIMITERS:
        text = io.StringIO(line, newline="")
        try:
            cells = next(csv.reader(text, delimiter=delimiter, skipinitialspace=True, strict=True))
        except csv.Error as error:
            wrong = wrong or error
        else:
            found[delimiter] = tuple(clean(cell) for cell in cells)
    if not found:
        raise RatingsError(Problem("bad-csv", f"the first row cannot be read: {wrong}", place=Place(source)))
    best = max(found, key=lambda each: (len(known & set(found[each])), len(found[each])))
    return found[best], best
