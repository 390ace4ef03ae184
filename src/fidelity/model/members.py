"""Which items and scores a score reads."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.model.item import Item, Use
from fidelity.model.rule import Ladder, Rate, Ratio
from fidelity.model.score import Members, Score
from fidelity.problems import Path


def chosen(of: Members, items: Sequence[Item]) -> tuple[str, ...]:
    """The ids that a choice of members stands for, in the order of the items."""
    if of.ids:
        return of.ids
    return tuple(
        item.id
        for item in items
        if item.use is Use.SCORED
        and (
            of.every
            or (of.component and item.component == of.component)
            or (of.dimension and item.dimension == of.dimension)
        )
    )


def members_read(score: Score, items: Sequence[Item]) -> tuple[tuple[Path, str], ...]:
    """Every item or score that a score reads, with the path to where it names it."""
    if score.of.ids:
        named: list[tuple[Path, str]] = [(("of", place), member) for place, member in enumerate(score.of.ids)]
    else:
        named = [(("of",), member) for member in chosen(score.of, items)]
    rule = score.rule
    if isinstance(rule, Ratio):
        named += [(("to", place), member) for place, member in enumerate(rule.to)]
    if isinstance(rule, Rate):
        named.append((("per",), rule.per))
    if isinstance(rule, Ladder):
        named += [
            (("steps", step, "needs", need, "of", place), member)
            for step, each in enumerate(rule.steps)
            for need, one in enumerate(each.needs)
            for place, member in enumerate(one.of)
        ]
    return tuple(named)
