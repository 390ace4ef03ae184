"""Variance components: how much of the variance of ratings each effect of a balanced design brings."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.generalizability import Effect, StudyDesign
from fidelity.agreement.measurements import Booleans, Floats, Integers, ratio
from fidelity.agreement.reliability import Codes, NoReliability
from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest

_EPS = 16 * float(np.finfo(np.float64).eps)


@attrs.frozen(eq=False)
class Components:
    """The variance components of a design by group, in squared points.

    Attributes:
        design: The design, in the order of whose effects the columns stand.
        variance: The components, none below zero; NaN where ``why_none`` is not 0; shape (groups, effects).
        estimated: The same before negative ones were set to zero.
        se: Standard errors of the estimates.
        mean_squares: The mean squares; of a mixed model those that it implies (see `mixed_components`).
        df: Their degrees of freedom.
        weights: With what weight each mean square enters each component; shape (groups, effects, effects).
        sizes: How many levels each facet has, within one level of those it lies within; shape (groups, facets).
        n_objects: How many objects of measurement there are; shape (groups,).
        n_ratings: How many ratings there are; shape (groups,).
        why_none: A `NoReliability`, or 0; shape (groups,).
        method: How the components were estimated, in words.
    """

    design: StudyDesign
    variance: Floats
    estimated: Floats
    se: Floats
    mean_squares: Floats
    df: Floats
    weights: Floats
    sizes: Integers
    n_objects: Integers
    n_ratings: Integers
    why_none: Codes
    method: str

    @property
    def is_exact(self) -> bool:
        """Whether the mean squares are those of an analysis of variance."""
        return self.method == METHOD

    @property
    def negative(self) -> Booleans:
        """Which were estimated below zero and set to it; shape (groups, effects)."""
        found: Booleans = self.estimated < 0
        return found


METHOD = "analysis of variance (Brennan's algorithm for balanced designs); negative estimates set to zero"


def variance_components(
    group: npt.ArrayLike, levels: Mapping[str, npt.ArrayLike], value: npt.ArrayLike, n_groups: int, design: StudyDesign
) -> Components:
    """The variance components of each group from long arrays; groups that are not balanced carry a reason.

    *Meaning.* How far ratings differ because practitioners differ, because sessions do, because raters do, and so on:
    what one would see in one rating of one practitioner in one session taken at random.

    *When to use.* To see what limits a reliable score, before deciding how many sessions and raters to pay for. A
    component rests on as many levels as its facet has: three raters say little about raters. Facets are taken as
    random samples here; those that are not are named in the decision study.

    Args:
        group: The group of each rating; shape (ratings,).
        levels: For each facet of the design, a number from 0 for its level; for a facet that lies within others, equal
            numbers in different ones are different levels.
        value: The rating, in points.
        n_groups: How many groups there are.
        design: The design.

    Returns:
        The components. A group with cells missing or filled twice has `NoReliability.NOT_BALANCED`.

    Raises:
        UsageError: The levels of a facet are missing.

    Notes:
        The mean square of an effect expects the sum, over all effects that hold its indices, of their component times
        how many ratings each of their levels has; from the effect with most indices down, each component is what is
        left. Negative ones stay in the sums and are set to zero at the end (Brennan 2001, chapter 3). Standard errors:
        ``sqrt(sum(c^2 2 MS^2 / (df + 2)))``, c being the weight of each mean square.

    References:
        Brennan, R. L. (2001). Generalizability theory, chapters 3 and 5. Cronbach, L. J., Gleser, G. C., Nanda, H., &
        Rajaratnam, N. (1972). The dependability of behavioral measurements. Shavelson, R. J., & Webb, N. M. (1991).
        Generalizability theory: a primer.

    Examples:
        In R: ``gtheory::gstudy(data, score ~ (1 | p) + (1 | i))``, which agrees where no component is negative.
    """
    check_levels(levels, design)
    of, numbers = np.asarray(group, np.int64), np.asarray(value, np.float64)
    codes = ranked(of, {name: np.asarray(levels[name], np.int64) for name in design.facets}, design)
    sizes = np.zeros((n_groups, len(design.facets)), np.int64)
    for place, facet in enumerate(design.facets):
        np.maximum.at(sizes[:, place], of, codes[facet] + 1)
    count = np.bincount(of, minlength=n_groups)
    why = _reasons(of, codes, sizes, count, design)
    found = blank(design, sizes, count, why, METHOD)
    for shape in np.unique(sizes[why == 0], axis=0):
        groups = np.flatnonzero((why == 0) & (sizes == shape).all(axis=1))
        place_of = np.full(n_groups, -1)
        place_of[groups] = np.arange(len(groups))
        rows = np.flatnonzero(place_of[of] >= 0)
        table = np.empty((len(groups), *shape))
        table[(place_of[of[rows]], *(codes[facet][rows] for facet in design.facets))] = numbers[rows]
        _fill(found, groups, table)
    return found


def check_levels(levels: Mapping[str, npt.ArrayLike], design: StudyDesign) -> None:
    """Refuse levels among which a facet of the design is missing.

    Args:
        levels: The levels of each facet.
        design: The design.

    Raises:
        UsageError: A facet has no levels.
    """
    if missing := [facet for facet in design.facets if facet not in levels]:
        raise UsageError(
            Problem("study-design", f"there is no column for the facet `{missing[0]}`", nearest(missing[0], levels))
        )


def components_of_table(table: npt.ArrayLike, design: StudyDesign) -> Components:
    """The variance components of a complete table, with an axis for each facet in the order of the design.

    Args:
        table: Points; shape (levels of the first facet, of the second, …), or one axis more in front for groups.
        design: The design.
    """
    numbers = np.asarray(table, np.float64)
    cube = numbers[np.newaxis] if numbers.ndim == len(design.facets) else numbers
    group, *levels = np.indices(cube.shape).reshape(cube.ndim, -1)
    there = ~np.isnan(cube.ravel())
    named = {facet: level[there] for facet, level in zip(design.facets, levels, strict=True)}
    return variance_components(group[there], named, cube.ravel()[there], len(cube), design)


def blank(design: StudyDesign, sizes: Integers, n_ratings: Integers, why_none: Codes, method: str) -> Components:
    """Components that are still to be filled in: all NaN.

    Args:
        design: The design.
        sizes: How many levels each facet has; shape (groups, facets).
        n_ratings: How many ratings there are; shape (groups,).
        why_none: Why there will be none, or 0; shape (groups,).
        method: How they will be estimated.
    """
    shape = len(why_none), len(design.effects)
    return Components(
        design=design,
        variance=np.full(shape, np.nan),
        estimated=np.full(shape, np.nan),
        se=np.full(shape, np.nan),
        mean_squares=np.full(shape, np.nan),
        df=np.full(shape, np.nan),
        weights=np.full((*shape, len(design.effects)), np.nan),
        sizes=sizes,
        n_objects=sizes[:, design.facets.index(design.objects)],
        n_ratings=n_ratings,
        why_none=why_none,
        method=method,
    )


def ranked(of: Integers, levels: Mapping[str, Integers], design: StudyDesign) -> dict[str, Integers]:
    """The levels of each facet numbered from 0 within the group and the levels that they lie within.

    Args:
        of: The group of each rating; shape (ratings,).
        levels: The numbers that the caller gave the levels.
        design: The design.
    """
    codes = {}
    for facet in sorted(design.facets, key=lambda each: len(design.within[each])):
        around = [of, *(levels[name] for name in design.facets if name in design.within[facet])]
        _, home = np.unique(np.stack(around), axis=1, return_inverse=True)
        pairs, inverse = np.unique(np.stack((home.ravel(), levels[facet])), axis=1, return_inverse=True)
        first = np.searchsorted(pairs[0], pairs[0])
        codes[facet] = (np.arange(pairs.shape[1]) - first)[inverse.ravel()]
    return codes


def _reasons(
    of: Integers, codes: Mapping[str, Integers], sizes: Integers, count: Integers, design: StudyDesign
) -> Codes:
    cells = np.unique(np.stack((of, *(codes[facet] for facet in design.facets))), axis=1)
    distinct = np.bincount(cells[0], minlength=len(count))
    full = sizes.prod(axis=1)
    objects = design.facets.index(design.objects)
    why = np.zeros(len(count), np.int8)
    for reason, holds in (
        (NoReliability.NOTHING_RATED, count == 0),
        (NoReliability.ONE_SUBJECT, sizes[:, objects] == 1),
        (NoReliability.ONE_LEVEL, (sizes == 1).any(axis=1)),
        (NoReliability.NOT_BALANCED, (distinct != full) | (count != full)),
    ):
        why[holds & (why == 0)] = reason
    return why


def _fill(found: Components, groups: Integers, table: Floats) -> None:
    """The components of groups of one shape, written into their places."""
    design, sizes = found.design, dict(zip(found.design.facets, table.shape[1:], strict=True))
    squares = np.stack([_mean_square(table, effect, design) for effect in design.effects], axis=1)
    df = np.array([degrees(effect, sizes) for effect in design.effects], np.float64)
    weights = weights_of_squares(design, sizes)
    found.mean_squares[groups], found.df[groups], found.weights[groups] = squares, df, weights
    found.estimated[groups] = weighted_sum(squares, weights)
    found.variance[groups] = np.maximum(found.estimated[groups], 0)
    found.se[groups] = np.sqrt(weighted_sum(2 * squares**2 / (df + 2), weights**2))


def weighted_sum(values: Floats, weights: Floats) -> Floats:
    """Sums of values by weights, in one order however many groups there are, as matrix products need not take them.

    Args:
        values: Shape (groups, effects).
        weights: Shape (sums, effects).

    Returns:
        Shape (groups, sums).
    """
    found = np.zeros((len(values), len(weights)))
    for value, weight in zip(values.T, weights.T, strict=True):
        found += value[:, np.newaxis] * weight
    return found


def degrees(effect: Effect, sizes: Mapping[str, int]) -> int:
    """The degrees of freedom of an effect."""
    found = 1
    for facet in effect.indices:
        found *= sizes[facet] - 1 if facet in effect.own else sizes[facet]
    return found


def weights_of_squares(design: StudyDesign, sizes: Mapping[str, int]) -> Floats:
    """With what weight each mean square enters each component; shape (effects, effects)."""
    effects = design.effects
    expected = np.zeros((len(effects), len(effects)))
    for row, effect in enumerate(effects):
        for column, other in enumerate(effects):
            if effect.indices <= other.indices:
                expected[row, column] = np.prod([n for facet, n in sizes.items() if facet not in other.indices])
    return np.asarray(np.linalg.inv(expected), np.float64)


def _mean_square(table: Floats, effect: Effect, design: StudyDesign) -> Floats:
    """The mean square of an effect: means over what it does not hold, freed from the means of its own facets."""
    axes = {facet: place + 1 for place, facet in enumerate(design.facets)}
    sizes = dict(zip(design.facets, table.shape[1:], strict=True))
    left = table
    for facet, axis in axes.items():
        mean = left.mean(axis=axis, keepdims=True)
        if facet not in effect.indices:
            left = mean
        elif facet in effect.own:
            left = left - mean
    each = tuple(axes.values())
    repeated = np.prod([n for facet, n in sizes.items() if facet not in effect.indices])
    squares = repeated * (left**2).sum(axis=each)
    floor = table[0].size * (_EPS * np.abs(table).max(axis=each)) ** 2
    found: Floats = ratio(np.where(squares > floor, squares, 0.0), degrees(effect, sizes))
    return found
