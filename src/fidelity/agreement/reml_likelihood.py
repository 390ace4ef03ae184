"""The restricted likelihood of a crossed model with its slope and information, from connected pieces of tables.

With ``H`` the variance of the ratings divided by that of the error, ``H = I + p A + q B`` where A says who shares a
level of one side and B who shares one of the other. Traces and forms of ``H^-1`` are sums over pieces, since H has
nothing between them; at last `_projected` takes out the mean, which all pieces share.

In a piece let A belong to the long side and B to the short one. A long level with n ratings has ``h = 1 / (1 + n p)``.
With ``J1``, ``J2`` and ``J3`` the counts of meetings weighted by ``p h``, ``h h`` and ``n h h h``, with
``K = diag(count) - J1`` and ``Q = I + q K``:

- ``Z_b' H^-1 Z_b = K Q^-1``, ``Z_a' H^-1 Z_b = h M Q^-1``, and ``Z_a' H^-1 Z_a = n h - q h M Q^-1 M' h``;
- for X, the ones and the ratings beside each other, ``U = Z_b' H^-1 X = Q^-1 (Z_b' X - M' p h Z_a' X)`` and
  ``Z_a' H^-1 X = h (Z_a' X - q M U)``.

All else follows from these; M, the table of who rated whom, is never made.
"""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.crossed import CrossedStack
from fidelity.agreement.measurements import Floats, Integers
from fidelity.agreement.pieces import CrossedPieces
from fidelity.agreement.symmetric import inverted, times


@attrs.frozen(eq=False)
class Likelihood:
    """The restricted likelihood at given components, in the order subjects, raters, error.

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
class _Sums:
    """Traces and forms of pieces, or of groups, with H the scaled variance and A and B the sides of the table.

    Attributes:
        log_determinant: Of H; shape (g,).
        traces: Of H^-1 A and H^-1 B; shape (g, 2).
        products: The traces of H^-1 A H^-1 A and so on, for all pairs; shape (g, 2, 2).
        plain: X' H^-1 X, where X are the ones and the ratings; shape (g, 2, 2).
        single: X' H^-1 A H^-1 X and so on; shape (g, 2, 2, 2), the side first.
        double: X' H^-1 A H^-1 A H^-1 X and so on; shape (g, 2, 2, 2, 2), the sides first.
    """

    log_determinant: Floats
    traces: Floats
    products: Floats
    plain: Floats
    single: Floats
    double: Floats

    def turned(self) -> _Sums:
        """The same with the sides the other way round."""
        back = slice(None, None, -1)
        return attrs.evolve(
            self,
            traces=self.traces[:, back],
            products=self.products[:, back, back],
            single=self.single[:, back],
            double=self.double[:, back, back],
        )


def likelihood(pieces: CrossedPieces, components: Floats) -> Likelihood:
    """The restricted likelihood of each group.

    Args:
        pieces: The tables of the groups.
        components: The variances of subjects, raters and error, the last above zero; shape (g, 3).
    """
    ratios = components[:, :2] / components[:, 2:]
    found = [_of_stack(stack, ratios[of]) for stack, of in zip(pieces.stacks, pieces.of, strict=True)]
    names = [field.name for field in attrs.fields(_Sums)]
    sums = _Sums(*(pieces.added([getattr(each, name) for each in found]) for name in names))
    n_ratings = pieces.added([stack.n_ratings for stack in pieces.stacks])
    return _projected(sums, n_ratings, ratios, components[:, 2])


def _projected(sums: _Sums, n_ratings: Floats, ratios: Floats, error: Floats) -> Likelihood:
    """The likelihood, once the mean is taken out: P = H^-1 - H^-1 1 1' H^-1 / s, with s = 1' H^-1 1."""
    strength = sums.plain[:, 0, 0]
    left = np.stack((-sums.plain[:, 0, 1] / strength, np.ones_like(strength)), axis=1)
    by, ones = strength[:, np.newaxis], sums.single[:, :, 0, 0]
    traces = sums.traces - ones / by
    products = sums.products - 2 * sums.double[..., 0, 0] / by[:, np.newaxis] + _outer(ones / by)
    whole, squares = (np.einsum("gx,g...xy,gy->g...", left, each, left) for each in (sums.plain, sums.single))
    crossing = np.einsum("gkx,gx->gk", sums.single[:, :, 0], left)
    forms = np.einsum("gx,gklxy,gy->gkl", left, sums.double, left) - _outer(crossing) / by[:, np.newaxis]
    traces, products = _with_error(traces, products, n_ratings - 1, ratios)
    squares, forms = _with_error(squares, forms, whole, ratios)
    height = -0.5 * ((n_ratings - 1) * np.log(error) + sums.log_determinant + np.log(strength) + whole / error)
    scale = error[:, np.newaxis]
    slope = -0.5 * (traces / scale - squares / scale**2)
    each = scale[:, :, np.newaxis]
    information = products / (2 * each**2)
    return Likelihood(height, slope, information, forms / each**3 - information)


def _outer(vectors: Floats) -> Floats:
    return vectors[:, :, np.newaxis] * vectors[:, np.newaxis, :]


def _with_error(single: Floats, double: Floats, whole: Floats, ratios: Floats) -> tuple[Floats, Floats]:
    """Three components from two, since P (I + p A + q B) P = P; shapes (g, 3) and (g, 3, 3)."""
    error = whole - (ratios * single).sum(axis=1)
    mixed = single - (double @ ratios[:, :, np.newaxis])[:, :, 0]
    corner = error - (ratios * mixed).sum(axis=1)
    matrix = np.empty((len(whole), 3, 3))
    matrix[:, :2, :2], matrix[:, :2, 2], matrix[:, 2, :2], matrix[:, 2, 2] = double, mixed, mixed, corner
    return np.concatenate((single, error[:, np.newaxis]), axis=1), matrix


@attrs.frozen(eq=False)
class _Weighted:
    """Sums over the long levels, weighted by p h, h h and n h h h; shapes (g, 3, ...).

    Attributes:
        meetings: Of short levels (J1, J2 and J3); shape (g, 3, r, r).
        sums: M' w Z_a' X; shape (g, 3, r, 2).
        squares: X' Z_a w Z_a' X; shape (g, 3, 2, 2).
    """

    meetings: Floats
    sums: Floats
    squares: Floats


def _of_stack(stack: CrossedStack, ratios: Floats) -> _Sums:
    """The traces and forms of the pieces of a stack, subjects first."""
    p, q = (ratios[:, ::-1] if stack.swapped else ratios).T
    h = 1 / (1 + stack.size * p[:, np.newaxis])
    weighted = _weighted(stack, np.stack((p[:, np.newaxis] * h, h**2, stack.size * h**3), axis=1))
    k = np.eye(stack.count.shape[1]) * stack.count[:, np.newaxis, :] - weighted.meetings[:, 0]
    inverse, log_determinant = inverted(np.eye(k.shape[1]) + q[:, np.newaxis, np.newaxis] * k)
    log_determinant = log_determinant - (stack.n_levels * np.log(h)).sum(axis=1)
    traces, products = _traces(stack, weighted, (k, inverse), h, q)
    found = _Sums(log_determinant, traces, products, *_forms(stack, weighted, (k, inverse), q))
    return found.turned() if stack.swapped else found


def _weighted(stack: CrossedStack, weights: Floats) -> _Weighted:
    rated = stack.size[:, :, np.newaxis] * np.diagonal(stack.together, axis1=2, axis2=3)
    sums = np.stack((rated, stack.level_totals), axis=3)
    total = stack.level_totals.sum(axis=2)
    squares = _symmetric(stack.n_levels * stack.size**2, total, stack.level_squares)
    each = (stack.together, sums, squares)
    found = [(weights @ x.reshape(*x.shape[:2], -1)).reshape(len(x), 3, *x.shape[2:]) for x in each]
    return _Weighted(*found)


def _traces(
    stack: CrossedStack, weighted: _Weighted, matrices: tuple[Floats, Floats], h: Floats, q: Floats
) -> tuple[Floats, Floats]:
    """The traces of H^-1 A and so on, and those of all pairs; shapes (g, 2) and (g, 2, 2)."""
    k, inverse = matrices
    own = stack.size * h
    middle, through = times(k, inverse), times(weighted.meetings[:, 1], inverse)
    long_long = (
        (stack.n_levels * own**2).sum(axis=1)
        - 2 * q * _trace(weighted.meetings[:, 2], inverse)
        + q**2 * _trace(through, through)
    )
    products = _symmetric(long_long, _trace(through, inverse), _trace(middle, middle))
    long_ = (stack.n_levels * own).sum(axis=1) - q * np.trace(through, axis1=1, axis2=2)
    return np.stack((long_, np.trace(middle, axis1=1, axis2=2)), axis=1), products


def _forms(
    stack: CrossedStack, weighted: _Weighted, matrices: tuple[Floats, Floats], q: Floats
) -> tuple[Floats, Floats, Floats]:
    """The forms X' H^-1 X, those with one of the sides between, and those with two."""
    k, inverse = matrices
    sides = q[:, np.newaxis, np.newaxis]
    whole = _symmetric(stack.n_ratings, stack.total.sum(axis=1), stack.squares)
    start = np.stack((stack.count, stack.total), axis=2) - weighted.sums[:, 0]
    u = inverse @ start
    crossing = weighted.sums[:, 1] - sides * (weighted.meetings[:, 1] @ u)
    third = weighted.sums[:, 2] - sides * (weighted.meetings[:, 2] @ u)
    solved = inverse @ crossing
    plain = whole - weighted.squares[:, 0] - sides * _cross(start, u)
    long_ = weighted.squares[:, 1] - sides * (_cross(weighted.sums[:, 1], u) + _cross(u, crossing))
    long_long = weighted.squares[:, 2] - sides * (_cross(weighted.sums[:, 2], u) + _cross(u, third))
    long_long = long_long - sides * _cross(crossing, solved)
    mixed = _cross(solved, u)
    short_short = _cross(u, k @ (inverse @ u))
    double = np.stack((long_long, mixed, mixed.transpose(0, 2, 1), short_short), axis=1)
    return plain, np.stack((long_, _cross(u, u)), axis=1), double.reshape(-1, 2, 2, 2, 2)


def _cross(first: Floats, second: Floats) -> Floats:
    """The products of columns; from shapes (g, r, 2), shape (g, 2, 2)."""
    found: Floats = first.transpose(0, 2, 1) @ second
    return found


def _symmetric(first: Floats, mixed: Floats, second: Floats) -> Floats:
    """Symmetric matrices of two rows, from any shape; shape (..., 2, 2)."""
    return np.stack((np.stack((first, mixed), axis=-1), np.stack((mixed, second), axis=-1)), axis=-2)


def _trace(first: Floats, second: Floats) -> Floats:
    """The traces of products; shape (g,)."""
    found: Floats = np.einsum("gij,gji->g", first, second)
    return found
