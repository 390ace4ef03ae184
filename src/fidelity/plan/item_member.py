"""Items as members: what a score, a criterion or a figure sees of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.score import Members
from fidelity.model.status import FIXED, STRICT, Effect, Status
from fidelity.plan.seen import Member


def item_member(item: Item, checklist: Checklist, effects: Mapping[Status, Effect]) -> Member:
    """An item as a member.

    Args:
        item: The item.
        checklist: The checklist that it belongs to.
        effects: What each status does.
    """
    allowed = item.allows | frozenset(item.scale.status_codes.values())
    return Member(
        item.id,
        item.lowest,
        item.highest,
        occurring(effects, allowed),
        off=item.id in checklist.off,
        steps=tuple(sorted(item.steps, key=lambda step: (step.range.low is not None, step.range.low or 0))),
    )


def occurring(effects: Mapping[Status, Effect], of: Collection[Status]) -> tuple[tuple[Status, Effect], ...]:
    """The effects of the statuses that can occur: others change no number."""
    return tuple((status, effect) for status, effect in effects.items() if status in of and status not in FIXED)


def figure_members(of: Members, checklist: Checklist) -> tuple[Member, ...]:
    """The items of a figure, as the checklist has their statuses: no score has a say in it.

    Args:
        of: The items.
        checklist: The checklist, as published or as a profile has it.
    """
    effects = {**STRICT, **checklist.effects}
    return tuple(item_member(checklist.item[name], checklist, effects) for name in checklist.members(of))
