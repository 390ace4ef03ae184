"""Simulated clusters, to see how often intervals hold the truth."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fidelity.tally.interval import Intervals
from fidelity.tally.size_classes import SizeClasses, of_clusters

PARTS = 10**6
"""Values are rounded to millionths of a standard deviation, to be integers."""


def sizes(rng: np.random.Generator, n_simulations: int, n_clusters: int) -> npt.NDArray[np.int64]:
    """Very unequal sizes, a dozen on average: most clusters are small and a few large."""
    return np.maximum(2, rng.negative_binomial(2, 2 / 14, (n_simulations, n_clusters))).astype(np.int64)


def normal_sums(rng: np.random.Generator, n: npt.NDArray[np.int64], icc: float) -> npt.NDArray[np.int64]:
    """The sums of normal units with variance 1 and mean 0."""
    own = rng.normal(0, np.sqrt(icc), n.shape)
    return np.asarray(np.rint(PARTS * (n * own + rng.normal(0, np.sqrt((1 - icc) * n)))), np.int64)


def counts(rng: np.random.Generator, n: npt.NDArray[np.int64], share: float, icc: float) -> npt.NDArray[np.int64]:
    """How many units have what a share of all have: beta-binomial."""
    odds = (1 - icc) / icc
    return rng.binomial(n, rng.beta(share * odds, (1 - share) * odds, n.shape)).astype(np.int64)


def classes_of(n: npt.NDArray[np.int64], total: npt.NDArray[np.int64], denominator: int) -> SizeClasses:
    """Each simulation as a group."""
    group = np.repeat(np.arange(len(n)), n.shape[1])
    return of_clusters(group, n.ravel(), total.ravel(), denominator, len(n))


def coverage(found: Intervals, truth: float) -> float:
    """The share of intervals that hold the truth, of those that are there."""
    there = found.why_no_interval == 0
    return float(((found.low <= truth) & (truth <= found.high))[there].mean())
