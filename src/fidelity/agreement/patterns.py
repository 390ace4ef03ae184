"""Patterns: in how many units of a group each category was chosen how often, which is all that most coefficients need.

A unit that three raters called met, met and not met has the pattern (2 met, 1 not met), whoever they were. How many
units of a group have each pattern is a count, and counts add: patterns of two files, or of two services that may not
share records, are added here and give the figures of both together, to the last bit.
"""

from __future__ import annotations

from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.categories import Categories, Floats, Integers
from fidelity.errors import InvalidRecord
from fidelity.plan.dense import dense, fold_patterns
from fidelity.problems import Problem

Bools = npt.NDArray[np.bool_]


@attrs.frozen(eq=False)
class Patterns:
    """How many units of each group have each pattern; made by `patterns`, which puts them in their one order.

    Attributes:
        categories: What a rating can be.
        n_groups: How many groups there are; those without a row have no rating.
        kinds: The patterns that occur anywhere, how often each category was chosen; shape (kinds, categories), each row
            once, rising from the first category on.
        group: The group; shape (rows,), rising.
        kind: The pattern, as a place among ``kinds``; shape (rows,), rising within a group.
        n: How many units of the group have this pattern, at least 1; shape (rows,).
    """

    categories: Categories
    n_groups: int
    kinds: Integers
    group: Integers
    kind: Integers
    n: Integers

    def __add__(self, other: Patterns) -> Patterns:
        """Both together, group by group.

        Raises:
            InvalidRecord: They are of other categories, or of another number of groups.
        """
        if (self.categories, self.n_groups) != (other.categories, other.n_groups):
            raise InvalidRecord(Problem("uneven-agreement", "patterns of other categories or other groups do not add"))
        group, n = np.concatenate([self.group, other.group]), np.concatenate([self.n, other.n])
        return patterns(group, np.concatenate([self.counts, other.counts]), n, self.n_groups, self.categories)

    @property
    def counts(self) -> Integers:
        """How often each category was chosen, row by row; shape (rows, categories)."""
        return self.kinds[self.kind]

    @cached_property
    def raters(self) -> Integers:
        """How many ratings a unit of each kind has; shape (kinds,)."""
        found: Integers = self.kinds.sum(1)
        return found

    @cached_property
    def paired(self) -> Bools:
        """Whether a unit of each kind has two ratings or more; shape (kinds,)."""
        return self.raters >= 2

    @cached_property
    def totals(self) -> Floats:
        """How many ratings each category has in each group, whole numbers; shape (groups, categories)."""
        return np.stack([self.summed(column[self.kind]) for column in self.kinds.T], 1)

    @cached_property
    def n_paired(self) -> Floats:
        """How many units of each group have two ratings or more; shape (groups,)."""
        return self.summed(self.paired[self.kind])

    @cached_property
    def exact_agreement(self) -> Floats:
        """The mean over the units of a group of the share of equal pairs, 0 where there is no pair; shape (groups,)."""
        pairs = self.raters * (self.raters - 1)
        same = (self.kinds * (self.kinds - 1)).sum(1) / np.where(pairs, pairs, 1)
        return self.summed(same[self.kind]) / np.maximum(self.n_paired, 1)

    def of_groups(self, group: Integers, n_groups: int) -> Patterns:
        """The same units in other groups, such as those of a region in place of its sites.

        Args:
            group: For each group, the one that it becomes part of; shape (groups,).
            n_groups: How many groups there are then.
        """
        return patterns(group[self.group], self.counts, self.n, n_groups, self.categories)

    def without_singles(self) -> Patterns:
        """Only the units with two ratings or more."""
        kept = self.paired[self.kind]
        if kept.all():
            return self
        return attrs.evolve(self, group=self.group[kept], kind=self.kind[kept], n=self.n[kept])

    def summed(self, each: Floats | Integers | Bools) -> Floats:
        """The sum over the units of each group, term by term in the order of the rows; shape (groups,).

        Args:
            each: What each unit of a row adds; shape (rows,).
        """
        return np.bincount(self.group, self.n * each, self.n_groups).astype(np.float64, copy=False)


def patterns(group: Integers, counts: Integers, n: Integers, n_groups: int, categories: Categories) -> Patterns:
    """Patterns from rows in any order, such as those of a tally; rows of one group and pattern are added.

    Args:
        group: The group, counted from 0; shape (rows,).
        counts: How often each category was chosen; shape (rows, categories).
        n: How many units have this pattern; shape (rows,).
        n_groups: How many groups there are.
        categories: What a rating can be.

    Raises:
        InvalidRecord: The lengths differ, a count is negative or a group out of range.
    """
    group, counts, n = (np.asarray(each, np.int64) for each in (group, counts, n))
    if not (group.shape == n.shape == counts.shape[:1] and counts.shape[1:] == (len(categories),)):
        raise InvalidRecord(Problem("uneven-agreement", "groups, patterns and numbers of units are not equally many"))
    if len(group) and (min(counts.min(), n.min(), group.min()) < 0 or group.max() >= n_groups):
        raise InvalidRecord(Problem("uneven-agreement", "a count is negative, or a group lies beyond the last one"))
    kept = (n > 0) & counts.any(1)
    group, counts, n = group[kept], counts[kept], n[kept]
    if not len(group):
        return Patterns(categories, n_groups, counts, group, group, n)
    places, first = fold_patterns([(column, int(column.max()) + 1) for column in counts.T])
    return counted(group, places.astype(np.int64), n, counts[first], n_groups, categories)


def counted(
    group: Integers, kind: Integers, n: Integers | None, kinds: Integers, n_groups: int, categories: Categories
) -> Patterns:
    """Patterns from groups and kinds that are numbered already.

    Args:
        group: The group; shape (rows,).
        kind: The pattern, as a place among ``kinds``; shape (rows,).
        n: How many units have it; shape (rows,); None for one each.
        kinds: The patterns, each once and in order; shape (kinds, categories).
        n_groups: How many groups there are.
        categories: What a rating can be.
    """
    size = max(len(kinds), 1)
    found, place = dense(group * size + kind, n_groups * size)
    total = np.bincount(place, n, len(found)).astype(np.int64)
    return Patterns(categories, n_groups, kinds, found // size, found % size, total)
