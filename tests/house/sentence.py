"""How the rules of the house tell one sentence from two."""

from __future__ import annotations

import re

_CODE = re.compile(r"(`+).+?\1")
_LINK = re.compile(r"!?\[([^\]]*)\](\([^)]*\)|\[[^\]]*\])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|vs|etc|et al|approx|resp|Dr|Prof|St|Mr|Mrs|Ms|No|no|pp?|[A-Z])\.(?=\W)")
_BREAK = re.compile(r"[.!?][)\"”’*_]* +[(\"“‘*_]*[A-Z]")


def holds_two(text: str) -> bool:
    """Whether a second sentence begins in the text; code, links and abbreviations do not deceive it."""
    plain = _LINK.sub(r"\1", _CODE.sub("Code", text))
    return bool(_BREAK.search(_ABBREVIATION.sub("x", plain)))


def is_one(text: str) -> bool:
    """Whether the text is one sentence that ends as a sentence does."""
    return text.rstrip().endswith((".", "?", "!")) and not holds_two(text)
