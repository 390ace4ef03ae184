"""One part of a document while the model is built from it: it reads values and remembers what could not be used."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from typing import ParamSpec, TypeVar

import attrs

from fidelity.definition.log import Log
from fidelity.definition.tree import Value
from fidelity.errors import InvalidRecord
from fidelity.model.number import exact
from fidelity.model.period import Period
from fidelity.problems import Path, Problem, under

_Made = TypeVar("_Made")
_Word = TypeVar("_Word", bound=Enum)
_Arguments = ParamSpec("_Arguments")


class Broken(Exception):  # noqa: N818 - a state of a part, not an error of the program
    """A part cannot be built, and what is wrong with it has been reported."""


@attrs.frozen(eq=False)
class Part:
    """A mapping of the document.

    Attributes:
        value: The mapping.
        path: The way to it.
        log: What is known to be wrong.
    """

    value: Mapping[str, Value]
    path: Path
    log: Log

    def has(self, key: str) -> bool:
        """Whether the key is there, usable or not."""
        return key in self.value

    def take(self, key: str) -> Value:
        """The value of a key that the part cannot do without.

        Raises:
            Broken: It is not there, or wrong.
        """
        if key not in self.value or self.log.is_damaged((*self.path, key)):
            raise Broken
        return self.value[key]

    def get(self, key: str) -> Value:
        """The value of a key that the part can do without; None where it is not there or wrong."""
        if key not in self.value:
            return None
        if self.log.is_damaged((*self.path, key)):
            self.log.remember(self)
            return None
        return self.value[key]

    def whole(self, key: str) -> Value:
        """The value of a key that may be left out, but may not be wrong: its default would mean something else.

        Raises:
            Broken: It is wrong.
        """
        return self.take(key) if key in self.value else None

    def text(self, key: str) -> str:
        """The text of a key that may be left out; empty where it is."""
        value = self.get(key)
        return value if isinstance(value, str) else ""

    def name(self, key: str = "id") -> str:
        """The text of a key that the part cannot do without.

        Raises:
            Broken: It is not there, or wrong.
        """
        value = self.take(key)
        if not isinstance(value, str):
            raise Broken
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts of a list that may be left out."""
        value = self.get(key)
        return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()

    def whole_number(self, key: str) -> int | None:
        """The whole number of a key that may be left out."""
        value = self.get(key)
        return value if isinstance(value, int) else None

    def flag(self, key: str) -> bool:
        """Whether a key says true."""
        return self.get(key) is True

    def word(self, key: str, default: _Word) -> _Word:
        """The word of a closed list that may be left out.

        Args:
            key: The key.
            default: What holds where it is.
        """
        value = self.get(key)
        return type(default)(value) if isinstance(value, str) else default

    def number(self, key: str) -> Fraction | None:
        """The exact number of a key that may be left out.

        Raises:
            Broken: It is wrong.
        """
        value = self.whole(key)
        return None if value is None else self.exact(value, key)

    def exact(self, value: Value, *steps: str | int) -> Fraction:
        """A value as an exact number.

        Args:
            value: The value.
            steps: The way to it from here, for the message.

        Raises:
            Broken: It is no number.
        """
        try:
            if isinstance(value, list | dict) or value is None:
                raise ValueError("this is not a number")
            return exact(value)
        except ValueError as error:
            self.report(Problem("bad-number", str(error), "write 80, 0.6, 2/3 or 20%", steps))
            raise Broken from error

    def period(self, key: str) -> Period | None:
        """The period of a key that may be left out.

        Raises:
            Broken: It is wrong.
        """
        value = self.whole(key)
        if not isinstance(value, str):
            return None
        try:
            return Period.of(value)
        except InvalidRecord as error:
            self.log.report(*under(error.problems, *self.path, key))
            raise Broken from error

    def inner(self, key: str) -> Part | None:
        """The mapping under a key; None where there is none."""
        value = self.value.get(key)
        return Part(value, (*self.path, key), self.log) if isinstance(value, dict) else None

    def optional(self, key: str, make: Callable[[Part], _Made]) -> _Made | None:
        """What a key describes that nothing refers to; None where it is not there, or wrong and reported.

        Args:
            key: The key of a mapping.
            make: What builds it.
        """
        inner = self.inner(key)
        try:
            return make(inner) if inner else None
        except Broken:
            return None

    def parts(self, key: str) -> Iterator[tuple[int, Part]]:
        """The mappings of the list under a key, each with its place in the list."""
        value = self.value.get(key)
        for place, each in enumerate(value if isinstance(value, list) else ()):
            if isinstance(each, dict):
                yield place, Part(each, (*self.path, key, place), self.log)

    def report(self, problem: Problem) -> None:
        """Report a problem whose path begins here."""
        self.log.report(problem.under(*self.path))

    def made(
        self, record: Callable[_Arguments, _Made], *arguments: _Arguments.args, **keywords: _Arguments.kwargs
    ) -> _Made:
        """A record, whose own problems are reported as problems of this part.

        Args:
            record: The record's class.
            arguments: What it is made of.
            keywords: What it is made of.

        Raises:
            Broken: The record contradicts itself.
        """
        try:
            return record(*arguments, **keywords)
        except InvalidRecord as error:
            self.log.report(*under(error.problems, *self.path))
            raise Broken from error

    def list_of(self, key: str, make: Callable[[Part], _Made]) -> tuple[_Made, ...]:
        """What can be built of the list under a key; what cannot is remembered by its id.

        Args:
            key: The key of the list.
            make: What builds one of its entries.
        """
        kept: list[int] = []
        records: list[_Made] = []
        for place, part in self.parts(key):
            if self.log.is_wrong(part.path):
                self.log.remember(part)
                continue
            try:
                records.append(make(part))
            except Broken:
                self.log.remember(part)
            else:
                kept.append(place)
        self.log.keep((*self.path, key), kept)
        return tuple(records)

    def every(self, key: str, make: Callable[[Part], _Made]) -> tuple[_Made, ...]:
        """What is built of the list under a key, all of it.

        Args:
            key: The key of the list.
            make: What builds one of its entries.

        Raises:
            Broken: One of them cannot be built; each has been tried, so that all problems are known.
        """
        value = self.value.get(key)
        records = self.list_of(key, make)
        if self.log.is_wrong((*self.path, key)) or (isinstance(value, list) and len(records) < len(value)):
            raise Broken
        return records
