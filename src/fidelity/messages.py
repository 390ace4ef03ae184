"""The whole story of every problem's code, from the page that is packaged beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def codes() -> tuple[str, ...]:
    """Every code that there is a story of, in the order of the alphabet."""
    return tuple(sorted(_sections()))


def explanation(code: str) -> str:
    """What a code means, with an example, and what to do.

    Args:
        code: One of `codes`.

    Returns:
        Markdown, a sentence a line.

    Raises:
        KeyError: There is no such code.
    """
    return _sections()[code]


@cache
def _sections() -> dict[str, str]:
    text = (files("fidelity") / "messages.md").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {code.strip(): story.strip() for code, _, story in parts}
