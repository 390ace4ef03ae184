"""Values as integers: what the levels of a measure are worth, over one denominator, so that sums are exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import lcm

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.answer import Answer
from fidelity.tally.cells import Places
from fidelity.tally.counts import Counts, Integers, together
from fidelity.tally.cube import About, Level, Measure, measured
from fidelity.tally.integers import Whole, fitted, product, weighted
from fidelity.tally.moments import Moments

FINEST = lcm(*range(1, 65))
"""Every value with a denominator up to 64, and many more, is a whole multiple of one part of this, and summed exactly.

Any other, such as a ratio of 71 to 67, is taken as the nearest such multiple: it differs in the twenty-seventh digit.
That does not depend on the other values, so that what was split and added again is the same to the last digit.
"""


JUDGED = ("met", "not_met")
"""The verdicts of a criterion that a share is taken of; that it cannot tell, or does not hold on the day, is none."""


@attrs.frozen(eq=False)
class Values:
    """What the levels of a measure are worth.

    Attributes:
        has: For each level, whether it has a worth; shape (levels,).
        numerators: The worth of each level over the denominator, 0 where it has none; shape (levels,).
        denominator: The denominator, at least 1.
    """

    has: npt.NDArray[np.bool_]
    numerators: Whole
    denominator: int


def worth(measure: Measure) -> Values:
    """What the levels of a score or an item are worth: a score's values, an answer's points or raw number.

    Args:
        measure: The measure.
    """
    return _over_one([_worth(level) for level in measure.levels])


def values_of(measure: Measure, what: str) -> Values:
    """What the levels of a measure are worth for one of its figures.

    Args:
        measure: The measure.
        what: Empty for a mean of what the levels are worth; else the verdict or band whose share is taken, of all
            observations that were judged or have a band.
    """
    if not what:
        return worth(measure)
    of = judged(measure)
    return _over_one([Fraction(level == what) if level in of else None for level in measure.levels])


def judged(measure: Measure) -> tuple[Level, ...]:
    """The levels of a criterion or of bands that a share is taken of.

    Args:
        measure: The measure.
    """
    return JUDGED if measure.about.kind == "criterion" else tuple(level for level in measure.levels if level)


def shares(measure: Measure, what: str, n_cells: int) -> tuple[Integers, Integers]:
    """How many observations have a verdict or a band, and of how many that is to be told.

    Args:
        measure: A criterion, or the bands of a score.
        what: The verdict or band.
        n_cells: How many cells there are.

    Returns:
        Both of shape (cells,).
    """
    held = {level: measure.counts.of_level(measure.levels.index(level), n_cells) for level in judged(measure)}
    return held[what], np.sum([*held.values()], axis=0)


def moments(counts: Counts, values: Values, n_cells: int) -> Moments:
    """What values add up to in each cell, exactly.

    Args:
        counts: How often each level occurs.
        values: What the levels are worth.
        n_cells: How many cells there are.
    """
    first, times = counts.starts, counts.n
    place, worth = counts.level, values.numerators
    columns = (values.has.astype(np.int64), worth, product(worth, worth))
    sums = (weighted(times, place, each, first) for each in columns)
    found = [_placed(each, counts.cell[first], n_cells) for each in sums]
    return Moments(found[0].astype(np.int64), found[1], found[2], values.denominator)


def _placed(whole: Whole, cells: Places, n_cells: int) -> Whole:
    found: Whole = np.zeros(n_cells, object if whole.dtype == object else np.int64)
    found[cells] = whole
    return found


def of_possible(items: Sequence[Measure], about: About) -> Measure:
    """The ratings of items, each as the share of the possible points that it got.

    Args:
        items: Items whose points have an upper limit above 0 (`has_possible`), at least one.
        about: What the ratings together are called.
    """
    levels: list[Level] = []
    parts = []
    for item in items:
        parts.append((item.counts, np.arange(len(levels), len(levels) + len(item.levels))))
        levels += [_of_possible(level, item.about) for level in item.levels]
    return measured(about, levels, together([held.moved(levels=to, n_levels=len(levels)) for held, to in parts]))


def has_possible(item: Measure) -> bool:
    """Whether an item's points have an upper limit above 0, so that shares of it can be taken."""
    return item.about.highest is not None and item.about.highest > 0


def _of_possible(level: Level, about: About) -> Level:
    assert isinstance(level, Answer)
    assert about.highest
    return level.status.value if level.value is None else level.value / about.highest


def _worth(level: Level) -> Fraction | None:
    if isinstance(level, Answer):
        return level.value
    return level if isinstance(level, Fraction) else None


def _over_one(values: Sequence[Fraction | None]) -> Values:
    known = [None if value is None else _fine(value) for value in values]
    denominator = reduce(lcm, (value.denominator for value in known if value is not None), 1)
    whole = [0 if value is None else value.numerator * (denominator // value.denominator) for value in known]
    return Values(np.array([value is not None for value in values], np.bool_), fitted(whole), denominator)


def _fine(value: Fraction) -> Fraction:
    return value if FINEST % value.denominator == 0 else Fraction(round(value * FINEST), FINEST)
