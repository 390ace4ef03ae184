"""Figures over many observations: counted by state, verdict and answer, and worked out from the counts in fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import attrs
import numpy as np

from fidelity.model.criterion import Truth
from fidelity.model.figure import Figure, MeanOfItemPercentages, MeanOfScore, ShareMeeting
from fidelity.plan.item_member import figure_members
from fidelity.plan.seen import Member, Part, Seen
from fidelity.ratings.table import Ratings
from fidelity.scoring import TRUTHS, Scores
from fidelity.tally.groups import Groups, grouped, together
from fidelity.tally.result import FigureResult, ItemPercentage, NoFigure, Without


@attrs.frozen
class FigureGroup:
    """The figures of one group of observations.

    Attributes:
        value: What the descriptor says of the group's observations; empty where it says nothing.
        results: The figures, in the order of the checklist.
    """

    value: str
    results: tuple[FigureResult, ...]


@attrs.frozen
class GroupedFigures:
    """Figures by group, and over everything.

    Attributes:
        column: The descriptor by which observations are grouped.
        groups: The groups, in the order in which they first occur.
        whole: The figures over all observations, taken anew: a mean of all is not the mean of the groups' means.
    """

    column: str
    groups: tuple[FigureGroup, ...]
    whole: tuple[FigureResult, ...]


@attrs.frozen
class _Taken:
    """What a figure comes to in one group before anybody asks whether that is enough.

    Attributes:
        value: The value, where there is one.
        n_used: How many observations could be used.
        without: How many could not, by what they lack.
        items: Each item's percentage.
        reason: Why there must be none, whatever else.
    """

    value: Fraction | None
    n_used: int
    without: Mapping[Without, int]
    items: tuple[ItemPercentage, ...] = ()
    reason: NoFigure | None = None


def figures(scores: Scores, ratings: Ratings) -> tuple[FigureResult, ...]:
    """The figures of a checklist over all observations, in the order of the checklist.

    Args:
        scores: The scores.
        ratings: The ratings that they were made of.
    """
    (results,) = _by_group(scores, ratings, together(len(ratings)))
    return results


def figures_by(scores: Scores, ratings: Ratings, column: str) -> GroupedFigures:
    """The figures of a checklist for each value of a descriptor, and over all observations.

    Args:
        scores: The scores.
        ratings: The ratings that they were made of.
        column: The descriptor, such as ``site``.

    Raises:
        UsageError: The ratings have no such descriptor.
    """
    groups = grouped(ratings, column)
    results = _by_group(scores, ratings, groups)
    named = (FigureGroup(name, each) for name, each in zip(groups.names, results, strict=True))
    return GroupedFigures(column, tuple(named), figures(scores, ratings))


def _by_group(scores: Scores, ratings: Ratings, groups: Groups) -> list[tuple[FigureResult, ...]]:
    sizes = groups.sizes()
    found: list[list[FigureResult]] = [[] for _ in sizes]
    for figure in scores.plan.checklist.figures:
        for results, taken, n in zip(found, _taken(figure, scores, ratings, groups), sizes, strict=True):
            results.append(_settled(figure, taken, n))
    return [tuple(results) for results in found]


def _settled(figure: Figure, taken: _Taken, n: int) -> FigureResult:
    reason = taken.reason
    if reason is None and taken.value is None:
        reason = NoFigure.NOTHING_TO_USE
    elif reason is None and taken.n_used < figure.n_at_least:
        reason = NoFigure.TOO_FEW_OBSERVATIONS
    value = None if reason else taken.value
    goal = None
    if figure.goal:
        goal = Truth.CANNOT_TELL if value is None else Truth.MET if figure.goal.holds(value) else Truth.NOT_MET
    without = {why: count for why, count in taken.without.items() if count}
    return FigureResult(figure.id, value, reason, n, taken.n_used, without, goal, taken.items)


def _taken(figure: Figure, scores: Scores, ratings: Ratings, groups: Groups) -> Iterator[_Taken]:
    """What a figure comes to in each group."""
    match figure.rule:
        case ShareMeeting(criterion):
            return _shares(scores, criterion, groups)
        case MeanOfScore(score):
            return _means(scores, score, groups)
        case MeanOfItemPercentages():
            return _percentages(figure.rule, scores, ratings, groups)


def _shares(scores: Scores, criterion: str, groups: Groups) -> Iterator[_Taken]:
    for found in groups.counts(scores.criteria[criterion], len(TRUTHS)):
        said = {truth: found.get(code, 0) for code, truth in enumerate(TRUTHS)}
        n_judged = said["met"] + said["not_met"]
        value = Fraction(100 * said["met"], n_judged) if n_judged else None
        yield _Taken(value, n_judged, {why: said[why.value] for why in (Without.CANNOT_TELL, Without.NOT_IN_FORCE)})


def _means(scores: Scores, score: str, groups: Groups) -> Iterator[_Taken]:
    states = scores.columns[score].states
    for found in groups.counts(states.ids, states.table.n_states):
        results = [(states.table.result(state), n) for state, n in found.items()]
        total = sum((result.value * n for result, n in results if result.value is not None), Fraction(0))
        n_scored = sum(n for result, n in results if result.value is not None)
        without = {Without.NO_SCORE: sum(found.values()) - n_scored}
        yield _Taken(total / n_scored if n_scored else None, n_scored, without)


def _percentages(rule: MeanOfItemPercentages, scores: Scores, ratings: Ratings, groups: Groups) -> Iterator[_Taken]:
    members = [member for member in figure_members(rule.items, scores.plan.checklist) if not member.off]
    seen = {member.id: [member.see(answer) for answer in ratings.columns[member.id].levels] for member in members}
    counts = {name: groups.counts(ratings.columns[name].codes, len(levels)) for name, levels in seen.items()}
    items = [
        tuple(_percentage(member, seen[member.id], counts[member.id][group]) for member in members)
        for group in range(len(groups.names))
    ]
    used = groups.marked(_used(seen, items, ratings, groups))
    for group, n in enumerate(groups.sizes()):
        values = [item.value for item in items[group] if item.value is not None]
        forbidden = any(
            seen[name][code].part is Part.FORBIDDEN for name, counted in counts.items() for code in counted[group]
        )
        yield _Taken(
            sum(values, Fraction(0)) / len(values) if values else None,
            used[group],
            {Without.NO_RATING: n - used[group]},
            items[group],
            NoFigure.STATUS_NOT_PERMITTED if forbidden else None,
        )


def _percentage(member: Member, seen: list[Seen], counted: Mapping[int, int]) -> ItemPercentage:
    """One item in one group: from how often each of its answers occurs."""
    found = [(seen[code], n) for code, n in counted.items()]
    n_of = {part: sum(n for each, n in found if each.part is part) for part in Part}
    points = sum((each.points * n for each, n in found if each.points is not None), Fraction(0))
    assert member.highest is not None
    # As for a score, statuses that count as something make no percentage without a real rating beside them.
    value = 100 * points / (member.highest * n_of[Part.USED]) if any(each.rated for each, _ in found) else None
    return ItemPercentage(member.id, value, n_of[Part.USED], n_of[Part.MISSING], n_of[Part.EXCLUDED])


def _used(
    seen: Mapping[str, list[Seen]], items: list[tuple[ItemPercentage, ...]], ratings: Ratings, groups: Groups
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which observations enter the percentage of any item."""
    marks = np.zeros(len(ratings), np.bool_)
    for place, (name, levels) in enumerate(seen.items()):
        counts = np.array([each.part is Part.USED for each in levels], np.bool_)
        has_value = np.array([each[place].value is not None for each in items], np.bool_)
        marks |= counts[ratings.columns[name].codes] & has_value[groups.of]
    return marks
