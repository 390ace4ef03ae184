"""What the texts look like that say which observation and which form a hand-in is."""

from __future__ import annotations

import re

from fidelity.model.identifier import PATTERN

_HASH = r"sha256:[0-9a-f]{64}"
_NAME = PATTERN.strip("^$")

PATTERNS = {
    key: re.compile(pattern, re.DOTALL)
    for key, pattern in {
        # A UUID, or what another program makes in its stead.
        "id": r"[0-9A-Za-z][0-9A-Za-z._:-]{7,99}",
        "intervention": _NAME,
        "version": r".{1,60}",
        "checklist": _NAME,
        "profile": rf"(?:{_NAME})?",
        "plan_hash": _HASH,
        "text_hash": rf"(?:{_HASH})?",
        "made_with": r".{0,100}",
    }.items()
}
"""By key, for the whole text."""


def fits(key: str, value: object) -> bool:
    """Whether a value can stand at a key.

    Args:
        key: One of `PATTERNS`.
        value: The value.
    """
    return isinstance(value, str) and PATTERNS[key].fullmatch(value) is not None
