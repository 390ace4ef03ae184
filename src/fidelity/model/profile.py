"""Profiles: what a jurisdiction or a study changes in a checklist, openly and under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, Condition, Criterion, ItemTest
from fidelity.model.identifier import identifier_problems
from fidelity.model.item import Item
from fidelity.model.rule import Ladder, Rate, Ratio
from fidelity.model.score import Members, Score
from fidelity.problems import Problem, nearest

_Part = TypeVar("_Part", Item, Score)


@attrs.frozen
class Replacement:
    """One part that takes the place of another.

    Attributes:
        replaces: The id of the part that goes; empty where the new part is an addition.
        part: The part that comes.
    """

    replaces: str
    part: Item | Score | Criterion


@attrs.frozen
class Profile:
    """What a jurisdiction or a study changes in one checklist.

    Attributes:
        id: Its name within the definition.
        checklist: The checklist that it changes, by id.
        title: Its name for people.
        source: Where the change is laid down.
        replacements: Parts that take the place of others, and parts that are added.
        leaves_out: Items that are not rated, by id; they get the status *off by design*.
    """

    id: str
    checklist: str
    title: str = ""
    source: str = ""
    replacements: tuple[Replacement, ...] = ()
    leaves_out: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a profile that changes nothing."""
        problems = [*identifier_problems(self.id)]
        if not self.replacements and not self.leaves_out:
            problems.append(
                Problem(
                    "empty-profile",
                    f"profile `{self.id}` changes nothing",
                    "add `replaces` or `leaves_out`",
                )
            )
        if problems:
            raise InvalidRecord(problems)


def profile_problems(profile: Profile, checklist: Checklist) -> Iterator[Problem]:
    """Where a profile replaces what its checklist does not have."""
    for place, change in enumerate(profile.replacements):
        noun, known = _namesakes(change.part, checklist)
        if change.replaces and change.replaces not in known:
            yield Problem(
                f"unknown-{noun}",
                f"checklist `{checklist.id}` has no {noun} `{change.replaces}` to replace",
                nearest(change.replaces, known),
                ("replaces", place, noun),
            )


def _namesakes(part: Item | Score | Criterion, checklist: Checklist) -> tuple[str, set[str]]:
    if isinstance(part, Item):
        return "item", {item.id for item in checklist.items}
    if isinstance(part, Score):
        return "score", {score.id for score in checklist.scores}
    return "criterion", {criterion.id for criterion in checklist.criteria}


def with_profile(checklist: Checklist, profile: Profile) -> Checklist:
    """The checklist as a profile has it.

    Args:
        checklist: The checklist as published.
        profile: A profile of this checklist.

    Raises:
        InvalidRecord: The parts do not fit each other once the changes are made.
    """
    problems = tuple(profile_problems(profile, checklist))
    if problems:
        raise InvalidRecord(problems)
    items, scores, criteria = [*checklist.items], [*checklist.scores], [*checklist.criteria]
    renamed: dict[str, str] = {}
    for change in profile.replacements:
        part = change.part
        if change.replaces and part.id != change.replaces:
            renamed[change.replaces] = part.id
        if isinstance(part, Item):
            _put(items, change.replaces, part)
        elif isinstance(part, Score):
            _put(scores, change.replaces, part)
        else:
            criteria = [each for each in criteria if each.id != change.replaces]
            criteria.append(part)
    return attrs.evolve(
        checklist,
        items=tuple(items),
        scores=tuple(_renamed_score(score, renamed) for score in scores),
        criteria=tuple(attrs.evolve(each, condition=_renamed_condition(each.condition, renamed)) for each in criteria),
        off=checklist.off | frozenset(profile.leaves_out),
        profile=profile.id,
    )


def _put(parts: list[_Part], replaces: str, part: _Part) -> None:
    for place, old in enumerate(parts):
        if old.id == replaces:
            parts[place] = part
            return
    parts.append(part)


def _names(ids: tuple[str, ...], renamed: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(renamed.get(name, name) for name in ids)


def _renamed_score(score: Score, renamed: Mapping[str, str]) -> Score:
    rule = score.rule
    if isinstance(rule, Ratio):
        rule = attrs.evolve(rule, to=_names(rule.to, renamed))
    elif isinstance(rule, Rate):
        rule = attrs.evolve(rule, per=renamed.get(rule.per, rule.per))
    elif isinstance(rule, Ladder):
        rule = attrs.evolve(
            rule,
            steps=tuple(
                attrs.evolve(
                    step,
                    needs=tuple(attrs.evolve(need, of=_names(need.of, renamed)) for need in step.needs),
                )
                for step in rule.steps
            ),
        )
    return attrs.evolve(
        score,
        rule=rule,
        of=attrs.evolve(score.of, ids=_names(score.of.ids, renamed)),
        reverse=frozenset(_names(tuple(score.reverse), renamed)),
        weights={renamed.get(name, name): weight for name, weight in score.weights.items()},
    )


def _renamed_condition(condition: Condition, renamed: Mapping[str, str]) -> Condition:
    if isinstance(condition, All | Any):
        return attrs.evolve(condition, of=tuple(_renamed_condition(part, renamed) for part in condition.of))
    if isinstance(condition, ItemTest):
        items: Members = attrs.evolve(condition.items, ids=_names(condition.items.ids, renamed))
        return attrs.evolve(condition, items=items)
    return attrs.evolve(condition, score=renamed.get(condition.score, condition.score))
