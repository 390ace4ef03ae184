"""Answers to the items as numbers: one record a visit, a row each, and what each item adds to a score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.evaluation.alike import made_together
from fidelity.evaluation.grouping import grouped_by
from fidelity.evaluation.one_record import one_each
from fidelity.intake.gathered import Gathered
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.rule import (
    Count,
    CountedFrom,
    Mean,
    MeanOfPercentages,
    Opportunity,
    PercentOfPossible,
    ProportionAtOrAbove,
    Sum,
    Weighted,
)
from fidelity.model.scale import Kind
from fidelity.model.score import Score
from fidelity.model.status import Status
from fidelity.ratings.table import Column
from fidelity.tally.cells import Cells, cells_of
from fidelity.tally.cube import Made

Floats = npt.NDArray[np.float64]
STATUSES = tuple(Status)
"""What can become of an item, in the order of the codes."""
_ADDING = (Sum, Mean, Weighted, PercentOfPossible, MeanOfPercentages, ProportionAtOrAbove, Opportunity, Count)
"""The rules by which each item adds something to the score."""


@attrs.frozen(eq=False)
class ItemAnswers:
    """The answers to the items, one record a visit.

    Attributes:
        made: What was rated with.
        checklist: The checklist.
        points: The points of each item, NaN where there is no rating; shape (visits,).
        statuses: What became of each item, as a place among `STATUSES`; shape (visits,).
        cells: The groups, by ``source`` and what was asked for.
        cell: The group of each visit; shape (visits,).
        practitioner: The practitioner of each visit; empty where nobody says; shape (visits,).
        n_others: How many further ratings of the same visits there are.
        n_masters: How many ratings are master ratings, which stand for no visit.
    """

    made: Made
    checklist: Checklist
    points: Mapping[str, Floats]
    statuses: Mapping[str, npt.NDArray[np.int8]]
    cells: Cells
    cell: npt.NDArray[np.intp]
    practitioner: npt.NDArray[np.object_]
    n_others: int
    n_masters: int

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that have points."""
        return tuple(item for item in self.checklist.items if item.id in self.points)


def item_answers(parts: Sequence[Gathered], by: Sequence[str] = ()) -> ItemAnswers:
    """The answers of records that compute alike; items with results of persons, or off by design, are left out.

    Args:
        parts: The records; at least one edition.
        by: The columns to group by, beside whose eyes it was.

    Raises:
        UsageError: There is no such column.
    """
    checklist = parts[0].definition.checklist
    items = [item for item in checklist.items if item.id not in checklist.off and item.scale.kind is not Kind.PERSONS]
    ones = [one_each(part.ratings) for part in parts]
    ratings = [part.ratings.of_rows(one.rows) for part, one in zip(parts, ones, strict=True)]
    keys = {"source": pd.concat([one.source.astype(object) for one in ones], ignore_index=True)}
    grouped = [grouped_by(each, [*by, "practitioner"]) for each in ratings]
    every = {
        name: pd.concat([each[name].astype(object) for each in grouped], ignore_index=True)
        for name in (*by, "practitioner")
    }
    cells, cell = cells_of(keys | {name: every[name] for name in by}, sum(map(len, ratings)))
    columns = {item.id: [each.columns[item.id] for each in ratings] for item in items}
    return ItemAnswers(
        made_together(parts),
        checklist,
        {item.id: np.concatenate([_points(item, each) for each in columns[item.id]]) for item in items},
        {item.id: np.concatenate([_statuses(each) for each in columns[item.id]]) for item in items},
        cells,
        cell,
        every["practitioner"].to_numpy(object),
        sum(one.n_others for one in ones),
        sum(one.n_masters for one in ones),
    )


def _points(item: Item, column: Column) -> Floats:
    worth = [_worth(item, answer) for answer in column.levels]
    found: Floats = np.array(worth or [np.nan])[column.codes]
    return found


def _worth(item: Item, answer: Answer) -> float:
    if answer.status is not Status.RATED or answer.value is None:
        return np.nan
    return float(item.points_of(answer.value) if item.steps else answer.value)


def _statuses(column: Column) -> npt.NDArray[np.int8]:
    places = [STATUSES.index(answer.status) for answer in column.levels]
    found: npt.NDArray[np.int8] = np.array(places or [STATUSES.index(Status.MISSING)], np.int8)[column.codes]
    return found


def range_of(item: Item) -> tuple[float, float] | None:
    """The fewest and the most points of an item; None where there is a limit missing, or no difference.

    Args:
        item: The item.
    """
    low, high = item.lowest, item.highest
    return None if low is None or high is None or low >= high else (float(low), float(high))


def adds_up(score: Score, answers: ItemAnswers) -> tuple[Item, ...]:
    """The items that a score adds up; none where it is made otherwise, of scores, or of items without limits.

    Args:
        score: The score.
        answers: The answers.
    """
    return adds(score, answers.checklist, answers.points)


def adds(score: Score, checklist: Checklist, known: Collection[str]) -> tuple[Item, ...]:
    """The items that a score adds up, where all of them are known; see `adds_up`.

    Args:
        score: The score.
        checklist: Its checklist.
        known: The items that have points.
    """
    members = [name for name in checklist.members(score.of) if name not in checklist.off]
    items = [checklist.item[name] for name in members if name in known]
    fits = isinstance(score.rule, _ADDING) and len(items) == len(members) and all(map(range_of, items))
    return tuple(items) if fits and len(items) > 1 else ()


def added(score: Score, item: Item, points: Floats) -> tuple[Floats, float, float]:
    """What an item adds to a score: turned where it counts backwards, 0 or 1 where a threshold is asked for.

    Args:
        score: The score, which adds the item up.
        item: The item.
        points: Its points; shape (visits,).

    Returns:
        What it adds, with the least and the most that it can; shape (visits,) and two numbers.
    """
    low, high = range_of(item) or (0.0, 1.0)
    values = low + high - points if item.id in score.reverse else points
    rule, weight = score.rule, float(score.weights.get(item.id, 1))
    if isinstance(rule, ProportionAtOrAbove | Opportunity | Count):
        least = high if rule.at_least is None else float(rule.at_least)
        values, low, high = np.where(np.isnan(values), np.nan, (values >= least).astype(np.float64)), 0.0, 1.0
    elif isinstance(rule, MeanOfPercentages):
        start = low if rule.counted_from is CountedFrom.LOWEST or high == 0 else 0.0
        values, low, high = (values - start) / (high - start), (low - start) / (high - start), 1.0
    if weight <= 0:
        return values, low, high
    return values * weight, low * weight, high * weight
