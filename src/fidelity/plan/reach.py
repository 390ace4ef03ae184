"""How far a score can reach: its lowest and highest possible value, and how fine it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import gcd, lcm

from fidelity.model.item import Item
from fidelity.model.missing import Then
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    FirstApplicable,
    Ladder,
    LookUp,
    Mean,
    MeanOfPercentages,
    Minimum,
    Opportunity,
    PercentOfPossible,
    ProportionAtOrAbove,
    Rate,
    Ratio,
    Sum,
    Weighted,
)
from fidelity.model.score import Score
from fidelity.model.status import Effect
from fidelity.plan.evaluate import Outcome, value_of
from fidelity.plan.exact import Members
from fidelity.plan.plan import ScorePlan
from fidelity.plan.seen import Member, Part, Seen

Reach = tuple[Fraction | None, Fraction | None]
"""The lowest and highest value that a score can have; None for an end that has no limit."""

_OF_ANY_PART = (
    Sum,
    Mean,
    Weighted,
    PercentOfPossible,
    MeanOfPercentages,
    ProportionAtOrAbove,
    Opportunity,
    Count,
    Minimum,
    FirstApplicable,
    Ratio,
    Rate,
)
"""Rules that can be taken over a part of the members."""


def reach(score: Score, plan: ScorePlan) -> Reach:
    """The lowest and highest value that a score can have, over every set of members that it can be taken of.

    Args:
        score: The score.
        plan: The score, lowered; its own range is not read.
    """
    groups: list[tuple[Member, ...]] = [tuple(member for member in plan.members if not member.off)]
    in_part = score.missing.tolerates or _excludable(plan.members)
    if isinstance(score.rule, Ladder) and in_part:
        # A need of which nothing is left holds, so that any step can be reached.
        values = (score.rule.start, *(step.to for step in score.rule.steps))
        return min(values), max(values)
    if isinstance(score.rule, _OF_ANY_PART) and in_part:
        groups += [(member,) for member in groups[0]]
        groups.append(tuple(member for member in groups[0] if member.lowest is not None and member.lowest < 0))
        groups.append(tuple(member for member in groups[0] if member.highest is not None and member.highest > 0))
    if isinstance(score.rule, Ratio | Rate):
        return _reach_of_ratio(score.rule, plan, groups)
    lows = [value_of(plan.lowest, _open(group)) for group in groups if group]
    highs = [value_of(plan.highest, _open(group)) for group in groups if group]
    return min(_numbers(lows), default=None), max(_numbers(highs), default=None)


def _reach_of_ratio(rule: Ratio | Rate, plan: ScorePlan, groups: list[tuple[Member, ...]]) -> Reach:
    """A ratio of what cannot fall below 0 does not either, and has no end upwards unless it is given one."""
    instead = [rule.zero_over_zero, rule.over_zero] if isinstance(rule, Ratio) else []
    numbers = [each for each in instead if isinstance(each, Fraction)]
    highs = [value_of(plan.highest, _open(group)) for group in groups if group]
    top = max(_numbers(highs), default=None)
    if top is None and isinstance(rule, Ratio):
        top = rule.highest
    return min([Fraction(0), *numbers]), None if top is None else max([top, *numbers])


def _numbers(ends: list[Outcome]) -> list[Fraction]:
    """The ends, or none of them where one cannot be said."""
    numbers = [Fraction(end) for end in ends if isinstance(end, Fraction | int)]
    return numbers if len(numbers) == len(ends) else []


def _excludable(members: Iterable[Member]) -> bool:
    return any(effect is Effect.EXCLUDED for member in members for _, effect in member.effects)


def _open(members: Iterable[Member]) -> Members:
    """Members of which nothing is known but their ranges."""
    return Members(
        tuple((member, Seen(Part.MISSING, lowest=member.lowest, highest=member.highest)) for member in members), {}
    )


def grain(score: Score, plan: ScorePlan, items: Mapping[str, Item]) -> Fraction | None:
    """The number of which every value is a multiple, for bands on whole numbers; None where any number can occur."""
    rule = score.rule
    if score.missing.then is Then.PRORATE:
        return None
    if isinstance(rule, LookUp):
        return _common(rung.value for rung in rule.ranges)
    if isinstance(rule, Ladder):
        return _common((rule.start, *(step.to for step in rule.steps)))
    if isinstance(rule, Count):
        return _common(member.weight for member in plan.members)
    if isinstance(rule, AllOrNothing):
        return Fraction(1)
    if isinstance(rule, Sum | Minimum | FirstApplicable) and all(member.id in items for member in plan.members):
        return _common(_amounts(plan.members, items))
    return None


def _amounts(members: Iterable[Member], items: Mapping[str, Item]) -> Iterator[Fraction | None]:
    for member in members:
        item = items[member.id]
        worths = item.worths or (item.scale.step,)
        yield from (None if worth is None else worth * member.weight for worth in worths)


def _common(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """The greatest number of which all amounts are multiples; None where one of them can be anything."""
    known = list(amounts)
    numbers = [amount for amount in known if amount is not None]
    if len(numbers) != len(known):
        return None
    whole = lcm(*(number.denominator for number in numbers))
    divisor = gcd(*(int(number * whole) for number in numbers))
    return Fraction(divisor, whole) if divisor else None
