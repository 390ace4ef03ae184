"""A plan as plain data, for engines that are not written in Python: JSON holds it, with every fraction as text."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

from fidelity.export.reading_data import reading_data
from fidelity.model.criterion import All, BandTest, Condition, Criterion, ItemTest, ScoreTest
from fidelity.model.criterion import Any as AnyOf
from fidelity.model.range import Range
from fidelity.plan.algebra import Expression, Test
from fidelity.plan.plan import Plan, ScorePlan
from fidelity.plan.seen import Member, Term


def plan_data(plan: Plan, later: Collection[str] = ()) -> dict[str, Any]:
    """A plan as plain data, with what is needed to read its answers.

    Args:
        plan: The plan.
        later: The scores that are left out, by id, because only Python can compute them.
    """
    writer = _Writer(plan)
    return {
        **reading_data(plan.checklist),
        "scores": [
            {"id": score.id, "later": True} if score.id in later else writer.score(score)
            for score in plan.scores.values()
        ],
        "criteria": [writer.criterion(each) for each in plan.criteria],
        # These come last: they are what the scores and criteria refer to, by place.
        "members": [writer.member(each) for each in writer.members],
        "terms": [writer.fields(each) for each in writer.terms],
    }


class _Writer:
    """Writes parts of a plan; members and terms, which many scores share, are written once and referred to by place."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.members: dict[Member, int] = {}
        self.terms: dict[Term, int] = {}

    def score(self, score: ScorePlan) -> dict[str, Any]:
        """One score."""
        return {
            "id": score.id,
            "decimals": self.plan.checklist.score[score.id].decimals,
            "members": [self._place(member) for member in score.members],
            "value": self.data(score.value),
            "lowest": self.data(score.lowest),
            "highest": self.data(score.highest),
            "bands": self.data(score.bands),
            "range": self.data(score.range),
        }

    def criterion(self, criterion: Criterion) -> dict[str, Any]:
        """One criterion with its days."""
        days = {"from": self.data(criterion.valid_from), "until": self.data(criterion.valid_until)}
        return {"id": criterion.id, **days, "condition": self._condition(criterion.condition)}

    def member(self, member: Member) -> dict[str, Any]:
        """One member."""
        return self.fields(member) | {
            "steps": [[self.data(each.range), self.data(each.points)] for each in member.steps]
        }

    def fields(self, record: Member | Term) -> dict[str, Any]:
        """A record by its fields."""
        names = (field.name for field in attrs.fields(type(record)))
        return {name: self.data(getattr(record, name)) for name in names if name != "steps"}

    def data(self, value: object) -> Any:
        """A part of a plan: nodes of the algebra by their name and fields, fractions as text."""
        if isinstance(value, Expression | Test):
            parts = (getattr(value, field.name) for field in attrs.fields(type(value)))
            return [type(value).__name__, *map(self.data, parts)]
        if isinstance(value, Term):
            return self.terms.setdefault(value, len(self.terms))
        if isinstance(value, Range):
            ends = {field.name: getattr(value, field.name) for field in attrs.fields(Range)}
            return {name: str(end) for name, end in ends.items() if end is not None}
        if isinstance(value, Fraction):
            return str(value)
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, frozenset):
            return sorted(map(self.data, value))
        return [self.data(each) for each in value] if isinstance(value, tuple) else value

    def _condition(self, condition: Condition) -> list[Any]:
        kind = type(condition).__name__
        match condition:
            case All(of) | AnyOf(of):
                return [kind, [self._condition(part) for part in of]]
            case ItemTest(items, range_):
                names = self.plan.checklist.members(items)
                return [kind, [self._place(self.plan.floors[name]) for name in names], self.data(range_)]
            case ScoreTest(score, range_):
                return [kind, score, self.data(range_)]
            case BandTest(score, bands):
                places = enumerate(self.plan.checklist.score[score].bands)
                return [kind, score, [place for place, band in places if band.id in bands]]

    def _place(self, member: Member) -> int:
        return self.members.setdefault(member, len(self.members))
