"""Omega: the reliability of a sum of items by one factor, fitted by maximum likelihood."""

from __future__ import annotations

from functools import partial

import attrs
import numpy as np
from scipy.optimize import minimize

from fidelity.agreement.measurements import Floats
from fidelity.agreement.reliability import NoReliability

LEAST_UNIQUENESS = 0.005
"""No item is explained by the factor beyond this share of its variance, as in R's factanal and psych."""
_DEPENDENT = 1e-10
"""An eigenvalue of the correlations below this says that an item follows from others."""


@attrs.frozen(eq=False)
class Omega:
    """One factor and what it says of the sum of the items.

    Attributes:
        value: Omega; None where ``why_none`` says why.
        why_none: Why there is none; None where there is one.
        loadings: The correlation of each item with the factor; empty without a value; shape (items,).
        at_bound: Whether an item is explained entirely (a Heywood case).
    """

    value: float | None
    why_none: NoReliability | None
    loadings: Floats
    at_bound: bool = False


def omega(covariance: Floats) -> Omega:
    """McDonald's omega of the sum of the items, from one factor.

    *Meaning.* The share of the variance of the sum that the one thing common to all items brings.

    *When to use.* Beside alpha, which it equals where all items hang together equally strongly, and which is too low
    otherwise. It supposes that one factor is enough: a checklist with subscales has more, and a list of unrelated
    duties has none, and needs neither omega nor alpha.

    Args:
        covariance: The covariances of the items, or their correlations for a sum of standardised items; shape (items,
            items).

    Returns:
        Omega, or a reason: fewer than three items, an item without variance, items that determine one another, or a
        search that did not settle.

    Notes:
        ``omega = (sum l)^2 / ((sum l)^2 + sum u)``, with loadings l and unique variances u in the metric of the
        covariances. Uniquenesses minimise the likelihood discrepancy, which for one factor is the sum of
        ``e - log(e) - 1`` over all eigenvalues e but the largest of the correlations divided by the uniquenesses.

    References:
        McDonald, R. P. (1999). Test theory, chapter 6. Lawley, D. N., & Maxwell, A. E. (1971). Factor analysis as a
        statistical method.

    Examples:
        In R: ``psych::omega(r, nfactors = 1, fm = "ml")``, omega total; for the Thurstone correlations that come with
        psych it is 0.88336.
    """
    if len(covariance) < 3:
        return _none(NoReliability.TOO_FEW_ITEMS)
    sd = np.sqrt(np.diag(covariance))
    if (sd == 0).any():
        return _none(NoReliability.CONSTANT_ITEM)
    correlations = covariance / np.outer(sd, sd)
    if np.linalg.eigvalsh(correlations)[0] < _DEPENDENT:
        return _none(NoReliability.REDUNDANT_ITEM)
    # Where R's factanal starts: at half of what the other items do not explain.
    start = np.clip(0.5 / np.diag(np.linalg.inv(correlations)), LEAST_UNIQUENESS, 1)
    bounds = [(LEAST_UNIQUENESS, 1.0)] * len(sd)
    fit = minimize(
        partial(_discrepancy, correlations=correlations),
        start,
        method="L-BFGS-B",
        jac=True,
        bounds=bounds,
        options={"ftol": 1e-15, "gtol": 1e-10, "maxiter": 1000, "maxfun": 20000},
    )
    if np.abs(np.clip(fit.x - fit.jac, LEAST_UNIQUENESS, 1) - fit.x).max() > 1e-4:
        return _none(NoReliability.NOT_CONVERGED)
    loadings = _loadings(fit.x, correlations)
    common = float((sd * loadings).sum() ** 2)
    unique = float((sd**2 * fit.x).sum())
    return Omega(common / (common + unique), None, loadings, bool((fit.x <= LEAST_UNIQUENESS * (1 + 1e-6)).any()))


def _none(why: NoReliability) -> Omega:
    return Omega(None, why, np.empty(0))


def _discrepancy(uniqueness: Floats, correlations: Floats) -> tuple[float, Floats]:
    """How far the model is from the data, and how that changes with each uniqueness."""
    scale = np.sqrt(uniqueness)
    values = np.linalg.eigvalsh(correlations / np.outer(scale, scale))[:-1]
    loadings = _loadings(uniqueness, correlations)
    left = np.outer(loadings, loadings) + np.diag(uniqueness) - correlations
    return float((values - np.log(values) - 1).sum()), np.diag(left) / uniqueness**2


def _loadings(uniqueness: Floats, correlations: Floats) -> Floats:
    """The best loadings for given uniquenesses, turned so that most items load above zero."""
    scale = np.sqrt(uniqueness)
    values, vectors = np.linalg.eigh(correlations / np.outer(scale, scale))
    found = scale * vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0))
    turned: Floats = found if found.sum() >= 0 else -found
    return turned
