"""Rules, limits and cut-offs in sentences, made from the same records that score: so they cannot say something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest
from fidelity.model.members import members_read
from fidelity.model.missing import Then
from fidelity.model.number import plain
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
from fidelity.model.status import Effect, Status


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words in a row: ``a, b and c``."""
    each = list(words)
    return each[0] if len(each) == 1 else f"{', '.join(each[:-1])} {last} {each[-1]}" if each else "nothing"


def several(names: Sequence[str], most: int = 4) -> str:
    """Names in a row, no more than so many of them: ``a, b, c and 12 others``."""
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} others"


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 item``, ``13 items``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def rule_words(score: Score, checklist: Checklist) -> str:
    """What a score is, in one sentence without a full stop."""
    of = _members_words(score, checklist)
    said = _rule(score.rule, of)
    if score.reverse:
        said += f"; {listed(sorted(score.reverse))} counted backwards"
    weights = {name: weight for name, weight in score.weights.items() if weight != 1}
    if weights:
        said += "; " + listed(f"{name} weighs {plain(weight)}" for name, weight in weights.items())
    return said


def rule_alone(score: Score) -> str:
    """The rule of a score without the names of its members, where the rule itself does not name them."""
    return _rule(score.rule, "its members")


def _members_words(score: Score, checklist: Checklist) -> str:
    names = [name for name in checklist.members(score.of) if name not in checklist.off]
    said = listed(names)
    if score.of.every:
        said = f"all {counted(len(names), 'item')}"
    elif score.of.component or score.of.dimension:
        said = f"the {counted(len(names), 'item')} on {score.of.component or score.of.dimension}"
    return f"the sum of {said}" if isinstance(score.rule, Ratio | Rate) and len(names) > 1 else said


def _rule(rule: Rule, of: str) -> str:
    match rule:
        case Sum():
            return f"the sum of {of}"
        case Mean():
            return f"the mean of {of}"
        case Weighted():
            return f"the weighted mean of {of}"
        case Minimum():
            return f"the lowest of {of}"
        case FirstApplicable():
            return f"the first of {of} that applies"
        case PercentOfPossible() | MeanOfPercentages():
            return _percentage(rule, of)
        case ProportionAtOrAbove() | Opportunity() | Count() | AllOrNothing():
            return _threshold(rule, of)
        case Ratio() | Rate():
            return _ratio(rule, of)
        case LookUp():
            return f"{of} turned into points: " + "; ".join(
                f"{rung.range} is {plain(rung.value)}" for rung in rule.ranges
            )
        case Ladder():
            return _ladder(rule)
        case ShareOfPersons():
            kind = "percentage" if rule.form is Form.PERCENT else "proportion"
            reach = "all" if rule.at_least == 1 else f"at least {_percent(rule.at_least)}"
            return f"the {kind} of persons in {of} who have {reach} of what was asked"
        case Python():
            ends = f"from {plain(rule.lowest)} to {plain(rule.highest)}"
            return f"what the plugin's rule `{rule.name}` makes of {of}, {ends}"


def _percentage(rule: PercentOfPossible | MeanOfPercentages, of: str) -> str:
    if rule.counted_from is CountedFrom.LOWEST:
        if isinstance(rule, PercentOfPossible):
            return f"how far the points of {of} reach from the lowest to the highest possible, as a percentage"
        return f"the mean of how far each of {of} reaches from its lowest to its highest points, as a percentage"
    if isinstance(rule, PercentOfPossible):
        return f"the points of {of} as a percentage of the possible points"
    return f"the mean of the percentages of the possible points that each of {of} has"


def _threshold(rule: ProportionAtOrAbove | Opportunity | Count | AllOrNothing, of: str) -> str:
    reach = "the highest points" if rule.at_least is None else f"at least {plain(rule.at_least)}"
    if isinstance(rule, Count):
        return f"how many of {of} have {reach}"
    if isinstance(rule, AllOrNothing):
        return f"1 if every one of {of} has {reach}, else 0"
    kind = "percentage" if rule.form is Form.PERCENT else "proportion"
    if isinstance(rule, Opportunity):
        return f"of those of {of} that apply, the {kind} that have {reach}"
    return f"the {kind} of {of} that have {reach}"


def _ratio(rule: Ratio | Rate, of: str) -> str:
    if isinstance(rule, Rate):
        least = "" if rule.per_at_least is None else f"; no score where {rule.per} is below {plain(rule.per_at_least)}"
        by = f"divided by {rule.per}" if rule.every == 1 else f"for every {plain(rule.every)} of {rule.per}"
        return f"{of} {by}{least}"
    times = "" if rule.times == 1 else f", times {plain(rule.times)}"
    both, over = _over(rule.zero_over_zero, rule), _over(rule.over_zero, rule)
    to = listed(rule.to) if len(rule.to) == 1 else f"the sum of {listed(rule.to)}"
    least = "" if rule.to_at_least is None else f"; no score where {to} is below {plain(rule.to_at_least)}"
    most = ""
    if rule.highest is not None:
        most = f"; no ratio counts for more than {plain(rule.highest)}"
    return f"{of} divided by {to}{times}; nothing over nothing {both}, something over nothing {over}{most}{least}"


def _over(answer: Fraction | Over, rule: Ratio) -> str:
    if answer is Over.NONE:
        return "gives no score"
    number = rule.highest if answer is Over.HIGHEST else answer
    return f"is {plain(number)}" if isinstance(number, Fraction) else "gives no score"


def _ladder(rule: Ladder) -> str:
    steps = (f"{plain(step.to)} if {listed(_need(need) for need in step.needs)}" for step in rule.steps)
    return f"a ladder that starts at {plain(rule.start)} and stops where a step is not reached: " + "; ".join(steps)


def _need(need: Need) -> str:
    reach = "the highest points" if need.at_least is None else f"at least {plain(need.at_least)}"
    of = listed(need.of)
    if len(need.of) == 1:
        return f"{of} {'does not have' if need.none else 'has'} {reach}"
    if need.none:
        return f"none of {of} has {reach}"
    return f"{'all' if need.share == 1 else 'at least ' + _percent(need.share)} of {of} have {reach}"


def _percent(share: Fraction) -> str:
    return f"{plain(share * 100)} %" if (share * 100).denominator == 1 else plain(share)


def missing_words(score: Score, noun: str = "rating") -> str:
    """What may be missing from a score, in one sentence without a full stop.

    Args:
        score: The score.
        noun: What it is made of: ``rating`` or ``score``.
    """
    rule = score.missing
    said = f"no {noun} may be missing"
    if isinstance(score.rule, FirstApplicable):
        # Of those after it nothing is asked.
        said += " up to the first that applies"
    if rule.share_at_most:
        said = f"at most {_percent(rule.share_at_most)} of the {noun}s that apply may be missing"
    elif rule.at_most:
        said = f"at most {counted(rule.at_most, noun)} may be missing"
    if rule.unless_decided:
        said += ", unless the value is the same whatever they are"
    if rule.tolerates:
        otherwise = "; the score is then taken over what is there"
        if isinstance(score.rule, Opportunity):
            otherwise = "; it is then an opportunity that was not taken"
        said += {
            Then.PRORATE: "; the sum is then stretched to all that apply",
            Then.LOWEST: "; it then counts as the lowest",
        }.get(rule.then or Then.LEAVE_OUT, otherwise)
    if rule.rated_at_least:
        said += f"; at least {rule.rated_at_least} must be there"
    return said


EFFECTS = {
    Effect.EXCLUDED: "is left out of the score",
    Effect.MISSING: "counts as missing",
    Effect.LOWEST: "counts as the lowest points",
    Effect.HIGHEST: "counts as the highest points",
    Effect.FORBIDDEN: "means that there is no score",
}
"""What each effect does, in words; that a rating is used goes without saying."""


def status_words(score: Score, checklist: Checklist) -> tuple[str, ...]:
    """What each status does that an item of a score allows, a sentence without a full stop for each."""
    members = {name for _, name in members_read(score, checklist.items)}
    items = [item for item in checklist.items if item.id in members]
    allowed = {status for item in items for status in (*item.allows, *item.scale.status_codes.values())}
    return tuple(
        f"{status.value.replace('_', ' ')} {EFFECTS[checklist.effect(score, status)]}"
        for status in Status
        if status in allowed and checklist.effect(score, status) in EFFECTS
    )


def condition_words(condition: Condition, checklist: Checklist) -> str:
    """What must hold, in words."""
    match condition:
        case All():
            return " and ".join(_inner(part, checklist) for part in condition.of)
        case Any():
            return " or ".join(_inner(part, checklist) for part in condition.of)
        case ItemTest():
            return f"{_items_words(condition, checklist)} {condition.range}"
        case BandTest():
            return f"{condition.score} in band {listed(condition.bands, 'or')}"
        case _:
            return f"{condition.score} {condition.range}"


def _items_words(test: ItemTest, checklist: Checklist) -> str:
    names = [name for name in checklist.members(test.items) if name not in checklist.off]
    if test.items.ids:
        return names[0] if len(names) == 1 else f"each of {listed(names)}"
    group = test.items.component or test.items.dimension
    return f"each of the {counted(len(names), 'item')}" + (f" on {group}" if group else "")


def _inner(part: Condition, checklist: Checklist) -> str:
    said = condition_words(part, checklist)
    return f"({said})" if isinstance(part, All | Any) and len(part.of) > 1 else said


def criterion_words(criterion: Criterion, checklist: Checklist) -> str:
    """A criterion in words, with the days between which it holds."""
    said = condition_words(criterion.condition, checklist)
    if criterion.valid_from:
        said += f", from {criterion.valid_from.isoformat()}"
    if criterion.valid_until:
        said += f", until the day before {criterion.valid_until.isoformat()}"
    return said
