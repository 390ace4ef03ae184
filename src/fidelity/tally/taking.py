"""Scored observations become a cube: counted by cell in columns, never row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import numpy as np
import pandas as pd

from fidelity.model.criterion import ScoreTest, leaves
from fidelity.model.item import Item
from fidelity.plan.dense import smallest
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.ratings.dates import ordinals
from fidelity.ratings.table import Ratings
from fidelity.scoring import TRUTHS, ScoreColumn, Scores
from fidelity.tally.cells import Places, cells_of
from fidelity.tally.counts import Integers, counted
from fidelity.tally.cube import About, Cube, Level, Made, Measure, measured, ordered
from fidelity.tally.latest import Latest, latest
from fidelity.tally.sharing import PERSON
from fidelity.tally.tally import band_of
from fidelity.tally.values import has_possible, of_possible

_MET, _NOT_MET = TRUTHS.index("met"), TRUTHS.index("not_met")


def taken(
    scores: Scores, ratings: Ratings, keys: Mapping[str, pd.Series | pd.Index], made: Made, *, items: bool = True
) -> Cube:
    """The cube of scored observations.

    Args:
        scores: The scores.
        ratings: The ratings that they were made of, in the same order.
        keys: What is said of each observation by each key, as text; shape (observations,).
        made: What the observations were scored with.
        items: Whether the answers to the items are counted too.
    """
    cells, of = cells_of(keys, len(ratings))
    checklist = scores.plan.checklist
    measures = [measured(About("observations", ""), ("",), counted(of, np.zeros(len(of), np.uint8), len(cells), 1))]
    for score in checklist.scores:
        measures += _of_score(scores.columns[score.id], scores.plan, of, len(cells))
    for name, truths in scores.criteria.items():
        title = next((each.title for each in checklist.criteria if each.id == name and each.title), "")
        measures.append(measured(About("criterion", name, title), TRUTHS, counted(of, truths, len(cells), len(TRUTHS))))
    if items:
        answers = [_of_item(item, ratings, of, len(cells)) for item in checklist.items]
        measures += [*_components(answers), *answers]
    # Who is at criterion now is asked of practitioners only, and a million days take their time.
    return Cube(made, cells, tuple(measures), _latest(scores, ratings, of) if PERSON in keys else {})


def _of_score(column: ScoreColumn, plan: Plan, of: Places, n_cells: int) -> Iterator[Measure]:
    """The values of a score, and its bands where it has any."""
    score = plan.checklist.score[column.id]
    results = column.results
    meant = {state: _level(result) for state, result in results.items()}
    levels = ordered(meant.values())
    place = {level: number for number, level in enumerate(levels)}
    level_of = np.zeros(max(column.states.table.n_states, 1), smallest(len(levels)))
    for state, level in meant.items():
        level_of[state] = place[level]
    counts = counted(of, np.take(level_of, column.states.ids, mode="clip"), n_cells, max(len(levels), 1))
    low, high = plan.scores[column.id].range
    about = About("score", score.id, score.title, "", low, high, score.decimals, tuple(sorted(_cuts(plan, score.id))))
    yield measured(about, levels, counts)
    if score.bands:
        names: list[Level] = [*(band.id for band in score.bands), ""]
        bands = [band_of(plan, score.id, level) if isinstance(level, Fraction) else None for level in levels]
        places = np.array([len(score.bands) if place is None else place for place in bands] or [0], np.intp)
        yield measured(About("band", score.id, score.title), names, counts.moved(levels=places, n_levels=len(names)))


def _level(result: Result) -> Level:
    level = result.reason if result.value is None else result.value
    assert level is not None
    return level


def _cuts(plan: Plan, score: str) -> Iterator[Fraction]:
    """The numbers that a value of a score must not be rounded onto."""
    ranges = [*plan.scores[score].bands]
    for criterion in plan.criteria:
        tests = (leaf for _, leaf in leaves(criterion.condition))
        ranges += [test.range for test in tests if isinstance(test, ScoreTest) and test.score == score]
    ends = {end for held in ranges for end in (held.low, held.high)}
    yield from {end for end in (Fraction(0), Fraction(100), *plan.scores[score].range, *ends) if end is not None}


def _of_item(item: Item, ratings: Ratings, of: Places, n_cells: int) -> Measure:
    column = ratings.columns[item.id]
    points = [point.points for point in item.scale.points]
    low, high = (min(points), max(points)) if points else (item.scale.lowest, item.scale.highest)
    about = About("item", item.id, item.text, item.component, low, high)
    return measured(about, column.levels, counted(of, column.codes, n_cells, len(column.levels)))


def _components(items: Sequence[Measure]) -> Iterator[Measure]:
    """The components that are rated, in the order of the checklist."""
    shown = [item for item in items if has_possible(item)]
    for name in dict.fromkeys(item.about.component for item in shown if item.about.component):
        about = About("component", name, lowest=Fraction(0), highest=Fraction(1))
        yield of_possible([item for item in shown if item.about.component == name], about)


def _latest(scores: Scores, ratings: Ratings, of: Places) -> dict[str, Latest]:
    """For each criterion the last days on which it was judged."""
    day = ordinals(ratings)
    return {name: _latest_of(truths, day, of) for name, truths in scores.criteria.items()}


def _latest_of(truths: np.ndarray[tuple[int], np.dtype[np.int8]], day: Integers, of: Places) -> Latest:
    judged = (truths == _MET) | (truths == _NOT_MET)
    met = (truths[judged] == _MET).astype(np.int64)
    return latest(of[judged], day[judged], met, np.ones(len(met), np.int64))
