"""How a workbook shows its numbers: which of its styles make days or percentages of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

# What says nothing of the kind: text between quotation marks, escaped signs, colours and conditions.
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DAYS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_TIMES = frozenset({*range(18, 22), *range(45, 48)})
_PERCENTAGES = frozenset({9, 10})
"""The formats that every spreadsheet knows by number."""


class Shows(Enum):
    """What a style makes of a number."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    PERCENTAGE = "percentage"


class NumberStyles:
    """Listens to the styles of a workbook."""

    def __init__(self) -> None:
        self._formats: dict[int, Shows] = {}
        self._styles: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a number format, or one of the styles that cells have."""
        if name == "cellXfs":
            self._inside = True
        elif name == "numFmt":
            self._formats[_number(attributes.get("numFmtId", ""))] = shows(attributes.get("formatCode", ""))
        elif name == "xf" and self._inside:
            self._styles.append(_number(attributes.get("numFmtId", "")))

    def end(self, name: str) -> None:
        """Leave the styles that cells have."""
        if name == "cellXfs":
            self._inside = False

    def text(self, text: str) -> None:
        """Styles hold no text."""

    def shows(self, style: str) -> Shows:
        """What a cell's style makes of a number.

        Args:
            style: The style's number, as the cell says it.
        """
        place = _number(style)
        if not 0 <= place < len(self._styles):
            return Shows.NUMBER
        known = self._styles[place]
        return self._formats.get(known) or _built_in(known)


def shows(code: str) -> Shows:
    """What a number format such as ``yyyy-mm-dd`` makes of a number."""
    if _ELAPSED.search(code):
        return Shows.TIME
    plain = _ASIDE.sub("", code).lower().replace("general", "")
    if any(sign in plain for sign in "dy") or plain.strip() in ("mmm", "mmmm", "m"):
        return Shows.DAY
    if "h" in plain or "s" in plain:
        return Shows.TIME
    return Shows.PERCENTAGE if "%" in plain else Shows.NUMBER


def _built_in(known: int) -> Shows:
    if known in _DAYS:
        return Shows.DAY
    if known in _TIMES:
        return Shows.TIME
    return Shows.PERCENTAGE if known in _PERCENTAGES else Shows.NUMBER


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else -1
