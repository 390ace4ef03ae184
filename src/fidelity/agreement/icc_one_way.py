"""The interval of the one-way intraclass correlation where subjects have different numbers of ratings."""

from __future__ import annotations

import attrs
import numpy as np

from fidelity.agreement.icc_interval import Bounds, quantile
from fidelity.agreement.mean_squares import MeanSquares
from fidelity.agreement.measurements import Booleans, Floats, Integers, Measurements, by_group, ratio

_HALVINGS = 60
"""Each halves the interval in which a bound lies; sixty leave nothing that a double could tell."""


@attrs.frozen(eq=False)
class _Classes:
    """Subjects of a group with equally many ratings, taken together; every array has the shape (classes,)."""

    group: Integers
    size: Floats
    n_subjects: Floats
    mean: Floats
    squares: Floats


def wald_bounds(data: Measurements, squares: MeanSquares, which: Booleans, level: float) -> Bounds:
    """Wald's (1940) exact interval of ICC(1) for any numbers of ratings per subject.

    Where subjects have equally many ratings it is Shrout and Fleiss' interval by F. Where the coefficient is ``rho``,
    a subject with n ratings has a mean whose precision is ``w = n (1 - rho) / (1 + (n - 1) rho)``, and the sum of w
    times the squared distance of the means from their weighted mean, over (subjects - 1) times the mean square within,
    follows F. It falls as rho rises, so each bound is found by halving.

    Args:
        data: The ratings.
        squares: Their analysis of variance.
        which: For which groups; shape (groups,).
        level: How often the interval is to hold the true value.

    Returns:
        The lower and upper ends, NaN for the other groups; shape (groups,) each.
    """
    asked = np.flatnonzero(which)
    low, high = np.full(data.n_groups, np.nan), np.full(data.n_groups, np.nan)
    if not len(asked):
        return low, high
    place = np.full(data.n_groups, -1)
    place[asked] = np.arange(len(asked))
    classes = _classes(data, place)
    subjects = squares.n_subjects[asked].astype(np.float64)
    df = (subjects - 1, squares.n_ratings[asked] - subjects)
    scale = df[0] * squares.within[asked]
    # Just inside, since at the end itself the largest subjects would weigh without limit.
    lowest = (1e-12 - 1) * ratio(1.0, squares.most[asked] - 1)
    tail = (1 - level) / 2
    low[asked] = _root(classes, quantile(*df, 1 - tail) * scale, lowest)
    high[asked] = _root(classes, ratio(scale, quantile(df[1], df[0], 1 - tail)), lowest)
    return low, high


def _root(classes: _Classes, target: Floats, lowest: Floats) -> Floats:
    """Where the weighted squares come down to a target, for each group."""
    below, above = lowest.copy(), np.ones(len(target))
    for _ in range(_HALVINGS):
        middle = (below + above) / 2
        too_low = _weighted_squares(classes, middle) > target
        below, above = np.where(too_low, middle, below), np.where(too_low, above, middle)
    return (below + above) / 2


def _weighted_squares(classes: _Classes, rho: Floats) -> Floats:
    of, n_groups = classes.group, len(rho)
    mine = rho[of]
    weight = classes.size * (1 - mine) / (1 + (classes.size - 1) * mine)
    every = weight * classes.n_subjects
    centre = ratio(by_group(of, n_groups, every * classes.mean), by_group(of, n_groups, every))
    apart = classes.squares + classes.n_subjects * (classes.mean - centre[of]) ** 2
    return by_group(of, n_groups, weight * apart)


def _classes(data: Measurements, place: Integers) -> _Classes:
    """The classes of the groups that have a place, numbered by it."""
    sizes = data.per_subject()
    means = np.bincount(data.subject, data.value, len(sizes)) / sizes
    keep = place[data.subject_group] >= 0
    group, sizes, means = place[data.subject_group][keep], sizes[keep], means[keep]
    width = int(sizes.max()) + 1 if len(sizes) else 1
    found, of = np.unique(group * width + sizes, return_inverse=True)
    counts = by_group(of, len(found))
    # Means are taken from the first of each class, so that little is lost where numbers are large and alike.
    first = means[np.unique(of, return_index=True)[1]]
    centre = first + by_group(of, len(found), means - first[of]) / counts
    squares = by_group(of, len(found), (means - centre[of]) ** 2)
    return _Classes(found // width, (found % width).astype(np.float64), counts, centre, squares)
