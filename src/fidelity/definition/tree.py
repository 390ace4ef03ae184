"""A document as plain values that remember where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from fidelity.definition.scalar import Scalar
from fidelity.definition.text import place_at
from fidelity.problems import Path, Place, Problem

Value = Scalar | list["Value"] | dict[str, "Value"]
"""A value of a document: a single value, a list, or a mapping whose keys are text."""

_AT_KEY = frozenset({"unknown-key", "key-twice", "merge-key"})
"""Problems of a key rather than of its value."""

_AT_NAME = frozenset({"unknown-code", "unknown-member", "code-twice", "bad-id", "reserved-id"})
"""Problems that are the key's where the key is the name that is wrong."""


@attrs.frozen
class Spot:
    """Where a value begins, and its key where it has one; each as (line, column), counted from 0."""

    value: tuple[int, int]
    key: tuple[int, int] | None = None


@attrs.frozen(eq=False)
class Tree:
    """A document as plain values that remember where they stand.

    Attributes:
        source: The file's name.
        lines: Its lines.
        value: The document, or what could be read of it.
        spots: Where each value stands, by path.
        problems: What was wrong on the way, each with its place.
        is_whole: Whether it could be read to the end.
    """

    source: str
    lines: tuple[str, ...]
    value: Value
    spots: Mapping[Path, Spot]
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True

    def at(self, path: Path) -> Value:
        """The value that a path leads to; None where there is none."""
        value = self.value
        for step in path:
            if isinstance(value, dict) and step in value:
                value = value[str(step)]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def place(self, path: Path, of_key: bool = False) -> Place:
        """Where a value stands, or the nearest that holds it.

        Args:
            path: The way to the value; what the document does not have of it is left off from its end.
            of_key: Whether the value's key is meant.
        """
        found = path
        while found and found not in self.spots:
            found = found[:-1]
        spot = self.spots.get(found)
        if spot is None:
            return Place(self.source)
        here = spot.key if of_key and spot.key and found == path else spot.value
        return place_at(self.lines, self.source, *here)

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Problems with their places, each once, in the order of the text."""
        found = {
            problem if problem.place else problem.at(self.place(problem.path, _is_of_key(problem))): None
            for problem in problems
        }
        return tuple(sorted(found, key=_order))


def _is_of_key(problem: Problem) -> bool:
    if problem.code in _AT_KEY:
        return True
    return problem.code in _AT_NAME and bool(problem.path) and f"`{problem.path[-1]}`" in problem.message


def _order(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line or 0, place.column or 0) if place else (0, 0)
