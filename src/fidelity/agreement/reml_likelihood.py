"""The restricted likelihood of a crossed model with its slope and expected information, from stacks of tables.

Let a be the long side and b the short one, ``V = s_e I + s_a Z_a Z_a' + s_b Z_b Z_b'``, and everything below be divided
by the error variance: ``p = s_a / s_e`` and ``q = s_b / s_e``. A long level with n ratings has ``h = 1 / (1 + n p)``.
Then with ``J1``, ``J2`` and ``J3`` the counts of meetings weighted by ``p h``, ``h h`` and ``n h h h``:

- ``K = Z_b' H_a^-1 Z_b = diag(count) - J1``, where ``H_a`` has the long side only;
- ``Q = I + q K``, ``M = K Q^-1 = Z_b' H^-1 Z_b``, and ``s = 1' M 1`` is the information on the mean;
- ``Z_b' P Z_b = M - M 1 1' M / s``, ``Z_a' P Z_b = h B L`` with ``L = Q^-1 (I - 1 1' M / s)``, and
  ``Z_a' P Z_a = diag(n h) - h B S B' h`` with ``S = q Q^-1 + Q^-1 1 1' Q^-1 / s``.

``P`` is what projects the mean out. All traces follow from these; B itself, the table of who rated whom, is never made.
"""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.crossed import CrossedStack
from fidelity.agreement.measurements import Floats, Integers


@attrs.frozen(eq=False)
class Likelihood:
    """The restricted likelihood at given components, in the order long side, short side, error.

    Attributes:
        height: The log-likelihood without its constant; shape (g,).
        slope: Its derivatives; shape (g, 3).
        information: The expected information; shape (g, 3, 3).
        curvature: The observed information, minus the second derivatives; shape (g, 3, 3).
    """

    height: Floats
    slope: Floats
    information: Floats
    curvature: Floats

    def taken(self, which: Integers) -> Likelihood:
        """That of some of the groups."""
        return Likelihood(self.height[which], self.slope[which], self.information[which], self.curvature[which])

    def put(self, which: Integers, other: Likelihood) -> None:
        """Write that of some of the groups in its place."""
        self.height[which], self.slope[which] = other.height, other.slope
        self.information[which], self.curvature[which] = other.information, other.curvature


@attrs.frozen(eq=False)
class _Parts:
    """What the traces and squares are made of; the names in brackets are those of the formulae above.

    Attributes:
        h: (h); shape (g, c).
        inverse: (Q^-1); shape (g, r, r), as the next four.
        middle: (M).
        short: (Z_b' P Z_b).
        mixed: (L).
        inner: (S).
        meetings: (J2).
        strength: (s); shape (g,).
        log_determinant: Of H; shape (g,).
    """

    h: Floats
    inverse: Floats
    middle: Floats
    short: Floats
    mixed: Floats
    inner: Floats
    meetings: Floats
    strength: Floats
    log_determinant: Floats


def likelihood(stack: CrossedStack, components: Floats) -> Likelihood:
    """The restricted likelihood of each group of a stack.

    Args:
        stack: The tables.
        components: The variances of the long side, the short side and error, the last above zero; shape (g, 3).
    """
    error = components[:, 2]
    p, q = components[:, 0] / error, components[:, 1] / error
    parts = _parts(stack, p, q)
    traces, products = _traces(stack, parts, p, q)
    squares, forms, whole = _squares(stack, parts, p, q)
    height = -0.5 * (
        (stack.n_ratings - 1) * np.log(error) + parts.log_determinant + np.log(parts.strength) + whole / error
    )
    scale = error[:, np.newaxis]
    slope = -0.5 * (traces / scale - squares / scale**2)
    each = scale[:, :, np.newaxis]
    information = products / (2 * each**2)
    return Likelihood(height, slope, information, forms / each**3 - information)


def _weighted(weights: Floats, stack: CrossedStack) -> Floats:
    """The meetings of short levels, with a weight for each class; shape (g, r, r)."""
    found: Floats = (weights[:, :, np.newaxis, np.newaxis] * stack.together).sum(axis=1)
    return found


def _parts(stack: CrossedStack, p: Floats, q: Floats) -> _Parts:
    h = 1 / (1 + stack.size * p[:, np.newaxis])
    r = stack.count.shape[1]
    k = np.eye(r) * stack.count[:, np.newaxis, :] - _weighted(p[:, np.newaxis] * h, stack)
    big = np.eye(r) + q[:, np.newaxis, np.newaxis] * k
    inverse = _even(np.asarray(np.linalg.inv(big), np.float64))
    middle = _even(k @ inverse)
    strength = middle.sum(axis=(1, 2))
    by, row, column = strength[:, np.newaxis, np.newaxis], inverse.sum(axis=1), middle.sum(axis=1)
    return _Parts(
        h,
        inverse,
        middle,
        middle - column[:, :, np.newaxis] * column[:, np.newaxis, :] / by,
        inverse - row[:, :, np.newaxis] * column[:, np.newaxis, :] / by,
        q[:, np.newaxis, np.newaxis] * inverse + row[:, :, np.newaxis] * row[:, np.newaxis, :] / by,
        _weighted(h**2, stack),
        strength,
        np.linalg.slogdet(big)[1] - (stack.n_levels * np.log(h)).sum(axis=1),
    )


def _even(matrices: Floats) -> Floats:
    """Symmetric matrices freed from what rounding made uneven."""
    return (matrices + matrices.transpose(0, 2, 1)) / 2


def _traces(stack: CrossedStack, parts: _Parts, p: Floats, q: Floats) -> tuple[Floats, Floats]:
    """The traces of P V and of P V P V for all pairs of components; shapes (g, 3) and (g, 3, 3)."""
    own = stack.size * parts.h
    through = parts.inner @ parts.meetings
    long_ = (stack.n_levels * own).sum(axis=1) - np.trace(through, axis1=1, axis2=2)
    short_ = np.trace(parts.short, axis1=1, axis2=2)
    long_long = (
        (stack.n_levels * own**2).sum(axis=1)
        - 2 * (parts.inner * _weighted(own * parts.h**2, stack)).sum(axis=(1, 2))
        + (through * through.transpose(0, 2, 1)).sum(axis=(1, 2))
    )
    long_short = (parts.mixed * (parts.meetings @ parts.mixed)).sum(axis=(1, 2))
    totals = np.stack((long_, short_, stack.n_ratings - 1 - p * long_ - q * short_), axis=1)
    return totals, _with_error(long_long, long_short, (parts.short**2).sum(axis=(1, 2)), totals, p, q)


def _squares(stack: CrossedStack, parts: _Parts, p: Floats, q: Floats) -> tuple[Floats, Floats, Floats]:
    """The forms y'PVPy, y'PVPVPy for all pairs, and y'Py; shapes (g, 3), (g, 3, 3) and (g,)."""
    h = parts.h
    weights = p[:, np.newaxis] * h
    total = stack.total - (weights[:, :, np.newaxis] * stack.level_totals).sum(axis=1)
    solved = _times(parts.inverse, total)
    mean = solved.sum(axis=1) / parts.strength
    of_short = solved - parts.middle.sum(axis=2) * mean[:, np.newaxis]
    # What the levels of the short side and the mean take off each sum of a long level.
    taken = q[:, np.newaxis] * solved + parts.inverse.sum(axis=2) * mean[:, np.newaxis]
    left = stack.level_totals - (stack.together @ taken[:, np.newaxis, :, np.newaxis])[..., 0]
    # The sum over the long levels of each class of (sum of the level - what is taken)^2.
    level = stack.level_squares - ((stack.level_totals + left) * taken[:, np.newaxis, :]).sum(axis=2)
    of_long = (h**2)[:, :, np.newaxis] * left
    crossing = of_long.sum(axis=1)
    whole = stack.squares - (weights * stack.level_squares).sum(axis=1) - q * (total * solved).sum(axis=1)
    whole = whole - mean**2 * parts.strength
    long_, short_ = (h**2 * level).sum(axis=1), (of_short**2).sum(axis=1)
    totals = np.stack((long_, short_, whole - p * long_ - q * short_), axis=1)
    long_long = (stack.size * h**3 * level).sum(axis=1) - (crossing * _times(parts.inner, crossing)).sum(axis=1)
    long_short = (crossing * _times(parts.mixed, of_short)).sum(axis=1)
    short_short = (of_short * _times(parts.short, of_short)).sum(axis=1)
    return totals, _with_error(long_long, long_short, short_short, totals, p, q), whole


def _times(matrices: Floats, vectors: Floats) -> Floats:
    """Matrices times vectors, group by group; shapes (g, r, r) and (g, r)."""
    found: Floats = (matrices @ vectors[:, :, np.newaxis])[:, :, 0]
    return found


def _with_error(aa: Floats, ab: Floats, bb: Floats, totals: Floats, p: Floats, q: Floats) -> Floats:
    """All pairs of three components from those without the error, since P (I + p A + q B) P = P; shape (g, 3, 3)."""
    long_, short_, error = totals.T
    ae, be = long_ - p * aa - q * ab, short_ - p * ab - q * bb
    ee = error - p * ae - q * be
    return np.stack([np.stack(row, axis=1) for row in ((aa, ab, ae), (ab, bb, be), (ae, be, ee))], axis=1)
