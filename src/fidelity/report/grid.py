"""Tables in plain text: aligned, no wider than the page, and as easy to read aloud as to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap

GAP = "  "
NARROWEST = 6
"""How many characters a column keeps, however narrow the page is."""

# A control character could move the cursor or colour the terminal; white space is left to the wrapping.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def grid(
    head: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[int] = (), width: int = 80, indent: str = ""
) -> str:
    """A table in plain text.

    Columns are as wide as their longest cell; where the page is too narrow, the widest columns are wrapped.

    Args:
        head: The heading of each column.
        rows: The cells, row by row.
        right: The places of the columns that are set flush right, as numbers are.
        width: How wide the page is, in characters.
        indent: What stands before each line.
    """
    columns = [[row[place] for row in (head, *rows)] for place in range(len(head))]
    widths = _fitted(columns, width - len(indent) - len(GAP) * (len(columns) - 1))
    lines = [*_lines(head, widths, right), GAP.join("-" * each for each in widths)]
    for row in rows:
        lines += _lines(row, widths, right)
    return "\n".join((indent + line).rstrip() for line in lines)


def _fitted(columns: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths that fit the page: the widest give way first, and words are broken only where nothing else helps."""
    widths = [max(map(len, cells)) for cells in columns]
    words = [max((len(word) for cell in cells for word in cell.split()), default=0) for cells in columns]
    for least in (words, [NARROWEST] * len(columns)):
        cap = max(widths)
        while cap > NARROWEST and sum(widths) > room:
            cap -= 1
            widths = [min(each, max(cap, floor)) for each, floor in zip(widths, least, strict=True)]
    return widths


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
