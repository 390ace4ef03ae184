"""What can be wrong with somebody's input, and where: the record that every room reports with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from enum import Enum

import attrs

Path = tuple[str | int, ...]
"""The way from a document's root to one of its values: ``("checklists", 0, "items", 3, "scale")``."""


class Severity(Enum):
    """How much a problem matters.

    An *error* makes the input unusable. An *incompleteness* is something that its author still owes, such as a golden
    case or a practice profile: what is there can be used.
    """

    ERROR = "error"
    INCOMPLETE = "incomplete"


@attrs.frozen
class Place:
    """Where in a text a problem is.

    Attributes:
        source: The file's name as the user gave it, or ``<stdin>``.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        excerpt: The line itself, without its end.
    """

    source: str
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        """The place as editors and terminals link it: ``file:line:column``."""
        return ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)


@attrs.frozen
class Problem:
    """One thing that is wrong, in words that its reader can act on.

    Attributes:
        code: Stable name of this kind of problem; ``fidelity explain CODE`` tells more.
        message: What is wrong, with what was found.
        help: What to do about it; may be empty.
        path: The way to the value from the root of its document; may be empty.
        place: Where it stands in the text, once that is known.
        severity: Whether the input is wrong or only incomplete.
    """

    code: str
    message: str
    help: str = ""
    path: Path = ()
    place: Place | None = None
    severity: Severity = Severity.ERROR

    def under(self, *steps: str | int) -> Problem:
        """The same problem seen from further up: its path with ``steps`` before it."""
        return attrs.evolve(self, path=(*steps, *self.path))

    def at(self, place: Place) -> Problem:
        """The same problem with its place."""
        return attrs.evolve(self, place=place)


def remark(code: str, message: str, help: str = "") -> Problem:
    """Something that a reader took for granted or found odd, and that stops nobody."""
    return Problem(code, message, help, severity=Severity.INCOMPLETE)


def under(problems: Iterable[Problem], *steps: str | int) -> Iterator[Problem]:
    """The problems of a part, seen from the whole: each path with ``steps`` before it."""
    return (problem.under(*steps) for problem in problems)


def nearest(name: str, known: Iterable[str]) -> str:
    """The help for an unknown name: the known one nearest to it, or all that are known.

    Args:
        name: The name that was found.
        known: The names that would have been understood.

    Returns:
        A sentence such as ``did you mean `total`?``, or an empty string where nothing is known.
    """
    names = sorted(set(known))
    close = get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean `{close[0]}`?"
    if not names:
        return ""
    shown = ", ".join(f"`{known_name}`" for known_name in names[:12])
    return f"known here: {shown}" + (f" and {len(names) - 12} more" if len(names) > 12 else "")


def twice(names: Iterable[tuple[Path, str]], code: str, noun: str) -> Iterator[Problem]:
    """A problem for each name that was used before.

    Args:
        names: Each name with the path to it, in reading order.
        code: The problem's code.
        noun: What the names are names of, such as ``item``.
    """
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            yield Problem(code, f"{noun} `{name}` is defined twice", "give each its own id", path)
        seen.add(name)
