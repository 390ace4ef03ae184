"""What is known to be wrong with a document, so that each mistake is reported once and none follows from another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import attrs

from fidelity.definition.tree import Value
from fidelity.problems import Path, Problem

_HARMLESS = frozenset({"unknown-key", "missing-key", "merge-key", "key-twice"})
"""Problems that leave the values around them usable: what is read is right, or its absence is noticed."""


class _Named(Protocol):
    @property
    def value(self) -> Mapping[str, Value]: ...

    @property
    def path(self) -> Path: ...


@attrs.define(eq=False)
class Log:
    """What is known to be wrong with a document.

    Attributes:
        problems: What was found while building; paths begin at the root of the document.
        wrong: The values that have the wrong shape, by path.
        damaged: These, and whatever holds one of them.
        names: Ids of parts that could not be built as written, by the path of the part.
        broken: These parts themselves.
        kept: For each list, the places of those entries that were built, in order.
    """

    problems: list[Problem] = attrs.field(factory=list)
    wrong: frozenset[Path] = frozenset()
    damaged: frozenset[Path] = frozenset()
    names: dict[Path, str] = attrs.field(factory=dict)
    kept: dict[Path, Sequence[int]] = attrs.field(factory=dict)
    broken: list[Path] = attrs.field(factory=list)

    def is_wrong(self, path: Path) -> bool:
        """Whether a value itself has the wrong shape."""
        return path in self.wrong

    def is_damaged(self, path: Path) -> bool:
        """Whether a value, or anything in it, has the wrong shape."""
        return path in self.damaged

    def report(self, *problems: Problem) -> None:
        """Add problems whose paths begin at the root of the document."""
        self.problems.extend(problems)

    def remember(self, part: _Named) -> None:
        """Remember the id of a part that could not be built as written: naming it is no second mistake."""
        name = part.value.get("id")
        self.broken.append(part.path)
        if isinstance(name, str):
            self.names[part.path] = name

    def lost(self, *path: str | int) -> frozenset[str]:
        """The ids of parts below a path that could not be built as written."""
        found = {name for below, name in self.names.items() if below[: len(path)] == path}
        return frozenset(found | set(map(slug, found)))

    def keep(self, path: Path, places: Iterable[int]) -> None:
        """Remember which entries of a list were built.

        Args:
            path: The way to the list in the document.
            places: The places of the entries in the document.
        """
        self.kept[path] = tuple(places)

    def in_document(self, problem: Problem) -> Problem:
        """A problem found in records, with its path as it is in the document, where entries may stand between them."""
        found: Path = ()
        for step in problem.path:
            kept = self.kept.get(found)
            if kept is not None and isinstance(step, int) and step < len(kept):
                step = kept[step]
            found = (*found, step)
        return attrs.evolve(problem, path=found)


def slug(name: str) -> str:
    """The id that somebody will have meant by a name that is none: ``asks_open`` for ``Asks open``."""
    return re.sub(r"[^a-z0-9_]+", "_", name.lower())


def log_of(problems: Iterable[Problem]) -> Log:
    """A log that begins with what is wrong with the shape of a document."""
    wrong = frozenset(problem.path for problem in problems if problem.code not in _HARMLESS)
    damaged = frozenset(path[:length] for path in wrong for length in range(1, len(path) + 1))
    return Log(wrong=wrong, damaged=damaged)
