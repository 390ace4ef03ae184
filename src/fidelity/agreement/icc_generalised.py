"""Intervals of two-way intraclass correlations for any table, complete or not: exact for C, generalised for A.

With raters taken out as fixed effects, what is left of subjects is a sum of squares ``z^2``, each of which expects
``error + d * variance of subjects`` with a known d. For a ratio ``t`` of the variances, ``S(t) = sum z^2 / (1 + d t)``
over the error follows F, and S falls as t rises: so t, and with it ICC(C,1), has an exact interval. The same holds of
raters with subjects taken out. ICC(A,1) needs both ratios: with the error and what is left of raters at given points of
their distributions, how often subjects leave the coefficient below a value is known; averaged over the points, that is
its generalised distribution, whose middle part is the interval.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np
from scipy.sparse import csc_array
from scipy.special import chdtrc, chdtri

from fidelity.agreement.crossed import CrossedStack
from fidelity.agreement.icc_interval import Bounds, quantile
from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, ratio
from fidelity.agreement.pieces import CrossedPieces, crossed_pieces
from fidelity.agreement.symmetric import factored, mostly_zero

_NODES = 49
"""At how many ratios S is worked out; between them the scale is chosen so that a complete table is a straight line."""
_POINTS = (32, 8)
"""At how many points of their distributions raters and error are taken; those of raters are the longer tailed."""
_HALVINGS = 10
_LAST = 1 - 1e-12
"""Where the scale of the nodes stops short of an endless ratio."""


@attrs.frozen(eq=False)
class _Side:
    """What is left of one side of the tables when the other is taken out.

    Attributes:
        rank: How many squares there are; shape (g,).
        typical: The mean of their d; shape (g,).
        squares: S at the nodes, falling; shape (g, nodes).
    """

    rank: Floats
    typical: Floats
    squares: Floats

    def ratios(self, targets: Floats) -> Floats:
        """The ratios at which S comes down to the targets, 0 where it never is so high; shape (g, targets) both."""
        nodes = np.append(1.0, _nodes()[::-1])
        falling = self._ended()[:, ::-1]
        at = np.stack([np.interp(wanted, s, nodes) for wanted, s in zip(targets, falling, strict=True)])
        at = np.minimum(at, _LAST)
        found: Floats = at / (1 - at) / self.typical[:, np.newaxis]
        return found

    def at(self, ratios: Floats) -> Floats:
        """S at ratios; shape (g, any) both."""
        scaled = ratios * self.typical[:, np.newaxis]
        place = _NODES * scaled / (1 + scaled)
        below = np.minimum(place.astype(np.int64), _NODES - 1)
        ended = self._ended()
        first, second = (np.take_along_axis(ended, below + step, axis=1) for step in (0, 1))
        found: Floats = first + (place - below) * (second - first)
        return found

    def _ended(self) -> Floats:
        """S at the nodes, and zero where the ratio grows without end."""
        return np.concatenate((self.squares, np.zeros((len(self.squares), 1))), axis=1)


def generalised_bounds(data: Measurements, which: Booleans, level: float) -> tuple[Bounds, Bounds]:
    """Intervals of ICC(C,1) and ICC(A,1); none goes below zero.

    Args:
        data: The ratings.
        which: For which groups; shape (groups,).
        level: How often the intervals are to hold the true value.

    Returns:
        The ends for consistency and for agreement; shape (groups,) each, NaN for other groups and where subjects or
        raters leave no degree of freedom for the error.

    References:
        Seely, J. F., & El-Bassiouni, Y. (1983). Annals of Statistics, 11, 197-201 (the exact interval). Weerahandi, S.
        (1993). Journal of the American Statistical Association, 88, 899-905.
    """
    found = [np.full(data.n_groups, np.nan) for _ in range(4)]
    if which.any():
        (subjects, raters), mean_square, df = _sides(crossed_pieces(data, which))
        usable = np.flatnonzero((df > 0) & (mean_square > 0) & (subjects.rank > 0) & (raters.rank > 0))
        if not len(usable):
            return (found[0], found[1]), (found[2], found[3])
        subjects, raters = _taken(subjects, usable), _taken(raters, usable)
        bounds = (
            *_consistency(subjects, mean_square[usable], df[usable], level),
            *_agreement(subjects, raters, mean_square[usable], df[usable], level),
        )
        for all_, some in zip(found, bounds, strict=True):
            all_[np.flatnonzero(which)[usable]] = some
    return (found[0], found[1]), (found[2], found[3])


def _consistency(subjects: _Side, mean_square: Floats, df: Floats, level: float) -> Bounds:
    tail = (1 - level) / 2
    upper = quantile(subjects.rank, df, 1 - tail)
    lower = 1 / quantile(df, subjects.rank, 1 - tail)
    targets = (subjects.rank * mean_square)[:, np.newaxis] * np.stack((upper, lower), axis=1)
    low, high = subjects.ratios(targets).T
    return low / (1 + low), high / (1 + high)


def _agreement(subjects: _Side, raters: _Side, mean_square: Floats, df: Floats, level: float) -> Bounds:
    (of_raters, share_r), (of_error, share_e) = (_points(n) for n in _POINTS)
    error = (mean_square * df)[:, np.newaxis] / chdtri(df[:, np.newaxis], of_error)
    left = chdtri(raters.rank[:, np.newaxis], of_raters)
    whole = (left[:, :, np.newaxis] * error[:, np.newaxis, :]).reshape(len(df), -1)
    spread = 1 + raters.ratios(whole)
    errors = np.tile(error, len(of_raters))
    shares = np.outer(share_r, share_e).ravel()

    def below(coefficient: Floats) -> Floats:
        """How often the coefficient is below a value; shape (g,)."""
        ratios = (coefficient / (1 - coefficient))[:, np.newaxis] * spread
        found: Floats = chdtrc(subjects.rank[:, np.newaxis], subjects.at(ratios) / errors)
        return np.asarray((shares * found).sum(axis=1), np.float64)

    tail = (1 - level) / 2
    return _where(below, tail, len(df)), _where(below, 1 - tail, len(df))


def _points(n: int) -> tuple[Floats, Floats]:
    """Points of a probability and what share each stands for: Gauss and Legendre's, drawn towards both ends."""
    points, weights = np.polynomial.legendre.leggauss(n)
    even = (1 + points) / 2
    return even**2 * (3 - 2 * even), 3 * even * (1 - even) * weights


def _where(below: Callable[[Floats], Floats], probability: float, n_groups: int) -> Floats:
    """Where a rising function of 0 to 1 comes up to a probability, for each group."""
    low, high = np.zeros(n_groups), np.ones(n_groups)
    at_low, at_high = below(low), np.ones(n_groups)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        found = below(middle)
        up = found < probability
        low, high = np.where(up, middle, low), np.where(up, high, middle)
        at_low, at_high = np.where(up, found, at_low), np.where(up, at_high, found)
    # Within so short a stretch the function is a straight line.
    share = np.clip(ratio(probability - at_low, at_high - at_low), 0, 1)
    return np.where(at_low >= probability, 0.0, low + np.nan_to_num(share) * (high - low))


def _sides(pieces: CrossedPieces) -> tuple[tuple[_Side, _Side], Floats, Floats]:
    """What is left of subjects and of raters, the mean square of error, and its degrees of freedom."""
    left = [_left(stack) for stack in pieces.stacks]
    error = pieces.added([each.error for each in left])
    df, ranks, masses = (pieces.added([each(stack) for stack in pieces.stacks]) for each in (_df, _ranks, _masses))
    typical = ratio(masses, ranks)
    found = []
    for stack, of, each in zip(pieces.stacks, pieces.of, left, strict=True):
        long, short = (_ratios(side) for side in (typical[of, ::-1] if stack.swapped else typical[of]).T)
        squares = np.stack((_long(stack, each.error, long), _short(each, short)), axis=1)
        found.append(squares[:, ::-1] if stack.swapped else squares)
    squares = np.minimum.accumulate(np.maximum(pieces.added(found), 0), axis=2)
    sides = [_Side(ranks[:, side], typical[:, side], squares[:, side]) for side in (0, 1)]
    return (sides[0], sides[1]), ratio(error, np.maximum(df, 0)), df


@attrs.frozen(eq=False)
class _Left:
    """What is left of pieces with the long side taken out.

    Attributes:
        values: How much of the variance of the short side each of its squares expects; shape (g, r - 1).
        squares: These squares; shape (g, r - 1).
        error: The squares that are left with both sides taken out; shape (g,).
    """

    values: Floats
    squares: Floats
    error: Floats


def _left(stack: CrossedStack) -> _Left:
    values, vectors = np.linalg.eigh(_short_only(stack, 1 / stack.size))
    total = stack.total - (stack.level_totals / stack.size[:, :, np.newaxis]).sum(axis=1)
    along = (vectors.transpose(0, 2, 1) @ total[:, :, np.newaxis])[:, :, 0]
    # The short side of a connected piece leaves one difference to the mean: the first, which expects nothing.
    squares = along[:, 1:] ** 2 / values[:, 1:]
    error = stack.squares - (stack.level_squares / stack.size).sum(axis=1) - squares.sum(axis=1)
    return _Left(values[:, 1:], squares, error)


def _df(stack: CrossedStack) -> Floats:
    """The degrees of freedom that a piece leaves to the error; shape (g,)."""
    found: Floats = stack.n_ratings - stack.n_levels.sum(axis=1) - stack.count.shape[1] + 1
    return found


def _ranks(stack: CrossedStack) -> Floats:
    """How many squares subjects and raters have; shape (g, 2)."""
    return _levels(stack) - 1


def _masses(stack: CrossedStack) -> Floats:
    """What the squares of subjects and of raters expect of their variances, added up; shape (g, 2)."""
    return stack.n_ratings[:, np.newaxis] - _levels(stack)[:, ::-1]


def _levels(stack: CrossedStack) -> Floats:
    """How many subjects and raters there are; shape (g, 2)."""
    long = stack.n_levels.sum(axis=1)
    short = np.full_like(long, stack.count.shape[1])
    return np.stack((short, long) if stack.swapped else (long, short), axis=1)


def _short_only(stack: CrossedStack, weights: Floats) -> Floats:
    """The counts of the short side less the meetings of its levels, with a weight for each class; shape (g, r, r)."""
    meetings = (weights[:, :, np.newaxis, np.newaxis] * stack.together).sum(axis=1)
    found: Floats = np.eye(stack.count.shape[1]) * stack.count[:, np.newaxis, :] - meetings
    return found


def _short(left: _Left, at: Floats) -> Floats:
    """S of the short side at some ratios; shape (g, nodes)."""
    terms = left.squares[:, np.newaxis, :] / (1 + left.values[:, np.newaxis, :] * at[:, :, np.newaxis])
    return np.asarray(terms.sum(axis=2), np.float64)


def _long(stack: CrossedStack, error: Floats, at: Floats) -> Floats:
    """S of the long side, whose squares are never written out: what the model without it leaves, less the error."""
    weight = at[:, :, np.newaxis] / (1 + stack.size[:, np.newaxis, :] * at[:, :, np.newaxis])
    total = stack.total[:, np.newaxis, :] - weight @ stack.level_totals
    solved = (_solved_one_by_one if mostly_zero(stack.together) else _solved)(stack, weight, total)
    left = stack.squares[:, np.newaxis] - (weight @ stack.level_squares[:, :, np.newaxis])[:, :, 0]
    found: Floats = left - (total * solved).sum(axis=2) - error[:, np.newaxis]
    return found


def _solved(stack: CrossedStack, weight: Floats, total: Floats) -> Floats:
    """The short side at each node; shape (g, nodes, r)."""
    by_node = [
        np.linalg.solve(_short_only(stack, weight[:, node]), total[:, node, :, np.newaxis])[:, :, 0]
        for node in range(_NODES)
    ]
    return np.stack(by_node, axis=1)


def _solved_one_by_one(stack: CrossedStack, weight: Floats, total: Floats) -> Floats:
    """The same where most levels of the short side never meet."""
    found = np.empty_like(total)
    for piece, together in enumerate(stack.together):
        row, column = np.nonzero(together.any(axis=0))
        meetings, own = together[:, row, column], np.where(row == column, stack.count[piece, row], 0)
        for node in range(_NODES):
            matrix = csc_array((own - weight[piece, node] @ meetings, (row, column)))
            found[piece, node] = factored(matrix).solve(total[piece, node])
    return found


def _nodes() -> Floats:
    return np.linspace(0, 1, _NODES, endpoint=False)


def _ratios(typical: Floats) -> Floats:
    """The ratios at the nodes; shape (g, nodes)."""
    nodes = _nodes()
    return nodes / (1 - nodes) / typical[:, np.newaxis]


def _taken(side: _Side, which: Integers) -> _Side:
    return _Side(side.rank[which], side.typical[which], side.squares[which])
