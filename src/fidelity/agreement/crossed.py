"""Crossed tables: what two-way models of incomplete tables need of the ratings, groups of one shape stacked.

One side of the table, the long one, is never written out: its levels are taken together by how many ratings they have,
and only sums over such classes are kept. What is left has the size of the short side. Groups whose short side and
number of classes are the same make one stack, so that one call solves them all, and no group's figures depend on
another's.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, by_group


@attrs.frozen(eq=False)
class CrossedStack:
    """Groups of one shape: g groups, r levels of the short side, c classes of the long side by number of ratings.

    Attributes:
        group: Which groups; shape (g,).
        swapped: Whether raters are the long side and subjects the short one.
        n_ratings: How many ratings there are; shape (g,).
        squares: The sum of all squares; shape (g,).
        size: How many ratings a level of each class has; shape (g, c).
        n_levels: How many levels of the long side are in each class; shape (g, c).
        level_squares: The squared sums of their levels, added up; shape (g, c).
        count: How many ratings each level of the short side has; shape (g, r).
        total: The sum of each; shape (g, r).
        level_totals: For each class and level of the short side, the sums of the long levels it meets; shape
            (g, c, r).
        together: For each class, how often two levels of the short side meet in one of the long; shape (g, c, r, r).
        name: The number of each level of the short side in the measurements; shape (g, r).
    """

    group: Integers
    swapped: bool
    n_ratings: Floats
    squares: Floats
    size: Floats
    n_levels: Floats
    level_squares: Floats
    count: Floats
    total: Floats
    level_totals: Floats
    together: Floats
    name: Integers

    def taken(self, which: Integers | Booleans) -> CrossedStack:
        """The stack of some of its groups."""
        fields = attrs.asdict(self, recurse=False)
        return CrossedStack(**{name: each if name == "swapped" else each[which] for name, each in fields.items()})


@attrs.frozen(eq=False)
class _Side:
    """One side of the tables: the level of each rating, and the group of each level."""

    of: Integers
    group: Integers


def centred(data: Measurements) -> Measurements:
    """The same ratings less the mean of their group."""
    count = np.maximum(by_group(data.group, data.n_groups), 1)
    mean = by_group(data.group, data.n_groups, data.value) / count
    return attrs.evolve(data, value=data.value - mean[data.group])


def crossed_stacks(data: Measurements, which: Booleans, short_raters: bool = False) -> Iterator[CrossedStack]:
    """The groups asked for, in stacks of one shape.

    Args:
        data: The ratings, `centred`, so that squares do not drown in the mean.
        which: Which groups; shape (groups,).
        short_raters: Whether raters are always the short side; otherwise it is the side with fewer levels.
    """
    subjects = np.bincount(data.subject_group, minlength=data.n_groups)
    raters = np.bincount(data.rater_group, minlength=data.n_groups)
    swap = np.zeros(data.n_groups, np.bool_) if short_raters else raters > subjects
    sides = _Side(data.subject, data.subject_group), _Side(data.rater, data.rater_group)
    for swapped in (False, True):
        long, short = sides[::-1] if swapped else sides
        shorter = subjects if swapped else raters
        asked = which & (swap == swapped)
        if asked.any():
            yield from _stacks(data, long, short, shorter, asked, swapped)


def _stacks(
    data: Measurements, long: _Side, short: _Side, shorter: Integers, asked: Booleans, swapped: bool
) -> Iterator[CrossedStack]:
    """The stacks of the groups whose long side is the same one."""
    sizes = np.bincount(long.of, minlength=len(long.group))
    width = int(sizes.max()) + 1
    keys = np.unique(long.group * width + sizes)
    n_classes = np.bincount(keys // width, minlength=data.n_groups)
    shapes = shorter * (int(n_classes.max()) + 1) + n_classes
    for shape in np.unique(shapes[asked]):
        groups = np.flatnonzero(asked & (shapes == shape))
        mine = keys[np.isin(keys // width, groups)].reshape(len(groups), -1)
        yield _stack(data, long, short, sizes, groups, mine % width, swapped)


def _stack(
    data: Measurements, long: _Side, short: _Side, sizes: Integers, groups: Integers, size: Integers, swapped: bool
) -> CrossedStack:
    """One stack: all that is summed over the ratings of its groups."""
    (g, c), place = size.shape, np.full(data.n_groups, -1)
    place[groups] = np.arange(g)
    rows = np.flatnonzero(place[data.group] >= 0)
    if swapped:
        rows = rows[np.lexsort((data.subject[rows], data.rater[rows]))]
    group, long_of = place[data.group[rows]], long.of[rows]
    names = np.flatnonzero(place[short.group] >= 0).reshape(g, -1)
    r, first = names.shape[1], names[:, 0]
    local = short.of[rows] - first[group]
    value = data.value[rows]
    level_sum = np.bincount(long_of, value, len(sizes))
    # The class of a long level is where its size stands among those of its group.
    of_class = (size[place[long.group]] < sizes[:, np.newaxis]).sum(axis=1) + place[long.group] * c
    levels = np.flatnonzero(place[long.group] >= 0)
    cell = of_class[long_of] * r + local
    return CrossedStack(
        groups,
        swapped,
        by_group(group, g),
        by_group(group, g, value**2),
        size.astype(np.float64),
        by_group(of_class[levels], g * c).reshape(g, c),
        by_group(of_class[levels], g * c, level_sum[levels] ** 2).reshape(g, c),
        by_group(group * r + local, g * r).reshape(g, r),
        by_group(group * r + local, g * r, value).reshape(g, r),
        by_group(cell, g * c * r, level_sum[long_of]).reshape(g, c, r),
        _together(of_class[long_of], local, sizes[long_of], g * c, r).reshape(g, c, r, r),
        names,
    )


def _together(of_class: Integers, local: Integers, size: Integers, n_classes: int, r: int) -> Floats:
    """How often two short levels meet in one long level; the rows of a long level stand together."""
    cells = []
    for each in np.unique(size):
        rows = np.flatnonzero(size == each).reshape(-1, each)
        first, second = local[rows][:, :, np.newaxis], local[rows][:, np.newaxis, :]
        cells.append(((of_class[rows[:, 0]][:, np.newaxis, np.newaxis] * r + first) * r + second).ravel())
    return by_group(np.concatenate(cells), n_classes * r * r)
