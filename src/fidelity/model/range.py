"""Ranges of numbers with open or closed ends, and whether several of them cover a span exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.number import plain
from fidelity.problems import Problem


@attrs.frozen
class Range:
    """The numbers between two ends; an end that is not given is open.

    Attributes:
        at_least: Lower end, included.
        above: Lower end, not included.
        at_most: Upper end, included.
        below: Upper end, not included.
    """

    at_least: Fraction | None = None
    above: Fraction | None = None
    at_most: Fraction | None = None
    below: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse two lower ends, two upper ends, no end at all, and a range that holds no number."""
        if self.at_least is not None and self.above is not None:
            raise InvalidRecord(Problem("bad-range", "both `at_least` and `above` are given", "keep one of them"))
        if self.at_most is not None and self.below is not None:
            raise InvalidRecord(Problem("bad-range", "both `at_most` and `below` are given", "keep one of them"))
        low, high = self.low, self.high
        if low is None and high is None:
            help_ = "give `at_least`, `above`, `at_most` or `below`"
            raise InvalidRecord(Problem("bad-range", "the range has no end", help_))
        if low is None or high is None:
            return
        if low > high or (low == high and (self.above is not None or self.below is not None)):
            raise InvalidRecord(Problem("bad-range", f"no number is {self}", "the lower end must lie below the upper"))

    @property
    def low(self) -> Fraction | None:
        """The lower end, whether or not it belongs to the range."""
        return self.at_least if self.at_least is not None else self.above

    @property
    def high(self) -> Fraction | None:
        """The upper end, whether or not it belongs to the range."""
        return self.at_most if self.at_most is not None else self.below

    def holds(self, number: Fraction | int) -> bool:
        """Whether a number lies in the range, compared exactly."""
        return (
            (self.at_least is None or number >= self.at_least)
            and (self.above is None or number > self.above)
            and (self.at_most is None or number <= self.at_most)
            and (self.below is None or number < self.below)
        )

    def meets(self, low: Fraction | int | None, high: Fraction | int | None) -> bool:
        """Whether any number from ``low`` to ``high``, both included, lies in the range; None is no end."""
        return not (
            (self.at_least is not None and high is not None and high < self.at_least)
            or (self.above is not None and high is not None and high <= self.above)
            or (self.at_most is not None and low is not None and low > self.at_most)
            or (self.below is not None and low is not None and low >= self.below)
        )

    def __str__(self) -> str:
        """The range in words: ``at least 3 and below 4``."""
        ends = {
            "at least": self.at_least,
            "above": self.above,
            "at most": self.at_most,
            "below": self.below,
        }
        said = " and ".join(f"{word} {plain(end)}" for word, end in ends.items() if end is not None)
        return said or "any number"


def cover_problems(
    ranges: Sequence[Range], low: Fraction, high: Fraction, step: Fraction | None, what: str
) -> Iterator[Problem]:
    """Where ranges leave a hole between ``low`` and ``high``, or claim a number twice.

    Args:
        ranges: The ranges, in any order.
        low: The lowest number that can occur.
        high: The highest number that can occur.
        step: The distance between numbers that can occur (1 for whole numbers), or None where any number can.
        what: What the ranges are, for the message: ``bands`` or ``ranges``.
    """
    for number in _telling(ranges, low, high, step):
        holders = [place for place, candidate in enumerate(ranges) if candidate.holds(number)]
        if len(holders) > 1:
            yield Problem(
                "ranges-overlap",
                f"{_near(number)} lies in more than one of the {what}: {' / '.join(str(ranges[h]) for h in holders)}",
                "let one begin where the other ends: `at_least: 3, below: 4`, then `at_least: 4`",
                (holders[-1],),
            )
            return
        if not holders:
            yield _gap(ranges, number, what)
            return


def certain_problems(ranges: Sequence[Range], what: str) -> Iterator[Problem]:
    """What is wrong with ranges whatever numbers can occur: an end that is claimed twice, or that nobody claims.

    Whether a hole matters between ends that are claimed depends on the numbers that can occur: see `cover_problems`.

    Args:
        ranges: The ranges, in any order.
        what: What the ranges are, for the message.
    """
    ends = sorted({end for each in ranges for end in (each.low, each.high) if end is not None})
    for end in ends:
        holders = [each for each in ranges if each.holds(end)]
        below = any(each.high is not None and each.high <= end for each in ranges)
        above = any(each.low is not None and each.low >= end for each in ranges)
        if len(holders) > 1 or (not holders and below and above):
            yield from cover_problems(ranges, end, end, None, what)


def _gap(ranges: Sequence[Range], number: Fraction, what: str) -> Problem:
    """A hole, at the range below it, with the end that would close it."""
    below = [(held.high, place) for place, held in enumerate(ranges) if held.high is not None and held.high <= number]
    above = [held.low for held in ranges if held.low is not None and held.low >= number]
    help_ = "half-open ranges leave no holes: `below: 3`, then `at_least: 3`"
    if below and above:
        help_ = f"let this one end where the next begins: `below: {plain(min(above))}`"
        if max(below)[0] == min(above):
            help_ = f"let the next begin where this one ends: `at_least: {plain(min(above))}`"
    path = (max(below)[1],) if below else ()
    return Problem("ranges-gap", f"{_near(number)} lies in none of the {what}", help_, path)


def _telling(ranges: Iterable[Range], low: Fraction, high: Fraction, step: Fraction | None) -> Iterator[Fraction]:
    """Numbers enough to find every hole and overlap: the ends, and one between each two neighbours."""
    ends = {low, high}
    for each in ranges:
        ends.update(end for end in (each.low, each.high) if end is not None and low <= end <= high)
    if step is not None:
        # Only multiples of the step occur: an end between two of them is told by its neighbours.
        near = {low + ((end - low) // step + shift) * step for end in ends for shift in (-1, 0, 1)}
        yield from sorted(number for number in near if low <= number <= high)
        return
    order = sorted(ends)
    for here, after in zip(order, [*order[1:], order[-1]], strict=True):
        yield here
        if here != after:
            yield (here + after) / 2


def _near(number: Fraction) -> str:
    return plain(number) if number.denominator < 1000 else f"about {float(number):.4g}"
