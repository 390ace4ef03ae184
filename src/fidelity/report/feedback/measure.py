"""Measures: scores made of counted numbers alone, which only a criterion can call good or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, Criterion, ItemTest, ScoreTest, Truth, leaves
from fidelity.model.item import Item
from fidelity.model.rule import Rate, Ratio
from fidelity.model.scale import Kind
from fidelity.model.score import Score
from fidelity.plan.judgement import of_result
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result


@attrs.frozen
class Asked:
    """What one criterion asks of one score.

    Attributes:
        criterion: The criterion.
        test: What it asks.
        truth: Whether that holds here.
    """

    criterion: Criterion
    test: ScoreTest | BandTest
    truth: Truth


@attrs.frozen
class Measure:
    """A score of counted numbers, in one observation.

    Attributes:
        score: The score.
        items: The items that it reads.
        asked: What criteria ask of it, in their order.
    """

    score: Score
    items: tuple[Item, ...]
    asked: tuple[Asked, ...]

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from everything else on a page: its kind and its id."""
        return "measure", self.score.id

    @property
    def is_short(self) -> bool:
        """Whether it falls short of what a criterion asks."""
        return any(each.truth is Truth.NOT_MET for each in self.asked)

    @property
    def is_best(self) -> bool:
        """Whether it is all that criteria ask."""
        return all(each.truth is Truth.MET for each in self.asked)

    @property
    def component(self) -> str:
        """The component of what is counted, by id; empty where it counts for none."""
        return self.items[0].component


def measures(plan: Plan, criteria: Iterable[Criterion], results: Mapping[str, Result]) -> tuple[Measure, ...]:
    """The measures of a checklist in one observation, in the order of its criteria.

    Args:
        plan: The plan of the checklist.
        criteria: The criteria that hold on the day.
        results: The results by score.
    """
    asked: dict[str, list[Asked]] = {}
    for criterion in criteria:
        for _, test in leaves(criterion.condition):
            if not isinstance(test, ItemTest):
                truth = Truth(of_result(test, results[test.score], plan))
                asked.setdefault(test.score, []).append(Asked(criterion, test, truth))
    return tuple(_measures(plan.checklist, asked))


def _measures(checklist: Checklist, asked: Mapping[str, list[Asked]]) -> Iterator[Measure]:
    for name, of in asked.items():
        score = checklist.score[name]
        # What is counted comes before what it is divided by.
        items = [checklist.item[each] for each in _read(score, checklist) if each in checklist.item]
        if items and _is_measure(score, items):
            yield Measure(score, tuple(items), tuple(of))


def _read(score: Score, checklist: Checklist) -> list[str]:
    """The names that a score reads, without those of the scores within it."""
    rule = score.rule
    below = rule.to if isinstance(rule, Ratio) else (rule.per,) if isinstance(rule, Rate) else ()
    return list(dict.fromkeys((*checklist.members(score.of), *below)))


def _is_measure(score: Score, items: list[Item]) -> bool:
    raw = all(item.scale.kind in (Kind.COUNT, Kind.NUMBER, Kind.PERCENT) and not item.steps for item in items)
    return raw and (isinstance(score.rule, Ratio | Rate) or len(items) == 1)
