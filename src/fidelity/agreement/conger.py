"""Conger's kappa: Cohen's for more than two raters, each drawing from their own ratings."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.categories import Floats
from fidelity.agreement.chance import Chance, Singles, Title, corrected
from fidelity.agreement.coefficients import Coefficients, Interval
from fidelity.agreement.design import Design
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.sums import by_weights, in_order
from fidelity.agreement.weights import Weights

TITLE = Title("conger_kappa", "Conger's kappa", is_kappa=True)


def conger_kappa(
    design: Design,
    weights: Weights,
    *,
    singles: Singles = Singles.RATIO,
    level: float = 0.95,
    interval: Interval = Interval.LOGIT,
) -> Coefficients:
    """Conger's kappa of two or more raters, with weights and with ratings missing.

    *Meaning.* How far agreement exceeds that of raters who each draw from their own ratings, averaged over all pairs of
    raters. It is also called the exact kappa of Fleiss; with two raters who rated all units it is Cohen's kappa.

    *When to use.* Where the same few raters rate all units. With many raters who each rated a few, the chance of each
    is hardly known, and Fleiss' kappa says the same better. It needs to know who rated what, which patterns do not say.

    Args:
        design: Who rated what how.
        weights: How far different ratings agree.
        singles: How units with one rating enter the standard error.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (groups,). There is none where all ratings are in one category.

    Notes:
        ``(p_a − p_e) / (1 − p_e)`` with ``p_e`` the mean of ``Σ_kl w_kl p_gk p_hl`` over the pairs of raters g and h,
        and ``p_gk`` the share of k among the ratings of g.

    References:
        Conger, A. J. (1980). Integration and generalization of kappas for multiple raters. Psychological Bulletin, 88,
        322–328.
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapters 2 and 5.

    Examples:
        In R: ``irrCAC::conger.kappa.raw(ratings)``, or ``irr::kappam.fleiss(ratings, exact = TRUE)``.

        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.weights import Weighting, weights
        >>> yes_no = Categories(("no", "yes"), (0, 1))
        >>> unit, rater = [0, 0, 0, 1, 1, 1, 2, 2, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2]
        >>> design = Design([0] * 9, unit, rater, [1, 1, 1, 0, 0, 1, 0, 0, 0], 1, yes_no)
        >>> print(conger_kappa(design, weights(Weighting.IDENTITY, yes_no)).value.round(4))
        [0.5714]
    """
    rows = design.ordered
    units = rows.units
    each = Patterns(design.categories, design.n_groups, units.kinds, units.group, units.kind, np.ones_like(units.group))
    return corrected(each, weights, _chance(rows, each, weights), TITLE, singles, level, interval)


def _chance(rows: Design, each: Patterns, weights: Weights) -> Chance:
    """The disagreement by chance, and how each unit moves it, from the ratings in order."""
    margins, q, at = rows.margins(), len(rows.categories), rows.margins().group
    n_rated = margins.counts.sum(1)
    own = margins.counts / n_rated[:, None]
    n_raters = np.bincount(at, minlength=rows.n_groups)
    others = np.stack([np.bincount(at, own[:, k], rows.n_groups) for k in range(q)], 1)[at] - own
    # How far a rating of this rater is from those of the others, for each category that it can be.
    n_pairs = np.maximum(n_raters * (n_raters - 1), 1)
    far: Floats = by_weights(weights, others) / n_pairs[at, None]
    mean = in_order(own[:, k] * far[:, k] for k in range(q))
    apart: Floats = np.bincount(at, mean, rows.n_groups).astype(np.float64)
    n_units = np.bincount(each.group, minlength=rows.n_groups)
    n_all = int(rows.rater.max(initial=0)) + 1
    who = np.searchsorted(at * np.int64(n_all) + margins.rater, rows.group * n_all + rows.rater)
    moves = 2 * (n_units[at] / n_rated)[who] * (far[who, rows.code] - mean[who])
    first = np.diff(rows.group, prepend=-1).astype(bool) | np.diff(rows.unit, prepend=-1).astype(bool)
    moved: Floats = np.bincount(np.cumsum(first) - 1, moves, len(each.group)).astype(np.float64)
    return Chance(apart, moved)
