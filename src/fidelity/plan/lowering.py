"""From a checklist to its plan: members with their ranges, rules in the algebra, guards before every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm

import attrs

from fidelity.errors import InvalidRecord
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import ItemTest, leaves
from fidelity.model.members import members_read
from fidelity.model.rule import (
    FirstApplicable,
    Ladder,
    LookUp,
    MeanOfPercentages,
    Opportunity,
    PercentOfPossible,
    ProportionAtOrAbove,
    Rate,
    Ratio,
    ShareOfPersons,
    Weighted,
)
from fidelity.model.score import Score
from fidelity.model.status import STRICT, Effect, Status
from fidelity.plan.algebra import (
    Choose,
    Compare,
    Every,
    Expression,
    NoScore,
    Not,
    Number,
    Sign,
    Some,
    Test,
    Times,
    Total,
)
from fidelity.plan.algebra import Unknown as UnknownNode
from fidelity.plan.exact import APPLICABLE, FORBIDDEN, MISSED, RATED, USED
from fidelity.plan.first import first_missing
from fidelity.plan.hashing import plan_hash
from fidelity.plan.item_member import item_member, occurring
from fidelity.plan.lowered import Lowered
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.plan.reach import reach
from fidelity.plan.result import Reason
from fidelity.plan.rules import lowered
from fidelity.plan.seen import DUE, Member, Quantity, Shape, Term
from fidelity.plan.soundness import band_problems, score_problems
from fidelity.plan.source import NOTHING
from fidelity.problems import Problem, under

_NORMALISED = (Weighted, PercentOfPossible, MeanOfPercentages, ProportionAtOrAbove, Opportunity)
_TWO_ENDED = (Ratio, Rate, Ladder)
"""Rules of which each bound depends on both ends of what the members could be."""

_PASSED_OVER = {Status.NOT_APPLICABLE: Effect.EXCLUDED, Status.NO_OPPORTUNITY: Effect.EXCLUDED}
"""What these do where a criterion tests an item, unless the checklist says otherwise."""


def lower(checklist: Checklist) -> Plan:
    """The plan of a checklist.

    Args:
        checklist: The checklist, as published or as a profile has it.

    Raises:
        InvalidRecord: A score cannot be computed for some of the ratings that the checklist allows; each problem's path
            begins at the checklist.
    """
    scores: dict[str, ScorePlan] = {}
    problems: list[Problem] = []
    place = {score.id: number for number, score in enumerate(checklist.scores)}
    for score in _in_order(checklist):
        scores[score.id], found = _score_plan(score, checklist, scores)
        problems += under(found, "scores", place[score.id])
    if problems:
        raise InvalidRecord(problems)
    passed_over = {**STRICT, **_PASSED_OVER, **checklist.effects}
    floors = {name: item_member(checklist.item[name], checklist, passed_over) for name in _tested(checklist)}
    plan = Plan(checklist, scores, floors, checklist.criteria, "")
    return attrs.evolve(plan, hash=plan_hash(plan))


def _in_order(checklist: Checklist) -> Iterator[Score]:
    """The scores, each after those that it is made of."""
    waiting = {score.id: score for score in checklist.scores}
    while waiting:
        for name, score in list(waiting.items()):
            if not any(member in waiting for _, member in members_read(score, checklist.items)):
                yield waiting.pop(name)


def _tested(checklist: Checklist) -> tuple[str, ...]:
    """The items that a criterion tests, in the order of the checklist."""
    named = {
        name
        for criterion in checklist.criteria
        for _, leaf in leaves(criterion.condition)
        if isinstance(leaf, ItemTest)
        for name in checklist.members(leaf.items)
    }
    return tuple(item.id for item in checklist.items if item.id in named)


def _score_plan(
    score: Score, checklist: Checklist, scores: Mapping[str, ScorePlan]
) -> tuple[ScorePlan, tuple[Problem, ...]]:
    members = _members(score, checklist, scores)
    found = tuple(score_problems(score, members))
    of = checklist.members(score.of)
    value, lowest, highest = _guarded(score, of, members, lowered(score, of))
    plan = ScorePlan(score.id, members, value, lowest, highest, tuple(band.range for band in score.bands), (None, None))
    if found:
        return plan, found
    plan = attrs.evolve(plan, range=reach(score, plan))
    return plan, tuple(band_problems(score, plan, checklist))


def _members(score: Score, checklist: Checklist, scores: Mapping[str, ScorePlan]) -> tuple[Member, ...]:
    """What a score is made of, once each; a member that weighs nothing is none."""
    names = dict.fromkeys(name for _, name in members_read(score, checklist.items))
    weights = {name: score.weights.get(name, Fraction(1)) for name in names}
    if isinstance(score.rule, _NORMALISED):
        weights = _smallest(weights)
    effects = {status: checklist.effect(score, status) for status in Status}
    members = (
        item_member(checklist.item[name], checklist, effects)
        if name in checklist.item
        else Member(name, *scores[name].range, occurring(effects, STRICT), is_score=True)
        for name in names
    )
    return tuple(
        attrs.evolve(member, weight=weights[member.id], reverse=member.id in score.reverse)
        for member in members
        if weights[member.id]
    )


def _smallest(weights: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Weights in the smallest whole numbers: where a rule is normalised, only their proportions matter."""
    scale = lcm(*(weight.denominator for weight in weights.values())) if weights else 1
    whole = {name: int(weight * scale) for name, weight in weights.items()}
    divisor = gcd(*whole.values()) or 1
    return {name: Fraction(weight, divisor) for name, weight in whole.items()}


def _guarded(
    score: Score, of: Sequence[str], members: tuple[Member, ...], rule: Lowered
) -> tuple[Expression, Expression, Expression]:
    """The rule behind its guards, in the order in which a reason is given."""
    forbidden = Compare(Total(FORBIDDEN), Sign.ABOVE, NOTHING)
    sides = _sides(score, frozenset(of))
    none_due = _any(tuple(Compare(Total(attrs.evolve(APPLICABLE, of=side)), Sign.EQUAL, NOTHING) for side in sides))
    # A score needs a real rating: one made of nothing but statuses that count as met would be 100 % of nothing.
    cases: list[tuple[Test, Expression]] = [
        (forbidden, NoScore(Reason.STATUS_NOT_PERMITTED)),
        (none_due, NoScore(Reason.NOTHING_APPLICABLE)),
        (Compare(Total(RATED), Sign.EQUAL, NOTHING), NoScore(Reason.NOTHING_RATED)),
    ]
    too_many = first_missing(of) if isinstance(score.rule, FirstApplicable) else _too_many(score)
    lost = ((forbidden, UnknownNode()), (none_due, UnknownNode()))
    below, above = _limitless(score, members, Quantity.LOWEST), _limitless(score, members, Quantity.HIGHEST)
    if score.missing.unless_decided:
        ends = (Choose(below, rule.lowest), Choose(above, rule.highest))
        undecided = Not(Compare(ends[0], Sign.EQUAL, ends[1]))
        cases.append((Every((too_many, undecided)), NoScore(Reason.TOO_MANY_MISSING)))
    else:
        cases.append((too_many, NoScore(Reason.TOO_MANY_MISSING)))
    if score.missing.rated_at_least > 1:
        enough = Compare(Total(USED), Sign.AT_LEAST, Number(Fraction(score.missing.rated_at_least)))
        cases.append((Not(enough), NoScore(Reason.TOO_FEW_RATED)))
    if score.missing.unless_decided:
        cases.append((too_many, rule.lowest))
    for side in (side for side in sides if side is not None):
        unrated = Compare(Total(attrs.evolve(RATED, of=side)), Sign.EQUAL, NOTHING)
        cases.append((unrated, NoScore(Reason.NOTHING_RATED)))
    return (
        Choose(tuple(cases), rule.value),
        Choose((*lost, *below), rule.lowest),
        Choose((*lost, *above), rule.highest),
    )


def _sides(score: Score, of: frozenset[str]) -> tuple[frozenset[str] | None, ...]:
    """What must not be empty: the members, or for a ratio those above the line and those below it."""
    if isinstance(score.rule, Ratio):
        return of, frozenset(score.rule.to)
    return (of, frozenset({score.rule.per})) if isinstance(score.rule, Rate) else (None,)


def _any(tests: tuple[Test, ...]) -> Test:
    return tests[0] if len(tests) == 1 else Some(tests)


def _too_many(score: Score) -> Test:
    share = score.missing.share_at_most
    limit: Expression = Number(Fraction(score.missing.at_most or 0))
    if share:
        limit = Times(Number(share), Total(APPLICABLE))
    return Compare(Total(MISSED), Sign.ABOVE, limit)


def _limitless(score: Score, members: tuple[Member, ...], quantity: Quantity) -> tuple[tuple[Test, Expression], ...]:
    """The guards before a bound that some members may not have, where there are such members."""
    if isinstance(score.rule, ShareOfPersons | FirstApplicable | LookUp):
        return ()
    return tuple(
        (Compare(Total(Term(Shape.UNLIMITED, each, DUE)), Sign.ABOVE, NOTHING), UnknownNode())
        for each in ((Quantity.LOWEST, Quantity.HIGHEST) if isinstance(score.rule, _TWO_ENDED) else (quantity,))
        if None in {member.lowest if each is Quantity.LOWEST else member.highest for member in members}
    )
