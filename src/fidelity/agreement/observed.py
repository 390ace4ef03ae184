"""Observed agreement as a coefficient: the share of pairs of ratings that agree, with its interval."""

from __future__ import annotations

from fidelity.agreement.chance import Singles, Title, corrected
from fidelity.agreement.coefficients import Coefficients, Interval
from fidelity.agreement.patterns import Patterns
from fidelity.agreement.weights import Weights

TITLE = Title("observed_agreement", "observed agreement, the mean over units of the share of agreeing pairs")


def observed_agreement(
    patterns: Patterns,
    weights: Weights,
    *,
    singles: Singles = Singles.RATIO,
    level: float = 0.95,
    interval: Interval = Interval.LOGIT,
) -> Coefficients:
    """Observed agreement of any number of raters: exact, within k, or by weights.

    *Meaning.* Two ratings of one unit, drawn at random, agree so often. 1 where everybody always agrees. The weights
    say what agrees: `weights(Weighting.IDENTITY, …)` for exact agreement, `within(1, …)` for agreement within one.

    *When to use.* Beside a coefficient that takes chance off, never alone: where nearly all ratings are the same code
    it is high whatever raters do.

    *What counts.* Every unit with two ratings or more counts once, however many rated it. `fidelity.agreement.percent`
    lets every pair count once; both are the same where all units have equally many ratings.

    Args:
        patterns: How many units of each group have each pattern of ratings.
        weights: What agrees.
        singles: How units with one rating enter the standard error.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (groups,), from 0 to 1, and so are the intervals.

    Notes:
        ``p_a = (1 / n) Σ_i Σ_kl w_kl r_ik (r_il − [k = l]) / (r_i (r_i − 1))`` over the n units with ``r_i ≥ 2``.

    References:
        Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th edition, chapters 2 and 5.

    Examples:
        In R: ``irrCAC::pa.coeff.raw(ratings)``.

        >>> import numpy as np
        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.patterns import patterns
        >>> from fidelity.agreement.weights import Weighting, weights
        >>> yes_no = Categories(("no", "yes"), (0, 1))
        >>> group, n = np.array([0, 0, 0]), np.array([30, 12, 8])
        >>> tallied = patterns(group, np.array([[0, 2], [2, 0], [1, 1]]), n, 1, yes_no)
        >>> found = observed_agreement(tallied, weights(Weighting.IDENTITY, yes_no))
        >>> print(found.value, found.low.round(3), found.high.round(3))
        [0.84] [0.706] [0.92]
    """
    return corrected(patterns, weights, None, TITLE, singles, level, interval)
