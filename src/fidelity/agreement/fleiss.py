"""Fleiss' kappa: chance is drawing from the ratings of all raters together."""

from __future__ import annotations

from fidelity.agreement.chance import Chance, Singles, Title, corrected
from fidelity.agreement.coefficients import Coefficients, Interval
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.sums import against_shares, by_weights, in_order, shares
from fidelity.agreement.weights import Weights

TITLE = Title("fleiss_kappa", "Fleiss' kappa", is_kappa=True)


def fleiss_kappa(
    patterns: Patterns,
    weights: Weights,
    *,
    singles: Singles = Singles.RATIO,
    level: float = 0.95,
    interval: Interval = Interval.LOGIT,
) -> Coefficients:
    """Fleiss' kappa of any number of raters, with weights and with ratings missing.

    *Meaning.* How far agreement exceeds that of raters who all draw from the same pool of ratings. 1 for perfect
    agreement, 0 for that of chance, negative for less. With two raters it is Scott's pi, not Cohen's kappa.

    *When to use.* Where units are rated by any of many raters. It is low wherever one category prevails, however well
    raters agree (see `Caution.PARADOX`), so read it beside observed agreement and AC1.

    Args:
        patterns: How many units of each group have each pattern of ratings.
        weights: How far different ratings agree.
        singles: How units with one rating enter the standard error.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (groups,). There is none where all ratings are in one category.

    Notes:
        ``(p_a − p_e) / (1 − p_e)`` with ``p_e = Σ_kl w_kl π_k π_l`` and ``π_k`` the mean over units of the share of
        ratings in k. The standard error is for an interval; the one that Fleiss (1971) prints holds under chance alone.

    References:
        Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin, 76, 378–382.
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapters 2, 3 and 5.

    Examples:
        In R: ``irrCAC::fleiss.kappa.raw(ratings)``, or ``irr::kappam.fleiss(ratings)`` where nothing is missing.

        >>> import numpy as np
        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.patterns import patterns
        >>> from fidelity.agreement.weights import Weighting, weights
        >>> yes_no = Categories(("no", "yes"), (0, 1))
        >>> group, n = np.array([0, 0, 0]), np.array([30, 12, 8])
        >>> tallied = patterns(group, np.array([[0, 2], [2, 0], [1, 1]]), n, 1, yes_no)
        >>> print(fleiss_kappa(tallied, weights(Weighting.IDENTITY, yes_no)).value.round(4))
        [0.6324]
    """
    share = shares(patterns)
    distance = by_weights(weights, share)
    apart = in_order(share[:, k] * distance[:, k] for k in range(share.shape[1]))
    chance = Chance(apart, 2 * against_shares(patterns, share, distance))
    return corrected(patterns, weights, chance, TITLE, singles, level, interval)
