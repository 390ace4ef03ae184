"""Drawn components: where variance components may lie, by draws of the mean squares that they were made of."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import numpy as np

from fidelity.agreement.measurements import Booleans, Floats, Integers
from fidelity.agreement.pivots import chi_squares, ends
from fidelity.agreement.reliability import Codes, NoBounds
from fidelity.agreement.variance_components import Components
from fidelity.tally.interval import checked

METHOD = "generalised interval by drawn mean squares"
_AT_ONCE = 8
"""For how many groups draws are held at the same time."""
FEWEST = 1.5
"""With fewer degrees of freedom there is no interval: two levels have one, and it would reach beyond all sense."""


@attrs.frozen(eq=False)
class ComponentBounds:
    """Intervals of variance components, in squared points; shape (groups, effects) each.

    Attributes:
        low: The lower ends; NaN exactly where ``why_no_bounds`` is not 0.
        high: The upper ends.
        why_no_bounds: A `NoBounds`, or 0.
        level: How often such an interval holds the true component.
    """

    low: Floats
    high: Floats
    why_no_bounds: Codes
    level: float


def drawable(found: Components) -> Booleans:
    """Which groups have mean squares that can be drawn; shape (groups,).

    Args:
        found: The components.
    """
    usable: Booleans = (found.why_none == 0) & (found.mean_squares >= 0).all(axis=1) & (found.df > 0).all(axis=1)
    return usable


def drawn_components(found: Components) -> Iterator[tuple[Integers, Floats]]:
    """Draws of the components, not too many groups at a time: which groups, and shape (groups, effects, draws).

    Each mean square is divided by a chi-square number over its degrees of freedom, and components are made of these as
    they were made of the mean squares; negative ones are set to zero.

    Args:
        found: The components.
    """
    usable = np.flatnonzero(drawable(found))
    for start in range(0, len(usable), _AT_ONCE):
        groups = usable[start : start + _AT_ONCE]
        squares = found.mean_squares[groups][:, :, np.newaxis] / chi_squares(found.df[groups])
        yield groups, np.maximum(found.weights[groups] @ squares, 0)


def component_bounds(found: Components, level: float = 0.95) -> ComponentBounds:
    """Intervals of all components.

    *Meaning.* Where the component may lie, given the ratings; an interval that begins at 0 leaves open whether there is
    anything.

    *When to use.* Always beside a component: of three raters, the upper end is often twenty times the component. Where
    ratings are missing the interval is an approximation, good from about ten objects on.

    Args:
        found: The components.
        level: How often the intervals are to hold the true components.

    Returns:
        The intervals; effects with fewer than `FEWEST` degrees of freedom have none, nor have those that were left out.

    Raises:
        UsageError: The level is not between 0 and 1.

    References:
        Weerahandi, S. (1993). Generalized confidence intervals. Journal of the American Statistical Association, 88,
        899-905. Gamage, J., & Burdick, R. K. (2013) compare such intervals in gauge studies.

    Examples:
        In R: ``gtheory`` gives none; ``confint(lme4::lmer(…))`` has profiles, which lie close from some twenty levels
        on. The error's interval is the exact one, ``df * MS / qchisq(c(0.975, 0.025), df)``.
    """
    checked(level)
    shape = found.variance.shape
    low, high, why = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, np.int8)
    for groups, draws in drawn_components(found):
        bounds = ends(draws.reshape(-1, draws.shape[2]), level)
        low[groups], high[groups] = (each.reshape(draws.shape[:2]) for each in bounds)
    for reason, holds in (
        (NoBounds.NO_VALUE, np.broadcast_to(found.why_none[:, np.newaxis] != 0, shape)),
        (NoBounds.TOO_FEW_LEVELS, found.df < FEWEST),
        (NoBounds.NO_SPREAD, (found.mean_squares == 0) & (found.variance == 0)),
        # No component is known exactly: where every draw is zero, the ratings are too few to say how far it might go.
        (NoBounds.OUT_OF_REACH, high <= low),
        (NoBounds.OUT_OF_REACH, ~(np.isfinite(low) & np.isfinite(high))),
    ):
        why[holds & (why == 0)] = reason
    return ComponentBounds(np.where(why == 0, low, np.nan), np.where(why == 0, high, np.nan), why, level)
