"""The apostrophe that keeps spreadsheets from computing a text: written before it, and taken away again."""

from __future__ import annotations

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet would take for the beginning of a formula."""
_NUMBER = re.compile(r"[+-]?[0-9]+([.,/][0-9]+)?")


def harmless(text: str) -> str:
    """A text that no spreadsheet computes; a mere number, such as -1/2, is harmless as it is."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text) else text


def clean(text: str) -> str:
    """A cell without surrounding white space, and without the apostrophe that `harmless` put before it."""
    text = text.strip()
    return text[1:].strip() if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text
