"""Consistency: whether all that a tally file says goes together, before any figure is taken of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import get_args

import numpy as np

from fidelity.model.answer import Answer
from fidelity.plan.result import Reason
from fidelity.scoring import TRUTHS
from fidelity.tally.clusters import AtCriterion
from fidelity.tally.cube import Cube, Kind, Measure, ordered
from fidelity.tally.latest import UNDATED
from fidelity.tally.sharing import CLOSED, PERSON, Figure, Margin, Shared
from fidelity.tally.size_classes import SizeClasses
from fidelity.tally.values import moments, values_of

KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds of measures."""
_LAST_DAY = 3_652_059
"""The last day of the year 9999, and of the calendar."""


def faults(shared: Shared) -> Iterator[str]:
    """What cannot be true together, in plain words; nothing where all of it can.

    Args:
        shared: The counts, whose columns are of equal length and whose places exist.
    """
    cube = shared.cube
    if (shared.link == CLOSED) == (PERSON in cube.cells.names):
        yield "practitioners are said to be closed and are there, or to be linked and are not"
    yield from _faults_of_measures(cube)
    yield from _faults_of_latest(cube)
    keys = cube.cells.names
    every = {by for n in range(len(keys) + 1) for by in combinations(keys, n)}
    if shared.margins and (shared.link != CLOSED or {*shared.margins} != every):
        yield "the groupings of its practitioners are not those of its keys"
        return
    for by, margin in shared.margins.items():
        yield from _faults_of_margin(cube.by(by), margin)


def _faults_of_measures(cube: Cube) -> Iterator[str]:
    keys = [measure.about.key for measure in cube.measures]
    if len({*keys}) < len(keys):
        yield "a measure stands there twice"
    observations = cube.find("observations", "")
    if observations is None:
        yield "the observations are not counted"
        return
    n = observations.counts.totals(len(cube.cells))
    for measure in cube.measures:
        if not _levels_fit(measure):
            yield f"the levels of {measure.about.kind} {measure.about.id!r} are of another kind, or not in order"
        whole = measure.about.kind == "component" or (measure.counts.totals(len(cube.cells)) == n).all()
        if not whole:
            yield f"{measure.about.kind} {measure.about.id!r} is not counted once for every observation"


def _levels_fit(measure: Measure) -> bool:
    kind, levels = measure.about.kind, measure.levels
    if kind == "criterion":
        return levels == TRUTHS
    if kind == "band":
        return all(isinstance(level, str) for level in levels) and len({*levels}) == len(levels)
    if kind == "item" and not all(isinstance(level, Answer) for level in levels):
        return False
    if kind != "item" and any(isinstance(level, Answer) for level in levels):
        return False
    if kind == "score" and any(isinstance(level, str) and not isinstance(level, Reason) for level in levels):
        return False
    return ordered(levels) == levels


def _faults_of_latest(cube: Cube) -> Iterator[str]:
    criteria = {measure.about.id for measure in cube.of_kind("criterion")}
    if {*cube.latest} != (criteria if PERSON in cube.cells.names else set()):
        yield "the last days are not those of its criteria"
    for name, held in cube.latest.items():
        order = held.cell * 2 + (held.day != UNDATED)
        days = (held.day >= UNDATED) & (held.day != 0) & (held.day <= _LAST_DAY)
        if not days.all() or not (order[1:] > order[:-1]).all():
            yield f"the last days of {name!r} are no days, or not in order"
        if not ((held.n_met >= 0) & (held.n_met <= held.n_judged) & (held.n_judged > 0)).all():
            yield f"on the last days of {name!r} more met it than were judged"
        if (held.n_judged > cube.of_kind("observations")[0].counts.totals(len(cube.cells))[held.cell]).any():
            yield f"on the last days of {name!r} more were judged than observed"


def _faults_of_margin(cube: Cube, margin: Margin) -> Iterator[str]:
    """What does not go with the counts of the same groups."""
    groups = cube.cells
    if (margin.groups.names, margin.groups.values) != (groups.names, groups.values) or not np.array_equal(
        margin.groups.codes, groups.codes
    ):
        yield "practitioners are in other groups than observations"
        return
    n = cube.of_kind("observations")[0].counts.totals(len(groups))
    n_fewest = [0 * n, *(held.n_units for (kind, *_), held in margin.unnamed.items() if kind != "component")]
    # Whoever has a name was observed at least once, and whatever has a value is an observation.
    if (margin.n_unnamed + margin.n_named > n).any() or (margin.n_unnamed < np.max(n_fewest, axis=0)).any():
        yield "more observations name no practitioner than there are, or fewer than have a value"
    if {*margin.named} != {*margin.unnamed}:
        yield "there are practitioners without a name of figures that none with a name have"
        return
    for figure in margin.named:
        if not _adds_up(cube, margin, figure):
            yield f"what practitioners have of {figure[0]} {figure[1]!r} is not what observations have"
    for (criterion, _), held in margin.at.items():
        if not _fits(held, margin):
            yield f"more practitioners are at {criterion!r} than there are"


def _adds_up(cube: Cube, margin: Margin, figure: Figure) -> bool:
    """Whether the practitioners' sums are the sums of the observations, group by group."""
    kind, id_, what = figure
    measure = cube.find(kind, id_)
    if measure is None:
        return False
    found = moments(measure.counts, values_of(measure, what), len(cube.cells))
    parts = (margin.named[figure], margin.unnamed[figure])
    n = np.sum([np.bincount(part.group, part.size * part.n_clusters, len(cube.cells)) for part in parts], axis=0)
    total = np.zeros(len(cube.cells), object)
    for part in parts:
        _add(total, part, found.denominator)
    few = np.bincount(parts[0].group, parts[0].n_clusters, len(cube.cells)) <= margin.n_named
    one = np.bincount(parts[1].group, parts[1].n_clusters, len(cube.cells)) <= 1
    return bool((n == found.n).all() and (total == found.total.astype(object)).all() and few.all() and one.all())


def _add(total: np.ndarray[tuple[int], np.dtype[np.object_]], part: SizeClasses, denominator: int) -> None:
    """Add what clusters have, over another denominator; what is no whole multiple of it belongs to nothing."""
    scaled = part.total.astype(object) * denominator
    np.add.at(total, part.group, np.where(scaled % part.denominator == 0, scaled // part.denominator, -1))


def _fits(held: AtCriterion, margin: Margin) -> bool:
    told = held.n_judged + held.n_cannot_tell
    return bool((held.n_at <= held.n_judged).all() and (told == margin.n_named).all())
