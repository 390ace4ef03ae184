"""The criteria of two versions, compared: what is asked for, on which days, and of which scores and items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import attrs

from fidelity.difference.probes import bases
from fidelity.difference.reasons import Reason, told, unlike_parts
from fidelity.difference.record import CriterionDifference, CriterionExample, Sample
from fidelity.difference.sameness import items_tested, same_condition, scores_read
from fidelity.difference.search import Quest, search, simplest
from fidelity.difference.sides import Observation, Sides
from fidelity.difference.verdict import Aspect, Base, Proof, Verdict
from fidelity.model.criterion import Criterion, Truth
from fidelity.plan.judgement import judge_one
from fidelity.plan.sentences import marked_condition
from fidelity.plan.words import condition_words

Pair = tuple[Criterion | None, Criterion | None]
"""The criterion of one id that is in force in the old and in the new version; None where none is."""


@attrs.frozen
class Found:
    """What was found of one pair.

    Attributes:
        proof: How it is known.
        example: Ratings for which the two say something else.
        n_tried: How many different ratings were tried.
    """

    proof: Proof
    example: CriterionExample | None = None
    n_tried: int = 0


def criteria(sides: Sides) -> Iterator[CriterionDifference]:
    """Every criterion of two versions, compared.

    Args:
        sides: The old and the new version.
    """
    known = [{each.id: each for each in plan.criteria} for plan in sides.plans]
    for name in dict.fromkeys((*known[0], *known[1])):
        title = (known[1].get(name) or known[0][name]).name
        if name not in known[1]:
            yield CriterionDifference(name, title, Verdict.REMOVED)
        elif name not in known[0]:
            yield CriterionDifference(name, title, Verdict.ADDED)
        else:
            yield _compared(sides, name, title)


def _compared(sides: Sides, name: str, title: str) -> CriterionDifference:
    pairs = _pairs(sides, name)
    found = [_found(sides, pair, day) for pair, day in pairs.items()]
    example = next((each.example for each in found if each.example is not None), None)
    proofs = {each.proof for each in found}
    proof = next(each for each in (Proof.EXAMPLE, Proof.NONE, Proof.EVERY_STATE, Proof.SAME_PLAN) if each in proofs)
    verdict = {Proof.EXAMPLE: Verdict.MOVES, Proof.NONE: Verdict.MAY_MOVE}.get(proof, Verdict.CANNOT_MOVE)
    why = told(dict.fromkeys(reason for pair in pairs for reason in _reasons(sides, pair)))
    return CriterionDifference(name, title, verdict, proof, why, example, sum(each.n_tried for each in found))


def _pairs(sides: Sides, name: str) -> dict[Pair, date | None]:
    """Which criterion of each version is in force together with which, each with a day on which this is so."""
    of = [[each for each in plan.criteria if each.id == name] for plan in sides.plans]
    pairs: dict[Pair, date | None] = {}
    for day in _days((*of[0], *of[1])):
        old, new = (next((each for each in side if each.in_force(day)), None) for side in of)
        if old is not None or new is not None:
            pairs.setdefault((old, new), day)
    return pairs


def _days(of: Iterable[Criterion]) -> Iterator[date | None]:
    """Days enough: none, every day on which something begins or ends, and one before all of them."""
    yield None
    cuts = sorted({day for each in of for day in (each.valid_from, each.valid_until) if day is not None})
    if cuts and cuts[0] > date.min:
        yield cuts[0] - timedelta(days=1)
    yield from cuts


def _found(sides: Sides, pair: Pair, day: date | None) -> Found:
    old, new = pair
    if old is not None and new is not None and same_condition(sides, (old.condition, new.condition)):
        return Found(Proof.SAME_PLAN)
    part, items, quest = _quest(sides, pair)
    if old is None or new is None:
        observation = bases({name: part.choices(name) for name in items})[Base.HIGHEST]
        ratings = {name: choice.text for name, choice in observation.items()}
        sample = Sample(Base.HIGHEST, ratings, (), all(part.choices(name).has_end for name in items))
        return Found(Proof.EXAMPLE, CriterionExample(Aspect.VERDICT, sample, day, *_truths(part, pair, observation)), 1)
    return _searched(quest, pair, day)


def _searched(quest: Quest, pair: Pair, day: date | None) -> Found:
    outcome = search(quest)
    if not outcome.samples:
        return Found(Proof.EVERY_STATE if outcome.is_proof else Proof.NONE, None, outcome.n_tried)
    aspect, observation = next(iter(outcome.samples.items()))
    shrunk, sample = simplest(quest, observation, aspect)
    example = CriterionExample(aspect, sample, day, *_truths(quest.sides, pair, shrunk))
    return Found(Proof.EXAMPLE, example, outcome.n_tried)


def _quest(sides: Sides, pair: Pair) -> tuple[Sides, tuple[str, ...], Quest]:
    """The part of both versions that decides, its items, and what is looked for."""
    old, new = pair
    read = [frozenset() if each is None else scores_read(each.condition) for each in pair]
    tested: frozenset[str] = frozenset().union(
        *(items_tested(each.condition, side) for each, side in zip(pair, sides.checklists, strict=True) if each)
    )
    part = sides.of_scores(read[0] | read[1])
    used = tested | {*part.items()}
    items = tuple(dict.fromkeys(item.id for side in sides.checklists for item in side.items if item.id in used))

    def differs(observation: Observation) -> frozenset[Aspect]:
        truths = _truths(part, pair, observation)
        if truths[0] is truths[1]:
            return frozenset()
        return frozenset({Aspect.DECIDED if Truth.CANNOT_TELL in truths else Aspect.VERDICT})

    scores = tuple((side, name) for side in (0, 1) for name in sorted(read[side]))
    both = None if old is None or new is None else (old.condition, new.condition)
    return part, items, Quest(part, items, differs, scores, both)


def _truths(sides: Sides, pair: Pair, observation: Observation) -> tuple[Truth | None, Truth | None]:
    """What the criterion says in both versions; None where it is not in force."""
    old, new = (
        None if criterion is None else _truth(sides, side, criterion, observation)
        for side, criterion in enumerate(pair)
    )
    return old, new


def _truth(sides: Sides, side: int, criterion: Criterion, observation: Observation) -> Truth:
    plan = attrs.evolve(sides.plans[side], criteria=(criterion,))
    (truth,) = judge_one(plan, sides.answers(side, observation), sides.results(side, observation))
    return truth


def _reasons(sides: Sides, pair: Pair) -> Iterator[Reason]:
    """What differs between the two, in words."""
    old, new = pair
    if old is None or new is None:
        present, whose = (new, "the new") if old is None else (old, "the old")
        assert present is not None
        yield "", f"it is in force {_dates(present)} in {whose} version, and not so in the other"
        return
    words = [
        condition_words(marked_condition(each.condition, side), side)
        for each, side in zip((old, new), sides.checklists, strict=True)
    ]
    if same_condition(sides, (old.condition, new.condition)):
        return
    if words[0] != words[1]:
        yield "", f"it asks for {words[1]} (before: {words[0]})"
    scores = scores_read(old.condition) & scores_read(new.condition)
    items = items_tested(old.condition, sides.checklists[0]) & items_tested(new.condition, sides.checklists[1])
    yield from unlike_parts(sides, sorted(scores), sorted(items))


def _dates(criterion: Criterion) -> str:
    said = []
    if criterion.valid_from:
        said.append(f"from {criterion.valid_from.isoformat()}")
    if criterion.valid_until:
        said.append(f"until the day before {criterion.valid_until.isoformat()}")
    return " ".join(said) or "always"
