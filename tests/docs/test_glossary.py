"""The glossary can be read as one reads a dictionary."""

from __future__ import annotations

import re

from tests.house.source import ROOT


def test_the_glossary_is_in_order() -> None:
    """Entries stand in the order of the alphabet, each under its letter and only once."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    letter, terms = "", []
    for heading, entry in re.findall(r"^(?:## (\w)|\*\*(.+?)\*\*.*)$", text, re.MULTILINE):
        letter = heading or letter
        if entry:
            assert entry.startswith(letter), f"{entry} stands under {letter}"
            terms.append(re.sub(r"[^a-z ]", " ", entry.partition(",")[0].lower()))
    assert terms == sorted(set(terms)), "put each entry into its place in the alphabet"
