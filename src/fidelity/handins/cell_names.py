"""What spreadsheets call a cell: ``C7``."""

from __future__ import annotations

import re

from fidelity.ratings.heading import letters

Cell = tuple[int, int]
"""Row, counted from 1, and column, counted from 0."""
_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def cell_name(cell: Cell) -> str:
    """What a spreadsheet calls a cell."""
    row, column = cell
    return f"{letters(column)}{row}"


def cell_of(name: str) -> Cell | None:
    """The cell of a name; None where it is none."""
    match = _NAME.fullmatch(name)
    if not match:
        return None
    place = 0
    for letter in match[1]:
        place = place * 26 + ord(letter) - 64
    return int(match[2]), place - 1


def within(cell: Cell, corners: tuple[Cell, Cell]) -> bool:
    """Whether a cell lies in the rectangle between two others."""
    (top, left), (bottom, right) = corners
    return top <= cell[0] <= bottom and left <= cell[1] <= right


def corners_of(name: str) -> tuple[Cell, Cell] | None:
    """The corners of a range such as ``A1:C7``, or of a single cell; None where it is no range."""
    first, _, last = name.partition(":")
    ends = cell_of(first), cell_of(last or first)
    return (ends[0], ends[1]) if ends[0] and ends[1] else None
