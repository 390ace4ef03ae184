"""Profiles: what a jurisdiction or a study changes in a checklist, openly and under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.checklist import Checklist
from fidelity.model.consistency import checklist_problems
from fidelity.model.criterion import All, Any, Condition, Criterion, ItemTest
from fidelity.model.figure import Figure, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.model.identifier import identifier_problems
from fidelity.model.item import Item
from fidelity.model.rule import Ladder, Rate, Ratio
from fidelity.model.score import Members, Score
from fidelity.problems import Path, Problem, nearest

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


def profile_problems(
    profile: Profile, checklist: Checklist, also_known: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Where a profile replaces what its checklist does not have, or leaves parts that do not fit each other.

    Args:
        profile: The profile.
        checklist: The checklist that it changes.
        also_known: Ids of parts that are wrong in themselves and already reported: naming them is no second mistake.
    """
    found = tuple(_replaced_problems(profile, checklist, also_known))
    yield from found
    if found:
        return
    items, scores, criteria = _changed(checklist, profile)
    figures = _figures(checklist, profile)
    off = sorted(checklist.off | frozenset(profile.leaves_out))
    parts: Mapping[str, Sequence[Item | Score | Criterion]] = {"items": items, "scores": scores, "criteria": criteria}
    for problem in checklist_problems(items, scores, criteria, checklist.effects, off, also_known, figures):
        yield _at_change(problem, profile, parts)


def _replaced_problems(profile: Profile, checklist: Checklist, also_known: frozenset[str]) -> Iterator[Problem]:
    for place, change in enumerate(profile.replacements):
        noun, known = _namesakes(change.part, checklist)
        if change.replaces and change.replaces not in known | also_known:
            yield Problem(
                f"unknown-{noun}",
                f"checklist `{checklist.id}` has no {noun} `{change.replaces}` to replace",
                nearest(change.replaces, known | also_known),
                ("replaces", place, noun),
            )


def _at_change(problem: Problem, profile: Profile, parts: Mapping[str, Sequence[Item | Score | Criterion]]) -> Problem:
    """A problem of the changed checklist, with its path within the profile as a definition writes it."""
    if problem.path[:1] == ("leaves_out",):
        return problem
    part = None
    if len(problem.path) > 1 and isinstance(problem.path[1], int) and problem.path[0] in parts:
        part = parts[str(problem.path[0])][problem.path[1]]
    for way, change in changes(profile):
        if part is not None and type(change.part) is type(part) and change.part.id == part.id:
            return attrs.evolve(problem, path=(*way, *problem.path[2:]))
    return attrs.evolve(problem, path=())


def changes(profile: Profile) -> Iterator[tuple[Path, Replacement]]:
    """The changes of a profile, each with the way to its new part as a definition writes it."""
    n_added = 0
    for place, change in enumerate(profile.replacements):
        if change.replaces:
            yield ("replaces", place, "with"), change
        else:
            yield ("adds", n_added, type(change.part).__name__.lower()), change
            n_added += 1


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
    items, scores, criteria = _changed(checklist, profile)
    return attrs.evolve(
        checklist,
        items=items,
        scores=scores,
        criteria=criteria,
        figures=_figures(checklist, profile),
        off=checklist.off | frozenset(profile.leaves_out),
        profile=profile.id,
    )


def _changed(
    checklist: Checklist, profile: Profile
) -> tuple[tuple[Item, ...], tuple[Score, ...], tuple[Criterion, ...]]:
    """The parts of a checklist after the changes, with every name of a part that went changed to that which came."""
    items, scores, kept = [*checklist.items], [*checklist.scores], [*checklist.criteria]
    came: list[Criterion] = []
    renamed: dict[str, str] = {}
    for change in profile.replacements:
        part = change.part
        # No score and no condition names a criterion, though one of them may bear the same name.
        if change.replaces and part.id != change.replaces and not isinstance(part, Criterion):
            renamed[change.replaces] = part.id
        if isinstance(part, Item):
            _put(items, checklist.items, change.replaces, part)
        elif isinstance(part, Score):
            _put(scores, checklist.scores, change.replaces, part)
        else:
            kept = [each for each in kept if each.id != change.replaces]
            came.append(part)
    return (
        tuple(items),
        tuple(_renamed_score(score, renamed) for score in scores),
        tuple(attrs.evolve(each, condition=_renamed_condition(each.condition, renamed)) for each in (*kept, *came)),
    )


def _figures(checklist: Checklist, profile: Profile) -> tuple[Figure, ...]:
    """The figures after the changes, each taken of what came in the place of what went."""
    criteria = {each.replaces: each.part.id for each in profile.replacements if isinstance(each.part, Criterion)}
    members = {each.replaces: each.part.id for each in profile.replacements if not isinstance(each.part, Criterion)}
    return tuple(_renamed_figure(figure, criteria, members) for figure in checklist.figures)


def _renamed_figure(figure: Figure, criteria: Mapping[str, str], members: Mapping[str, str]) -> Figure:
    match figure.rule:
        case ShareMeeting(criterion):
            return attrs.evolve(figure, rule=ShareMeeting(criteria.get(criterion, criterion)))
        case MeanOfScore(score):
            return attrs.evolve(figure, rule=MeanOfScore(members.get(score, score)))
        case MeanOfItemPercentages(of):
            return attrs.evolve(figure, rule=MeanOfItemPercentages(attrs.evolve(of, ids=_names(of.ids, members))))


def _put(parts: list[_Part], before: Sequence[_Part], replaces: str, part: _Part) -> None:
    # Looked for among the old parts: a new one may already bear the id of an old one that is still to go.
    for place, old in enumerate(before):
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
