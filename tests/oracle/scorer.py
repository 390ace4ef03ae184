"""The rules a second time: slow, one row at a time, in fractions, from what their docstrings say and nothing else.

Bounds are found by trying every completion of what is missing. Nothing here is shared with `fidelity.plan` but the
names of the reasons and the declared range of a score, which reversing and percentages of a score refer to.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod

import attrs

from fidelity.model import rule as rules
from fidelity.model.answer import MISSING, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, BandTest, Condition, ItemTest, ScoreTest, Truth
from fidelity.model.item import Item
from fidelity.model.missing import Then
from fidelity.model.scale import Kind
from fidelity.model.score import Score
from fidelity.model.status import FIXED, STRICT, Effect, Status
from fidelity.plan.result import Reason, Result

Span = tuple[Fraction | None, Fraction | None]
"""A lowest and a highest number; None for an end that is open."""

FAR = Fraction(10**9)
"""Stands for a number without limit."""

MOST = 200
"""How many completions are tried at the most before only the ends of each missing member are."""


@attrs.frozen
class Part:
    """One member of one score in one row.

    Attributes:
        name: The item or score.
        weight: How much it weighs.
        effect: What its status does.
        rated: Whether a rating, or a score's value, is there.
        points: What it is worth; None where it has no points.
        low: The lowest that it can be worth.
        high: The highest that it can be worth.
        may: What it could turn out to be worth, while that is open; empty once it is settled.
        persons: What each person had.
        off: Whether a profile leaves it out.
    """

    name: str
    weight: Fraction
    effect: Effect
    rated: bool
    points: Fraction | None
    low: Fraction | None
    high: Fraction | None
    may: tuple[Fraction, ...] = ()
    persons: tuple[Fraction, ...] = ()
    off: bool = False

    @property
    def worth(self) -> Fraction:
        """Its points, where it is known to have some."""
        assert self.points is not None, self.name
        return self.points

    @property
    def top(self) -> Fraction:
        """The highest that it can be worth, where that is known."""
        assert self.high is not None, self.name
        return self.high

    @property
    def bottom(self) -> Fraction:
        """The lowest that it can be worth, where that is known."""
        assert self.low is not None, self.name
        return self.low

    def reaches(self, threshold: Fraction | None) -> bool:
        """Whether it has the points asked for: its own highest, where none are named."""
        return self.worth >= (self.top if threshold is None else threshold)


TWO_ENDED = (rules.Ratio, rules.Rate, rules.Ladder)
"""Rules of which each bound depends on both ends of what the members could be."""

Parts = Sequence[Part]
Value = Fraction | Reason


def naive(checklist: Checklist, ranges: Mapping[str, Span], row: Mapping[str, Answer]) -> dict[str, Result]:
    """Every score of one row.

    Args:
        checklist: The checklist.
        ranges: The declared range of each score, for scores made of scores.
        row: The answers by item; an item without one is missing.
    """
    done: dict[str, Result] = {}

    def of(score: Score) -> Result:
        if score.id not in done:
            parts = [_part(checklist, score, name, row, of, ranges) for name in _members(checklist, score)]
            done[score.id] = _result(score, parts)
        return done[score.id]

    for score in checklist.scores:
        of(score)
    return done


def _members(checklist: Checklist, score: Score) -> list[str]:
    """The distinct members that weigh something, whatever part of the rule names them."""
    named = list(checklist.members(score.of))
    rule = score.rule
    if isinstance(rule, rules.Ratio):
        named += rule.to
    if isinstance(rule, rules.Rate):
        named.append(rule.per)
    if isinstance(rule, rules.Ladder):
        named += [name for step in rule.steps for need in step.needs for name in need.of]
    return [name for name in dict.fromkeys(named) if score.weights.get(name, Fraction(1)) != 0]


def _part(
    checklist: Checklist,
    score: Score,
    name: str,
    row: Mapping[str, Answer],
    of: Callable[[Score], Result],
    ranges: Mapping[str, Span],
) -> Part:
    if name in checklist.item:
        part = _item_part(checklist, score.effects, checklist.item[name], row.get(name, MISSING))
        part = attrs.evolve(part, off=name in checklist.off)
    else:
        part = _score_part(checklist, score, name, of(checklist.score[name]), ranges[name])
    part = attrs.evolve(part, weight=score.weights.get(name, Fraction(1)))
    if name in score.reverse:
        part = attrs.evolve(
            part,
            points=None if part.points is None else part.bottom + part.top - part.points,
            may=tuple(part.bottom + part.top - each for each in part.may),
        )
    return _placed(part)


def _placed(part: Part) -> Part:
    """A part that counts as lowest or as met, with the points that this gives it."""
    if part.effect is Effect.LOWEST:
        return attrs.evolve(part, points=part.bottom)
    if part.effect is Effect.HIGHEST:
        return attrs.evolve(part, points=part.top)
    return part


def _effect(checklist: Checklist, own: Mapping[Status, Effect], status: Status) -> Effect:
    if status in FIXED:
        return FIXED[status]
    for said in (own, checklist.effects):
        if status in said:
            return said[status]
    return STRICT[status]


def _item_part(checklist: Checklist, own: Mapping[Status, Effect], item: Item, answer: Answer) -> Part:
    status = Status.OFF_BY_DESIGN if item.id in checklist.off else answer.status
    effect = _effect(checklist, own, status)
    rated = status is Status.RATED
    points = item.points_of(answer.value) if rated and answer.value is not None else None
    may = _possible(item) if effect is Effect.MISSING else ()
    if item.scale.kind is Kind.PERSONS:
        persons = answer.persons if rated else ()
        return Part(item.id, Fraction(1), effect, rated, None, Fraction(0), Fraction(1), (), persons)
    return Part(item.id, Fraction(1), effect, rated, points, item.lowest, item.highest, may)


def _possible(item: Item) -> tuple[Fraction, ...]:
    """What an item can be worth: all of it where that is a list, else its ends."""
    if item.worths:
        return tuple(sorted(set(item.worths)))
    low = -FAR if item.scale.lowest is None else item.scale.lowest
    high = FAR if item.scale.highest is None else item.scale.highest
    if item.scale.step == 1 and high - low < 12:
        return tuple(low + each for each in range(int(high - low) + 1))
    return (low, high)


def _score_part(checklist: Checklist, score: Score, name: str, result: Result, span: Span) -> Part:
    """A member that is a score: what it is, and what it could still be while ratings of its own are missing."""
    if result.reason is Reason.NOTHING_APPLICABLE:
        effect = _effect(checklist, score.effects, Status.NOT_APPLICABLE)
        may = _ends(*span) if effect is Effect.MISSING else ()
        return Part(name, Fraction(1), effect, False, None, *span, may)
    low, high = result.lowest, result.highest
    # Where nobody can say what it could still be, it can be whatever it can be at all.
    may = _ends(span[0] if low is None else low, span[1] if high is None else high)
    effect = Effect.MISSING if result.value is None else Effect.USED
    return Part(name, Fraction(1), effect, result.value is not None, result.value, *span, may)


def _ends(low: Fraction | None, high: Fraction | None) -> tuple[Fraction, ...]:
    return (-FAR if low is None else low, FAR if high is None else high)


def _result(score: Score, parts: Parts) -> Result:
    apply = [part for part in parts if part.effect is not Effect.EXCLUDED]
    absent = [part for part in apply if part.effect is Effect.MISSING]
    lowest, highest = _bounds(score, apply, absent)
    value = _value(score, apply, absent, lowest, highest)
    reason = value if isinstance(value, Reason) else None
    number = None if isinstance(value, Reason) else value
    if number is not None:
        # What is missing may stay so: the value as it stands is one that the score can have.
        lowest = None if lowest is None else min(lowest, number)
        highest = None if highest is None else max(highest, number)
    return Result(
        value=number,
        reason=reason,
        n_expected=sum(not part.off for part in parts),
        n_applicable=len(apply),
        n_rated=sum(part.rated for part in apply),
        n_missing=len(absent),
        n_used=0 if reason else len(apply) - len(absent),
        lowest=lowest,
        highest=highest,
        band=None if number is None else _band(score, number),
    )


def _band(score: Score, value: Fraction) -> int | None:
    return next((place for place, band in enumerate(score.bands) if band.range.holds(value)), None)


def _value(score: Score, apply: Parts, absent: Parts, lowest: Fraction | None, highest: Fraction | None) -> Value:
    n_there = len(apply) - len(absent)
    if any(part.effect is Effect.FORBIDDEN for part in apply):
        return Reason.STATUS_NOT_PERMITTED
    if not all(_sides(score, apply)):
        return Reason.NOTHING_APPLICABLE
    if not any(part.rated for part in apply):
        return Reason.NOTHING_RATED
    decided = score.missing.unless_decided and lowest is not None and lowest == highest
    too_many = _too_many(score, len(apply), len(absent))
    if isinstance(score.rule, rules.FirstApplicable):
        too_many = _first_of(score, apply) in absent
    if too_many and not decided:
        return Reason.TOO_MANY_MISSING
    if n_there < score.missing.rated_at_least:
        return Reason.TOO_FEW_RATED
    if too_many and lowest is not None:
        return lowest
    if not all(any(part.rated for part in side) for side in _sides(score, apply)):
        return Reason.NOTHING_RATED
    if isinstance(score.rule, rules.FirstApplicable) and not _first_of(score, apply).rated:
        return Reason.NOTHING_RATED
    return _tolerant(score, apply, absent)


def _sides(score: Score, apply: Parts) -> list[list[Part]]:
    """What must not be empty: the members, or both sides of the line."""
    rule = score.rule
    if not isinstance(rule, rules.Ratio | rules.Rate):
        return [list(apply)]
    under = rule.to if isinstance(rule, rules.Ratio) else (rule.per,)
    return [[part for part in apply if part.name in side] for side in (score.of.ids, under)]


def _too_many(score: Score, n_apply: int, n_absent: int) -> bool:
    rule = score.missing
    if rule.at_most is not None:
        return n_absent > rule.at_most
    assert rule.share_at_most is not None
    return Fraction(n_absent, n_apply) > rule.share_at_most


def _tolerant(score: Score, apply: Parts, absent: Parts) -> Value:
    """The value over what is there, with tolerated missing ones treated as the score says."""
    there = [part for part in apply if part.effect is not Effect.MISSING]
    if score.missing.then is Then.LOWEST:
        there = [part if part.effect is not Effect.MISSING else _filled(part, min(part.may)) for part in apply]
        absent = []
    value = RULES[type(score.rule)](score, there, absent)
    if score.missing.then is Then.PRORATE and isinstance(value, Fraction):
        return value * sum(part.weight for part in apply) / sum(part.weight for part in there)
    return value


def _filled(part: Part, points: Fraction) -> Part:
    return attrs.evolve(part, points=points, effect=Effect.USED)


def _bounds(score: Score, apply: Parts, absent: Parts) -> Span:
    """The lowest and the highest value of all rows that could become of this one."""
    if any(part.effect is Effect.FORBIDDEN for part in apply) or not all(_sides(score, apply)):
        return None, None
    if isinstance(score.rule, rules.ShareOfPersons) and absent:
        return Fraction(0), _whole(score.rule.form)
    ends = {point for part in apply for point in part.may}
    if isinstance(score.rule, rules.FirstApplicable):
        apply = [_first_of(score, apply)]
        ends = set(apply[0].may)
    if isinstance(score.rule, rules.LookUp):
        ends = set()
    if isinstance(score.rule, TWO_ENDED) and ends & {FAR, -FAR}:
        return None, None
    reached = _reached(score, apply)
    if not reached:
        return None, None
    return None if -FAR in ends else min(reached), None if FAR in ends else max(reached)


def _reached(score: Score, apply: Parts) -> list[Fraction]:
    """Every value that a completion gives; none at all where one gives none, or is one of several to divide by 0."""
    if isinstance(score.rule, rules.LookUp) and apply[0].may:
        ends = apply[0].may
        return [rung.value for rung in score.rule.ranges if rung.range.meets(min(ends), max(ends))]
    values = []
    completions = list(_completions(apply))
    if isinstance(score.rule, rules.Ratio | rules.Rate) and len(completions) > 1:
        completions = completions if all(_divisor(score.rule, filled) for filled in completions) else []
    for filled in completions:
        value = RULES[type(score.rule)](score, filled, ())
        if isinstance(value, Reason):
            return []
        values.append(value)
    return values


def _completions(apply: Parts) -> Iterator[Parts]:
    """Every row that could become of this one, as far as one score sees it."""
    choices = [sorted(set(part.may)) or [part.worth if part.points is not None else Fraction(0)] for part in apply]
    if prod(len(choice) for choice in choices) > MOST:
        # Every rule rises or falls in each member by itself, so the ends of each are enough.
        choices = [[choice[0], choice[-1]] if len(choice) > 1 else choice for choice in choices]
    for chosen in itertools.product(*choices):
        yield [_filled(part, points) if part.may else part for part, points in zip(apply, chosen, strict=True)]


# One function for each rule: what is there (with points), and what is tolerated although it is missing.


def _sum(score: Score, there: Parts, absent: Parts) -> Value:
    return sum((part.weight * part.worth for part in there), Fraction(0))


def _mean(score: Score, there: Parts, absent: Parts) -> Value:
    return sum((part.worth for part in there), Fraction(0)) / len(there)


def _weighted(score: Score, there: Parts, absent: Parts) -> Value:
    return sum((part.weight * part.worth for part in there), Fraction(0)) / sum(part.weight for part in there)


def _percent_of_possible(score: Score, there: Parts, absent: Parts) -> Value:
    assert isinstance(score.rule, rules.PercentOfPossible)
    got = possible = Fraction(0)
    for part in there:
        start = part.bottom if score.rule.counted_from is rules.CountedFrom.LOWEST else Fraction(0)
        got += part.weight * (part.worth - start)
        possible += part.weight * (part.top - start)
    return 100 * got / possible


def _mean_of_percentages(score: Score, there: Parts, absent: Parts) -> Value:
    assert isinstance(score.rule, rules.MeanOfPercentages)
    total = Fraction(0)
    for part in there:
        start = part.bottom if score.rule.counted_from is rules.CountedFrom.LOWEST else Fraction(0)
        total += part.weight * 100 * (part.worth - start) / (part.top - start)
    return total / sum(part.weight for part in there)


def _proportion(score: Score, there: Parts, absent: Parts) -> Value:
    assert isinstance(score.rule, rules.ProportionAtOrAbove)
    taken = sum((part.weight for part in there if part.reaches(_threshold(score))), Fraction(0))
    return _whole(score.rule.form) * taken / sum(part.weight for part in there)


def _opportunity(score: Score, there: Parts, absent: Parts) -> Value:
    assert isinstance(score.rule, rules.Opportunity)
    taken = sum((part.weight for part in there if part.reaches(_threshold(score))), Fraction(0))
    return _whole(score.rule.form) * taken / sum(part.weight for part in (*there, *absent))


def _count(score: Score, there: Parts, absent: Parts) -> Value:
    return sum((part.weight for part in there if part.reaches(_threshold(score))), Fraction(0))


def _ratio(score: Score, there: Parts, absent: Parts) -> Value:
    rule = score.rule
    assert isinstance(rule, rules.Ratio)
    over = sum((part.worth for part in there if part.name in score.of.ids), Fraction(0))
    under = _divisor(rule, there)
    if rule.to_at_least is not None and under < rule.to_at_least:
        return Reason.TOO_FEW_OPPORTUNITIES
    if under:
        ratio = rule.times * over / under
        return ratio if rule.highest is None else min(ratio, rule.highest)
    answer = rule.over_zero if over else rule.zero_over_zero
    if answer is rules.Over.NONE:
        return Reason.OVER_ZERO if over else Reason.ZERO_OVER_ZERO
    if answer is rules.Over.HIGHEST:
        assert rule.highest is not None
        return rule.highest
    assert isinstance(answer, Fraction)
    return answer


def _divisor(rule: rules.Ratio | rules.Rate, there: Parts) -> Fraction:
    named = rule.to if isinstance(rule, rules.Ratio) else (rule.per,)
    return sum((part.worth for part in there if part.name in named), Fraction(0))


def _rate(score: Score, there: Parts, absent: Parts) -> Value:
    rule = score.rule
    assert isinstance(rule, rules.Rate)
    over = sum((part.worth for part in there if part.name in score.of.ids), Fraction(0))
    length = _divisor(rule, there)
    if rule.per_at_least is not None and length < rule.per_at_least:
        return Reason.TOO_FEW_OPPORTUNITIES
    if not length:
        return Reason.OVER_ZERO if over else Reason.ZERO_OVER_ZERO
    return over / length * rule.every


def _minimum(score: Score, there: Parts, absent: Parts) -> Value:
    return min(part.worth for part in there)


def _first_of(score: Score, apply: Parts) -> Part:
    """The part that is named first among those that apply."""
    return min(apply, key=lambda part: score.of.ids.index(part.name))


def _first(score: Score, there: Parts, absent: Parts) -> Value:
    return _first_of(score, there).worth


def _all_or_nothing(score: Score, there: Parts, absent: Parts) -> Value:
    return Fraction(int(all(part.reaches(_threshold(score)) for part in there)))


def _look_up(score: Score, there: Parts, absent: Parts) -> Value:
    assert isinstance(score.rule, rules.LookUp)
    (part,) = there
    (value,) = [rung.value for rung in score.rule.ranges if rung.range.holds(part.worth)]
    return value


def _ladder(score: Score, there: Parts, absent: Parts) -> Value:
    assert isinstance(score.rule, rules.Ladder)
    value = score.rule.start
    for step in score.rule.steps:
        if not all(_holds(need, there) for need in step.needs):
            break
        value = step.to
    return value


def _holds(need: rules.Need, there: Parts) -> bool:
    used = [part for part in there if part.name in need.of]
    reached = sum(part.reaches(need.at_least) for part in used)
    return reached == 0 if need.none else reached >= need.share * len(used)


def _share_of_persons(score: Score, there: Parts, absent: Parts) -> Value:
    rule = score.rule
    assert isinstance(rule, rules.ShareOfPersons)
    (part,) = there
    # Counted as lowest or as met, it stands for one person who had nothing or everything.
    persons = part.persons if part.points is None else (part.points,)
    if not persons:
        return Reason.ZERO_OVER_ZERO
    reached = sum(each >= rule.at_least for each in persons)
    return _whole(rule.form) * reached / len(persons)


def _threshold(score: Score) -> Fraction | None:
    rule = score.rule
    assert isinstance(rule, rules.ProportionAtOrAbove | rules.Opportunity | rules.Count | rules.AllOrNothing)
    return rule.at_least


def _whole(form: rules.Form) -> Fraction:
    return Fraction(100 if form is rules.Form.PERCENT else 1)


RULES: dict[type[object], Callable[[Score, Parts, Parts], Value]] = {
    rules.Sum: _sum,
    rules.Mean: _mean,
    rules.Weighted: _weighted,
    rules.PercentOfPossible: _percent_of_possible,
    rules.MeanOfPercentages: _mean_of_percentages,
    rules.ProportionAtOrAbove: _proportion,
    rules.Opportunity: _opportunity,
    rules.Count: _count,
    rules.Ratio: _ratio,
    rules.Rate: _rate,
    rules.Minimum: _minimum,
    rules.AllOrNothing: _all_or_nothing,
    rules.FirstApplicable: _first,
    rules.LookUp: _look_up,
    rules.Ladder: _ladder,
    rules.ShareOfPersons: _share_of_persons,
}


PASSED_OVER = {Status.NOT_APPLICABLE: Effect.EXCLUDED, Status.NO_OPPORTUNITY: Effect.EXCLUDED}
"""What is no obstacle to a criterion that tests an item, unless the checklist says otherwise."""


def naive_truths(checklist: Checklist, row: Mapping[str, Answer], results: Mapping[str, Result]) -> tuple[Truth, ...]:
    """Each criterion of a checklist for one row: Kleene's three values, by cases.

    Args:
        checklist: The checklist.
        row: The answers by item.
        results: The row's scores.
    """
    truths = (_truth(checklist, criterion.condition, row, results) for criterion in checklist.criteria)
    return tuple(Truth.CANNOT_TELL if truth is None else truth for truth in truths)


def _truth(
    checklist: Checklist, condition: Condition, row: Mapping[str, Answer], results: Mapping[str, Result]
) -> Truth | None:
    """Whether a condition holds; None where it is passed over, because nothing that it tests applies."""
    if isinstance(condition, ItemTest):
        return _all([_floor(checklist, name, condition, row) for name in checklist.members(condition.items)])
    if isinstance(condition, ScoreTest):
        value = results[condition.score].value
        return _known(None if value is None else condition.range.holds(value))
    if isinstance(condition, BandTest):
        place = results[condition.score].band
        bands = checklist.score[condition.score].bands
        return _known(None if place is None else bands[place].id in condition.bands)
    truths = [_truth(checklist, part, row, results) for part in condition.of]
    return _all(truths) if isinstance(condition, All) else _any(truths)


def _floor(checklist: Checklist, name: str, test: ItemTest, row: Mapping[str, Answer]) -> Truth | None:
    own = {status: effect for status, effect in PASSED_OVER.items() if status not in checklist.effects}
    part = _placed(_item_part(checklist, own, checklist.item[name], row.get(name, MISSING)))
    if part.effect is Effect.EXCLUDED:
        return None
    return _known(None if part.points is None else test.range.holds(part.points))


def _known(passes: bool | None) -> Truth:
    if passes is None:
        return Truth.CANNOT_TELL
    return Truth.MET if passes else Truth.NOT_MET


def _all(truths: Sequence[Truth | None]) -> Truth | None:
    if Truth.NOT_MET in truths:
        return Truth.NOT_MET
    if Truth.CANNOT_TELL in truths:
        return Truth.CANNOT_TELL
    return Truth.MET if Truth.MET in truths else None


def _any(truths: Sequence[Truth | None]) -> Truth | None:
    if Truth.MET in truths:
        return Truth.MET
    if Truth.CANNOT_TELL in truths:
        return Truth.CANNOT_TELL
    return Truth.NOT_MET if Truth.NOT_MET in truths else None
