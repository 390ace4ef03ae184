"""Restricted maximum likelihood for any design and thousands of ratings, by sparse matrices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import attrs
import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csc_array, eye_array, hstack
from scipy.sparse.linalg import splu

from fidelity.agreement.generalizability import StudyDesign
from fidelity.agreement.measurements import Floats, Integers
from fidelity.agreement.reliability import NoReliability
from fidelity.agreement.variance_components import Components, blank, check_levels, ranked

METHOD = "REML"
_AT_ZERO = 1e-7
"""A component below this share of all is where the search stops short of zero."""
_DEPENDENT = 1e-9


def sparse_components(
    levels: Mapping[str, npt.ArrayLike],
    value: npt.ArrayLike,
    design: StudyDesign,
    left_out: frozenset[str] = frozenset(),
) -> Components:
    """The variance components of one group by REML, whether cells are missing or not.

    *When to use.* Where `variance_components` says `NoReliability.NOT_BALANCED`: some sessions have two raters and
    others one. It assumes normal effects, and that what is missing is so by design or by chance. Thousands of ratings
    take a second or two, and nothing beside scipy is needed.

    Args:
        levels: For each facet of the design, a number from 0 for its level, as in `variance_components`.
        value: The rating, in points; shape (ratings,).
        design: The design. The effect with most indices is what is left, the error within it.
        left_out: Effects that are not fitted because they cannot be told from others; they are given as 0.

    Returns:
        The components, without mean squares, so that coefficients have no interval.

    Raises:
        UsageError: The levels of a facet are missing.

    Notes:
        The profiled criterion of Bates and others (2015): with ratios t of the variances to that of the error,
        ``log|L|^2 + log|R|^2 + (n - 1) log(r^2)`` is minimised over t >= 0. Components are told apart where the
        matrices of shared levels, freed from the mean, are linearly independent.

    References:
        Bates, D., Mächler, M., Bolker, B., & Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal
        of Statistical Software, 67(1), section 3.4.

    Examples:
        In R: ``lme4::lmer(score ~ 1 + (1 | p) + (1 | p:s) + (1 | r) + (1 | p:r))``.
    """
    check_levels(levels, design)
    numbers = np.asarray(value, np.float64)
    codes = ranked(
        np.zeros(len(numbers), np.int64), {name: np.asarray(levels[name], np.int64) for name in design.facets}, design
    )
    sizes = np.array([[int(codes[facet].max(initial=-1)) + 1 for facet in design.facets]], np.int64)
    fitted = [effect for effect in design.effects[:-1] if effect.name not in left_out]
    labels = [_labels([codes[facet] for facet in sorted(effect.indices)]) for effect in fitted]
    why = _why(numbers, sizes, design, labels)
    found = blank(design, sizes, np.array([len(numbers)]), np.array([why], np.int8), METHOD)
    if why:
        return found
    variances = _fit(labels, numbers)
    if variances is None:
        found.why_none[0] = NoReliability.NOT_CONVERGED
        return found
    found.estimated[0] = 0.0
    places = [place for place, effect in enumerate(design.effects[:-1]) if effect.name not in left_out]
    found.estimated[0, [*places, len(design.effects) - 1]] = variances
    found.variance[:] = found.estimated
    return found


def _why(numbers: Floats, sizes: Integers, design: StudyDesign, labels: Sequence[Integers]) -> int:
    if not len(numbers):
        return NoReliability.NOTHING_RATED
    if sizes[0, design.facets.index(design.objects)] == 1:
        return NoReliability.ONE_SUBJECT
    if (sizes == 1).any():
        return NoReliability.ONE_LEVEL
    if (numbers == numbers[0]).all():
        return NoReliability.ALL_ALIKE
    return 0 if separable(labels) else NoReliability.NOT_SEPARABLE


def separable(labels: Sequence[npt.ArrayLike]) -> bool:
    """Whether the components of some effects, and the error, can be told apart by who rated what.

    Args:
        labels: For each effect the level of each rating, numbered from 0; shape (ratings,) each.
    """
    n = len(np.asarray(labels[0])) if labels else 0
    tables = [_incidence(np.asarray(each, np.int64)) for each in labels] + [csc_array(eye_array(n))]
    counts = [np.asarray(table.sum(axis=0)).ravel() for table in tables]
    shared = np.empty((len(tables),) * 2)
    for row, first in enumerate(tables):
        for column, second in enumerate(tables):
            both = first.T @ second
            mixed = counts[row] @ (both @ counts[column])
            ends = (counts[row] @ counts[row]) * (counts[column] @ counts[column])
            shared[row, column] = (both.data**2).sum() - 2 * mixed / n + ends / n**2
    size = np.sqrt(np.diag(shared))
    if (size <= _DEPENDENT * n).any():
        return False
    return bool(np.linalg.eigvalsh(shared / np.outer(size, size))[0] > _DEPENDENT)


def _labels(columns: Sequence[Integers]) -> Integers:
    _, found = np.unique(np.stack(columns), axis=1, return_inverse=True)
    return found.ravel().astype(np.int64)


def _incidence(label: Integers) -> csc_array:
    n = len(label)
    return csc_array((np.ones(n), (np.arange(n), label)), (n, int(label.max()) + 1))


@attrs.frozen(eq=False)
class _Normal:
    """The parts of the normal equations that do not change with the ratios."""

    squares: csc_array
    ones: Floats
    values: Floats
    of: Integers
    n: int
    total: float
    square: float


def _fit(labels: Sequence[Integers], numbers: Floats) -> Floats | None:
    """The components, the error last; None where the search did not settle."""
    scale = float(numbers.std())
    centred = (numbers - numbers.mean()) / scale
    table = csc_array(hstack([_incidence(label) for label in labels]))
    parts = _Normal(
        csc_array(table.T @ table),
        np.asarray(table.sum(axis=0), np.float64).ravel(),
        table.T @ centred,
        np.repeat(np.arange(len(labels), dtype=np.int64), [int(label.max()) + 1 for label in labels]),
        len(numbers),
        float(centred.sum()),
        float(centred @ centred),
    )
    # Of variances, not of standard deviations: the slope of the latter is nought at zero, where a search would stay.
    fit = minimize(
        partial(_objective, parts=parts),
        x0=[1.0] * len(labels),
        method="L-BFGS-B",
        bounds=[(0.0, np.inf)] * len(labels),
        options={"ftol": 1e-15, "gtol": 1e-7, "maxiter": 500, "maxfun": 20_000},
    )
    if fit.status == 1 or not np.isfinite(fit.fun):
        return None
    variances = np.append(fit.x, 1.0) * _criterion(fit.x, parts)[1] * scale**2
    found: Floats = np.where(variances < _AT_ZERO * variances.sum(), 0.0, variances)
    return found


def _objective(ratios: Floats, parts: _Normal) -> float:
    return _criterion(ratios, parts)[0]


def _criterion(ratios: Floats, parts: _Normal) -> tuple[float, float]:
    """What is minimised, and the error's variance at it."""
    ratio = np.sqrt(ratios)[parts.of]
    left = parts.squares * ratio[:, np.newaxis] * ratio[np.newaxis, :]
    factor = splu(
        csc_array(left + eye_array(len(ratio))),
        permc_spec="MMD_AT_PLUS_A",
        diag_pivot_thresh=0.0,
        options={"SymmetricMode": True},
    )
    solved = factor.solve(np.stack((ratio * parts.ones, ratio * parts.values), axis=1))
    of_ones, of_values = (ratio * parts.ones) @ solved, (ratio * parts.values) @ solved
    precision = parts.n - of_ones[0]
    mean = (parts.total - of_ones[1]) / precision
    squares = parts.square - of_values[1] - mean * (parts.total - of_ones[1])
    free = parts.n - 1
    value = np.log(np.abs(factor.U.diagonal())).sum() + np.log(precision) + free * np.log(squares)
    return float(value), float(squares / free)
