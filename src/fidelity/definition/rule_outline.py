"""Rules as a definition writes them: a name and its parameters."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from fidelity.definition.tree import Value
from fidelity.model.number import exact, plain
from fidelity.model.range import Range
from fidelity.model.rule import (
    AllOrNothing,
    Count,
    CountedFrom,
    Form,
    Ladder,
    LookUp,
    MeanOfPercentages,
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
    name_of,
)

Outline = dict[str, Value]
"""A mapping as a definition writes it."""


def rule_outline(rule: Rule) -> Outline:
    """The name of a rule and those of its parameters that are not what they are when left out."""
    describe = _PARAMETERS.get(type(rule))
    return {"rule": name_of(rule), **(describe(rule) if describe else {})}


def number_outline(number: Fraction) -> Value:
    """A number as a definition writes it: whole, decimal, or ``2/3``.

    Raises:
        ValueError: It has more digits than a definition can say.
    """
    text = plain(number)
    exact(text)
    if "/" in text:
        return text
    return Decimal(text) if "." in text else int(text)


def range_outline(range_: Range) -> Outline:
    """The ends that a range has."""
    ends = {"at_least": range_.at_least, "above": range_.above, "at_most": range_.at_most, "below": range_.below}
    return {key: number_outline(end) for key, end in ends.items() if end is not None}


def _threshold(rule: ProportionAtOrAbove | Opportunity | Count | AllOrNothing | Need) -> Outline:
    return {} if rule.at_least is None else {"threshold": number_outline(rule.at_least)}


def _threshold_and_form(rule: ProportionAtOrAbove | Opportunity) -> Outline:
    return {**_threshold(rule), **({"as": rule.form.value} if rule.form is not Form.PROPORTION else {})}


def _counted_from(rule: PercentOfPossible | MeanOfPercentages) -> Outline:
    return {"from": rule.counted_from.value} if rule.counted_from is not CountedFrom.ZERO else {}


def _ratio(rule: Ratio) -> Outline:
    outline: Outline = {
        "to": list(rule.to),
        "zero_over_zero": _over(rule.zero_over_zero),
        "over_zero": _over(rule.over_zero),
    }
    if rule.times != 1:
        outline["times"] = number_outline(rule.times)
    if rule.highest is not None:
        outline["highest"] = number_outline(rule.highest)
    if rule.to_at_least is not None:
        outline["to_at_least"] = number_outline(rule.to_at_least)
    return outline


def _over(answer: Fraction | Over) -> Value:
    return answer.value if isinstance(answer, Over) else number_outline(answer)


def _rate(rule: Rate) -> Outline:
    outline: Outline = {"per": rule.per}
    if rule.every != 1:
        outline["every"] = number_outline(rule.every)
    if rule.per_at_least is not None:
        outline["per_at_least"] = number_outline(rule.per_at_least)
    return outline


def _look_up(rule: LookUp) -> Outline:
    return {"ranges": [{**range_outline(rung.range), "is": number_outline(rung.value)} for rung in rule.ranges]}


def _ladder(rule: Ladder) -> Outline:
    steps: list[Value] = [{"to": number_outline(step.to), "needs": list(map(_need, step.needs))} for step in rule.steps]
    return {"start": number_outline(rule.start), "steps": steps}


def _need(need: Need) -> Value:
    outline: Outline = {"of": list(need.of)}
    if need.share != 1:
        outline["share"] = number_outline(need.share)
    if need.none:
        outline["none"] = True
    return {**outline, **_threshold(need)}


def _persons(rule: ShareOfPersons) -> Outline:
    form: Outline = {"as": rule.form.value} if rule.form is not Form.PERCENT else {}
    return {"threshold": number_outline(rule.at_least), **form}


def _python(rule: Python) -> Outline:
    return {"name": rule.name, "lowest": number_outline(rule.lowest), "highest": number_outline(rule.highest)}


_PARAMETERS: dict[type[Rule], Callable[[Any], Outline]] = {
    PercentOfPossible: _counted_from,
    MeanOfPercentages: _counted_from,
    ProportionAtOrAbove: _threshold_and_form,
    Opportunity: _threshold_and_form,
    Count: _threshold,
    AllOrNothing: _threshold,
    Ratio: _ratio,
    Rate: _rate,
    LookUp: _look_up,
    Ladder: _ladder,
    ShareOfPersons: _persons,
    Python: _python,
}
"""What describes the parameters of those rules that have any."""
