"""Why a score or criterion can move: the parts of two plans that differ, in words made from these plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.difference.sameness import same_member, same_readings, same_score
from fidelity.difference.sides import Sides
from fidelity.model.answer import Answer
from fidelity.model.number import plain
from fidelity.model.score import Score
from fidelity.model.status import Status
from fidelity.plan.plan import ScorePlan
from fidelity.plan.seen import Member
from fidelity.plan.sentences import marked, marked_rule
from fidelity.plan.words import EFFECTS, listed, missing_words, rule_alone, several
from fidelity.ratings.cells import Cells, cells_of

Reason = tuple[str, str]
"""What differs: of which member, empty for the score itself, and what is said of it."""


def score_reasons(sides: Sides, name: str) -> tuple[str, ...]:
    """What differs in the two plans of a score; never nothing.

    Args:
        sides: The old and the new version.
        name: A score that the two do not compute in the same way.
    """
    return told(_reasons(sides, name)) or ("it is computed in another way",)


def told(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Reasons as sentences without a full stop; what is said of several members is said once."""
    members: dict[str, list[str]] = {}
    for member, said in reasons:
        members.setdefault(said, []).append(member)
    return tuple(f"{_several(names)}{said}" for said, names in members.items())


def _several(names: Sequence[str]) -> str:
    return f"{several([*map(marked, names)])}: " if names[0] else ""


def _reasons(sides: Sides, name: str) -> Iterator[Reason]:
    old, new = (side.score[name] for side in sides.checklists)
    rules = (rule_alone(attrs.evolve(score, rule=marked_rule(score.rule))) for score in (old, new))
    yield from _changed("", "", *_clauses(*rules))
    members = _members(sides.plans[0].scores[name]), _members(sides.plans[1].scores[name])
    yield from _come_and_gone(*members)
    yield from _changed("", "", *_clauses(missing_words(old), missing_words(new)))
    yield from dict.fromkeys(("", said) for _, said in _status_reasons(*members))
    for member in members[0]:
        if member in members[1]:
            yield from _member_reasons(sides, (old, new), members[0][member], members[1][member])
    yield from _band_reasons(old, new)


def _clauses(old: str, new: str) -> tuple[str, str]:
    """Two rules without the clauses that both have; whole where one has nothing else."""
    before, after = old.split("; "), new.split("; ")
    only = [each for each in before if each not in after], [each for each in after if each not in before]
    return ("; ".join(only[0]), "; ".join(only[1])) if all(only) else (old, new)


def _members(score: ScorePlan) -> Mapping[str, Member]:
    return {member.id: member for member in score.members}


def _changed(member: str, what: str, old: str, new: str) -> Iterator[Reason]:
    """What something is now, and what it was before, where the two differ."""
    if old != new:
        yield member, f"{what}{new} (before: {old})"


def _come_and_gone(old: Mapping[str, Member], new: Mapping[str, Member]) -> Iterator[Reason]:
    come = [name for name in new if name not in old]
    gone = [name for name in old if name not in new]
    if come:
        yield "", f"it is made of {listed(map(marked, come))} too"
    if gone:
        yield "", f"it is no longer made of {listed(map(marked, gone))}"


def _status_reasons(old: Mapping[str, Member], new: Mapping[str, Member]) -> Iterator[Reason]:
    """What a status does now to each member, and did before."""
    for name, member in new.items():
        before = dict(old[name].effects) if name in old else {}
        for status, effect in member.effects:
            if status in before:
                yield from _changed(name, f"{_spoken(status)} ", EFFECTS[before[status]], EFFECTS[effect])


def _spoken(status: Status) -> str:
    return status.value.replace("_", " ")


def _member_reasons(sides: Sides, scores: tuple[Score, Score], old: Member, new: Member) -> Iterator[Reason]:
    """What differs in how one member counts."""
    name = old.id
    weights = [score.weights.get(name, Fraction(1)) for score in scores]
    if old.weight != new.weight and weights[0] != weights[1]:
        yield from _changed(name, "weight ", plain(weights[0]), plain(weights[1]))
    if old.reverse != new.reverse:
        yield name, "counted backwards" if new.reverse else "no longer counted backwards"
    yield from _off_reasons(old, new)
    kinds = ["a score" if member.is_score else "an item" for member in (old, new)]
    yield from _changed(name, "", *kinds)
    if old.is_score and new.is_score and not same_score(sides, name):
        yield name, "not the same"
    if not old.is_score and not new.is_score:
        yield from item_reasons(sides, old, new)


def _off_reasons(old: Member, new: Member) -> Iterator[Reason]:
    if old.off != new.off:
        yield new.id, "left out" if new.off else "no longer left out"


def item_reasons(sides: Sides, old: Member, new: Member) -> Iterator[Reason]:
    """What differs in what an item is worth.

    Args:
        sides: The old and the new version.
        old: The item as the old version counts it.
        new: The item as the new version counts it.
    """
    name = old.id
    if not same_readings(sides, name):
        yield from _reading_reasons(name, *(cells_of(side.item[name], side) for side in sides.checklists))
    if old.steps != new.steps:
        yield from _changed(name, "points for raw numbers: ", _steps(old), _steps(new))
    if (old.lowest, old.highest) != (new.lowest, new.highest):
        yield from _changed(name, "", _ends(old), _ends(new))


def _reading_reasons(name: str, old: Cells, new: Cells) -> Iterator[Reason]:
    for text in dict.fromkeys((*new.texts, *old.texts)):
        before, after = old.answer(text), new.answer(text)
        if before is not None and after is not None and text:
            yield from _changed(name, f"code `{text}` ", _meaning(before), _meaning(after))


def _meaning(answer: Answer) -> str:
    if answer.status is not Status.RATED:
        return f"means {_spoken(answer.status)}"
    return "is a result of persons" if answer.value is None else f"is worth {plain(answer.value)}"


def _steps(member: Member) -> str:
    if not member.steps:
        return "the raw number counts"
    return ", ".join(f"{step.range} is {plain(step.points)}" for step in member.steps)


def _ends(member: Member) -> str:
    if member.lowest is None and member.highest is None:
        return "any points"
    if member.highest is None:
        return f"{plain(member.lowest or Fraction(0))} points or more"
    if member.lowest is None:
        return f"{plain(member.highest)} points or fewer"
    return f"{plain(member.lowest)} to {plain(member.highest)} points"


def _band_reasons(old: Score, new: Score) -> Iterator[Reason]:
    before, after = ({band.id: band.range for band in score.bands} for score in (old, new))
    for name, held in after.items():
        if name not in before:
            yield "", f"band {marked(name)} is new: {held}"
        else:
            yield from _changed("", f"band {marked(name)}: ", str(before[name]), str(held))
    yield from (
        ("", f"band {marked(name)} is gone (before: {held})") for name, held in before.items() if name not in after
    )


def unlike_parts(sides: Sides, scores: Sequence[str], items: Sequence[str]) -> Iterator[Reason]:
    """Which of the scores and items that a criterion asks about differ, although it asks for the same.

    Args:
        sides: The old and the new version.
        scores: The scores that both versions ask about.
        items: The items that both versions ask about.
    """
    yield from ((name, "not the same") for name in scores if not same_score(sides, name))
    for name in items:
        old, new = (plan.floors[name] for plan in sides.plans)
        if not same_member(sides, old, new):
            yield from item_reasons(sides, old, new)
            yield from _off_reasons(old, new)
            yield from _status_reasons({name: old}, {name: new})
