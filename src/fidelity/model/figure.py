"""Figures: named numbers over many observations, each with what it is taken of and what it is meant to reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.identifier import identifier_problems
from fidelity.model.number import plain
from fidelity.model.score import Members
from fidelity.model.unit import Unit
from fidelity.problems import Problem


@attrs.frozen
class ShareMeeting:
    """The percentage of the judged observations that meet a criterion.

    Attributes:
        criterion: The criterion, by id.
    """

    criterion: str


@attrs.frozen
class MeanOfScore:
    """The mean of a score over the observations that have one.

    Attributes:
        score: The score, by id.
    """

    score: str


@attrs.frozen
class MeanOfItemPercentages:
    """The mean of the items' percentages, each item's own being taken over the observations in which it counted.

    Attributes:
        items: The items.
    """

    items: Members


FigureRule = ShareMeeting | MeanOfScore | MeanOfItemPercentages
"""What a figure is made of, and how."""

NAMES: dict[str, type[FigureRule]] = {
    "share_meeting": ShareMeeting,
    "mean_of_score": MeanOfScore,
    "mean_of_item_percentages": MeanOfItemPercentages,
}
"""Each rule of a figure by the name that a definition gives it."""


@attrs.frozen
class Goal:
    """What a figure is meant to reach; exactly one of the two ends is given, and it belongs to the goal.

    Attributes:
        at_least: The lowest value that meets it.
        at_most: The highest value that meets it.
    """

    at_least: Fraction | None = None
    at_most: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a goal without an end, and one with two."""
        if (self.at_least is None) == (self.at_most is None):
            raise InvalidRecord(Problem("bad-goal", "a goal is either `at_least` or `at_most` a number", "give one"))

    @property
    def end(self) -> Fraction:
        """The number that is to be reached, or not to be exceeded."""
        end = self.at_most if self.at_least is None else self.at_least
        assert end is not None
        return end

    def holds(self, value: Fraction) -> bool:
        """Whether a value meets it, compared exactly."""
        return value <= self.end if self.at_least is None else value >= self.end

    def __str__(self) -> str:
        """The goal in words: ``at least 80``."""
        return f"{'at most' if self.at_least is None else 'at least'} {plain(self.end)}"


@attrs.frozen
class Figure:
    """A named number over many observations.

    Attributes:
        id: Its name within the checklist.
        rule: What it is made of, and how.
        unit: What it speaks about, such as a site.
        title: Its name for people.
        goal: What it is meant to reach; None where nobody says so.
        n_at_least: How many observations must be used before it has a value.
        source: Where the figure and its goal come from.
    """

    id: str
    rule: FigureRule
    unit: Unit
    title: str = ""
    goal: Goal | None = None
    n_at_least: int = 1
    source: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a figure that could never have a value, and a goal that says nothing of a percentage."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        yield from identifier_problems(self.id)
        if self.n_at_least < 1:
            message = f"`n_at_least` must be at least 1, and is {self.n_at_least}"
            yield Problem("out-of-range", message, "leave it out where any number will do", ("n_at_least",))
        if self.goal and self.is_percentage:
            at_least, at_most = self.goal.at_least, self.goal.at_most
            if not (0 < at_least <= 100 if at_least is not None else at_most is not None and 0 <= at_most < 100):
                message = f"figure `{self.id}` is a percentage from 0 to 100, and its goal is {self.goal}"
                help_ = "write a goal that some percentages meet and others miss"
                yield Problem("bad-goal", message, help_, ("goal",))

    @property
    def is_percentage(self) -> bool:
        """Whether it lies between 0 and 100 by its rule."""
        return not isinstance(self.rule, MeanOfScore)

    @property
    def name(self) -> str:
        """Its name for people: the title, or the id where there is none."""
        return self.title or self.id


def rule_name(rule: FigureRule) -> str:
    """The name that a definition gives a figure's rule."""
    return next(name for name, kind in NAMES.items() if isinstance(rule, kind))
