"""Moments: how many units each group has, their sum, and the sum of their squares, as exact integers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import InvalidRecord, UsageError
from fidelity.problems import Problem
from fidelity.tally.integers import Counted, Floats, Whole, cross_difference, fitted, ratio, summed
from fidelity.tally.size_classes import LARGEST


@attrs.frozen(eq=False)
class Moments:
    """What the values of each group's units add up to.

    Attributes:
        n: How many units have a value; shape (groups,).
        total: The sum of their values, over the denominator; shape (groups,).
        squares: The sum of the squares of their values, over the denominator's square; shape (groups,).
        denominator: What all values are whole multiples of one part of, at least 1.

    Raises:
        InvalidRecord: No values could have these sums.
    """

    n: Counted
    total: Whole = attrs.field(converter=fitted)
    squares: Whole = attrs.field(converter=fitted)
    denominator: int

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be."""
        fault = self._fault()
        if fault:
            raise InvalidRecord(Problem("impossible-sums", f"sums of units: {fault}"))

    def __len__(self) -> int:
        """How many groups there are."""
        return len(self.n)

    @property
    def mean(self) -> Floats:
        """The mean of each group; NaN where it has no unit; shape (groups,)."""
        return ratio(self.total, self.n, self.denominator)

    @property
    def deviations(self) -> Floats:
        """The sum of the squared distances from the mean, exactly 0 where all are alike; shape (groups,)."""
        return self._spread / np.maximum(self.n, 1) / self.denominator / self.denominator

    def added(self, *others: Moments) -> Moments:
        """These units and others together: exact, and the same in any order.

        Args:
            others: Units of the same groups, measured in the same parts.

        Raises:
            UsageError: The groups or the denominators are not the same.
        """
        parts = (self, *others)
        if len({(part.denominator, len(part)) for part in parts}) > 1:
            message = "sums of units that are of other groups, or over another denominator, do not add up"
            raise UsageError(Problem("unlike-tallies", message, "add sums of the same score in the same groups"))
        first = np.arange(len(self), dtype=np.intp) * len(parts)
        columns = ("n", "total", "squares")
        n, total, squares = (summed(_side_by_side([getattr(part, name) for part in parts]), first) for name in columns)
        return Moments(n.astype(np.int64), total, squares, self.denominator)

    def pooled(self, part: npt.NDArray[np.intp], n_parts: int) -> Moments:
        """The same units in fewer, larger groups.

        Args:
            part: For each group the one that it goes into; shape (groups,).
            n_parts: How many these are.
        """
        order = np.argsort(part, kind="stable")
        found, first = np.unique(part[order], return_index=True)
        columns = [np.zeros(n_parts, object) for _ in range(3)]
        for column, held in zip(columns, (self.n, self.total, self.squares), strict=True):
            column[found] = summed(held[order], first)
        return Moments(columns[0].astype(np.int64), columns[1], columns[2], self.denominator)

    @cached_property
    def _spread(self) -> Floats:
        """As many times the sum of squared distances as there are units."""
        return cross_difference(self.n, self.squares, self.total, self.total)

    def _fault(self) -> str:
        if len({len(self.n), len(self.total), len(self.squares)}) > 1:
            return "the columns are not equally long"
        if self.denominator < 1:
            return "the denominator is at least 1"
        if not len(self):
            return ""
        if self.n.min() < 0:
            return "a number of units is below 0"
        if max(np.abs(self.total).max(), np.abs(self.squares).max(), self.denominator) >= LARGEST:
            return "a sum is too large to reckon with"
        spread = self._spread
        without = (self.n == 0) & ((self.total != 0) | (self.squares != 0))
        if (spread < 0).any() or (spread[self.n == 1] != 0).any() or without.any():
            return "the squares do not go with the sums: no values have both"
        return ""


def _side_by_side(columns: Sequence[Whole]) -> Whole:
    """The first of each, then the second of each, and so on."""
    return fitted(np.stack(columns, axis=1).reshape(-1))
