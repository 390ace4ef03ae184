"""Medians and extremes, read off the counts of values that stand in order."""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.tally.counts import Counts, Integers
from fidelity.tally.integers import Floats, ratio
from fidelity.tally.values import Values


@attrs.frozen(eq=False)
class Spread:
    """Where the values of each group lie; NaN where a group has none; every array has shape (groups,).

    Attributes:
        median: The middle value; with an even number, halfway between the two in the middle.
        lowest: The lowest value.
        highest: The highest value.
    """

    median: Floats
    lowest: Floats
    highest: Floats


def spread(counts: Counts, values: Values, n_groups: int) -> Spread:
    """Median, lowest and highest value of each group.

    *Meaning.* Half of the observations lie at or below the median. *When to use.* Where a few very low or high values
    would drag a mean along. A score with few values has a median that jumps.

    Args:
        counts: How often each value occurs; the levels rise.
        values: What the levels are worth.
        n_groups: How many groups there are.

    Notes:
        Every median is taken of exact values, as R's ``median`` takes it: ``quantile(x, 0.5, type = 7)``.
    """
    rows = values.has[counts.level]
    group, level, n = counts.cell[rows], counts.level[rows], counts.n[rows]
    ends = np.cumsum(n)
    in_group = np.bincount(group, n, n_groups).astype(np.int64)
    before = np.cumsum(in_group) - in_group
    there = in_group > 0

    def at(rank: Integers) -> Floats:
        """The value of a rank, counted from 0 within the group."""
        value = np.full(n_groups, np.nan)
        places = level[np.searchsorted(ends, (before + rank)[there], side="right")]
        value[there] = ratio(values.numerators[places], np.ones(len(places), np.int64), values.denominator)
        return value

    low, high = _middle(in_group)
    first, second = at(low), at(high)
    return Spread(first + (second - first) / 2, at(np.zeros_like(low)), at(np.maximum(in_group - 1, 0)))


def _middle(n: Integers) -> tuple[Integers, Integers]:
    """The ranks of the one or two values in the middle, counted from 0.

    Args:
        n: How many values there are; shape (groups,).
    """
    return np.maximum(n - 1, 0) // 2, n // 2
