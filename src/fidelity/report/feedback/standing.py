"""How near each thing that was rated came to its best, item by item and part by part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum
from fractions import Fraction
from functools import cached_property

import attrs

from fidelity.intervention import Intervention
from fidelity.model.answer import MISSING, Answer
from fidelity.model.component import Component, Role
from fidelity.model.item import Item
from fidelity.model.scale import Kind
from fidelity.model.status import Status
from fidelity.plan.plan import Plan
from fidelity.ratings.measure import ends
from fidelity.report.feedback.lean import Lean, leans


class Seen(Enum):
    """What can be said of one item."""

    JUDGED = "judged"
    """It was rated, and it is known how far from its best."""
    COUNTED = "counted"
    """A number was recorded that is neither good nor bad in itself."""
    NOT_DUE = "not_due"
    """It had no place in this observation."""
    NOT_RATED = "not_rated"
    """It was due, and there is no rating."""


NOT_DUE = (Status.NOT_APPLICABLE, Status.NO_OPPORTUNITY, Status.OFF_BY_DESIGN)
"""The statuses with which nothing is missing."""


@attrs.frozen
class Standing:
    """One item in one observation.

    Attributes:
        item: The item.
        answer: What was recorded.
        seen: What can be said of it.
        gap: How far from its best, as a share of its range from 0 to 1; None unless it is judged.
        lean: Which end is the better one.
    """

    item: Item
    answer: Answer
    seen: Seen
    gap: Fraction | None = None
    lean: Lean = Lean.MORE

    @property
    def is_short(self) -> bool:
        """Whether it is judged, and not at its best."""
        return bool(self.gap)

    @property
    def is_best(self) -> bool:
        """Whether it is judged, and at its best."""
        return self.gap == 0

    @property
    def best_code(self) -> str:
        """The code of its best point; empty for a raw number."""
        points = self.item.scale.points
        if not points or self.lean is Lean.OPEN:
            return ""
        best = max(points, key=lambda point: point.points * self.lean)
        return best.code


@attrs.frozen
class PracticePart:
    """A component with the items that show it, or an item that shows none.

    Attributes:
        component: The component; None for an item without one.
        standings: Its items, in the order of the checklist; those that nothing reads are left out.
    """

    component: Component | None
    standings: tuple[Standing, ...]

    @property
    def id(self) -> str:
        """The component or the item, by id."""
        return self.component.id if self.component else self.standings[0].item.id

    @property
    def kind(self) -> str:
        """What it is: ``component`` or ``item``."""
        return "component" if self.component else "item"

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from everything else on a page: its kind and its id."""
        return self.kind, self.id

    @property
    def is_prohibited(self) -> bool:
        """Whether it must not occur."""
        return self.component is not None and self.component.kind is Role.PROHIBITED

    @property
    def is_core(self) -> bool:
        """Whether it must be present: an item without a component counts as such."""
        return self.component is None or self.component.kind is Role.CORE

    @cached_property
    def gap(self) -> Fraction | None:
        """How far from their best the judged items are, on average; None where none is judged."""
        gaps = [each.gap for each in self.standings if each.gap is not None]
        return sum(gaps, Fraction(0)) / len(gaps) if gaps else None

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it that was due is without a rating."""
        return all(each.seen is not Seen.NOT_RATED for each in self.standings)

    @property
    def is_best(self) -> bool:
        """Whether all of it was rated, and all of it was at its best."""
        return self.gap == 0 and self.is_whole


def standings(
    plan: Plan, intervention: Intervention, answers: Mapping[str, Answer], measured: Collection[str] = ()
) -> tuple[Standing, ...]:
    """How each item stands that the checklist makes something of, in the order of the checklist.

    Args:
        plan: The plan of the checklist.
        intervention: The intervention, for what must not occur.
        answers: The answers by item; an item that is absent is missing.
        measured: Items that are judged only by what is made of them, by id.
    """
    known = leans(plan)
    return tuple(
        standing(
            item,
            answers.get(item.id, MISSING),
            Lean.OPEN if item.id in measured else known[item.id],
            _is_prohibited(item, intervention),
        )
        for item in plan.checklist.items
        if item.id in known
    )


def _is_prohibited(item: Item, intervention: Intervention) -> bool:
    component = intervention.component.get(item.component)
    return component is not None and component.kind is Role.PROHIBITED


def standing(item: Item, answer: Answer, lean: Lean, is_prohibited: bool = False) -> Standing:
    """How one item stands.

    Args:
        item: The item.
        answer: What was recorded.
        lean: Which end is the better one.
        is_prohibited: Whether it shows something that must not occur: each time that is counted is one too many.
    """
    if is_prohibited and item.scale.kind is Kind.COUNT and not item.steps:
        lean = Lean.FEWER
    if answer.status in NOT_DUE:
        return Standing(item, answer, Seen.NOT_DUE, None, lean)
    if answer.status is not Status.RATED:
        return Standing(item, answer, Seen.NOT_RATED, None, lean)
    gap = _gap(item, answer, lean)
    if gap is None and is_prohibited and lean is Lean.FEWER:
        # How often is no share of anything; that it occurred at all is as far from its best as can be.
        gap = Fraction(1)
    return Standing(item, answer, Seen.COUNTED if gap is None else Seen.JUDGED, gap, lean)


def _gap(item: Item, answer: Answer, lean: Lean) -> Fraction | None:
    """How far an answer is from the best of its item; None where that cannot be said."""
    if lean is Lean.OPEN:
        return None
    if item.scale.kind is Kind.PERSONS:
        share = sum(answer.persons, Fraction(0)) / len(answer.persons)
        return 1 - share if lean is Lean.MORE else share
    if answer.value is None:
        return None
    points = item.points_of(answer.value)
    low, high = _ends(item)
    best = high if lean is Lean.MORE else low
    if best is None or points == best:
        return None if best is None else Fraction(0)
    return None if low is None or high is None else abs(best - points) / (high - low)


def _ends(item: Item) -> tuple[Fraction | None, Fraction | None]:
    """The lowest and highest points that an item can have, also where a scale leaves the lowest unsaid."""
    return (item.lowest, item.highest) if item.worths else ends(item.scale)


def parts(of: Iterable[Standing], intervention: Intervention) -> tuple[PracticePart, ...]:
    """Standings by component, in the order in which the checklist comes to them.

    Args:
        of: The standings.
        intervention: The intervention, for its components.
    """
    grouped: dict[str, list[Standing]] = {}
    for each in of:
        grouped.setdefault(each.item.component or f" {each.item.id}", []).append(each)
    return tuple(_parts(grouped, intervention))


def _parts(grouped: Mapping[str, list[Standing]], intervention: Intervention) -> Iterator[PracticePart]:
    for name, held in grouped.items():
        yield PracticePart(intervention.component.get(name), tuple(held))
