"""The plan's hash: over everything that can change a number, and over nothing else."""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import cast

import attrs

from fidelity.canonical import Value, digest
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest
from fidelity.model.figure import Figure, MeanOfItemPercentages, rule_name
from fidelity.model.item import Item
from fidelity.model.status import Status
from fidelity.plan.item_member import figure_members
from fidelity.plan.plan import Plan, ScorePlan


def plan_hash(plan: Plan) -> str:
    """SHA-256 of a plan, as ``sha256:…``.

    Labels, anchors and titles are not in it, nor is the order in which items, scores or criteria are written. Codes,
    points, statuses, rules, weights, ranges, bands, dates of validity and figures are.
    """
    checklist = plan.checklist
    figures: dict[str, Value] = {figure.id: _figure(figure, checklist) for figure in checklist.figures}
    return digest(
        {
            "codes": {code: status.value for code, status in checklist.status_codes.items()},
            "items": {item.id: _item(item, item.id in checklist.off) for item in checklist.items},
            "scores": {score.id: _score(score, checklist) for score in plan.scores.values()},
            "floors": {name: portable(member) for name, member in plan.floors.items()},
            "criteria": sorted((_criterion(each, checklist) for each in plan.criteria), key=repr),
            # Checklists without figures keep the hash that they had before there were any.
            **({"figures": figures} if figures else {}),
        }
    )


def _score(score: ScorePlan, checklist: Checklist) -> Value:
    bands = checklist.score[score.id].bands
    return {
        "members": {member.id: portable(member) for member in score.members},
        "value": portable(score.value),
        "lowest": portable(score.lowest),
        "highest": portable(score.highest),
        "bands": {band.id: portable(band.range) for band in bands},
    }


def _criterion(criterion: Criterion, checklist: Checklist) -> Value:
    days = [portable(criterion.valid_from), portable(criterion.valid_until)]
    return [criterion.id, *days, condition_form(criterion.condition, checklist)]


def _figure(figure: Figure, checklist: Checklist) -> Value:
    rule = figure.rule
    of = portable(rule)
    if isinstance(rule, MeanOfItemPercentages):
        of = {member.id: portable(member) for member in figure_members(rule.items, checklist)}
    return [rule_name(rule), of, portable(figure.goal), figure.n_at_least]


def condition_form(condition: Condition, checklist: Checklist) -> Value:
    """A condition with its items named one by one, in an order that does not matter."""
    if isinstance(condition, All | Any):
        if len(condition.of) == 1:
            return condition_form(condition.of[0], checklist)
        word = "all" if isinstance(condition, All) else "any"
        return {word: sorted((condition_form(part, checklist) for part in condition.of), key=repr)}
    if isinstance(condition, ItemTest):
        return {"items": sorted(checklist.members(condition.items)), "range": portable(condition.range)}
    if isinstance(condition, BandTest):
        return {"score": condition.score, "bands": sorted(condition.bands)}
    return portable(condition)


def _item(item: Item, off: bool) -> Value:
    scale = item.scale
    return {
        "points": {point.code: portable(point.points) for point in scale.points},
        "kind": portable(scale.kind),
        "ends": [portable(scale.lowest), portable(scale.highest)],
        "codes": {code: status.value for code, status in scale.status_codes.items()},
        "allows": [status.value for status in Status if status in item.allows],
        "off": off,
    }


def portable(value: object) -> Value:
    """A part of a plan as plain data: records by kind and fields, fractions as text, sets in order."""
    if isinstance(value, Enum):
        return str(value.value)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted((portable(each) for each in value), key=repr)
    if isinstance(value, tuple):
        return [portable(each) for each in value]
    return {
        "kind": type(value).__name__,
        **{
            field.name: portable(getattr(value, field.name))
            for field in attrs.fields(cast(type[attrs.AttrsInstance], type(value)))
            if getattr(value, field.name) != field.default
        },
    }
