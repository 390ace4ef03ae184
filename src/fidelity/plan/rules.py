"""What each rule means: its value and its bounds, said once, in the algebra.

A rule is written as a function of a *source*: which of the members' numbers are read. Read for what is there, it is the
value. Read for the lowest or the highest that everything due is or could still be, it is the bounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from fidelity.model.missing import Then
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    CountedFrom,
    FirstApplicable,
    Form,
    Ladder,
    LookUp,
    Mean,
    MeanOfPercentages,
    Minimum,
    Need,
    Opportunity,
    Over,
    PercentOfPossible,
    ProportionAtOrAbove,
    Python,
    Rate,
    Ratio,
    Rule,
    ShareOfPersons,
    Sum,
    Weighted,
)
from fidelity.model.score import Score
from fidelity.plan.algebra import (
    Call,
    Choose,
    Compare,
    Divide,
    Every,
    Expression,
    Lesser,
    LookUpBetween,
    NoScore,
    Number,
    Plus,
    Sign,
    Test,
    Times,
    Total,
    Unknown,
)
from fidelity.plan.algebra import LookUp as LookUpNode
from fidelity.plan.first import first_lowered
from fidelity.plan.lowered import Lowered
from fidelity.plan.result import Reason
from fidelity.plan.seen import DUE, THERE, Part, Quantity, Shape, Term
from fidelity.plan.source import HIGH, HUNDRED, LOW, NOTHING, VALUE, VALUE_OR_LOWEST, WHOLE, Source, some_missing


def lowered(score: Score, of: Sequence[str]) -> Lowered:
    """The rule of a score in the algebra, without its guards.

    Args:
        score: The score.
        of: The members under `of`, by id, in the order in which they are named.
    """
    rule = score.rule
    source = VALUE_OR_LOWEST if score.missing.then is Then.LOWEST else VALUE
    match rule:
        case Ratio() | Rate():
            return _ratio(rule, frozenset(of), source)
        case FirstApplicable():
            return first_lowered(of)
        case LookUp():
            return _look_up(rule)
        case ShareOfPersons():
            return _share_of_persons(rule)
        case Python():
            return _python(rule)
        case Ladder():
            return Lowered(
                *(_ladder(rule, here, opposite) for here, opposite in ((source, source), (LOW, HIGH), (HIGH, LOW)))
            )
    read = _READINGS[type(rule)]
    value = read(rule, source)
    if score.missing.then is Then.PRORATE:
        stretch = Divide(Total(_ones(DUE)), Total(_ones(THERE)))
        value = Times(value, stretch)
    return Lowered(value, read(rule, LOW), read(rule, HIGH))


def _ones(when: frozenset[Part]) -> Term:
    return Term(Shape.ONE, when=when, weighted=True)


def _sum(rule: Rule, source: Source) -> Expression:
    return source.total(Shape.POINTS)


def _mean(rule: Rule, source: Source) -> Expression:
    return Divide(source.total(Shape.POINTS), source.total(Shape.ONE))


def _percent_of_possible(rule: Rule, source: Source) -> Expression:
    assert isinstance(rule, PercentOfPossible)
    lowest = rule.counted_from is CountedFrom.LOWEST
    points = source.total(Shape.POINTS, from_lowest=lowest)
    return Times(HUNDRED, Divide(points, source.total(Shape.POSSIBLE, from_lowest=lowest)))


def _mean_of_percentages(rule: Rule, source: Source) -> Expression:
    assert isinstance(rule, MeanOfPercentages)
    shares = source.total(Shape.SHARE, from_lowest=rule.counted_from is CountedFrom.LOWEST)
    return Times(HUNDRED, Divide(shares, source.total(Shape.ONE)))


def _proportion(rule: Rule, source: Source) -> Expression:
    assert isinstance(rule, ProportionAtOrAbove)
    met = source.total(Shape.MET, at_least=rule.at_least)
    return _formed(rule.form, Divide(met, source.total(Shape.ONE)))


def _opportunity(rule: Rule, source: Source) -> Expression:
    assert isinstance(rule, Opportunity)
    met = source.total(Shape.MET, at_least=rule.at_least)
    return _formed(rule.form, Divide(met, Total(_ones(DUE))))


def _count(rule: Rule, source: Source) -> Expression:
    assert isinstance(rule, Count)
    return source.total(Shape.MET, at_least=rule.at_least)


def _minimum(rule: Rule, source: Source) -> Expression:
    return source.least()


def _all_or_nothing(rule: Rule, source: Source) -> Expression:
    assert isinstance(rule, AllOrNothing)
    met = source.total(Shape.MET, at_least=rule.at_least, weighted=False)
    return Choose(((Compare(met, Sign.EQUAL, source.total(Shape.ONE, weighted=False)), WHOLE),), NOTHING)


_READINGS: dict[type[Rule], Callable[[Rule, Source], Expression]] = {
    Sum: _sum,
    Mean: _mean,
    Weighted: _mean,
    PercentOfPossible: _percent_of_possible,
    MeanOfPercentages: _mean_of_percentages,
    ProportionAtOrAbove: _proportion,
    Opportunity: _opportunity,
    Count: _count,
    Minimum: _minimum,
    AllOrNothing: _all_or_nothing,
}


def _formed(form: Form, share: Expression) -> Expression:
    return Times(HUNDRED, share) if form is Form.PERCENT else share


def _equal(one: Expression, other: Expression) -> Test:
    return Compare(one, Sign.EQUAL, other)


def _ratio(rule: Ratio | Rate, of: frozenset[str], there: Source) -> Lowered:
    """A sum by a sum. Its bounds pair the lowest of the one with the highest of the other.

    A member in both is the same number in both. Where everything above the line is also below it, the ratio rises with
    each of these; elsewhere the two are taken to be free of each other, so that bounds may be wider than need be.
    """
    to = frozenset(rule.to) if isinstance(rule, Ratio) else frozenset({rule.per})
    times = rule.times if isinstance(rule, Ratio) else rule.every
    shared = of & to if of <= to else frozenset()
    value, known = (
        _divided(rule, source.total(Shape.POINTS, of), source.total(Shape.POINTS, to), Number(times))
        for source in (there, LOW)
    )

    def below(source: Source, opposite: Source) -> Expression:
        rest = opposite.total(Shape.POINTS, to - shared)
        return Plus(source.total(Shape.POINTS, shared), rest) if shared else rest

    def bound(source: Source, opposite: Source) -> Expression:
        above, under = source.total(Shape.POINTS, of), below(source, opposite)
        settled = Every(
            (
                _equal(LOW.total(Shape.POINTS, of), HIGH.total(Shape.POINTS, of)),
                _equal(LOW.total(Shape.POINTS, to), HIGH.total(Shape.POINTS, to)),
            )
        )
        none_below = _too_small(rule, LOW.total(Shape.POINTS, to)) or _equal(LOW.total(Shape.POINTS, to), NOTHING)
        ratio = _capped(rule, Times(Number(times), Divide(above, under)))
        return Choose(((settled, known), (none_below, Unknown())), ratio)

    return Lowered(value, bound(LOW, HIGH), bound(HIGH, LOW))


def _divided(rule: Ratio | Rate, above: Expression, below: Expression, times: Number) -> Expression:
    both, over = (rule.zero_over_zero, rule.over_zero) if isinstance(rule, Ratio) else (Over.NONE, Over.NONE)
    highest = rule.highest if isinstance(rule, Ratio) else None
    no_below, too_small = _equal(below, NOTHING), _too_small(rule, below)
    return Choose(
        (
            *(((too_small, NoScore(Reason.TOO_FEW_OPPORTUNITIES)),) if too_small else ()),
            (Every((no_below, _equal(above, NOTHING))), _instead(both, Reason.ZERO_OVER_ZERO, highest)),
            (no_below, _instead(over, Reason.OVER_ZERO, highest)),
        ),
        _capped(rule, Times(times, Divide(above, below))),
    )


def _too_small(rule: Ratio | Rate, below: Expression) -> Test | None:
    """Whether less stands below the line than the rule asks for; None where it asks for nothing."""
    least = rule.to_at_least if isinstance(rule, Ratio) else rule.per_at_least
    return None if least is None else Compare(Number(least), Sign.ABOVE, below)


def _capped(rule: Ratio | Rate, ratio: Expression) -> Expression:
    """The ratio, no higher than its declared highest: 3 over 1 must not stand above 3 over nothing."""
    if isinstance(rule, Ratio) and rule.highest is not None:
        return Lesser(ratio, Number(rule.highest))
    return ratio


def _instead(answer: Fraction | Over, reason: Reason, highest: Fraction | None) -> Expression:
    if isinstance(answer, Fraction):
        return Number(answer)
    return Number(highest) if answer is Over.HIGHEST and highest is not None else NoScore(reason)


def _look_up(rule: LookUp) -> Lowered:
    # In the order of the numbers: however an author wrote them, the plan is the same.
    rungs = sorted(rule.ranges, key=lambda rung: (rung.range.low is not None, rung.range.low or 0))
    ranges = tuple((rung.range, rung.value) for rung in rungs)
    low, high = (_end(source, quantity) for source, quantity in ((LOW, Quantity.LOWEST), (HIGH, Quantity.HIGHEST)))
    return Lowered(
        LookUpNode(VALUE.total(Shape.POINTS), ranges),
        LookUpBetween(low, high, ranges, highest=False),
        LookUpBetween(low, high, ranges, highest=True),
    )


def _end(source: Source, quantity: Quantity) -> Expression:
    """One end of what is looked up; not to be said where it has none."""
    endless = Compare(Total(Term(Shape.UNLIMITED, quantity, DUE)), Sign.ABOVE, NOTHING)
    return Choose(((endless, Unknown()),), source.total(Shape.POINTS))


def _ladder(rule: Ladder, here: Source, opposite: Source) -> Expression:
    climbed: Expression = Number(rule.steps[-1].to)
    below = [rule.start, *(step.to for step in rule.steps[:-1])]
    for step, stays in reversed(list(zip(rule.steps, below, strict=True))):
        needs = Every(tuple(_need(need, here, opposite) for need in sorted(step.needs, key=repr)))
        climbed = Choose(((needs, climbed),), Number(stays))
    return climbed


def _need(need: Need, here: Source, opposite: Source) -> Test:
    of = frozenset(need.of)
    if need.none:
        return _equal(opposite.total(Shape.MET, of, need.at_least, weighted=False), NOTHING)
    met = here.total(Shape.MET, of, need.at_least, weighted=False)
    asked = Times(Number(need.share), here.total(Shape.ONE, of, weighted=False))
    return Compare(met, Sign.AT_LEAST, asked)


def _share_of_persons(rule: ShareOfPersons) -> Lowered:
    met = VALUE.total(Shape.PERSONS_MET, at_least=rule.at_least, weighted=False)
    value = _formed(rule.form, Divide(met, VALUE.total(Shape.PERSONS, weighted=False)))
    most = HUNDRED if rule.form is Form.PERCENT else WHOLE
    missing = some_missing()
    return Lowered(value, Choose(((missing, NOTHING),), value), Choose(((missing, most),), value))


def _python(rule: Python) -> Lowered:
    value, missing = Call(rule.name), some_missing()
    return Lowered(
        value,
        Choose(((missing, Number(rule.lowest)),), value),
        Choose(((missing, Number(rule.highest)),), value),
    )
