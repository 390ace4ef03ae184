"""Problems, worded as a compiler does, or as plain data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

from fidelity.problems import Path, Place, Problem

_WIDEST = 100
"""How much of a line is shown, around the place that is meant."""

# A control character could move the cursor or colour the terminal.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def as_text(problems: Iterable[Problem]) -> str:
    """Problems as text for a terminal: what is wrong, where, the line itself, and what to do.

    Args:
        problems: The problems, in the order in which they are told.

    Returns:
        One paragraph for each, ended by a line break; empty where there are none.
    """
    return "\n".join("".join(f"{line}\n" for line in _lines(problem)) for problem in problems)


def as_json(problems: Iterable[Problem]) -> dict[str, object]:
    """Problems as plain data, as `schemas/problems.schema.json` describes it.

    Args:
        problems: The problems, in the order in which they are told.
    """
    return {"format": 1, "problems": [_plain(problem) for problem in problems]}


def _lines(problem: Problem) -> Iterator[str]:
    yield f"{problem.severity.value}[{problem.code}]: {_shown(problem.message)}"
    place = problem.place
    if place is not None:
        yield f"  --> {_shown(str(place))}"
    if place is not None and place.line is not None and place.excerpt is not None:
        yield from _excerpt(place, place.line, place.excerpt)
    elif problem.path and place is None:
        yield f"   in {_shown(_way(problem.path))}"
    if problem.help:
        yield f"  help: {_shown(problem.help)}"


def _excerpt(place: Place, line: int, excerpt: str) -> Iterator[str]:
    margin = " " * len(str(line))
    column = (place.column or 1) - 1
    start = max(0, min(column - _WIDEST // 2, len(excerpt) - _WIDEST))
    cut = "…" if start else ""
    shown = cut + _shown(excerpt[start : start + _WIDEST])
    yield f"{margin} |"
    yield f"{line} | {shown}{'…' if start + _WIDEST < len(excerpt) else ''}"
    if column <= len(excerpt):
        before = shown[: column - start + len(cut)]
        yield f"{margin} | {' ' * sum(map(_width, before))}^"


def _width(character: str) -> int:
    """How many columns of a terminal a character takes."""
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in ("W", "F") else 1


def _shown(text: str) -> str:
    """Text that moves no cursor: a tab becomes a space, another control character a sign for it."""
    return _CONTROL.sub("\ufffd", text.replace("\t", " ").replace("\n", " "))


def _way(path: Path) -> str:
    """A path as people write it: ``checklists[0].items[3].scale``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _plain(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "help": problem.help,
        "path": list(problem.path),
        "source": place.source if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "excerpt": place.excerpt if place else None,
    }
