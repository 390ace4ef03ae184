"""What can be recorded for an item so that both versions take it, and what only one of them takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from itertools import count, pairwise
from math import floor

import attrs

from fidelity.difference.record import ItemDifference
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from fidelity.ratings.cells import Cells, cells_of
from fidelity.ratings.measure import ends, wanted

MOST_NUMBERS = 40
"""How many raw numbers of one item are tried where there is no end of them."""
MOST_STEPS = 100
"""How many raw numbers of one item may stand for all, where ranges turn them into points."""
ZERO = Fraction(0)
NO_LOWEST, NO_HIGHEST = ZERO, Fraction(10)
"""What stands for the lowest and the highest of raw numbers without an end."""
PERSONS = ("1/1", "0/1", "1/2", "2/3", "1/3", "3/4", "1/1 0/1", "1/1 2/3 0/1")
"""Results of persons that are tried."""


@attrs.frozen
class Choice:
    """One thing that can be recorded for an item.

    Attributes:
        text: What is recorded.
        answers: What the old and the new version take it for; None for a version that does not have the item.
        worth: What it is worth where it is a rating; None where it is none.
    """

    text: str
    answers: tuple[Answer | None, Answer | None]
    worth: Fraction | None


@attrs.frozen
class Choices:
    """What can be recorded for one item.

    Attributes:
        all: Whatever both versions take, one for each pair of meanings; among them that nothing is recorded.
        is_whole: Whether there is nothing else that can be recorded and means something else.
        has_end: Whether there is a highest rating.
    """

    all: tuple[Choice, ...]
    is_whole: bool
    has_end: bool = True

    @property
    def rated(self) -> tuple[Choice, ...]:
        """Those that are ratings, from the lowest to the highest."""
        return tuple(sorted((each for each in self.all if each.worth is not None), key=lambda each: each.worth or 0))

    @property
    def unrated(self) -> tuple[Choice, ...]:
        """Those that are none."""
        return tuple(each for each in self.all if each.worth is None)

    @property
    def nothing(self) -> Choice:
        """That nothing is recorded."""
        return next(each for each in self.all if not each.text)

    @property
    def lowest(self) -> Choice:
        """The lowest rating; where there is no end, one near 0, and nothing where none can be recorded in both."""
        return self._nearest(NO_LOWEST) if not self.has_end else (*self.rated, self.nothing)[0]

    @property
    def highest(self) -> Choice:
        """The highest rating; where there is no end, one near 10, and nothing where none can be recorded in both."""
        return self._nearest(NO_HIGHEST) if not self.has_end else (self.nothing, *self.rated)[-1]

    def _nearest(self, number: Fraction) -> Choice:
        return min(self.rated, key=lambda each: abs((each.worth or ZERO) - number), default=self.nothing)


def choices_of(name: str, sides: tuple[Checklist, Checklist], telling: Collection[Fraction]) -> Choices:
    """What can be recorded for an item of two versions, or of one of them.

    Args:
        name: The item.
        sides: The old and the new version.
        telling: Numbers at which something may change, for items that hold raw numbers.
    """
    cells = [cells_of(side.item[name], side) if name in side.item else None for side in sides]
    have = [each for each in cells if each is not None]
    items = [each.item for each in have]
    measured = [item for item in items if item.scale.is_measure]
    numbers: tuple[str, ...]
    numbers, is_whole = (), True
    if len(measured) == len(items):
        # Where one of the two names its points, only these can be recorded in both.
        numbers, is_whole = _numbers(items, telling)
    found: dict[tuple[Answer | None, ...], Choice] = {}
    for text in dict.fromkeys(("", *(text for each in have for text in _known(each)), *numbers)):
        answers = tuple(None if each is None else each.answer(text) for each in cells)
        if any(each is not None and answer is None for each, answer in zip(cells, answers, strict=True)):
            continue
        meaning = tuple(None if answer is None else attrs.evolve(answer, code="") for answer in answers)
        found.setdefault(meaning, Choice(text, (answers[0], answers[1]), _worth(answers, cells)))
    return Choices(tuple(found.values()), is_whole, all(None not in (item.lowest, item.highest) for item in measured))


def _known(cells: Cells) -> Iterator[str]:
    """The texts that an item knows, codes first; *invalid* does what *missing* does."""
    yield from (answer.code for answer in cells.levels if answer.status is Status.RATED)
    yield from (text for text, answer in cells.texts.items() if answer.status is not Status.INVALID and text)


def _worth(answers: Iterable[Answer | None], cells: Iterable[Cells | None]) -> Fraction | None:
    """What a rating is worth in the first version that takes it for one."""
    for answer, each in zip(answers, cells, strict=True):
        if answer is None or each is None or answer.status is not Status.RATED:
            continue
        if answer.value is None:
            return sum(answer.persons, Fraction(0)) / (len(answer.persons) or 1)
        return each.item.points_of(answer.value) if each.item.steps else answer.value
    return None


def _numbers(items: list[Item], telling: Collection[Fraction]) -> tuple[tuple[str, ...], bool]:
    """Raw numbers to be tried, and whether they stand for all."""
    kinds = {item.scale.kind for item in items}
    if Kind.PERSONS in kinds:
        return PERSONS, False
    lows, highs = zip(*(ends(item.scale) for item in items), strict=True)
    low = max((each for each in lows if each is not None), default=None)
    high = min((each for each in highs if each is not None), default=None)
    whole = Kind.COUNT in kinds
    if whole and low is not None and high is not None and high - low < MOST_NUMBERS:
        return tuple(plain(Fraction(number)) for number in range(-floor(-low), floor(high) + 1)), True
    steps = [step.range for item in items for step in item.steps]
    cuts = {end for step in steps for end in (step.low, step.high) if end is not None}
    near = _near(cuts or {ZERO, Fraction(1), NO_HIGHEST, *telling}, low, high, whole)
    # Between two ends of its steps, every number is worth the same.
    all_in_steps = all(item.steps for item in items) and len(near) <= MOST_STEPS
    return tuple(plain(number) for number in near[: MOST_STEPS if all_in_steps else MOST_NUMBERS]), all_in_steps


def _near(cuts: Collection[Fraction], low: Fraction | None, high: Fraction | None, whole: bool) -> list[Fraction]:
    """Each cut, numbers on both sides of it, and one between it and the next, of those that can be recorded."""
    order = sorted(cuts)
    numbers = {cut + shift for cut in order for shift in (-1, 0, 1)} | {end for end in (low, high) if end is not None}
    if whole:
        numbers = {Fraction(floor(number) + shift) for number in numbers for shift in (0, 1)}
    else:
        order = sorted(numbers)
        numbers |= {_between(here, after) for here, after in pairwise(order)}
    held = [each for each in numbers if (low is None or each >= low) and (high is None or each <= high)]
    return sorted(held, key=lambda each: (each not in cuts, abs(each), each))


def _between(here: Fraction, after: Fraction) -> Fraction:
    """The shortest decimal between two numbers: a third cannot stand in a cell."""
    for digits in count():
        shift = 10**digits
        number = Fraction(floor(here * shift) + 1, shift)
        if number < after:
            return number
    raise AssertionError("two numbers have one between them")


def unlike(name: str, sides: tuple[Checklist, Checklist]) -> ItemDifference:
    """What only one of two versions takes for an item that both have.

    Args:
        name: The item.
        sides: The old and the new version.
    """
    old, new = (cells_of(side.item[name], side) for side in sides)
    return ItemDifference(name, tuple(_only(old, new)), tuple(_only(new, old)))


def _only(this: Cells, other: Cells) -> Iterator[str]:
    for text in dict.fromkeys(_known(this)):
        answer = this.answer(text)
        if answer is not None and answer.status is not Status.OFF_BY_DESIGN and other.answer(text) is None:
            yield text
    if this.item.scale.is_measure and not _within(this.item.scale, other.item.scale):
        yield wanted(this.item.scale)


def _within(scale: Scale, other: Scale) -> bool:
    """Whether all raw numbers of one scale can stand on another."""
    if Kind.PERSONS in (scale.kind, other.kind):
        return scale.kind is other.kind
    if not other.is_measure or (other.kind is Kind.COUNT and scale.kind is not Kind.COUNT):
        return False
    (low, high), (least, most) = ends(scale), ends(other)
    return (least is None or (low is not None and low >= least)) and (
        most is None or (high is not None and high <= most)
    )
