"""Scored observations become a cube: counted by cell in columns, never row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd

from fidelity.model.criterion import ScoreTest, leaves
from fidelity.model.item import Item
from fidelity.plan.dense import smallest
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plan.sentences import brief_rule
from fidelity.ratings.dates import ordinals
from fidelity.ratings.table import Ratings
from fidelity.scoring import TRUTHS, ScoreColumn, Scores
from fidelity.tally.cells import Places, cells_of
from fidelity.tally.counts import Coded, Integers, counted_each
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
    asked = [*_asked(scores, ratings, items=items)]
    counts = counted_each(of, [each.coded for each in asked], len(cells))
    found = [measured(each.about, each.levels, of_one) for each, of_one in zip(asked, counts, strict=True)]
    # Who is at criterion now is asked of practitioners only, and a million days take their time.
    last = _latest(scores, ratings, of) if PERSON in keys else {}
    return Cube(made, cells, tuple(_with_what_follows(found, scores.plan)), last)


@attrs.frozen(eq=False)
class _Asked:
    """What is to be counted of each observation.

    Attributes:
        about: What is measured.
        levels: What can be told apart.
        coded: For each observation the place of its level.
    """

    about: About
    levels: Sequence[Level]
    coded: Coded


def _asked(scores: Scores, ratings: Ratings, *, items: bool) -> Iterator[_Asked]:
    """What is counted: observations, scores, criteria and items."""
    checklist = scores.plan.checklist
    yield _Asked(About("observations", ""), ("",), Coded(np.zeros(len(ratings), np.uint8), 1))
    for score in checklist.scores:
        yield _of_score(scores.columns[score.id], scores.plan)
    for name, truths in scores.criteria.items():
        title = next((each.title for each in checklist.criteria if each.id == name and each.title), "")
        yield _Asked(About("criterion", name, title), TRUTHS, Coded(truths, len(TRUTHS)))
    for item in checklist.items if items else ():
        yield _of_item(item, ratings)


def _with_what_follows(found: Sequence[Measure], plan: Plan) -> Iterator[Measure]:
    """What was counted, with what follows from it: the bands of scores, the components that items show."""
    answers = [measure for measure in found if measure.about.kind == "item"]
    for measure in found:
        if answers and measure is answers[0]:
            yield from _components(answers)
        yield measure
        if measure.about.kind == "score" and plan.checklist.score[measure.about.id].bands:
            yield _bands(measure, plan)


def _of_score(column: ScoreColumn, plan: Plan) -> _Asked:
    """The values of a score."""
    score = plan.checklist.score[column.id]
    meant = {state: _level(result) for state, result in column.results.items()}
    # Many states mean the same, and two integers are compared sooner than two fractions.
    distinct = {_parts(level): level for level in meant.values()}
    levels = ordered(distinct.values())
    place = {_parts(level): number for number, level in enumerate(levels)}
    level_of = np.zeros(max(column.states.table.n_states, 1), smallest(len(levels)))
    for state, level in meant.items():
        level_of[state] = place[_parts(level)]
    low, high = plan.scores[column.id].range
    cuts, rule = tuple(sorted(_cuts(plan, score.id))), brief_rule(score, plan.checklist)
    about = About("score", score.id, score.title, "", low, high, score.decimals, cuts, rule)
    return _Asked(about, levels, Coded(np.take(level_of, column.states.ids, mode="clip"), max(len(levels), 1)))


def _bands(score: Measure, plan: Plan) -> Measure:
    """The bands of a score, from its values."""
    about = score.about
    held = plan.checklist.score[about.id].bands
    names: list[Level] = [*(band.id for band in held), ""]
    bands = [band_of(plan, about.id, level) if isinstance(level, Fraction) else None for level in score.levels]
    places = np.array([len(held) if place is None else place for place in bands] or [0], np.intp)
    counts = score.counts.moved(levels=places, n_levels=len(names))
    return measured(About("band", about.id, about.title), names, counts)


def _parts(level: Level) -> object:
    return level.as_integer_ratio() if isinstance(level, Fraction) else level


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


def _of_item(item: Item, ratings: Ratings) -> _Asked:
    column = ratings.columns[item.id]
    points = [point.points for point in item.scale.points]
    low, high = (min(points), max(points)) if points else (item.scale.lowest, item.scale.highest)
    about = About("item", item.id, item.text, item.component, low, high)
    return _Asked(about, column.levels, Coded(column.codes, len(column.levels)))


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
