"""Decision studies: how reliable the mean of so many sessions, raters and items is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import prod

import attrs
import numpy as np

from fidelity.agreement.drawn_components import FEWEST, drawn_components
from fidelity.agreement.drawn_components import METHOD as DRAWN
from fidelity.agreement.generalizability import StudyDesign
from fidelity.agreement.icc_interval import Bounds, consistency_bounds, stepped_up
from fidelity.agreement.measurements import Floats, Integers, ratio
from fidelity.agreement.pivots import ends
from fidelity.agreement.reliability import FEW, Caution, NoBounds, Reliability, bounded
from fidelity.agreement.variance_components import Components, weighted_sum
from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest
from fidelity.tally.interval import checked

METHODS = (
    "components of variance; exact interval by F (Feldt 1965)",
    f"components of variance; {DRAWN}",
    f"components of variance; {DRAWN}, as REML implies them (degrees of freedom by Satterthwaite)",
    "components of variance; no interval",
)
_FELDT, _DRAWN, _IMPLIED, _NONE = range(4)


@attrs.frozen(eq=False)
class Decision:
    """What a mean over given numbers of levels is worth, by group.

    Attributes:
        sizes: Of how many levels of each facet the mean is taken.
        universe: The variance of the objects' true means, in squared points; shape (groups,).
        relative_error: The error variance where only the order of the objects matters.
        absolute_error: The error variance where the number itself matters: against a criterion, say.
        relative: E rho², the generalizability coefficient: ``universe / (universe + relative error)``.
        absolute: Phi, the index of dependability: ``universe / (universe + absolute error)``.
    """

    sizes: Mapping[str, int]
    universe: Floats
    relative_error: Floats
    absolute_error: Floats
    relative: Reliability
    absolute: Reliability


@attrs.frozen
class Weights:
    """With what weight each component enters the three variances; shape (effects,) each."""

    universe: Floats
    relative: Floats
    absolute: Floats


def decision(
    found: Components,
    sizes: Mapping[str, int],
    fixed: Collection[str] = (),
    design: StudyDesign | None = None,
    level: float = 0.95,
) -> Decision:
    """How reliable a mean over given numbers of sessions, raters or items would be.

    *Meaning.* E rho² is the share of the variance of such means that is true, when practitioners are compared with one
    another; Phi when their number is compared with a criterion, so that a strict rater is an error too. Phi is never
    higher.

    *When to use.* To judge a plan for observing, before or after. The answer is about one more study of the same kind:
    same objects, raters and occasions drawn from where these came from. With a handful of practitioners the interval
    is wide, and the interval is the answer.

    Args:
        found: The components of a generalizability study.
        sizes: How many levels of each facet the mean is to be taken of, all but the objects.
        fixed: Facets whose levels are all that there are, such as the items of a checklist.
        design: The design of the new study, where facets lie within others that crossed in the first: ``r:s:p`` for
            another rater at each session, after a study ``r x (s:p)``.
        level: How often the intervals are to hold the true value.

    Returns:
        Variances and both coefficients. With one facet, E rho² has Feldt's exact interval; otherwise mean squares
        are drawn from their distribution (generalised interval); where ratings are missing, those that REML implies.
        Two objects, or what is worth hardly more, are too few for an interval.

    Raises:
        UsageError: A level outside 0 to 1, a facet without a number, a number below 1, a design with other facets or
            less nesting, or nothing left that would be an error.

    Notes:
        A component is divided by the number of levels of all facets that it holds but the objects. With the objects in
        it, it is relative error; without, it is absolute error only; with fixed facets alone beside the objects it is
        part of the true variance (Brennan 2001, chapters 4 and 5).

    References:
        Brennan, R. L. (2001). Generalizability theory. Feldt, L. S. (1965). Psychometrika, 30, 357-370. Weerahandi, S.
        (1993). Journal of the American Statistical Association, 88, 899-905 (generalised intervals).

    Examples:
        In R: ``gtheory::dstudy``. Brennan's synthetic data set 1 gives E rho² 0.844 and Phi 0.773 for 12 items.
    """
    checked(level)
    weights = study_weights(found.design, sizes, fixed, design)
    stacked = np.stack((weights.universe, weights.relative, weights.absolute))
    universe, relative, absolute = weighted_sum(found.variance, stacked).T
    exact = found.is_exact and _exact(weights)
    by_draws = _DRAWN if found.is_exact else _IMPLIED
    drawn = _drawn(found, weights, level)
    coefficients = []
    for name, error, by_f in (
        ("E rho²", relative, exact),
        ("Phi", absolute, exact and np.array_equal(weights.relative, weights.absolute)),
    ):
        bounds, method = (_feldt(found, weights, level), _FELDT) if by_f else (drawn[name], by_draws)
        coefficients.append(_reliability(found, name, ratio(universe, universe + error), bounds, method, sizes, level))
    return Decision(dict(sizes), universe, relative, absolute, *coefficients)


def study_weights(
    design: StudyDesign, sizes: Mapping[str, int], fixed: Collection[str] = (), new: StudyDesign | None = None
) -> Weights:
    """With what weight each component of a design enters the variances of a mean.

    Args:
        design: The design of the components.
        sizes: How many levels of each facet the mean is taken of.
        fixed: Facets whose levels are all that there are.
        new: The design of the new study; the same, if left out.

    Raises:
        UsageError: As in `decision`.
    """
    target = new or design
    _check(design, target, sizes, fixed)
    universe, relative, absolute = (np.zeros(len(design.effects)) for _ in range(3))
    for place, effect in enumerate(design.effects):
        indices = target.closed(effect.indices)
        others = indices - {design.objects}
        share = 1 / prod(sizes[facet] for facet in others)
        if others <= set(fixed):
            universe[place] = share if design.objects in indices else 0
        else:
            absolute[place] = share
            relative[place] = share if design.objects in indices else 0
    if not absolute.any():
        raise UsageError(
            Problem("study-design", "all facets are fixed, so that nothing is left to generalise over", "free one")
        )
    return Weights(universe, relative, absolute)


def _check(design: StudyDesign, new: StudyDesign, sizes: Mapping[str, int], fixed: Collection[str]) -> None:
    facets = [facet for facet in design.facets if facet != design.objects]
    problems = [
        Problem("study-design", f"`{name}` is no facet of `{design.text}`", nearest(name, facets))
        for name in sorted({*sizes, *fixed} - set(facets))
    ]
    problems += [
        Problem("study-design", f"the facet `{facet}` has no number of levels of 1 or more", "say of how many to take")
        for facet in facets
        if sizes.get(facet, 0) < 1
    ]
    looser = [facet for facet in design.facets if not design.within[facet] <= new.within.get(facet, frozenset())]
    if set(new.facets) != set(design.facets) or new.objects != design.objects or looser:
        message = f"`{new.text}` cannot be planned from a study `{design.text}`"
        problems.append(Problem("study-design", message, "keep the facets, and let those within others stay there"))
    if problems:
        raise UsageError(problems)


def _reliability(
    found: Components, name: str, value: Floats, bounds: Bounds, method: int, sizes: Mapping[str, int], level: float
) -> Reliability:
    objects = found.df[:, _objects(found.design)]
    zero = (found.variance == 0).any(axis=1)
    cautions = np.where(zero, Caution.AT_ZERO, 0) | np.where(found.n_objects < FEW, Caution.FEW_SUBJECTS, 0)
    shown = bounded(value, found.why_none, *bounds, {NoBounds.TOO_FEW_LEVELS: objects < FEWEST})
    return Reliability(
        name=name,
        value=shown.value,
        why_none=shown.why_none,
        low=shown.low,
        high=shown.high,
        why_no_bounds=shown.why_no_bounds,
        level=level,
        methods=METHODS,
        method=np.where(shown.why_no_bounds != 0, _NONE, method).astype(np.int8),
        averaged=np.full(len(value), float(prod(sizes.values()))),
        n_subjects=found.n_objects,
        n_raters=_per_object(found),
        n_ratings=found.n_ratings,
        cautions=cautions.astype(np.int64),
    )


def _per_object(found: Components) -> Integers:
    """How many ratings each object has; the mean, rounded down, where they have different numbers."""
    return found.n_ratings // np.maximum(found.n_objects, 1)


def _exact(weights: Weights) -> bool:
    """Whether the relative error is one component whose mean square stands under that of the objects alone."""
    return int((weights.relative > 0).sum()) == 1 and int((weights.universe > 0).sum()) == 1


def _objects(design: StudyDesign) -> int:
    """The place of the effect of the objects."""
    return [effect.indices == {design.objects} for effect in design.effects].index(True)


def _feldt(found: Components, weights: Weights, level: float) -> Bounds:
    objects = _objects(found.design)
    error = int(np.flatnonzero(weights.relative)[0])
    upper, lower = found.mean_squares[:, objects], found.mean_squares[:, error]
    df = found.df[:, objects], found.df[:, error]
    k = np.full(len(upper), 1 / weights.relative[error])
    low, high = consistency_bounds(upper, lower, df, _per_object(found).astype(np.float64), level)
    # Components are not negative here, and so the ends are not either.
    return stepped_up(np.maximum(low, 0), k), stepped_up(np.maximum(high, 0), k)


def _drawn(found: Components, weights: Weights, level: float) -> dict[str, Bounds]:
    """The generalised intervals of both coefficients."""
    errors = {"E rho²": weights.relative, "Phi": weights.absolute}
    bounds = {name: (np.full(len(found.why_none), np.nan), np.full(len(found.why_none), np.nan)) for name in errors}
    for groups, components in drawn_components(found):
        universe = weights.universe @ components
        for name, error in errors.items():
            low, high = ends(_share(universe, error @ components), level)
            bounds[name][0][groups], bounds[name][1][groups] = low, high
    return bounds


def _share(part: Floats, error: Floats) -> Floats:
    """The part of a sum, 0 where there is nothing: a draw without any variance speaks against reliability."""
    found: Floats = np.nan_to_num(ratio(part, part + error), nan=0.0)
    return found
