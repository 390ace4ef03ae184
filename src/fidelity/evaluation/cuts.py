"""Cuts: the criteria that were in force then and those of today, and what may be said of what both say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import attrs

from fidelity.difference.sameness import items_tested, same_member, scores_read
from fidelity.difference.sides import Sides
from fidelity.evaluation.comparability import Comparability, Statement, weakest
from fidelity.evaluation.crosswalk import Crossing, Fate
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion
from fidelity.plan.hashing import condition_form
from fidelity.plan.plan import Plan
from fidelity.plan.sentences import marked, marked_condition
from fidelity.plan.words import condition_words


def as_of(plan: Plan, on: date) -> Plan:
    """A plan whose criteria are those of one day, whenever something was observed.

    Args:
        plan: The plan.
        on: The day.
    """
    held = (criterion for criterion in plan.criteria if criterion.in_force(on))
    return attrs.evolve(
        plan, criteria=tuple(attrs.evolve(criterion, valid_from=None, valid_until=None) for criterion in held)
    )


def criterion_statements(
    sides: Sides, scores: Sequence[Statement], crossings: Sequence[Crossing], days: Collection[date | None], on: date
) -> tuple[Statement, ...]:
    """What may be said of each criterion: as it was in force on the days of the observations, and as it is today.

    Args:
        sides: The old and the new version.
        scores: What may be said of each score.
        crossings: What became of each item.
        days: The days of the observations; None for those without one.
        on: The day that counts as today.
    """
    old, new = (plan.criteria for plan in sides.plans)
    held = [each for each in old if any(each.in_force(day) for day in days)]
    now = {each.id: each for each in new if each.in_force(on)}
    said = {statement.id: statement.comparability for statement in scores}
    items = {crossing.item: crossing for crossing in crossings}
    found = []
    for name in dict.fromkeys(each.id for each in (*old, *new)):
        then, today = [each for each in held if each.id == name], now.get(name)
        title = next(each.name for each in (*([today] if today else []), *new, *old) if each.id == name)
        if then and today:
            found.append(_compared(sides, then, today, title, said, items))
        else:
            why = tuple(_absent(name, sides, bool(then), bool(today), on))
            found.append(Statement(name, title, Comparability.NOT_COMPARABLE, why))
    return tuple(found)


def _absent(name: str, sides: Sides, was: bool, is_now: bool, on: date) -> Iterator[str]:
    """Why there is nothing to compare."""
    has = [name in {each.id for each in plan.criteria} for plan in sides.plans]
    if not all(has):
        yield f"the {'old' if has[0] else 'new'} version only has it"
    if has[0] and not was:
        yield "it was in force on none of the days of these records"
    if has[1] and not is_now:
        yield f"it is not in force on {on}"


def _compared(
    sides: Sides,
    then: Sequence[Criterion],
    today: Criterion,
    title: str,
    scores: Mapping[str, Comparability],
    crossings: Mapping[str, Crossing],
) -> Statement:
    forms = [condition_form(each.condition, sides.checklists[0]) for each in then]
    words = _words(today, sides.checklists[1])
    others = [
        _words(each, sides.checklists[0])
        for each, form in zip(then, forms, strict=True)
        if form != condition_form(today.condition, sides.checklists[1])
    ]
    why = [f"it asks for {words} (then: {said})" for said in others]
    answers = [Comparability.COMPARABLE] if others else []
    read, tested = _asked(sides, then, today)
    for name in sorted(read):
        answers.append(scores[name])
        why += [f"{marked(name)} is {_SPOKEN[scores[name]]}"] if scores[name] is not Comparability.SAME else []
    for name in sorted(tested):
        answer, said = _of_item(sides, crossings[name])
        answers.append(answer)
        why += [f"{marked(name)} {said}"] if said else []
    return Statement(today.id, title, weakest(answers), tuple(why))


def _of_item(sides: Sides, of: Crossing) -> tuple[Comparability, str]:
    """What may be said of an item that a criterion asks about, and why no more than that."""
    if of.fate is not Fate.CARRIED:
        weak = Comparability.NOT_COMPARABLE if of.fate is Fate.NOT_CARRIED else Comparability.LINKED_ONLY
        return weak, f"is {_FATES[of.fate]}"
    old, new = (plan.floors.get(of.item) for plan in sides.plans)
    if of.n_statuses_lost or (old and new and not same_member(sides, old, new)):
        return Comparability.COMPARABLE, "is worth something else, or its statuses count otherwise"
    return Comparability.SAME, ""


_SPOKEN = {
    Comparability.COMPARABLE: "comparable, and not the same",
    Comparability.LINKED_ONLY: "linked only",
    Comparability.NOT_COMPARABLE: "not comparable",
}
_FATES = {
    Fate.IN_PART: "carried in part",
    Fate.NOT_CARRIED: "on another scale",
    Fate.ADDED: "new",
    Fate.DROPPED: "gone",
    Fate.LEFT_OUT: "left out",
}


def _words(criterion: Criterion, checklist: Checklist) -> str:
    return condition_words(marked_condition(criterion.condition, checklist), checklist)


def _asked(sides: Sides, then: Sequence[Criterion], today: Criterion) -> tuple[frozenset[str], frozenset[str]]:
    """The scores and the items that either of the two asks about; what is left out is asked about by nobody."""
    pairs = [*((each, sides.checklists[0]) for each in then), (today, sides.checklists[1])]
    scores = (scores_read(each.condition) for each, _ in pairs)
    items = (items_tested(each.condition, side) - side.off for each, side in pairs)
    return frozenset().union(*scores), frozenset().union(*items)
