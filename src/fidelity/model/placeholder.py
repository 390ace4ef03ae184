"""Placeholders: what is left where something is still to be written."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(r"^(…|\.\.\.)$|\b(TODO|FIXME)\b")


def placeholder(text: str) -> str:
    """What a scaffold or an author has left in a text; empty where nothing is left.

    An ellipsis is a placeholder where it stands alone, and none in a sentence.
    """
    left = _PLACEHOLDER.search(text.strip())
    return left[0] if left else ""
