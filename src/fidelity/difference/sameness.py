"""Whether two plans make a score or a verdict in the same way: members, rule, guards, bands, and all below them."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.difference.sides import Sides
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, Condition, ItemTest, ScoreTest, leaves
from fidelity.model.scale import Kind
from fidelity.plan.algebra import Call, parts
from fidelity.plan.hashing import condition_form, portable
from fidelity.plan.plan import ScorePlan
from fidelity.plan.seen import Member
from fidelity.ratings.cells import cells_of


def same_score(sides: Sides, name: str) -> bool:
    """Whether a score of both versions gives the same for all ratings that both take, because it is the same.

    Args:
        sides: The old and the new version.
        name: The score.
    """
    old, new = (plan.scores[name] for plan in sides.plans)
    return (
        _same_rule(old, new)
        and bands_of(sides.checklists[0], name) == bands_of(sides.checklists[1], name)
        and (all(same_member(sides, here, there) for here, there in _pairs(old, new)))
    )


def _same_rule(old: ScorePlan, new: ScorePlan) -> bool:
    if portable((old.value, old.lowest, old.highest)) != portable((new.value, new.lowest, new.highest)):
        return False
    names = [[member.id for member in plan.members] for plan in (old, new)]
    if any(isinstance(part, Call) for part in parts(old.value)):
        # A plugin's own rule sees its members in their order.
        return names[0] == names[1]
    return {*names[0]} == {*names[1]}


def _pairs(old: ScorePlan, new: ScorePlan) -> Iterable[tuple[Member, Member]]:
    there = {member.id: member for member in new.members}
    return ((member, there[member.id]) for member in old.members)


def same_member(sides: Sides, old: Member, new: Member) -> bool:
    """Whether a member counts in the same way for all ratings that both versions take.

    Args:
        sides: The old and the new version.
        old: The member in a score of the old version, or as its criteria see it.
        new: The same member in the new version.
    """
    if _counting(old) != _counting(new) or not _same_effects(old, new):
        return False
    return same_score(sides, old.id) if old.is_score else same_readings(sides, old.id)


def _counting(member: Member) -> object:
    return (
        member.lowest,
        member.highest,
        member.weight,
        member.reverse,
        member.off,
        member.is_score,
        portable(member.steps),
    )


def _same_effects(old: Member, new: Member) -> bool:
    """Whether each status that both allow does the same."""
    there = dict(new.effects)
    return all(there.get(status, effect) is effect for status, effect in old.effects)


def same_readings(sides: Sides, name: str) -> bool:
    """Whether whatever both versions take for an item means the same to both.

    Args:
        sides: The old and the new version.
        name: The item.
    """
    old, new = (cells_of(side.item[name], side) for side in sides.checklists)
    kinds = [each.item.scale.kind for each in (old, new)]
    if None not in kinds and (Kind.PERSONS in kinds) and kinds[0] is not kinds[1]:
        return False
    texts = {*old.texts, *new.texts, *old.numbers, *new.numbers}
    return all(_alike(old.answer(text), new.answer(text)) for text in texts)


def _alike(old: Answer | None, new: Answer | None) -> bool:
    """Whether two answers mean the same; what one version refuses is no answer there."""
    if old is None or new is None:
        return True
    return (old.status, old.value, old.persons) == (new.status, new.value, new.persons)


def bands_of(checklist: Checklist, score: str) -> object:
    """The bands of a score by id, whatever their order and names."""
    return {band.id: portable(band.range) for band in checklist.score[score].bands}


def same_condition(sides: Sides, conditions: tuple[Condition, Condition]) -> bool:
    """Whether two conditions ask for the same of scores and items that are the same.

    Args:
        sides: The old and the new version.
        conditions: What the old and the new version ask for.
    """
    old, new = (condition_form(condition, side) for condition, side in zip(conditions, sides.checklists, strict=True))
    if old != new:
        return False
    names = scores_read(conditions[0])
    items = items_tested(conditions[0], sides.checklists[0])
    floors = [plan.floors for plan in sides.plans]
    return all(same_score(sides, name) for name in names) and all(
        same_member(sides, floors[0][name], floors[1][name]) for name in items
    )


def scores_read(condition: Condition) -> frozenset[str]:
    """The scores that a condition asks about."""
    return frozenset(leaf.score for _, leaf in leaves(condition) if isinstance(leaf, ScoreTest | BandTest))


def items_tested(condition: Condition, checklist: Checklist) -> frozenset[str]:
    """The items that a condition asks about."""
    return frozenset(
        name for _, leaf in leaves(condition) if isinstance(leaf, ItemTest) for name in checklist.members(leaf.items)
    )
