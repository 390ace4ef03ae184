"""Comparison: what several raters recorded of one visit, item by item, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import combinations

import attrs

from fidelity.agreement.closeness import Closeness, closeness
from fidelity.agreement.percent import NOTHING, Agreement, of_item
from fidelity.model.answer import INVALID, MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.members import members_read
from fidelity.plan.plan import Plan
from fidelity.raters.independence import Independence
from fidelity.ratings.cells import cells_of
from fidelity.records.observation import Observation
from fidelity.records.observations import Stored


@attrs.frozen(eq=False)
class Side:
    """One rater's part in a comparison.

    Attributes:
        stored: The record as it stands.
        plan: The plan of the edition that was rated.
        independence: What of it was rated without sight of the others.
    """

    stored: Stored
    plan: Plan
    independence: Independence

    @property
    def rater(self) -> str:
        """The rater's code; the record's beginning where nobody is named."""
        return self.stored.observation.rater or self.stored.record.id[:8]

    @property
    def blind(self) -> Observation:
        """What was handed in before the others could be seen; agreement is taken of this."""
        return self.independence.observation

    @property
    def counts(self) -> bool:
        """Whether it enters the agreement."""
        return self.independence.why_not is None

    @property
    def changed(self) -> frozenset[str]:
        """The items whose rating was corrected after others could be seen."""
        now, then = self.stored.observation.ratings, self.blind.ratings
        return frozenset(name for name in {*now, *then} if now.get(name, "") != then.get(name, ""))


@attrs.frozen(eq=False)
class Compared:
    """One item, side by side.

    Attributes:
        item: The item.
        number: Its place in the checklist, from 1.
        texts: What each rater recorded, in the order of the sides; empty for nothing.
        notes: What each rater noted; empty for nothing.
        closeness: How near the two are that are furthest apart, of those who count; of all, where fewer than two count.
        agreement: How the pairs of those who count agree.
    """

    item: Item
    number: int
    texts: tuple[str, ...]
    notes: tuple[str, ...]
    closeness: Closeness
    agreement: Agreement

    @property
    def differs(self) -> bool:
        """Whether there is anything to talk about."""
        return self.closeness is not Closeness.SAME and any(self.texts)


@attrs.frozen(eq=False)
class Comparison:
    """Several raters of one visit, compared.

    Attributes:
        sides: The raters; those who count come first.
        items: The items that all of them were asked, side by side.
        left_out: Items that were not the same for all of them, by id.
    """

    sides: tuple[Side, ...]
    items: tuple[Compared, ...]
    left_out: tuple[str, ...]

    @property
    def plan(self) -> Plan:
        """The plan of the first side, whose words the items have."""
        return self.sides[0].plan

    @property
    def is_one_edition(self) -> bool:
        """Whether all rated what computes alike, so that their scores can be compared."""
        return len({side.plan.hash for side in self.sides}) == 1

    @property
    def agreement(self) -> Agreement:
        """The agreement over all items."""
        return sum((each.agreement for each in self.items), NOTHING)

    @cached_property
    def by_score(self) -> Mapping[str, Agreement]:
        """The agreement over the items that each score reads; empty where not all rated the same edition."""
        if not self.is_one_edition:
            return {}
        checklist = self.plan.checklist
        return {
            score.id: sum((each.agreement for each in self.items if each.item.id in read), NOTHING)
            for score in checklist.scores
            for read in [items_read(score.id, checklist)]
        }


def compare(sides: Sequence[Side]) -> Comparison:
    """Several raters of one visit, compared on what they were all asked.

    Where they rated different editions of the checklist, an item is compared if its answers and what may stand instead
    of a rating are the same in all of them; the others are named.

    Args:
        sides: The raters, two or more.
    """
    ordered = tuple(sorted(sides, key=lambda side: not side.counts))
    checklists = [side.plan.checklist for side in ordered]
    numbered = list(enumerate(checklists[0].items, 1))
    shared = [(number, item) for number, item in numbered if all(_same(item, each) for each in checklists)]
    known = {item.id for _, item in shared}
    asked = (item.id for each in checklists for item in each.items if item.id not in each.off)
    left_out = tuple(dict.fromkeys(name for name in asked if name not in known))
    return Comparison(ordered, tuple(_compared(number, item, ordered) for number, item in shared), left_out)


def _same(item: Item, checklist: Checklist) -> bool:
    """Whether a checklist asks an item with the same answers."""
    other = checklist.item.get(item.id)
    if other is None or item.id in checklist.off:
        return False
    # What an answer is called or described as may be worded anew; what it is worth may not.
    return _answers(other) == _answers(item)


def _answers(item: Item) -> object:
    scale = item.scale
    points = [(point.code, point.points) for point in scale.points]
    return points, scale.kind, scale.lowest, scale.highest, dict(scale.status_codes), item.allows


def _compared(number: int, item: Item, sides: Sequence[Side]) -> Compared:
    counting = [side for side in sides if side.counts]
    answers = [answer_in(side.blind, item, side.plan.checklist) for side in counting]
    shown = answers if len(counting) > 1 else [answer_in(side.blind, item, side.plan.checklist) for side in sides]
    near = [closeness(one, other, item) for one, other in combinations(shown, 2)]
    return Compared(
        item,
        number,
        tuple(side.blind.ratings.get(item.id, "") for side in sides),
        tuple(side.blind.notes.get(item.id, "") for side in sides),
        max(near, key=_FURTHEST.index, default=Closeness.OPEN),
        of_item(answers, item),
    )


_FURTHEST = (
    Closeness.SAME,
    Closeness.BY_ONE,
    Closeness.DIFFERENT,
    Closeness.BY_MORE,
    Closeness.OPEN,
    Closeness.STATUS,
)
"""From what needs least talk to what needs most."""


def answer_in(observation: Observation, item: Item, checklist: Checklist) -> Answer:
    """What an observation says of an item; a text that means nothing to it is invalid.

    Args:
        observation: The observation.
        item: The item.
        checklist: The checklist that was rated.
    """
    text = observation.ratings.get(item.id, "")
    return cells_of(item, checklist).answer(text) or INVALID if text else MISSING


def items_read(score_id: str, checklist: Checklist) -> frozenset[str]:
    """The items that a score reads, itself or by way of other scores.

    Args:
        score_id: The score.
        checklist: Its checklist.
    """
    found: set[str] = set()
    for _, name in members_read(checklist.score[score_id], checklist.items):
        found |= items_read(name, checklist) if name in checklist.score else {name}
    return frozenset(found)
