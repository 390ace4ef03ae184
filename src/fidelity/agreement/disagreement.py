"""Disagreement: how far apart the ratings of a unit are, and how far apart any ratings of its group are.

It is what Krippendorff's alpha is made of. Where the distance between two categories depends on the ratings themselves,
as in his ordinal metric, each unit also moves the distances, and the slopes say by how much.
"""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.categories import Floats
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.sums import apart_within, by_weights, in_order
from fidelity.agreement.weights import Weights


@attrs.frozen(eq=False)
class Disagreement:
    """What alpha is made of, from units with two ratings or more.

    Attributes:
        own: What each unit of a row adds to the observed disagreement: its ratings times how far each of them is on
            average from the others; shape (rows,).
        by_chance: How far two ratings of the group are apart on average; shape (groups,).
        shares: The share of each category among the ratings; shape (groups, categories).
        observed_slopes: What a change of each share changes in the observed disagreement; shape (groups, categories).
        expected_slopes: The same for the disagreement by chance.
    """

    own: Floats
    by_chance: Floats
    shares: Floats
    observed_slopes: Floats
    expected_slopes: Floats


def by_distance(patterns: Patterns, distance: Weights) -> Disagreement:
    """Disagreement by distances that are fixed.

    Args:
        patterns: Patterns of units with two ratings or more.
        distance: The distances.
    """
    shares = _shares(patterns)
    mean = by_weights(distance, shares)
    by_chance = in_order(shares[:, k] * mean[:, k] for k in range(shares.shape[1]))
    own = (apart_within(patterns, distance) / np.maximum(patterns.raters - 1, 1))[patterns.kind]
    return Disagreement(own, by_chance, shares, np.zeros_like(mean), 2 * mean)


def by_midranks(patterns: Patterns) -> Disagreement:
    """Disagreement by Krippendorff's ordinal metric.

    He writes the distance of two categories as the square of the ratings from one to the other, those of the two
    counted half: that is the square of the difference of their mid-ranks. So it is the interval metric on mid-ranks,
    which are taken here as shares of all ratings.

    Args:
        patterns: Patterns of units with two ratings or more, of categories with numbers.

    Raises:
        UsageError: The categories have no numbers.
    """
    shares, places = _shares(patterns), patterns.categories.places
    # What a rating of one category adds to the mid-rank of another: 1 below it, a half beside it.
    below = np.where(np.less.outer(places, places), 1.0, 0.5 * np.equal.outer(places, places))
    ranks = _weighted(shares, below)
    raters, others = patterns.raters[patterns.kind], np.maximum(patterns.raters - 1, 1)[patterns.kind]
    counts, at, q = patterns.counts.T, patterns.group, len(places)
    n_ratings = np.maximum(patterns.summed(raters), 1)
    total = in_order(counts[k] * ranks[at, k] for k in range(q))
    gaps = [raters * ranks[at, k] - total for k in range(q)]
    # Differences first: a unit that agrees has exactly 0, and not what rounding leaves of two large squares.
    own = 2 * in_order(counts[k] * gaps[k] ** 2 for k in range(q)) / (raters * others)
    moving = np.stack([patterns.summed(4 * counts[k] * gaps[k] / others) / n_ratings for k in range(q)], 1)
    middle = in_order(shares[:, k] * ranks[:, k] for k in range(q))
    away = ranks - middle[:, None]
    by_chance = 2 * in_order(shares[:, k] * away[:, k] ** 2 for k in range(q))
    mean = away**2 + by_chance[:, None] / 2
    return Disagreement(
        own, by_chance, shares, _weighted(moving, below.T), 2 * mean + _weighted(4 * shares * away, below.T)
    )


def _shares(patterns: Patterns) -> Floats:
    """The share of each category among the ratings of a group; shape (groups, categories)."""
    shares: Floats = patterns.totals / np.maximum(patterns.totals.sum(1), 1)[:, None]
    return shares


def _weighted(values: Floats, matrix: Floats) -> Floats:
    """The product of values by group with a matrix, row by row in the same order."""
    return in_order(np.multiply.outer(values[:, k], matrix[k]) for k in range(len(matrix)))
