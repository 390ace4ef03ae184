"""The texts that the cells of a workbook share."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text of a workbook as it was typed: what XML cannot hold stands there as ``_x000D_``."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class SharedTexts:
    """Listens to the shared texts of a workbook.

    Attributes:
        texts: Them, by number, without white space around them.
    """

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._speaking = False
        self._spoken_aloud = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a text; how it is pronounced is no part of it."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken_aloud += 1
        self._speaking = name == "t" and not self._spoken_aloud

    def end(self, name: str) -> None:
        """End a text."""
        self._speaking = False
        if name == "rPh":
            self._spoken_aloud -= 1
        elif name == "si":
            self.texts.append(unescaped("".join(self._parts)).strip())

    def text(self, text: str) -> None:
        """Take a part of a text."""
        if self._speaking:
            self._parts.append(text)
