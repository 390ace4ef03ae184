"""Cohen's kappa: chance is each of two raters drawing from their own ratings."""

from __future__ import annotations

import numpy as np

from fidelity.agreement.categories import Floats, Integers
from fidelity.agreement.cautions import Caution, flags
from fidelity.agreement.chance import Title, no_value
from fidelity.agreement.coefficients import INTERVAL_WORDS, Coefficients, Interval, Made, Sizes, judged
from fidelity.agreement.pairs import Pairs
from fidelity.agreement.sums import in_order
from fidelity.agreement.weights import Weights

TITLE = Title("cohen_kappa", "Cohen's kappa", is_kappa=True)


def cohen_kappa(
    pairs: Pairs, weights: Weights, *, level: float = 0.95, interval: Interval = Interval.LOGIT
) -> Coefficients:
    """Cohen's kappa, or weighted kappa, of each pair of raters.

    *Meaning.* How far two raters agree beyond what they would if each dealt out the same ratings at random. 1 for
    perfect agreement, 0 for that of chance, negative for less.

    *When to use.* For two raters who are compared as persons, such as a coach with a master. It takes their tendencies
    as given: two raters who differ in how often they say *met* are expected to agree less, so such a bias raises kappa.
    It is low wherever one category prevails (see `Caution.PARADOX`).

    Args:
        pairs: A table of counts for each pair of raters of each group.
        weights: How far different ratings agree.
        level: How often the interval holds the true value.
        interval: How the interval is made.

    Returns:
        The coefficients, shape (pairs,), in the order of the pairs. There is none where both used one and the same
        category.

    Notes:
        ``(p_a − p_e) / (1 − p_e)`` with ``p_e = Σ_kl w_kl p_k· p_·l``. The variance is that of Fleiss, Cohen and
        Everitt for an interval (not for a test against 0), which divides by n.

    References:
        Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, 20,
        37–46.
        Cohen, J. (1968). Weighted kappa. Psychological Bulletin, 70, 213–220.
        Fleiss, J. L., Cohen, J., & Everitt, B. S. (1969). Large sample standard errors of kappa and weighted kappa.
        Psychological Bulletin, 72, 323–327.

    Examples:
        In R: ``psych::cohen.kappa(cbind(r1, r2))``, or ``irrCAC::kappa2.table(table(r1, r2))``.

        >>> import numpy as np
        >>> from fidelity.agreement.categories import Categories
        >>> from fidelity.agreement.weights import Weighting, weights
        >>> yes_no, only = Categories(("no", "yes"), (0, 1)), np.array([0])
        >>> pairs = Pairs(yes_no, only, only, only + 1, np.array([[[12, 3], [5, 30]]]))
        >>> print(cohen_kappa(pairs, weights(Weighting.IDENTITY, yes_no)).value.round(4))
        [0.633]
    """
    tables = pairs.tables
    n: Integers = tables.sum((1, 2))
    rows, columns = tables.sum(2) / n[:, None], tables.sum(1) / n[:, None]
    cells = [(k, m) for k in range(tables.shape[1]) for m in range(tables.shape[1])]
    apart = in_order(weights.apart[cell] * (tables[:, *cell] / n) for cell in cells)
    expected = in_order(weights.apart[k, m] * (rows[:, k] * columns[:, m]) for k, m in cells)
    divisor = np.where(expected == 0, 1, expected)
    value = 1 - apart / divisor
    variance = _variance(tables / n[:, None, None], weights, apart, divisor) / n
    sizes = Sizes(n, np.zeros_like(n), 2 * n, np.full_like(n, 2))
    made = Made(
        apart,
        expected,
        value,
        np.sqrt(variance),
        n.astype(np.float64) - 1,
        no_value(sizes, weights, expected),
        _cautions(tables, value),
        2 * n - _used(tables).max(1),
    )
    method = (
        f"{TITLE.words}, {weights.name}; standard error of Fleiss, Cohen and Everitt (1969), divided by n, the units "
        f"that both rated; {INTERVAL_WORDS[interval]}"
    )
    return judged(TITLE.name, method, level, made, sizes, interval)


def _variance(shares: Floats, weights: Weights, apart: Floats, expected: Floats) -> Floats:
    """The mean square of what a unit in each cell moves kappa by."""
    q = len(weights.apart)
    rows, columns = shares.sum(2), shares.sum(1)
    far_of_row = [in_order(weights.apart[k, m] * columns[:, m] for m in range(q)) for k in range(q)]
    far_of_column = [in_order(weights.apart[k, m] * rows[:, k] for k in range(q)) for m in range(q)]
    return in_order(
        shares[:, k, m]
        * (
            (apart - weights.apart[k, m]) / expected
            + apart / expected**2 * (far_of_row[k] + far_of_column[m] - 2 * expected)
        )
        ** 2
        for k in range(q)
        for m in range(q)
    )


def _cautions(tables: Integers, value: Floats) -> Integers:
    """What may mislead about the kappa of each table."""
    n: Integers = tables.sum((1, 2))
    share = _used(tables).max(1) / (2 * n)
    exact = np.trace(tables, axis1=1, axis2=2) / n
    constant = ((tables.sum(1) > 0).sum(1) == 1) | ((tables.sum(2) > 0).sum(1) == 1)
    found: Integers = flags(share, exact, value, True) + np.where(constant, Caution.CONSTANT_RATER.value, 0)
    return found


def _used(tables: Integers) -> Integers:
    """How often each category was used by either rater; shape (pairs, categories)."""
    found: Integers = tables.sum(1) + tables.sum(2)
    return found
