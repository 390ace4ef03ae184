"""Text that people typed, made fit to be kept: nothing is taken from it but what nobody can see."""

from __future__ import annotations

import re
from unicodedata import normalize

# Controls, halves of characters, and what is no character at all. Signs that turn the direction of writing are part
# of some languages, so they stay; whatever shows a text makes them harmless.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def plain(text: str) -> tuple[str, int]:
    """A text without control characters and without white space around it, and how many were taken out.

    Line breaks become ``\\n``, and letters with accents are written in one way (NFC).
    """
    if text.isascii() and text.isprintable():
        return text.strip(), 0
    kept, n = _UNSEEN.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return normalize("NFC", kept).strip(), n
