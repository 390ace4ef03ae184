"""Sums over categories and units, each in one fixed order.

Floats added in another order give another last digit, and matrix products choose their order by the size of the whole.
Here a group's figure has the same bits whatever other groups there are.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from fidelity.agreement.categories import Floats
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.weights import Weights


def shares(patterns: Patterns) -> Floats:
    """The mean share of each category over the units of a group, each unit counting once; shape (groups, categories).

    Args:
        patterns: The patterns.
    """
    each = (patterns.kinds.T / patterns.raters).T[patterns.kind]
    total = np.maximum(patterns.summed(np.ones(len(patterns.n))), 1)
    return np.stack([patterns.summed(column) / total for column in each.T], 1)


def against_shares(patterns: Patterns, shares: Floats, slopes: Floats) -> Floats:
    """How much each unit moves something that depends on the shares; shape (rows,).

    Args:
        patterns: The patterns.
        shares: The mean share of each category; shape (groups, categories).
        slopes: What a change of each share changes; shape (groups, categories).
    """
    each = patterns.kinds.T / patterns.raters
    at = patterns.group
    return in_order((each[k][patterns.kind] - shares[at, k]) * slopes[at, k] for k in range(len(each)))


def in_order(terms: Iterable[Floats]) -> Floats:
    """The sum of arrays, added one after the other: matrix products may round otherwise, by how many rows there are.

    Args:
        terms: The arrays, at least one.
    """
    terms = iter(terms)
    total = next(terms)
    for term in terms:
        total = total + term
    return total


def by_weights(weights: Weights, shares: Floats) -> Floats:
    """How far each category is on average from one drawn by the shares; shape (groups, categories).

    Args:
        weights: The weights.
        shares: The share of each category; shape (groups, categories).
    """
    return in_order(np.multiply.outer(shares[:, k], weights.apart[k]) for k in range(shares.shape[1]))


def apart_within(patterns: Patterns, weights: Weights) -> Floats:
    """The sum of how far apart the ordered pairs of ratings of a unit of each kind are; shape (kinds,).

    Args:
        patterns: The patterns.
        weights: The weights.
    """
    kinds = patterns.kinds
    total, step = np.zeros(len(kinds)), 1
    kind, category = np.nonzero(kinds)
    counts = kinds[kind, category]
    # The categories that a pattern holds stand together, so each two of them are some number of places apart.
    while len(ones := np.flatnonzero(kind[step:] == kind[:-step])):
        others = ones + step
        apart = weights.apart[category[ones], category[others]] * (counts[ones] * counts[others])
        total += np.bincount(kind[ones], 2 * apart, len(kinds))
        step += 1
    return total
