"""Variance components of designs in which cells are missing, by restricted maximum likelihood."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import numpy as np
import numpy.typing as npt

from fidelity.agreement.generalizability import StudyDesign
from fidelity.agreement.measurements import Floats, Integers, measurements
from fidelity.agreement.reliability import Codes, NoReliability
from fidelity.agreement.reml import reml
from fidelity.agreement.variance_components import Components, blank, check_levels, ranked
from fidelity.errors import UsageError
from fidelity.problems import Problem

METHOD = "REML"
_AT_ZERO = 1e-6
"""A component below this share of all is where the search stops short of zero."""


def unbalanced_components(
    group: npt.ArrayLike, levels: Mapping[str, npt.ArrayLike], value: npt.ArrayLike, n_groups: int, design: StudyDesign
) -> Components:
    """The variance components of each group by REML, whether cells are missing or not.

    *When to use.* Where `variance_components` says `NoReliability.NOT_BALANCED`: some sessions have two raters and
    others three, some items were not rated. It assumes normal effects, and that what is missing is so by design or by
    chance. Two crossed facets (``p x r``) are solved here and quickly, many groups at once; all other designs need
    statsmodels, take seconds per group, and are meant for some hundreds of ratings.

    Args:
        group: The group of each rating; shape (ratings,).
        levels: For each facet, a number from 0 for its level, as in `variance_components`.
        value: The rating, in points.
        n_groups: How many groups there are.
        design: The design. The effect with most indices is what is left, the error within it.

    Returns:
        The components, without mean squares, so that coefficients have no interval. ``sizes`` are the largest numbers
        of levels.

    Raises:
        UsageError: The levels of a facet are missing, or statsmodels is needed and not installed.

    References:
        Searle, S. R., Casella, G., & McCulloch, C. E. (1992). Variance components, chapter 6.

    Examples:
        In R: ``lme4::lmer(score ~ 1 + (1 | p) + (1 | i))``; with statsmodels, ``MixedLM`` with ``vc_formula``.
    """
    check_levels(levels, design)
    of, numbers = np.asarray(group, np.int64), np.asarray(value, np.float64)
    codes = ranked(of, {name: np.asarray(levels[name], np.int64) for name in design.facets}, design)
    sizes = np.zeros((n_groups, len(design.facets)), np.int64)
    for place, facet in enumerate(design.facets):
        np.maximum.at(sizes[:, place], of, codes[facet] + 1)
    count = np.bincount(of, minlength=n_groups)
    found = blank(design, sizes, count, _reasons(sizes, count, design), METHOD)
    if len(design.facets) == 2 and not any(design.within.values()):
        _crossed(found, of, codes, numbers)
    else:
        for each in np.flatnonzero(found.why_none == 0):
            rows = of == each
            _general(found, int(each), {facet: code[rows] for facet, code in codes.items()}, numbers[rows])
    found.variance[:] = found.estimated
    return found


def _reasons(sizes: Integers, count: Integers, design: StudyDesign) -> Codes:
    why = np.zeros(len(count), np.int8)
    objects = sizes[:, design.facets.index(design.objects)]
    for reason, holds in (
        (NoReliability.NOTHING_RATED, count == 0),
        (NoReliability.ONE_SUBJECT, objects == 1),
        (NoReliability.ONE_LEVEL, (sizes == 1).any(axis=1)),
    ):
        why[holds & (why == 0)] = reason
    return why


def _crossed(found: Components, of: Integers, codes: Mapping[str, Integers], numbers: Floats) -> None:
    """Two crossed facets, all groups at once."""
    first, second = found.design.facets
    fit = reml(measurements(of, codes[first], codes[second], numbers, len(found.why_none)), found.why_none == 0)
    blocked = found.why_none != 0
    found.why_none[~blocked] = fit.why_none[~blocked]
    parts = {first: fit.subjects, second: fit.raters}
    for place, effect in enumerate(found.design.effects):
        found.estimated[:, place] = fit.error if len(effect.own) == 2 else parts[min(effect.own)]


def _general(found: Components, group: int, codes: Mapping[str, Integers], numbers: Floats) -> None:
    """Any design, one group, by statsmodels."""
    *effects, _ = found.design.effects
    labels = [_labels([codes[facet] for facet in sorted(effect.indices)]) for effect in effects]
    if (numbers == numbers[0]).all():
        found.why_none[group] = NoReliability.ALL_ALIKE
        return
    if any(label.max() + 1 in (1, len(numbers)) for label in labels):
        found.why_none[group] = NoReliability.NOT_SEPARABLE
        return
    variances = _fit(labels, numbers)
    if variances is None:
        found.why_none[group] = NoReliability.NOT_CONVERGED
        return
    found.estimated[group] = np.where(variances < _AT_ZERO * variances.sum(), 0.0, variances)


def _labels(columns: list[Integers]) -> Integers:
    """The levels of an effect, numbered from 0, from those of its facets."""
    _, found = np.unique(np.stack(columns), axis=1, return_inverse=True)
    return found.ravel().astype(np.int64)


def _fit(labels: list[Integers], numbers: Floats) -> Floats | None:
    """The components, the error last, by statsmodels; None where its search did not settle."""
    library = _statsmodels()
    names = [f"e{place}" for place in range(len(labels))]
    matrices = [[np.eye(int(label.max()) + 1)[label]] for label in labels]
    columns = [
        [[f"{name}_{level}" for level in range(each[0].shape[1])]] for name, each in zip(names, matrices, strict=True)
    ]
    parts = library.VCSpec(names, columns, matrices)
    scale = float(numbers.std())
    centred = (numbers - numbers.mean()) / scale
    ones = np.ones((len(numbers), 1))
    with warnings.catch_warnings():
        # It warns of components at zero, which are an answer here, and says itself whether it has settled.
        warnings.simplefilter("ignore")
        fitted = library.MixedLM(centred, ones, np.zeros(len(numbers)), exog_vc=parts).fit(reml=True)
    return np.append(fitted.vcomp, fitted.scale) * scale**2 if fitted.converged else None


def _statsmodels() -> Any:
    """The one place where statsmodels is imported: late, since few need it and it takes two seconds."""
    try:
        return import_module("statsmodels.regression.mixed_linear_model")
    except ImportError as missing:
        raise UsageError(
            Problem(
                "mixed-missing",
                "variance components of a design with missing cells need statsmodels, which is not installed",
                "pip install fidelity[mixed]",
            )
        ) from missing
