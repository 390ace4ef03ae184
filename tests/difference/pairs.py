"""Two versions of a checklist, made up by Hypothesis: one that is drawn, and one in which a few things are changed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
from hypothesis import reject
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.scale import Point
from fidelity.model.score import Band, Score
from fidelity.model.status import Effect
from fidelity.plan.lowering import lower
from tests.oracle.strategies import ENDLESS, OPEN, POINTS, Draw, checklists

Change = Callable[[Draw, Checklist], Checklist]


def _one_item(draw: Draw, of: Checklist, **changes: Any) -> Checklist:
    old = draw.one(of.items)
    new = attrs.evolve(old, **{name: change(old) for name, change in changes.items()})
    return attrs.evolve(of, items=tuple(new if item is old else item for item in of.items))


def _one_score(draw: Draw, of: Checklist, change: Callable[[Score], Score]) -> Checklist:
    if not of.scores:
        return of
    old = draw.one(of.scores)
    new = change(old)
    return attrs.evolve(of, scores=tuple(new if score is old else score for score in of.scores))


def relabelled(draw: Draw, of: Checklist) -> Checklist:
    """Other words, in another order."""
    items = tuple(attrs.evolve(item, text="other words", guidance="more") for item in reversed(of.items))
    return attrs.evolve(of, items=items, scores=tuple(attrs.evolve(each, title="Other") for each in of.scores))


def repointed(draw: Draw, of: Checklist) -> Checklist:
    """One point of one item is worth something else."""

    def scale(item: Item) -> Any:
        if not item.scale.points:
            return item.scale
        place = draw.number(0, len(item.scale.points) - 1)
        points = [*item.scale.points]
        points[place] = attrs.evolve(points[place], points=draw.one(POINTS))
        return attrs.evolve(item.scale, points=tuple(points))

    return _one_item(draw, of, scale=scale)


def extended(draw: Draw, of: Checklist) -> Checklist:
    """One item has a further code, between the others."""

    def scale(item: Item) -> Any:
        if not item.scale.points:
            return item.scale
        between = (item.scale.points[0].points + item.scale.points[-1].points) / 2
        return attrs.evolve(item.scale, points=(*item.scale.points, Point("new", between)))

    return _one_item(draw, of, scale=scale)


def allowed(draw: Draw, of: Checklist) -> Checklist:
    """One item allows other statuses, or its codes mean other ones."""
    status = draw.one(OPEN)
    if draw.chance(2):
        return _one_item(draw, of, scale=lambda item: attrs.evolve(item.scale, status_codes={"9": status}))
    return _one_item(draw, of, allows=lambda item: item.allows ^ {status})


def effects(draw: Draw, of: Checklist) -> Checklist:
    """A status does something else, in one score or in all."""
    status, effect = draw.one(OPEN), draw.one((*ENDLESS, Effect.LOWEST))
    if draw.chance(2):
        return attrs.evolve(of, effects={**of.effects, status: effect})
    return _one_score(draw, of, lambda score: attrs.evolve(score, effects={**score.effects, status: effect}))


def reweighted(draw: Draw, of: Checklist) -> Checklist:
    """A member weighs something else."""

    def change(score: Score) -> Score:
        names = of.members(score.of)
        weight = draw.one((Fraction(0), Fraction(1), Fraction(2)))
        return attrs.evolve(score, weights={**score.weights, draw.one(names): weight})

    return _one_score(draw, of, change)


def reversed_one(draw: Draw, of: Checklist) -> Checklist:
    """A member counts the other way round."""
    return _one_score(
        draw, of, lambda score: attrs.evolve(score, reverse=score.reverse ^ {draw.one(of.members(score.of))})
    )


def missing(draw: Draw, of: Checklist) -> Checklist:
    """Something else is tolerated."""
    thens = (None, Then.LOWEST, Then.PRORATE)
    rule = MissingRule(draw.number(0, 2), None, draw.number(0, 2), draw.one(thens), draw.chance(3))
    return _one_score(draw, of, lambda score: attrs.evolve(score, missing=rule))


def another_rule(draw: Draw, of: Checklist) -> Checklist:
    """Another rule for the same members."""
    choices: tuple[rules.Rule, ...] = (
        rules.Sum(),
        rules.Mean(),
        rules.Minimum(),
        rules.Count(Fraction(1)),
        rules.AllOrNothing(Fraction(1)),
    )
    return _one_score(draw, of, lambda score: attrs.evolve(score, rule=draw.one(choices), weights={}))


def rebanded(draw: Draw, of: Checklist) -> Checklist:
    """Other bands."""
    cut = draw.one(POINTS)
    bands = (Band("b0", Range(below=cut)), Band("b1", Range(at_least=cut)))
    return _one_score(draw, of, lambda score: attrs.evolve(score, bands=bands))


def left_out(draw: Draw, of: Checklist) -> Checklist:
    """One item is not rated."""
    return attrs.evolve(of, off=of.off | {draw.one(of.items).id})


def undone(draw: Draw, of: Checklist) -> Checklist:
    """A criterion is gone or asks for its opposite in dates."""
    return attrs.evolve(of, criteria=of.criteria[1:])


def nothing(draw: Draw, of: Checklist) -> Checklist:
    """Nothing is changed."""
    return of


CHANGES: tuple[Change, ...] = (
    nothing, relabelled, repointed, extended, allowed, effects, reweighted, reversed_one, missing, another_rule,
    rebanded, left_out, undone,
)  # fmt: skip


@st.composite
def pairs(data: st.DrawFn) -> tuple[Checklist, Checklist]:
    """Two versions of a checklist."""
    draw = Draw(data)
    old = data(checklists())
    new = old
    try:
        for _ in range(draw.number(1, 3)):
            new = draw.one(CHANGES)(draw, new)
        lower(new)
    except InvalidRecord:
        reject()
    return old, new
