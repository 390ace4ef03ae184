"""Scales: the answers that an item can have, as named points or as a raw measurement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.identifier import identifier_problems
from fidelity.model.status import Status
from fidelity.problems import Problem, twice


@attrs.frozen
class Point:
    """One answer of a scale.

    Attributes:
        code: What is recorded, as text: ``2``, ``yes``.
        points: What it is worth.
        label: One or two words for it.
        anchor: What practice looks like that earns it.
    """

    code: str
    points: Fraction
    label: str = ""
    anchor: str = ""


class Kind(Enum):
    """What a raw measurement counts."""

    COUNT = "count"
    """Whole things, from nothing upwards."""
    NUMBER = "number"
    """Any number: minutes, a caseload, full-time equivalents."""
    PERCENT = "percent"
    """A percentage between 0 and 100."""
    PERSONS = "persons"
    """One result for each person, such as ``4/4 2/3 0/4``: how much of what was asked each one had."""


@attrs.frozen
class Scale:
    """The answers that an item can have.

    Exactly one of ``points`` and ``kind`` is given.

    Attributes:
        id: Its name within the definition.
        points: The answers, where they are named one by one.
        kind: What is measured, where the answer is a raw number.
        lowest: The lowest raw number that can occur.
        highest: The highest raw number that can occur; None where there is no limit.
        unit: What the raw number counts: ``minutes``.
        status_codes: Codes that are not answers and say why there is none: ``9`` for insufficient data.
    """

    id: str
    points: tuple[Point, ...] = ()
    kind: Kind | None = None
    lowest: Fraction | None = None
    highest: Fraction | None = None
    unit: str = ""
    status_codes: Mapping[str, Status] = attrs.field(factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a scale that cannot be answered or means two things by one code."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        yield from identifier_problems(self.id)
        if bool(self.points) == (self.kind is not None):
            yield Problem(
                "bad-scale",
                f"scale `{self.id}` needs either points or a measure",
                "give one of the two",
            )
            return
        codes = [(("points", place, "code"), point.code) for place, point in enumerate(self.points)]
        yield from twice(codes, "code-twice", "code")
        if len(self.points) == 1:
            yield Problem(
                "bad-scale",
                f"scale `{self.id}` has one point only",
                "a rating needs at least two",
                ("points",),
            )
        for code in sorted(set(self.status_codes) & {point.code for point in self.points}):
            yield Problem(
                "code-twice",
                f"code `{code}` is both a point and a status",
                "give the status another code",
                ("statuses", code),
            )
        if self.lowest is not None and self.highest is not None and self.lowest >= self.highest:
            yield Problem("bad-scale", f"scale `{self.id}` has no number between its ends", "", ("highest",))

    @property
    def is_measure(self) -> bool:
        """Whether answers are raw numbers."""
        return self.kind is not None

    @property
    def step(self) -> Fraction | None:
        """The distance between raw numbers that can occur: 1 for counts, None where any number can."""
        return Fraction(1) if self.kind is Kind.COUNT else None
