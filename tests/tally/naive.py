"""Figures a second time: a loop over rows, written from the glossary, that shares no code with the one that is tested.

Only what is said of one observation, its scores and its verdicts, is taken from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.figure import Figure, MeanOfScore, ShareMeeting
from fidelity.model.item import Item
from fidelity.model.status import Effect, Status
from fidelity.scoring import Scores

Row = Mapping[str, Answer]


@attrs.frozen
class Naive:
    """What the loop makes of a figure, in plain words and numbers."""

    value: Fraction | None
    reason: str
    n_used: int
    without: dict[str, int]
    goal: str
    items: dict[str, Fraction | None] = attrs.field(factory=dict)
    n_missing: int = 0


def naive(figure: Figure, scores: Scores, rows: Sequence[Row], which: Sequence[int]) -> Naive:
    """A figure over some of the rows.

    Args:
        figure: The figure.
        scores: The scores of all rows.
        rows: The answers of all rows.
        which: The rows that are meant.
    """
    if isinstance(figure.rule, ShareMeeting):
        found = _share(figure.rule.criterion, scores, which)
    elif isinstance(figure.rule, MeanOfScore):
        found = _mean(figure.rule.score, scores, which)
    else:
        checklist = scores.plan.checklist
        items = [item for item in checklist.items if item.id in checklist.members(figure.rule.items)]
        found = _items([item for item in items if item.id not in checklist.off], checklist, rows, which)
    return _with_goal(figure, found)


def _with_goal(figure: Figure, found: Naive) -> Naive:
    if not found.reason and found.value is None:
        found = attrs.evolve(found, reason="nothing_to_use")
    if not found.reason and found.n_used < figure.n_at_least:
        found = attrs.evolve(found, reason="too_few_observations")
    if found.reason:
        found = attrs.evolve(found, value=None)
    if figure.goal is None:
        return found
    if found.value is None:
        return attrs.evolve(found, goal="cannot_tell")
    least, most = figure.goal.at_least, figure.goal.at_most
    reached = found.value >= least if least is not None else most is not None and found.value <= most
    return attrs.evolve(found, goal="met" if reached else "not_met")


def _share(criterion: str, scores: Scores, which: Sequence[int]) -> Naive:
    said = Counter(scores.verdicts(row)[criterion] for row in which)
    judged = said.pop("met", 0), said.pop("not_met", 0)
    value = Fraction(judged[0] * 100, sum(judged)) if sum(judged) else None
    return Naive(value, "", sum(judged), dict(said), "")


def _mean(score: str, scores: Scores, which: Sequence[int]) -> Naive:
    values = [result.value for row in which if (result := scores.results(row)[score]).value is not None]
    lacking = len(which) - len(values)
    value = sum(values, Fraction(0)) / len(values) if values else None
    return Naive(value, "", len(values), {"no_score": lacking} if lacking else {}, "")


def _items(items: Sequence[Item], checklist: Checklist, rows: Sequence[Row], which: Sequence[int]) -> Naive:
    percentages: dict[str, Fraction | None] = {}
    used: set[int] = set()
    n_missing, is_forbidden = 0, False
    for item in items:
        earned, possible, is_rated, here = Fraction(0), Fraction(0), False, set()
        for row in which:
            points = _points(item, rows[row][item.id], checklist)
            is_forbidden |= points == "forbidden"
            n_missing += points == "missing"
            if isinstance(points, Fraction):
                assert item.highest is not None
                earned, possible = earned + points, possible + item.highest
                is_rated |= rows[row][item.id].status is Status.RATED
                here.add(row)
        percentages[item.id] = earned * 100 / possible if is_rated else None
        used |= here if is_rated else set()
    values = [each for each in percentages.values() if each is not None]
    value = sum(values, Fraction(0)) / len(values) if values else None
    lacking = len(which) - len(used)
    reason = "status_not_permitted" if is_forbidden else ""
    return Naive(value, reason, len(used), {"no_rating": lacking} if lacking else {}, "", percentages, n_missing)


def _points(item: Item, answer: Answer, checklist: Checklist) -> Fraction | str:
    """What an answer is worth, or a word for what becomes of it."""
    if answer.status is Status.RATED:
        assert answer.value is not None
        return item.points_of(answer.value) if item.scale.is_measure else answer.value
    if answer.status is Status.OFF_BY_DESIGN:
        return "out"
    otherwise = Effect.FORBIDDEN if answer.status is Status.NOT_APPLICABLE else Effect.MISSING
    effect = checklist.effects.get(answer.status, otherwise)
    if answer.status in (Status.MISSING, Status.INVALID) or effect is Effect.MISSING:
        return "missing"
    if effect is Effect.EXCLUDED:
        return "out"
    if effect is Effect.FORBIDDEN:
        return "forbidden"
    points = item.lowest if effect is Effect.LOWEST else item.highest
    assert points is not None
    return points
