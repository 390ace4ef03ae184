"""Rules: a name and its parameters become one of the rules' records."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from fidelity.definition.part import Broken, Part
from fidelity.definition.ranges import rung
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    CountedFrom,
    FirstApplicable,
    Form,
    Ladder,
    LadderStep,
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
from fidelity.problems import Problem


def rule(part: Part) -> Rule:
    """The rule of a score.

    Args:
        part: The score.
    """
    return _MAKERS[part.name("rule")](part)


def _number(part: Part, key: str) -> Fraction:
    return part.exact(part.take(key), key)


def _from(part: Part) -> CountedFrom:
    return part.word("from", CountedFrom.ZERO)


def _ratio(part: Part) -> Ratio:
    part.take("to")
    times = part.number("times")
    return Ratio(
        to=part.texts("to"),
        zero_over_zero=_over(part, "zero_over_zero"),
        over_zero=_over(part, "over_zero"),
        times=Fraction(1) if times is None else times,
        highest=part.number("highest"),
        to_at_least=part.number("to_at_least"),
    )


def _over(part: Part, key: str) -> Fraction | Over:
    value = part.take(key)
    if isinstance(value, str) and value in [over.value for over in Over]:
        return Over(value)
    return part.exact(value, key)


def _rate(part: Part) -> Rate:
    every = part.number("every")
    return Rate(part.name("per"), Fraction(1) if every is None else every, part.number("per_at_least"))


def _ladder(part: Part) -> Ladder:
    return Ladder(_number(part, "start"), part.every("steps", _step))


def _step(part: Part) -> LadderStep:
    return LadderStep(_number(part, "to"), part.every("needs", _need))


def _need(part: Part) -> Need:
    part.take("of")
    share = part.number("share")
    if share is not None and not 0 < share <= 1:
        part.report(
            Problem("bad-share", "the share must be above 0 % and at most 100 %", "write 50% or 1/2", ("share",))
        )
        raise Broken
    return Need(part.texts("of"), Fraction(1) if share is None else share, part.flag("none"), part.number("threshold"))


def _look_up(part: Part) -> LookUp:
    return LookUp(part.every("ranges", rung))


def _persons(part: Part) -> ShareOfPersons:
    threshold = _number(part, "threshold")
    if not 0 <= threshold <= 1:
        message = "what each person must reach is a share, between 0 % and 100 %"
        part.report(Problem("bad-share", message, "write 67% or 2/3", ("threshold",)))
        raise Broken
    return ShareOfPersons(threshold, part.word("as", Form.PERCENT))


def _python(part: Part) -> Python:
    name, lowest, highest = part.name("name"), _number(part, "lowest"), _number(part, "highest")
    if lowest >= highest:
        part.report(
            Problem("bad-range", "`lowest` must lie below `highest`", "swap them, or correct one", ("highest",))
        )
        raise Broken
    return Python(name, lowest, highest)


_MAKERS: dict[str, Callable[[Part], Rule]] = {
    "sum": lambda part: Sum(),
    "mean": lambda part: Mean(),
    "weighted": lambda part: Weighted(),
    "percent_of_possible": lambda part: PercentOfPossible(_from(part)),
    "mean_of_percentages": lambda part: MeanOfPercentages(_from(part)),
    "proportion_at_or_above": lambda part: ProportionAtOrAbove(
        part.number("threshold"), part.word("as", Form.PROPORTION)
    ),
    "opportunity": lambda part: Opportunity(part.number("threshold"), part.word("as", Form.PROPORTION)),
    "count": lambda part: Count(part.number("threshold")),
    "ratio": _ratio,
    "rate": _rate,
    "minimum": lambda part: Minimum(),
    "all_or_nothing": lambda part: AllOrNothing(part.number("threshold")),
    "first_applicable": lambda part: FirstApplicable(),
    "look_up": _look_up,
    "ladder": _ladder,
    "share_of_persons": _persons,
    "python": _python,
}
