"""Rows of a table that are no records: totals, units, a header that is there again, a remark below."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from fidelity.intake.notes import rows_said
from fidelity.intake.part import Flags, says, text_at
from fidelity.problems import Place, Problem, remark
from fidelity.ratings.cells import quoted
from fidelity.ratings.grid import Grid
from fidelity.ratings.text import Texts
from fidelity.ratings.wide import SUMMARIES

_SUMMARIES = SUMMARIES | {
    "n", "sd", "std", "std dev", "st dev", "count", "max", "min", "maximum", "minimum", "median", "subtotal",
    "sub-total", "mean score", "average score", "total score",
}  # fmt: skip
_LAST_WORDS = frozenset({"total", "totals", "subtotal", "sum", "mean", "average", "count"})
_NUMBER = r"-?\d+(?:\.\d+)?"
_UNIT = re.compile(
    rf"[(\[]?\s*(?:{_NUMBER}\s*(?:-|–|to|/|\.\.)\s*{_NUMBER}|%|percent|per cent|points?|pts|scores?|codes?|text"
    r"|numbers?|minutes|mins?|yes\s*/\s*no|y\s*/\s*n|date|dd.mm.yy(?:yy)?|mm.dd.yy(?:yy)?|yyyy.mm.dd|\d+\s*=.*)\s*[)\]]?",
    re.IGNORECASE,
)
_WHO = ("observation", "practitioner", "rater", "date")
"""The columns of which a row of totals fills in one at most."""
_FIRST = 2


def left_out(grid: Grid) -> tuple[Flags, list[Problem]]:
    """Which rows are no records, and what there is to tell about them.

    - A row that repeats the header.
    - One of the first two rows below the header, if each of its cells is a unit or a range: ``0-4``, ``%``, ``yes/no``.
    - A row that is called a summary (``Total``, ``S01 Total``, ``Mean``) and has neither rater nor date.
    - A row of which a single cell says anything, where that is neither an item nor the visit's name.

    Args:
        grid: The table; columns that mean facts are called after them.
    """
    notes: list[Problem] = []
    out = np.zeros(len(grid), np.bool_)
    if not len(grid) or not grid.columns:
        return out, notes
    for flags, what in (
        (_headers(grid), "repeats the header"),
        (_units(grid), "names units or ranges"),
        (_totals(grid), "is a row of totals"),
        (_remarks(grid), "holds a single cell"),
    ):
        found = flags & ~out
        if found.any():
            out |= found
            notes.append(_told(grid, found, what))
    return out, notes


def _told(grid: Grid, found: Flags, what: str) -> Problem:
    first = int(np.flatnonzero(found)[0])
    shown = next((text for column in grid.columns if (text := text_at(column, first))), "")
    rows = rows_said(grid.rows[found].tolist())
    verb = what if rows.startswith("row ") else f"each {what}"
    message = f"{rows} {verb} and {'is' if rows.startswith('row ') else 'are'} left out ({quoted(shown)})"
    return remark("row-left-out", message).at(Place(grid.source))


def _filled(grid: Grid) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """How many cells of each row say anything."""
    counts = np.zeros(len(grid), np.int64)
    for column in grid.columns:
        counts += ~says(column, {""}) if "" in column.texts else 1
    return counts


def _headers(grid: Grid) -> Flags:
    """Rows in which two columns at least say their own name, and the others nothing else."""
    own = np.zeros(len(grid), np.int64)
    for name, column in zip(grid.names, grid.columns, strict=True):
        if name in column.texts:
            own += says(column, {name})
    found: Flags = own >= 2
    if found.any():
        found &= own * 2 > _filled(grid)
    return found


def _units(grid: Grid) -> Flags:
    flags = np.zeros(len(grid), np.bool_)
    for row in range(min(_FIRST, len(grid))):
        cells = [text for column in grid.columns if (text := text_at(column, row))]
        # Who, where and when are never units, so an observation does not look like this.
        flags[row] = len(cells) >= 2 and all(_UNIT.fullmatch(text) for text in cells)
    return flags


def _totals(grid: Grid) -> Flags:
    found = np.zeros(len(grid), np.bool_)
    named = [column for name in (*_WHO, "site", "team", "region") if (column := grid.column(name)) is not None]
    for column in _unique([grid.columns[0], *named]):
        found |= says(column, {text for text in column.texts if _is_summary(text)})
    if found.any():
        for name in ("rater", "date"):
            column_ = grid.column(name)
            if column_ is not None:
                found &= says(column_, {text for text in column_.texts if not text or _is_summary(text)})
    return found


def _unique(columns: Iterable[Texts]) -> list[Texts]:
    return list({id(column): column for column in columns}.values())


def _is_summary(text: str) -> bool:
    plain = text.strip(" :").casefold()
    words = plain.split()
    return plain in _SUMMARIES or (len(words) > 1 and words[-1] in _LAST_WORDS and len(words) <= 4)


def _remarks(grid: Grid) -> Flags:
    """Rows of which one cell says something, in the first column, in more than one word."""
    single: Flags = _filled(grid) == 1
    if not single.any():
        return single
    first = grid.columns[0]
    found: Flags = single & says(first, {text for text in first.texts if " " in text or text.startswith("*")})
    return found
