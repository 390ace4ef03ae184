"""Comparability: what may be said of a score or a verdict by one edition beside that by another, and why.

Four answers, from the strongest to the weakest:

- *same*: the same items, carried whole, and it is proved that the same ratings give the same;
- *comparable*: the same items, carried whole, put together by the same rule; limits, bands or cut-offs differ;
- *linked only*: some items came or went, or were carried in part: how many of how many are the same is told;
- *not comparable*: another scale, another rule, or nothing in common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum

import attrs

from fidelity.difference.record import ScoreDifference
from fidelity.difference.sides import Sides, scores_under
from fidelity.difference.verdict import Verdict
from fidelity.evaluation.crosswalk import Crossing, Fate
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.model.rule import Ladder, Rate, Ratio, Rule
from fidelity.model.score import Score
from fidelity.plan.plan import Plan
from fidelity.plan.sentences import marked
from fidelity.plan.words import counted, several


class Comparability(Enum):
    """What may be said of two results of the same ratings."""

    SAME = "same"
    """They are the same: that is proved."""
    COMPARABLE = "comparable"
    """They measure the same, and limits, bands or cut-offs differ."""
    LINKED_ONLY = "linked_only"
    """They have some items in common."""
    NOT_COMPARABLE = "not_comparable"
    """They stand side by side, and neither is more or less than the other."""

    @property
    def says_more_or_less(self) -> bool:
        """Whether one result can be called higher or lower than the other."""
        return self in (Comparability.SAME, Comparability.COMPARABLE)


ORDER = tuple(Comparability)
"""From the strongest to the weakest."""


@attrs.frozen
class Statement:
    """What may be said of one score or criterion by two editions.

    Attributes:
        id: The score or criterion.
        title: Its name for people, in the newest version that has it.
        comparability: What may be said.
        why: Why no more than that, a sentence without a full stop for each; empty where it is the same.
        n_items: How many items it is made of in the new version; 0 where that does not have it.
        n_carried: How many of these are carried whole.
        n_dropped: How many items it was made of in the old version, and is no longer.
    """

    id: str
    title: str
    comparability: Comparability
    why: tuple[str, ...] = ()
    n_items: int = 0
    n_carried: int = 0
    n_dropped: int = 0


def weakest(of: Collection[Comparability]) -> Comparability:
    """The weakest of several answers; that of nothing is *same*.

    Args:
        of: The answers.
    """
    return max(of, key=ORDER.index, default=Comparability.SAME)


def score_statements(
    sides: Sides, differences: Sequence[ScoreDifference], crossings: Sequence[Crossing]
) -> tuple[Statement, ...]:
    """What may be said of each score of two editions.

    Args:
        sides: The old and the new one.
        differences: The scores of both, compared, as `fidelity.difference.comparison.compare` does.
        crossings: What became of each item.
    """
    fates = {crossing.item: crossing for crossing in crossings}
    return tuple(_of_score(sides, each, fates) for each in differences)


def _of_score(sides: Sides, difference: ScoreDifference, crossings: Mapping[str, Crossing]) -> Statement:
    name, title = difference.id, difference.title
    if difference.verdict in (Verdict.ADDED, Verdict.REMOVED):
        is_new = difference.verdict is Verdict.ADDED
        n_items = len(leaves_of(sides.plans[1], name)) if is_new else 0
        only = f"the {'new' if is_new else 'old'} version only has it"
        return Statement(name, title, Comparability.NOT_COMPARABLE, (only,), n_items)
    old, new = (leaves_of(plan, name) for plan in sides.plans)
    fates = {item: crossings[item].fate for item in new}
    n_carried = sum(fate is Fate.CARRIED for fate in fates.values())
    n_dropped = sum(item not in new for item in old)
    apart = (*_unlike_items(sides, {*old, *new}, crossings), *_unlike_rules(sides, name))
    why: tuple[str, ...] = apart
    is_whole = n_carried == len(new) and {*old} == {*new}
    lost = tuple(_lost(new, crossings))
    if is_whole and not lost and difference.verdict is Verdict.CANNOT_MOVE:
        said, why = Comparability.SAME, ()
    elif apart:
        said = Comparability.NOT_COMPARABLE
    elif not {Fate.CARRIED, Fate.IN_PART} & {*fates.values()}:
        said, why = Comparability.NOT_COMPARABLE, ("none of its items was rated before",)
    elif not is_whole:
        said, why = Comparability.LINKED_ONLY, tuple(_links(old, fates, crossings))
    else:
        said, why = Comparability.COMPARABLE, (*difference.why, *lost)
    return Statement(name, title, said, why, len(new), n_carried, n_dropped)


def leaves_of(plan: Plan, score: str) -> tuple[str, ...]:
    """The items that a score is made of, by way of other scores too, without those that are left out.

    Args:
        plan: The plan.
        score: The score.
    """
    members = (member for name in scores_under(plan, [score]) for member in plan.scores[name].members)
    used = {member.id for member in members if not member.is_score and not member.off}
    return tuple(item.id for item in plan.checklist.items if item.id in used)


def _links(old: Sequence[str], fates: Mapping[str, Fate], crossings: Mapping[str, Crossing]) -> Iterator[str]:
    """Which items came, went, or were carried in part."""
    added = [marked(item) for item, fate in fates.items() if fate is Fate.ADDED]
    joined = [marked(item) for item, fate in fates.items() if fate is not Fate.ADDED and item not in old]
    dropped = [marked(item) for item in old if item not in fates]
    if added:
        yield f"{several(added)} {_was(added)} not rated before"
    if joined:
        yield f"{several(joined)} {_was(joined)} rated before, and no part of it"
    if dropped:
        yield f"{several(dropped)} {_was(dropped)} part of it before"
    for item, fate in fates.items():
        if fate is Fate.IN_PART:
            yield f"{marked(item)} is carried in part: {crossings[item].why}"


def _lost(items: Sequence[str], crossings: Mapping[str, Crossing]) -> Iterator[str]:
    """Statuses that some records have and the new version does not allow."""
    names = [marked(item) for item in items if crossings[item].n_statuses_lost]
    if names:
        n = sum(crossings[item].n_statuses_lost for item in items)
        yield f"{counted(n, 'answer')} to {several(names)} became missing: their status is not allowed any longer"


def _was(names: Sequence[str]) -> str:
    return "was" if len(names) == 1 else "were"


def _unlike_items(sides: Sides, items: Collection[str], crossings: Mapping[str, Crossing]) -> Iterator[str]:
    """Items whose scale, or whose worth, is another one."""
    said: dict[str, list[str]] = {}
    for name, crossing in crossings.items():
        if name in items and crossing.fate is Fate.NOT_CARRIED:
            said.setdefault(f"another scale: {crossing.why}", []).append(marked(name))
        elif name in items and crossing.fate in (Fate.CARRIED, Fate.IN_PART):
            before, after = (_worth(side.item[name]) for side in sides.checklists)
            if before != after:
                said.setdefault(f"worth {after} (before: {before})", []).append(marked(name))
    return (f"{several(names)}: {text}" for text, names in said.items())


def _worth(item: Item) -> str:
    """What an item can be worth, in words; a raw number that counts as it is has no other worth than itself."""
    return f"{plain(min(item.worths))} to {plain(max(item.worths))} points" if item.worths else "its raw number"


def _unlike_rules(sides: Sides, name: str) -> Iterator[str]:
    """Scores, this one and those that it is made of, that are put together in another way."""
    under = [scores_under(plan, [name]) for plan in sides.plans]
    leaves = [{*leaves_of(plan, name)} for plan in sides.plans]
    common = (leaves[0] & leaves[1]) | (under[0] & under[1])
    has_same_items = leaves[0] == leaves[1]
    for score in sorted(under[0] & under[1]):
        before, after = (_form(side.score[score], common, has_same_items) for side in sides.checklists)
        parts = [{member.id for member in plan.scores[score].members} & common for plan in sides.plans]
        if before != after:
            yield f"{marked(score)} has another rule"
        elif parts[0] != parts[1]:
            yield f"{marked(score)} is put together of other parts"
    if has_same_items and under[0] != under[1]:
        others = several(sorted(map(marked, under[0] ^ under[1])))
        yield f"the same items are put together by way of other scores: {others}"


def _form(score: Score, common: Collection[str], is_whole: bool) -> object:
    """What makes a rule the rule that it is, as far as two versions have the same members."""
    weights = {name: weight for name, weight in score.weights.items() if name in common and weight != 1}
    return score.rule if is_whole else _nameless(score.rule), weights, {*score.reverse} & {*common}


def _nameless(rule: Rule) -> Rule:
    """A rule without the names of its members, some of which one version alone has."""
    if isinstance(rule, Ratio):
        return attrs.evolve(rule, to=())
    if isinstance(rule, Rate):
        return attrs.evolve(rule, per="")
    if isinstance(rule, Ladder):
        needs = ((step, tuple(attrs.evolve(need, of=()) for need in step.needs)) for step in rule.steps)
        return attrs.evolve(rule, steps=tuple(attrs.evolve(step, needs=of) for step, of in needs))
    return rule
