"""Variance components: how much of what differs between units is their clusters, and how much is chance within them."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.deviations import Deviations, deviations
from fidelity.tally.integers import Counted, Floats, Whole
from fidelity.tally.interval import Codes, Flags, no_value
from fidelity.tally.moments import Moments
from fidelity.tally.size_classes import SizeClasses


@attrs.frozen(eq=False)
class Components:
    """What the variance of each group's units is made of; every array has shape (groups,), NaN where there is none.

    Attributes:
        between: The variance of the clusters' true means, 0 where they differ by no more than chance.
        within: The variance of units within their clusters.
        icc: The intraclass correlation of single units; below 0 where clusters differ less than chance would have it.
        design_effect: How many times larger the variance of the mean over units is than with independent units.
        size: The size n0 of clusters that balanced ones would have to have.
        n: How many units there are.
        n_clusters: How many clusters there are.
        squared_sizes: The sum of the squares of the clusters' sizes.
        cubed_sizes: The sum of their cubes.
        told_apart: Whether clusters differ by more than chance at all.
        why_no_value: A place in `NO_ESTIMATES`.
    """

    between: Floats
    within: Floats
    icc: Floats
    design_effect: Floats
    size: Floats
    n: Counted
    n_clusters: Counted
    squared_sizes: Floats
    cubed_sizes: Floats
    told_apart: Flags
    why_no_value: Codes


def components(classes: SizeClasses, moments: Moments) -> Components:
    """Variance components of each group by analysis of variance, with the intraclass correlation and design effect.

    *Meaning.* ``between`` is how much practitioners (or teams, or sites) truly differ, ``within`` how much sessions of
    one differ. The intraclass correlation is the share of the first in both: how alike two sessions of one practitioner
    are, beyond two of anybody.

    *When to use.* To plan how many sessions of how many practitioners to observe, and to see whether practitioners
    differ at all. It misleads with few clusters: with eight, a correlation of .2 is often found as 0 or as .4.

    Args:
        classes: The clusters of each group.
        moments: The sums of the same units.

    Returns:
        The components; none with fewer than two clusters, or without a cluster of two units.

    Raises:
        UsageError: Both are not of the same units.

    Notes:
        With K clusters of n_g units, N in all, and the mean squares between (K − 1) and within (N − K)::

            n0 = (N − Σ n_g² / N) / (K − 1),  between = max(0, (MSB − MSW) / n0),  within = MSW
            icc = (MSB − MSW) / (MSB + (n0 − 1) MSW),  design effect = 1 + (Σ n_g² / N − 1) max(0, icc)

        The components are unbiased before the cut at 0. Balanced, they are those of restricted maximum likelihood.

    References:
        Searle, S. R., Casella, G., & McCulloch, C. E. (1992). Variance components. Wiley, chapter 3.
        Kish, L. (1965). Survey sampling. Wiley (the design effect).

    Examples:
        In R: ``anova(lm(score ~ practitioner))`` for the mean squares; balanced, ``lme4::lmer(score ~ 1 +
        (1 | practitioner))``.

        The yields of six batches of dyestuff, five samples each (Davies, 1947; `lme4::Dyestuff`):

        >>> import numpy as np
        >>> from fidelity.tally.size_classes import of_clusters
        >>> sums = np.array([7525, 7640, 7820, 7490, 8000, 7350])
        >>> batches = of_clusters(np.zeros(6, int), np.full(6, 5), sums, 1, 1)
        >>> found = components(batches, Moments(np.array([30]), [45825], [70112875], 1))
        >>> f"{found.between[0]:.2f} {found.within[0]:.2f} {found.icc[0]:.4f}"
        '1764.05 2451.25 0.4185'
    """
    seen = deviations(classes)
    _same_units(seen, classes, moments)
    k, n = seen.n_clusters.astype(np.float64), seen.n.astype(np.float64)
    sizes = classes.size.astype(np.float64)
    squared, cubed = (seen.over_groups(classes.n_clusters * sizes**power) for power in (2, 3))
    why = no_value(seen.n, (k > 1) & (n > k))
    there = why == 0
    below = np.where(there, k - 1, np.nan)
    size = (n - squared / np.maximum(n, 1)) / below
    between = seen.over_groups(seen.squares / sizes) / below
    within = _within(classes, moments) / np.where(there, n - k, np.nan)
    excess = between - within
    under = between + (size - 1) * within
    icc = np.divide(excess, under, out=np.where(there, 0.0, np.nan), where=under > 0)
    told_apart = there & (excess > 0)
    return Components(
        between=np.where(told_apart, excess / size, np.where(there, 0.0, np.nan)),
        within=within,
        icc=icc,
        design_effect=1 + (squared / np.maximum(n, 1) - 1) * np.maximum(icc, 0.0),
        size=size,
        n=seen.n,
        n_clusters=seen.n_clusters,
        squared_sizes=squared,
        cubed_sizes=cubed,
        told_apart=told_apart,
        why_no_value=why,
    )


def _within(classes: SizeClasses, moments: Moments) -> Floats:
    """The sum of squares within clusters, exactly 0 where no two units of a cluster differ.

    It is Σ x² − Σ Q / n over sizes, all in integers but the remainders of Q by n. Where no two units of a cluster
    differ there are none, since each sum is n times a value. Where two differ it is at least 1/2, which no rounding
    hides.
    """
    whole = moments.squares.astype(object)
    quotient, remainder = _divided(classes.squares, classes.size)
    np.subtract.at(whole, classes.group, quotient)
    rest = np.bincount(classes.group, weights=remainder / classes.size, minlength=len(whole))
    found, parts = whole.astype(np.float64) - rest, float(moments.denominator)
    if (found < 0).any():
        raise _other_units()
    return found / parts / parts


def _divided(squares: Whole, size: Counted) -> tuple[npt.NDArray[np.object_], Floats]:
    remainder = squares % size
    return ((squares - remainder) // size).astype(object), remainder.astype(np.float64)


def _same_units(seen: Deviations, classes: SizeClasses, moments: Moments) -> None:
    """Refuse the sums of other units."""
    same = len(moments) == classes.n_groups and moments.denominator == classes.denominator
    # Equal sums have equal means, each rounded once from the same integers.
    if not same or (moments.n != seen.n).any() or (moments.mean != seen.mean)[seen.n > 0].any():
        raise _other_units()


def _other_units() -> UsageError:
    message = "the sums by cluster and the sums by unit are not of the same units"
    return UsageError(Problem("unlike-tallies", message, "take both from the same observations"))
