"""The restricted likelihood of any design with its slope and expected information, object by object.

All effects that hold the objects of measurement (practitioners, say) link ratings of one object only, so that their
part of the covariance falls into blocks: ``B = s_e I + sum s_k Z_k Z_k'``. What links objects is the mean and the few
levels that they share, raters and items: ``V = B + X A A X'``, where X holds a column of ones and one for each shared
level, and A the roots of their components (1 for the mean). With ``G = X' B^-1 X`` and E the identity without a one for
the mean, ``S = A (A G A + E)^-1 A`` gives ``P = B^-1 - B^-1 X S X' B^-1``, which projects the mean out. With
``R = Z' B^-1 X``, ``T = Z' B^-1 Z`` and ``D = R S R'`` in each block:

- ``Z' P Z`` is ``T - D`` within a block, and of two blocks ``-R S R'``; ``Z' P X = R (I - S G)``;
- ``X' P X = G - G S G``, ``Z' P y = Z' B^-1 y - R S X' B^-1 y``.

Squared and added up, these are all traces; those of the error follow from ``P V P = P``. Matrices have the size of one
object's ratings or of the shared levels, never that of all ratings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs
import numpy as np

from fidelity.agreement.measurements import Booleans, Floats, Integers

_AT_ONCE = 4_000_000
"""How many cells the largest matrices of a stack may have together."""


@attrs.frozen(eq=False)
class Stack:
    """Blocks of about the same size, filled up with nothing.

    Attributes:
        there: Where there is a rating; shape (b, n).
        value: The ratings, 0 where there is none; shape (b, n).
        inside: Which level of which inner effect each rating has, as 0 and 1; shape (b, n, q).
        starts: Where each inner effect begins among these columns.
        across: A column of ones, then one for each level that objects share; shape (b, n, 1 + c).
    """

    there: Booleans
    value: Floats
    inside: Floats
    starts: Integers
    across: Floats


@attrs.frozen(eq=False)
class Blocks:
    """The ratings of one group, arranged for the likelihood.

    Attributes:
        stacks: The blocks.
        inner: Which effects hold the objects, as places among all effects but the error.
        outer: Which effects do not, in the order of their columns.
        outer_of: For each shared column but the first, its place in ``outer``.
        n: How many ratings there are.
    """

    stacks: tuple[Stack, ...]
    inner: Integers
    outer: Integers
    outer_of: Integers
    n: int


@attrs.frozen(eq=False)
class Height:
    """The restricted likelihood at given components; the error is the last.

    Attributes:
        height: The log-likelihood without its constant.
        squares: ``y' P V_k P y``; its expectation is ``sum_l information_kl s_l``; shape (effects + 1,).
        information: ``tr(P V_k P V_l)``, twice the expected information; shape (effects + 1, effects + 1).
    """

    height: float
    squares: Floats
    information: Floats

    def slope(self, components: Floats) -> Floats:
        """Twice the derivatives of the log-likelihood; shape (effects + 1,).

        Args:
            components: Those that this was taken at.
        """
        found: Floats = self.squares - self.information @ components
        return found


def arranged(objects: Integers, labels: Sequence[Integers], is_inner: Sequence[bool], value: Floats) -> Blocks:
    """Ratings arranged by object.

    Args:
        objects: The object of each rating, numbered from 0; shape (ratings,).
        labels: For each effect but the error its level at each rating, numbered from 0.
        is_inner: For each of them whether its levels lie within objects.
        value: The ratings; shape (ratings,).
    """
    inner, outer = np.flatnonzero(is_inner), np.flatnonzero(~np.asarray(is_inner, np.bool_))
    columns = [_incidence(label) for label, is_own in zip(labels, is_inner, strict=True) if not is_own]
    across = np.column_stack([np.ones(len(value)), *columns])
    outer_of = np.repeat(np.arange(len(outer)), [column.shape[1] for column in columns]).astype(np.int64)
    order = np.argsort(objects, kind="stable")
    rows = np.split(order, np.flatnonzero(np.diff(objects[order])) + 1)
    rows.sort(key=len)
    within = [label for label, is_own in zip(labels, is_inner, strict=True) if is_own]
    stacks = tuple(_stack(chunk, within, across, value) for chunk in _chunks(rows, len(within)))
    return Blocks(stacks, inner, outer, outer_of, len(value))


def _chunks(rows: Sequence[Integers], n_effects: int) -> Iterator[list[Integers]]:
    """Blocks of about one size, as many together as memory should hold."""
    chunk: list[Integers] = []
    for each in rows:
        size = len(each) * (1 + n_effects)
        if chunk and (len(chunk) * size**2 > _AT_ONCE or len(each) > 1.5 * len(chunk[0]) + 2):
            yield chunk
            chunk = []
        chunk.append(each)
    yield chunk


def _stack(rows: Sequence[Integers], labels: Sequence[Integers], across: Floats, value: Floats) -> Stack:
    longest = max(map(len, rows))
    places = np.zeros((len(rows), longest), np.int64)
    there = np.arange(longest) < np.array([[len(each)] for each in rows])
    places[there] = np.concatenate(rows)
    own = [[np.unique(label[each], return_inverse=True)[1] for each in rows] for label in labels]
    widths = [max(int(level.max()) for level in levels) + 1 for levels in own]
    inside = np.zeros((*places.shape, sum(widths)))
    starts = np.cumsum([0, *widths])[:-1]
    for start, levels in zip(starts, own, strict=True):
        for block, level in enumerate(levels):
            inside[block, np.arange(len(level)), start + level] = 1
    shared = across[places] * there[:, :, np.newaxis]
    return Stack(there, np.where(there, value[places], 0), inside, starts.astype(np.int64), shared)


def _incidence(label: Integers) -> Floats:
    return np.eye(int(label.max()) + 1)[label]


@attrs.frozen(eq=False)
class _Solved:
    """What a stack gives before the shared levels are known to each other (see above); all by block."""

    own: Floats
    shared: Floats
    value: Floats


@attrs.define(eq=False)
class _Sums:
    """What all stacks add up to."""

    shared: Floats
    shared_value: Floats
    squares: float = 0.0
    log_determinant: float = 0.0


def height_of(blocks: Blocks, components: Floats) -> Height:
    """The restricted likelihood with its slope and information.

    Args:
        blocks: The ratings.
        components: The components of the effects and, last and above zero, of the error; shape (effects + 1,).
    """
    error = float(components[-1])
    width = 1 + len(blocks.outer_of)
    sums = _Sums(np.zeros((width, width)), np.zeros(width))
    solved = [_solved(stack, components[blocks.inner], error, sums) for stack in blocks.stacks]
    roots = np.append(1.0, np.sqrt(components[blocks.outer])[blocks.outer_of])
    inner = sums.shared * roots[:, np.newaxis] * roots + np.diag(np.append(0.0, np.ones(width - 1)))
    sign, log_determinant = np.linalg.slogdet(inner)
    middle = roots[:, np.newaxis] * np.linalg.inv(inner) * roots
    whole = sums.squares - float(sums.shared_value @ middle @ sums.shared_value)
    traces, squares, products = _traces(blocks, solved, sums, middle)
    height = -0.5 * (sums.log_determinant + log_determinant + whole) if sign > 0 else -np.inf
    return Height(height, *_with_error(traces, squares, products, whole, components, blocks.n - 1))


def _solved(stack: Stack, inner: Floats, error: float, sums: _Sums) -> _Solved:
    widths = np.diff(np.append(stack.starts, stack.inside.shape[2]))
    weighted = stack.inside * np.repeat(inner, widths)
    n = stack.there.shape[1]
    block = weighted @ stack.inside.transpose(0, 2, 1) + np.eye(n) * np.where(stack.there, error, 1.0)[:, np.newaxis]
    inverse = np.linalg.inv(block)
    by_value = (inverse @ stack.value[:, :, np.newaxis])[:, :, 0]
    by_shared = inverse @ stack.across
    sums.log_determinant += float(np.linalg.slogdet(block)[1].sum())
    sums.shared += np.tensordot(stack.across, by_shared, ((0, 1), (0, 1)))
    sums.shared_value += np.tensordot(stack.across, by_value, ((0, 1), (0, 1)))
    sums.squares += float((stack.value * by_value).sum())
    turned = stack.inside.transpose(0, 2, 1)
    return _Solved(turned @ inverse @ stack.inside, turned @ by_shared, (turned @ by_value[:, :, np.newaxis])[:, :, 0])


def _traces(blocks: Blocks, solved: Sequence[_Solved], sums: _Sums, middle: Floats) -> tuple[Floats, Floats, Floats]:
    """``tr(P V_k)``, ``y' P V_k P y`` and ``tr(P V_k P V_l)`` for all effects but the error."""
    n_inner, n_outer = len(blocks.inner), len(blocks.outer)
    traces, squares = np.zeros(n_inner + n_outer), np.zeros(n_inner + n_outer)
    products = np.zeros((n_inner + n_outer,) * 2)
    through = np.zeros((n_inner, *middle.shape))
    for stack, each in zip(blocks.stacks, solved, strict=True):
        if not n_inner:
            break
        taken = each.shared @ middle @ each.shared.transpose(0, 2, 1)
        left = each.own - taken
        traces[:n_inner] += np.add.reduceat(np.diagonal(left, axis1=1, axis2=2).sum(axis=0), stack.starts)
        value = each.value - each.shared @ (middle @ sums.shared_value)
        squares[:n_inner] += np.add.reduceat((value**2).sum(axis=0), stack.starts)
        cells = (left**2 - taken**2).sum(axis=0)
        products[:n_inner, :n_inner] += np.add.reduceat(np.add.reduceat(cells, stack.starts, 0), stack.starts, 1)
        for place, part in enumerate(np.split(each.shared, stack.starts[1:], axis=1)):
            through[place] += np.tensordot(part, part, ((0, 1), (0, 1)))
    by_middle = middle @ through
    products[:n_inner, :n_inner] += np.einsum("kab,lba->kl", by_middle, by_middle)
    starts = _starts(blocks.outer_of)
    if n_outer:
        rest = np.eye(len(middle)) - middle @ sums.shared
        across = sums.shared @ rest
        mixed = np.einsum("al,kab,bl->kl", rest, through, rest, optimize=True)
        products[:n_inner, n_inner:] = np.add.reduceat(mixed, starts, axis=1)
        products[n_inner:, :n_inner] = products[:n_inner, n_inner:].T
        products[n_inner:, n_inner:] = np.add.reduceat(np.add.reduceat(across**2, starts, 0), starts, 1)
        traces[n_inner:] = np.add.reduceat(np.diag(across), starts)
        squares[n_inner:] = np.add.reduceat((rest.T @ sums.shared_value) ** 2, starts)
    order = np.argsort(np.append(blocks.inner, blocks.outer))
    return traces[order], squares[order], products[np.ix_(order, order)]


def _starts(outer_of: Integers) -> Integers:
    """Where each outer effect begins among the shared columns, the first of which is that of the mean."""
    return np.flatnonzero(np.diff(outer_of, prepend=-1)) + 1


def _with_error(
    traces: Floats, squares: Floats, products: Floats, whole: float, components: Floats, free: int
) -> tuple[Floats, Floats]:
    """Squares and information with those of the error, since the components times each of them add up."""
    effects, error = components[:-1], components[-1]
    of_error = (free - effects @ traces) / error
    beside = (traces - products @ effects) / error
    both = (of_error - effects @ beside) / error
    information = np.block([[products, beside[:, np.newaxis]], [beside[np.newaxis], np.array([[both]])]])
    return np.append(squares, (whole - effects @ squares) / error), information
