"""Brennan and Prediger's coefficient: chance is blind choice among the categories of the scale."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.chance import Chance, Singles, Title, corrected
from fidelity.agreement.coefficients import Coefficients, Interval
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.weights import Weights

TITLE = Title("brennan_prediger", "Brennan and Prediger's coefficient")


def brennan_prediger(
    patterns: Patterns,
    weights: Weights,
    *,
    singles: Singles = Singles.RATIO,
    level: float = 0.95,
    interval: Interval = Interval.LOGIT,
) -> Coefficients:
    """Brennan and Prediger's coefficient of any number of raters, with weights.

    *Meaning.* How far agreement exceeds that of raters who choose among the categories of the scale with equal odds.
    With two categories and two raters it is also called PABAK, the prevalence- and bias-adjusted kappa.

    *When to use.* Where prevalence would spoil kappa, and a benchmark is wanted that depends on nothing but the scale.
    It rises with the number of categories, even if nobody uses some of them.

    Args:
        patterns: How many units of each group have each pattern of ratings.
        weights: How far different ratings agree.
        singles: How units with one rating enter the standard error.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (groups,).

    Notes:
        ``(p_a − p_e) / (1 − p_e)`` with ``p_e = Σ_kl w_kl / q²``, which is ``1 / q`` without weights.

    References:
        Brennan, R. L., & Prediger, D. J. (1981). Coefficient kappa: some uses, misuses, and alternatives. Educational
        and Psychological Measurement, 41, 687–699.
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapters 2, 3 and 5.

    Examples:
        In R: ``irrCAC::bp.coeff.raw(ratings, categ.labels = 0:1)``.

        >>> import numpy as np
        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.patterns import patterns
        >>> from fidelity.agreement.weights import Weighting, weights
        >>> yes_no = Categories(("no", "yes"), (0, 1))
        >>> group, n = np.array([0, 0, 0]), np.array([30, 12, 8])
        >>> tallied = patterns(group, np.array([[0, 2], [2, 0], [1, 1]]), n, 1, yes_no)
        >>> print(brennan_prediger(tallied, weights(Weighting.IDENTITY, yes_no)).value)
        [0.68]
    """
    blind = np.full(patterns.n_groups, float(weights.apart.mean()))
    return corrected(patterns, weights, Chance(blind), TITLE, singles, level, interval)
