"""Text to a tree: a loop over the events of a YAML reader, which refuses what a definition has no use for.

Neither the depth nor the number of a document's values can make it slow: the loop stops at the first that is too much.
No value is ever built twice, for aliases are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

import attrs
from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from fidelity.definition.scalar import Scalar, accepted, plain_scalar
from fidelity.definition.syntax import syntax_problem
from fidelity.definition.text import place_at
from fidelity.definition.tree import Spot, Tree, Value
from fidelity.problems import Path, Problem

MOST_LEVELS = 12
"""How deep a document may be."""

MOST_VALUES = 30_000
"""How many keys and values a document may have."""


def parsed(text: str, source: str) -> Tree:
    """A document as plain values that remember where they stand.

    Args:
        text: YAML 1.2, or JSON.
        source: The file's name.

    Returns:
        The tree, with whatever was wrong on the way. It never raises.
    """
    if text.lstrip()[:1] in ("{", "["):
        # JSON may be indented with tabs, of which YAML knows nothing. One character stays one character.
        text = re.sub(r"^[ \t]+", lambda indent: " " * len(indent.group()), text, flags=re.MULTILINE)
    lines = tuple(text.split("\n"))
    reading = _Reading(source, lines)
    try:
        reading.take(YAML(typ="safe", pure=True).parse(text))
    except _Stop:
        return reading.tree(is_whole=False)
    except Exception as error:
        # The reader's own errors, and whatever an input nobody thought of makes it stumble over.
        reading.add(syntax_problem(error, lines, source, reading.last))
        return reading.tree(is_whole=False)
    return reading.tree(is_whole=True)


class _Stop(Exception):  # noqa: N818 - a decision, not an error
    """The rest of the document cannot be understood."""


@attrs.define
class _Level:
    """A list or mapping that is being filled; its path is None where it stands under a key that does not count."""

    value: list[Value] | dict[str, Value]
    path: Path | None
    key: str | None = None
    key_at: tuple[int, int] = (0, 0)
    counts: bool = True


@attrs.define
class _Reading:
    """What has been read so far."""

    source: str
    lines: tuple[str, ...]
    root: Value = None
    levels: list[_Level] = attrs.field(factory=list)
    spots: dict[Path, Spot] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    n_values: int = 0
    n_documents: int = 0
    last: tuple[int, int] = (0, 0)

    def add(self, problem: Problem) -> None:
        """Report what stopped the reader, unless what stands before it in its line is the cause and reported."""
        line = problem.place.line if problem.place else None
        known = self.problems[-1] if self.problems else None
        if not (known and known.code in ("alias", "tag") and known.place and known.place.line == line):
            self.problems.append(problem)

    def tree(self, is_whole: bool) -> Tree:
        if is_whole and not self.n_documents:
            help_ = "begin with `schema: 1`, `id`, `version` and `title`"
            self.problems.append(
                Problem("empty-file", "the file is empty", help_, place=place_at(self.lines, self.source, 0, 0))
            )
            is_whole = False
        return Tree(self.source, self.lines, self.root, self.spots, tuple(self.problems), is_whole)

    def take(self, events: Iterable[Event]) -> None:
        for event in events:
            if isinstance(event, NodeEvent):
                self._node(event)
            elif isinstance(event, CollectionEndEvent):
                self.levels.pop()
            elif isinstance(event, DocumentStartEvent):
                self.n_documents += 1
                if self.n_documents > 1:
                    help_ = "remove the line `---`, and put what follows into a file of its own"
                    self._stop("several-documents", "a second document begins here", help_, event)

    def _node(self, event: NodeEvent) -> None:
        self.n_values += 1
        self.last = _at(event)
        if self.n_values > MOST_VALUES:
            message = f"the file has more than {MOST_VALUES:,} keys and values"
            self._stop("too-many-values", message, "split it into several files", event)
        self._refuse_marks(event)
        level = self.levels[-1] if self.levels else None
        if level and isinstance(level.value, dict) and level.key is None:
            self._key(level, event)
        elif isinstance(event, CollectionStartEvent):
            self._open(event)
        else:
            self._put(self._scalar(event), event)

    def _refuse_marks(self, event: NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            help_ = 'a value is text, a number, a list or a mapping; text that begins with `!` needs quotes: "!…"'
            self._report("tag", "a value is marked with `!`, and nothing here needs that", help_, event)
        if isinstance(event, AliasEvent):
            if not (self.levels and self.levels[-1].key == "<<" and not self.levels[-1].counts):
                help_ = 'write the value out; text that begins with `*` needs quotes: "*…"'
                self._report("alias", f"`*{event.anchor}` stands for a value from elsewhere", help_, event)
        elif event.anchor is not None:
            help_ = "remove it, and write the value out wherever it is needed; text that begins with `&` needs quotes"
            self._report("alias", f"`&{event.anchor}` gives the value a name", help_, event)

    def _key(self, level: _Level, event: NodeEvent) -> None:
        if not isinstance(event, ScalarEvent):
            self._stop("bad-key", "a list or mapping cannot be a key", "a key is a word or a number", event)
        try:
            key = accepted(str(event.value))
        except ValueError as error:
            self._stop("bad-character", str(error), "delete it", event)
        level.key, level.key_at, level.counts = key, _at(event), True
        if not key:
            self._stop("bad-key", "the key before this colon is missing", "write `key: value`", event)
        if key == "<<" and event.style is None:
            level.counts = False
            help_ = "write out the keys that you want here"
            self._report("merge-key", "`<<` takes keys from elsewhere", help_, event)
        elif key in level.value:
            level.counts = False
            before = self.spots.get((*(level.path or ()), key))
            where = f", first in line {before.key[0] + 1}" if before and before.key else ""
            help_ = "keep one of the two"
            self._report("key-twice", f"key `{key}` is given twice{where}", help_, event)

    def _scalar(self, event: NodeEvent) -> Scalar:
        if not isinstance(event, ScalarEvent):
            return None
        try:
            text = accepted(str(event.value))
        except ValueError as error:
            self._report("bad-character", str(error), "delete it, or type a space instead", event)
            return None
        if event.style is not None or event.tag is not None:
            return text
        try:
            return plain_scalar(text)
        except ValueError as error:
            self._report("bad-number", str(error), f'write a plain number, or put it in quotes: "{text[:20]}"', event)
            return None

    def _open(self, event: CollectionStartEvent) -> None:
        if len(self.levels) >= MOST_LEVELS:
            message = f"the file nests deeper than {MOST_LEVELS} levels"
            self._stop("too-deep", message, "a definition needs fewer: check the indentation", event)
        value: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        path = self._next_path()
        self._put(value, event)
        self.levels.append(_Level(value, path))

    def _next_path(self) -> Path | None:
        if not self.levels:
            return ()
        level = self.levels[-1]
        if level.path is None or not level.counts:
            return None
        return (*level.path, level.key if level.key is not None else len(level.value))

    def _put(self, value: Value, event: NodeEvent) -> None:
        path = self._next_path()
        level = self.levels[-1] if self.levels else None
        if path is not None:
            self.spots[path] = self._spot(event, level)
        if level is None:
            self.root = value
        elif isinstance(level.value, list):
            level.value.append(value)
        else:
            if level.counts and level.key is not None:
                level.value[level.key] = value
            level.key, level.counts = None, True

    def _spot(self, event: NodeEvent, level: _Level | None) -> Spot:
        here = _at(event)
        if level is None or level.key is None:
            return Spot(here)
        if isinstance(event, ScalarEvent) and event.style is None and not event.value:
            # The reader finds an empty value where the next thing begins.
            here = level.key_at
        return Spot(here, level.key_at)

    def _report(self, code: str, message: str, help_: str, event: Event) -> None:
        level = self.levels[-1] if self.levels else None
        path = level.path or () if level else ()
        if level and level.key is not None:
            path = (*path, level.key)
        self.problems.append(Problem(code, message, help_, path, place_at(self.lines, self.source, *_at(event))))

    def _stop(self, code: str, message: str, help_: str, event: Event) -> NoReturn:
        self._report(code, message, help_, event)
        raise _Stop


def _at(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line, mark.column) if mark else (0, 0)
