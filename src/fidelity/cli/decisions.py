"""Decisions on what raters differ in, as options say them and as a table does that was filled in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from fidelity.errors import UsageError
from fidelity.handins.table import Row, Table
from fidelity.problems import Place, Problem
from fidelity.raters.consensus import Decision
from fidelity.report.compare_json import AGREED, ITEM, NOTE
from fidelity.workspace.input import read_bytes

_COLUMNS = frozenset({ITEM, AGREED, NOTE, "number", "text", "closeness"})
_WORKBOOK = b"PK\x03\x04"


def decisions_said(texts: Iterable[str]) -> dict[str, Decision]:
    """The decisions that options say, each as ``ITEM=CODE``.

    Raises:
        UsageError: One of them says no item, or no code; all of them are told.
    """
    found: dict[str, Decision] = {}
    problems = []
    for text in texts:
        name, _, code = (part.strip() for part in text.partition("="))
        if not name or not code:
            message = f"`--set {text}` does not say what was agreed"
            problems.append(Problem("bad-assignment", message, "write item and code: `--set greets=2`"))
        elif name in found:
            message = f"`--set` decides `{name}` twice"
            problems.append(Problem("given-twice", message, "keep the one that is true"))
        found[name] = Decision(code)
    if problems:
        raise UsageError(problems)
    return found


def decisions_in(path: Path) -> dict[str, Decision]:
    """The decisions in a table that `fidelity compare --format csv` wrote and somebody filled in; it may be a workbook.

    Args:
        path: The table; ``-`` is standard input.

    Raises:
        UsageError: It has no such columns, or decides an item twice.
        HandInError: It cannot be read.
    """
    data = sys.stdin.buffer.read() if str(path) == "-" else read_bytes(path)
    # Tables need half a second to be loaded, and most decisions are typed.
    if data.startswith(_WORKBOOK):
        (table, *_) = import_module("fidelity.handins.workbook").read_workbook(str(path), data)
    else:
        text = data.removeprefix(b"\xef\xbb\xbf")
        _refuse_other_text(path, text)
        table = import_module("fidelity.handins.text_table").read_text_table(str(path), text, _COLUMNS)
    return _decisions(table)


def _refuse_other_text(path: Path, data: bytes) -> None:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        help_ = "save it in UTF-8, which Excel calls `CSV UTF-8 (comma delimited)`"
        message = "this is not a text in UTF-8"
        raise UsageError(Problem("not-utf8", message, help_, place=Place(str(path)))) from error


def _decisions(table: Table) -> dict[str, Decision]:
    head, *rows = table.rows
    places = {name.strip().casefold(): place for place, name in head.texts.items()}
    if ITEM not in places or AGREED not in places:
        message = f"there is no column `{ITEM if ITEM not in places else AGREED}`"
        help_ = "fill in the table that `fidelity compare VISIT --format csv` writes"
        raise UsageError(Problem("no-agreed-column", message, help_, place=Place(table.source, head.number)))
    problems = tuple(_twice(table, rows, places))
    if problems:
        raise UsageError(problems)
    return {
        row.texts[places[ITEM]]: Decision(row.texts[places[AGREED]], row.texts.get(places.get(NOTE, -1), ""))
        for row in rows
        if places[ITEM] in row.texts and places[AGREED] in row.texts
    }


def _twice(table: Table, rows: Iterable[Row], places: Mapping[str, int]) -> Iterator[Problem]:
    seen: set[str] = set()
    for row in rows:
        name = row.texts.get(places[ITEM], "")
        if name in seen:
            message = f"item `{name}` is in a row above already"
            yield Problem("given-twice", message, "keep the one that is true", place=Place(table.source, row.number))
        if name:
            seen.add(name)
