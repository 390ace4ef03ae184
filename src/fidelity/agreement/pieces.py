"""Connected pieces: raters who share subjects, directly or through others, apart from those they share nobody with."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from fidelity.agreement.crossed import CrossedStack, centred, crossed_stacks
from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, by_group, measurements


@attrs.frozen(eq=False)
class CrossedPieces:
    """Groups, each as its connected pieces; what a two-way model needs of a group is mostly a sum over them.

    Attributes:
        n_groups: How many groups there are.
        stacks: The pieces of all groups, in stacks of one shape; the numbers are those less the mean of the group.
        of: For each stack, the group of its pieces, from 0.
    """

    n_groups: int
    stacks: Sequence[CrossedStack]
    of: Sequence[Integers]

    def taken(self, which: Integers) -> CrossedPieces:
        """Those of some of the groups, which get new numbers."""
        if len(which) == self.n_groups:
            return self
        place = np.full(self.n_groups, -1)
        place[which] = np.arange(len(which))
        kept = [np.flatnonzero(place[of] >= 0) for of in self.of]
        found = [each for each in zip(self.stacks, self.of, kept, strict=True) if len(each[2])]
        stacks = [stack if len(rows) == len(of) else stack.taken(rows) for stack, of, rows in found]
        return CrossedPieces(len(which), stacks, [place[of[rows]] for _, of, rows in found])

    def added(self, by_stack: Sequence[Floats]) -> Floats:
        """Sums over the pieces of each group; from shapes (pieces of the stack, ...), shape (groups, ...)."""
        shape = by_stack[0].shape[1:]
        width = int(np.prod(shape))
        places = [(of[:, np.newaxis] * width + np.arange(width)).ravel() for of in self.of]
        values = np.concatenate([each.ravel() for each in by_stack])
        return by_group(np.concatenate(places), self.n_groups * width, values).reshape(self.n_groups, *shape)


def crossed_pieces(data: Measurements, which: Booleans) -> CrossedPieces:
    """The groups asked for, in their order, each as its connected pieces.

    Args:
        data: The ratings.
        which: Which groups; shape (groups,).
    """
    piece, n_pieces = pieces(data)
    rows = which[data.group]
    rater, value = data.rater[rows], centred(data).value[rows]
    by_piece = measurements(piece[rater], data.subject[rows], rater, value, n_pieces)
    stacks = [*crossed_stacks(by_piece, by_group(by_piece.group, n_pieces) > 0)]
    group = np.zeros(n_pieces, np.int64)
    group[piece] = (np.cumsum(which) - 1)[data.rater_group]
    return CrossedPieces(int(which.sum()), stacks, [group[stack.group] for stack in stacks])


def pieces(data: Measurements) -> tuple[Integers, int]:
    """The connected piece of each rater, through all groups, and how many there are; numbered by their first raters."""
    n_raters, n_subjects = len(data.rater_group), len(data.subject_group)
    links = (data.rater, data.subject + n_raters)
    ones = np.ones(len(data.rater), np.int8)
    size = n_raters + n_subjects
    found = connected_components(coo_array((ones, links), (size, size)), directed=False)[1][:n_raters]
    _, first, of = np.unique(found, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[of], len(first)
