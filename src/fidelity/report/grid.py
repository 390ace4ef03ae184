"""Tables in plain text: aligned, no wider than the page, and as easy to read aloud as to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap

GAP = "  "
NARROWEST = 6
"""How many characters a column keeps, however narrow the page is."""
_READABLE = 14
"""A word without digits is not broken below this width, where anything else helps; numbers are not broken at all."""

# A control character could move the cursor or colour the terminal; white space is left to the wrapping.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def grid(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    width: int = 80,
    indent: str = "",
    keys: int = 0,
) -> str:
    """A table in plain text.

    Columns are as wide as their longest cell; where the page is too narrow, the widest columns are wrapped. A table
    that is too wide nevertheless goes on below itself, if it has keys, and is squeezed into the page otherwise.

    Args:
        head: The heading of each column.
        rows: The cells, row by row.
        right: The places of the columns that are set flush right, as numbers are.
        width: How wide the page is, in characters.
        indent: What stands before each line.
        keys: How many of the first columns tell the rows from each other; they stand again in each part.
    """
    columns = [[row[place] for row in (head, *rows)] for place in range(len(head))]
    room = width - len(indent)
    parts = _parts(columns, keys, room)
    return "\n\n".join(_table([columns[place] for place in part], _among(right, part), room, indent) for part in parts)


def _parts(columns: Sequence[Sequence[str]], keys: int, room: int) -> list[list[int]]:
    """Which columns stand beside each other: as many as the page holds with no number or short word broken."""
    least = [_unbroken(cells) for cells in columns]
    first = list(range(keys))
    parts = [[*first]]
    for place in range(keys, len(columns)):
        there = [*parts[-1], place]
        if keys and len(there) > keys + 1 and sum(least[each] for each in there) + len(GAP) * (len(there) - 1) > room:
            there = [*first, place]
            parts.append(there)
        parts[-1] = there
    return parts


def _among(places: Sequence[int], part: Sequence[int]) -> list[int]:
    """Where some columns stand in a part."""
    return [new for new, old in enumerate(part) if old in places]


def _table(columns: Sequence[Sequence[str]], right: Sequence[int], room: int, indent: str) -> str:
    widths = _fitted(columns, room - len(GAP) * (len(columns) - 1))
    head, *rows = zip(*columns, strict=True)
    lines = [*_lines(head, widths, right), GAP.join("-" * each for each in widths)]
    for row in rows:
        lines += _lines(row, widths, right)
    return "\n".join((indent + line).rstrip() for line in lines)


def _fitted(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that fit the page: the widest give way first, and words are broken only where nothing else helps."""
    widths = [max(map(len, cells)) for cells in columns]
    whole = [max(map(len, _words(cells)), default=0) for cells in columns]
    readable = [_unbroken(cells) for cells in columns]
    numbers = [_unbroken(cells, NARROWEST) for cells in columns]
    for least in (whole, readable, numbers, [NARROWEST] * len(columns)):
        cap = max(widths)
        while cap > NARROWEST and sum(widths) > room:
            cap -= 1
            widths = [min(each, max(cap, floor)) for each, floor in zip(widths, least, strict=True)]
    return widths


def _words(cells: Sequence[str]) -> list[str]:
    return [word for cell in cells for word in cell.split()]


def _unbroken(cells: Sequence[str], most: int = _READABLE) -> int:
    """How wide a column must be for numbers to stay whole, and words as far as they are not long."""
    words = _words(cells)
    return max((len(word) if any(map(str.isdigit, word)) else min(len(word), most) for word in words), default=0)


def _lines(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> list[str]:
    cells = [wrap(_CONTROL.sub("\ufffd", cell), width) or [""] for cell, width in zip(row, widths, strict=True)]
    tall = max(len(cell) for cell in cells)
    return [
        GAP.join(
            (part.rjust(width) if place in right else part.ljust(width))
            for place, (part, width) in enumerate(
                (cell[line] if line < len(cell) else "", width) for cell, width in zip(cells, widths, strict=True)
            )
        )
        for line in range(tall)
    ]


def paragraph(text: str, width: int = 80, indent: str = "", hang: str = "") -> str:
    """Text wrapped to the page.

    Args:
        text: The text.
        width: How wide the page is, in characters.
        indent: What stands before the first line.
        hang: What stands before the other lines, after as many spaces as ``indent`` has.
    """
    rest = " " * len(indent) + hang
    text = _CONTROL.sub("\ufffd", text)
    return "\n".join(wrap(text, width, initial_indent=indent, subsequent_indent=rest) or [indent.rstrip()])
