"""Criteria: cut-offs and floors, written once, with their source and the dates between which they hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import IntEnum

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.identifier import identifier_problems
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.problems import Problem


class Truth(IntEnum):
    """Whether a condition holds; the order makes *all* a minimum and *any* a maximum (Kleene's logic)."""

    NOT_MET = 0
    """It does not hold, whatever is missing."""
    CANNOT_TELL = 1
    """What it needs is not there."""
    MET = 2
    """It holds."""


@attrs.frozen
class ScoreTest:
    """A score lies in a range; not to be told while the score has no value.

    Attributes:
        score: The score's id.
        range: The values that pass, compared exactly.
    """

    score: str
    range: Range


@attrs.frozen
class BandTest:
    """A score lies in one of some bands.

    Attributes:
        score: The score's id.
        bands: The bands that pass, by id.
    """

    score: str
    bands: tuple[str, ...]


@attrs.frozen
class ItemTest:
    """Each of some items has points in a range: a floor, where there are many.

    An item that does not apply is passed over; one that is missing leaves the answer open.

    Attributes:
        items: The items.
        range: The points that pass.
    """

    items: Members
    range: Range


@attrs.frozen
class All:
    """Every one of several conditions holds.

    Attributes:
        of: The conditions, at least one.
    """

    of: tuple[Condition, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse to ask for nothing, which would always be met."""
        _refuse_nothing(self.of)


@attrs.frozen
class Any:
    """At least one of several conditions holds.

    Attributes:
        of: The conditions, at least one.
    """

    of: tuple[Condition, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse to ask for nothing, which could never be met."""
        _refuse_nothing(self.of)


def _refuse_nothing(of: tuple[Condition, ...]) -> None:
    if not of:
        raise InvalidRecord(Problem("too-few", "a condition asks for nothing", "name at least one score or item"))


Condition = ScoreTest | BandTest | ItemTest | All | Any


@attrs.frozen
class Criterion:
    """What must hold to be at fidelity, competent, certified, or whatever its name says.

    Several criteria may share an id when the dates between which they hold do not overlap: that is how a cut-off
    changes without changing the past.

    Attributes:
        id: Its name within the checklist.
        condition: What must hold.
        title: Its name for people.
        source: Where the cut-off comes from.
        valid_from: The first day on which it holds; None for always.
        valid_until: The first day on which it holds no more; None for ever.
    """

    id: str
    condition: Condition
    title: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a criterion that holds on no day."""
        problems = [*identifier_problems(self.id)]
        if self.valid_from and self.valid_until and self.valid_from >= self.valid_until:
            problems.append(
                Problem(
                    "bad-dates",
                    f"criterion `{self.id}` ends before it begins",
                    "`until` lies after `from`",
                )
            )
        if problems:
            raise InvalidRecord(problems)

    @property
    def name(self) -> str:
        """Its name for people: the title, or the id where there is none."""
        return self.title or self.id

    def in_force(self, day: date | None) -> bool:
        """Whether it holds on a day; for an observation without a date, whether it has no end.

        Args:
            day: The day of the observation, or None where nobody wrote it down.
        """
        if day is None:
            return self.valid_until is None
        return (self.valid_from is None or day >= self.valid_from) and (
            self.valid_until is None or day < self.valid_until
        )


def leaves(
    condition: Condition,
) -> Iterator[tuple[tuple[str | int, ...], ScoreTest | BandTest | ItemTest]]:
    """Every test in a condition, with the steps that lead to it."""
    if isinstance(condition, All | Any):
        word = "all" if isinstance(condition, All) else "any"
        for place, part in enumerate(condition.of):
            for steps, leaf in leaves(part):
                yield (word, place, *steps), leaf
    else:
        yield (), condition
