"""Gwet's AC1 and AC2: chance is only where a rating is hard, and then blind."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.chance import Chance, Singles, Title, corrected
from fidelity.agreement.coefficients import Coefficients, Interval
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.sums import against_shares, in_order, shares
from fidelity.agreement.weights import Weights

AC1 = Title("ac1", "Gwet's AC1")
AC2 = Title("ac2", "Gwet's AC2")


def gwet_ac(
    patterns: Patterns,
    weights: Weights,
    *,
    singles: Singles = Singles.RATIO,
    level: float = 0.95,
    interval: Interval = Interval.LOGIT,
) -> Coefficients:
    """Gwet's AC1, or with weights AC2, of any number of raters and with ratings missing.

    *Meaning.* How far agreement exceeds what raters would reach by chance, if they guess only where a unit is hard to
    rate. 1 for perfect agreement, 0 for that of chance.

    *When to use.* Where one category prevails, as *met* does on most fidelity checklists: there kappa and alpha fall
    towards 0 though raters agree, and AC1 does not. It rises with the number of categories, used or not, and it does
    not show that raters can tell the rare category; `Caution.SKEWED` and `Caution.ONE_CATEGORY` say so.

    Args:
        patterns: How many units of each group have each pattern of ratings.
        weights: How far different ratings agree; identity for AC1.
        singles: How units with one rating enter the standard error.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (groups,). Where all ratings are in one category AC1 is 1, with a caution.

    Notes:
        ``(p_a − p_e) / (1 − p_e)`` with ``p_e = Σ_kl w_kl / (q (q − 1)) · Σ_k π_k (1 − π_k)`` and ``π_k`` the mean over
        units of the share of ratings in k.

    References:
        Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement.
        British Journal of Mathematical and Statistical Psychology, 61, 29–48.
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapters 2, 3 and 5.

    Examples:
        In R: ``irrCAC::gwet.ac1.raw(ratings, weights = "quadratic", categ.labels = 0:2)``.

        >>> import numpy as np
        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.patterns import patterns
        >>> from fidelity.agreement.weights import Weighting, weights
        >>> yes_no = Categories(("no", "yes"), (0, 1))
        >>> group, n = np.array([0, 0, 0]), np.array([30, 12, 8])
        >>> tallied = patterns(group, np.array([[0, 2], [2, 0], [1, 1]]), n, 1, yes_no)
        >>> print(gwet_ac(tallied, weights(Weighting.IDENTITY, yes_no)).value.round(4))
        [0.7167]
    """
    share, q = shares(patterns), len(patterns.categories)
    pull = float((1 - weights.apart).sum()) / max(q * (q - 1), 1)
    apart = 1 - pull * in_order(share[:, k] * (1 - share[:, k]) for k in range(q))
    chance = Chance(apart, -pull * against_shares(patterns, share, np.subtract(1, 2 * share)))
    return corrected(patterns, weights, chance, AC1 if weights.is_identity else AC2, singles, level, interval)
