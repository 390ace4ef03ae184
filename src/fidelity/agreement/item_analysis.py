"""Item analysis: what each item of a checklist contributes, for those who develop it."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.icc import icc
from fidelity.agreement.icc_form import Form
from fidelity.agreement.measurements import Booleans, Floats, Integers, of_table, ratio
from fidelity.agreement.omega import Omega, omega
from fidelity.agreement.reliability import Caution, Codes, NoBounds, NoReliability, Reliability
from fidelity.errors import InvalidRecord
from fidelity.problems import Problem

ALPHA = "Cronbach's alpha over subjects all of whose items were rated; exact interval by F (Feldt 1965)"
OMEGA = "McDonald's omega, one factor by maximum likelihood, over subjects all of whose items were rated; no interval"
_NEGATIVE = -1e-12


@attrs.frozen(eq=False)
class ItemFigure:
    """A figure of each item.

    Attributes:
        value: The figures; NaN exactly where ``why_none`` is not 0; shape (items,).
        why_none: A `NoReliability`, or 0; shape (items,).
    """

    value: Floats
    why_none: Codes


@attrs.frozen(eq=False)
class ItemAnalysis:
    """What the items of a checklist are worth.

    Mean to ``highest_share`` use all ratings of an item. The rest uses the subjects all of whose items were rated.

    Attributes:
        n_subjects: How many subjects there are.
        n_complete: How many of them have a rating of every item.
        n_rated: How many ratings each item has; shape (items,), as all that follows by item.
        missing: The share of subjects without a rating to whom the item applied.
        not_applicable: The share of subjects to whom it did not apply.
        mean: The mean points.
        sd: Their standard deviation (n - 1).
        difficulty: The mean as a share of what was possible, 0 to 1; a low share is a hard item.
        lowest_share: The share of ratings with the fewest points possible (floor).
        highest_share: The share with the most (ceiling).
        item_rest: The correlation with the sum of the other items.
        alpha_without: Alpha of the other items.
        alpha: Cronbach's alpha, for one group.
        omega: Omega, for one group.
        factor: The factor that omega rests on.
        negative_pairs: The pairs of items, by place, that correlate below zero.
    """

    n_subjects: int
    n_complete: int
    n_rated: Integers
    missing: ItemFigure
    not_applicable: ItemFigure
    mean: ItemFigure
    sd: ItemFigure
    difficulty: ItemFigure
    lowest_share: ItemFigure
    highest_share: ItemFigure
    item_rest: ItemFigure
    alpha_without: ItemFigure
    alpha: Reliability
    omega: Reliability
    factor: Omega
    negative_pairs: tuple[tuple[int, int], ...]


def item_analysis(
    points: npt.ArrayLike,
    lowest: npt.ArrayLike,
    highest: npt.ArrayLike,
    not_applicable: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> ItemAnalysis:
    """What each item of a checklist contributes, and how far all of them measure one thing.

    *Meaning.* Alpha is how well the sum of these items stands for the sum of any others like them. An item that nearly
    everybody gets full points for (ceiling), or nobody (floor), tells nobody apart; one with a low or negative
    item-rest correlation runs its own way.

    *When to use.* To revise items, with some dozens of subjects. For a checklist whose items are separate duties, done
    or not done, a low alpha is no fault: keep an item for what it asks, not for what it adds to alpha. Where the same
    practitioner was observed often, the subjects are not independent, and intervals are too narrow.

    Args:
        points: Points with NaN where there is no rating; shape (subjects, items).
        lowest: The fewest points of each item; shape (items,).
        highest: The most points of each item.
        not_applicable: Where an item did not apply; shape (subjects, items); nowhere, if left out.
        level: How often the interval of alpha is to hold the true value.

    Raises:
        InvalidRecord: Arrays of different shapes, an item without a range, or points of an item that did not apply.

    Notes:
        ``alpha = k / (k - 1) (1 - sum of item variances / variance of the sum)``, the same as ICC(C,k) with items as
        raters. Subjects with any item missing are left out of it, listwise: with pairs, each correlation would speak
        of others, and alpha could exceed 1.

    References:
        Cronbach, L. J. (1951). Psychometrika, 16, 297-334. Feldt, L. S., Woodruff, D. J., & Salih, F. A. (1987).
        Applied Psychological Measurement, 11, 93-103. DeVellis, R. F. (2017). Scale development, chapter 6.

    Examples:
        In R: ``psych::alpha(na.omit(x))``: raw_alpha, r.drop and raw_alpha if an item is dropped.
    """
    numbers, low, high = (np.asarray(each, np.float64) for each in (points, lowest, highest))
    off = np.zeros(numbers.shape, np.bool_) if not_applicable is None else np.asarray(not_applicable, np.bool_)
    _check(numbers, low, high, off)
    rated = ~np.isnan(numbers)
    complete = numbers[rated.all(axis=1)]
    covariance = _covariance(complete)
    alpha, factor = _alpha(complete, level), _factor(complete, covariance)
    n, n_rated = len(numbers), rated.sum(axis=0)
    mean, sd, difficulty, floor, ceiling = _described(numbers, rated, low, high)
    item_rest, alpha_without = _correlated(complete, covariance)
    return ItemAnalysis(
        n_subjects=n,
        n_complete=len(complete),
        n_rated=n_rated,
        missing=_figure(ratio((~rated & ~off).sum(axis=0), n), _why(n == 0)),
        not_applicable=_figure(ratio(off.sum(axis=0), n), _why(n == 0)),
        mean=mean,
        sd=sd,
        difficulty=difficulty,
        lowest_share=floor,
        highest_share=ceiling,
        item_rest=item_rest,
        alpha_without=alpha_without,
        alpha=_warned(alpha, complete, covariance, factor),
        omega=_warned(_of_factor(alpha, factor), complete, covariance, factor),
        factor=factor,
        negative_pairs=_negative_pairs(covariance),
    )


def _check(points: Floats, lowest: Floats, highest: Floats, off: Booleans) -> None:
    if points.ndim != 2 or off.shape != points.shape or not lowest.shape == highest.shape == points.shape[1:]:
        wrong = "points, ranges and what did not apply have different shapes"
    elif not (highest > lowest).all():
        wrong = "an item has no range: its most points are not above its fewest"
    elif (off & ~np.isnan(points)).any():
        wrong = "an item has points where it did not apply"
    elif not ((points >= lowest) & (points <= highest) | np.isnan(points)).all():
        wrong = "an item has points outside its range"
    else:
        return
    raise InvalidRecord(
        Problem("bad-measurements", wrong, "give one row for each subject and one column for each item")
    )


def _why(none: npt.ArrayLike, reason: NoReliability = NoReliability.NOTHING_RATED) -> Codes:
    return np.where(none, reason, 0).astype(np.int8)


def _figure(value: Floats, why_none: Codes) -> ItemFigure:
    whole = np.broadcast_to(why_none, value.shape).copy()
    return ItemFigure(np.where(whole == 0, value, np.nan), whole)


def _described(points: Floats, rated: Booleans, lowest: Floats, highest: Floats) -> list[ItemFigure]:
    """Mean, standard deviation, difficulty, floor and ceiling."""
    n = rated.sum(axis=0)
    mean = ratio(np.where(rated, points, 0).sum(axis=0), n)
    squares = np.where(rated, points - mean, 0) ** 2
    none = _why(n == 0)
    one = np.where(n == 1, NoReliability.ONE_SUBJECT, none).astype(np.int8)
    return [
        _figure(mean, none),
        _figure(np.sqrt(ratio(squares.sum(axis=0), np.maximum(n - 1, 0))), one),
        _figure((mean - lowest) / (highest - lowest), none),
        _figure(ratio((rated & (points == lowest)).sum(axis=0), n), none),
        _figure(ratio((rated & (points == highest)).sum(axis=0), n), none),
    ]


def _covariance(complete: Floats) -> Floats:
    """The covariances of complete subjects; those of a constant item are exactly zero."""
    if len(complete) < 2:
        return np.full((complete.shape[1],) * 2, np.nan)
    constant = (complete == complete[0]).all(axis=0)
    centred = np.where(constant, 0.0, complete - complete.mean(axis=0))
    found: Floats = centred.T @ centred / (len(complete) - 1)
    return found


def _correlated(complete: Floats, covariance: Floats) -> tuple[ItemFigure, ItemFigure]:
    """Item-rest correlations, and alpha without each item."""
    k = len(covariance)
    own, with_all = np.diag(covariance), covariance.sum(axis=1)
    of_rest = covariance.sum() - 2 * with_all + own
    # A sum of variances below this is what rounding leaves of zero.
    still = of_rest <= 1e-12 * own.sum()
    few = len(complete) < 3
    why = np.zeros(k, np.int8)
    for reason, holds in (
        (NoReliability.TOO_FEW_ITEMS, np.full(k, k < 2)),
        (NoReliability.TOO_FEW_SUBJECTS, np.full(k, few)),
        (NoReliability.CONSTANT_ITEM, own == 0),
        (NoReliability.NO_VARIANCE, still),
    ):
        why[holds & (why == 0)] = reason
    correlation = ratio(with_all - own, np.sqrt(own * np.where(still, 0, of_rest)))
    why_alpha = np.where(k < 3, NoReliability.TOO_FEW_ITEMS, np.where(why == NoReliability.CONSTANT_ITEM, 0, why))
    why_alpha = np.where((why_alpha == 0) & still, NoReliability.NO_VARIANCE, why_alpha).astype(np.int8)
    dropped = ratio(k - 1, max(k - 2, 0)) * (1 - ratio(own.sum() - own, np.where(still, 0, of_rest)))
    return _figure(correlation, why), _figure(dropped, why_alpha)


def _alpha(complete: Floats, level: float) -> Reliability:
    found = icc(of_table(complete), level)[Form.C_K]
    why = found.why_none
    if complete.shape[1] < 2:
        why = _why([True], NoReliability.TOO_FEW_ITEMS)
    elif len(complete) < 2:
        why = _why([True], NoReliability.TOO_FEW_SUBJECTS)
    method = np.zeros(1, np.int8)
    return attrs.evolve(found, name="alpha", why_none=why, methods=(ALPHA,), method=method)


def _factor(complete: Floats, covariance: Floats) -> Omega:
    if len(complete) < 3:
        return Omega(None, NoReliability.TOO_FEW_SUBJECTS, np.empty(0))
    return omega(covariance)


def _of_factor(alpha: Reliability, factor: Omega) -> Reliability:
    """Omega in the same form as alpha."""
    none = np.full(1, np.nan)
    return attrs.evolve(
        alpha,
        name="omega",
        value=none if factor.value is None else np.array([factor.value]),
        why_none=np.array([factor.why_none or 0], np.int8),
        low=none,
        high=none,
        why_no_bounds=np.array([NoBounds.NO_VALUE if factor.value is None else NoBounds.NONE_DEFINED], np.int8),
        methods=(OMEGA,),
    )


def _warned(found: Reliability, complete: Floats, covariance: Floats, factor: Omega) -> Reliability:
    """A coefficient with what is to be known of the items; that there are two raters says nothing of items."""
    cautions = int(found.cautions[0]) & ~(Caution.TWO_RATERS | Caution.NEGATIVE)
    if found.value[0] < 0:
        cautions |= Caution.NEGATIVE
    if (covariance < _NEGATIVE).any():
        cautions |= Caution.NEGATIVE_CORRELATIONS
    if complete.shape[1] >= len(complete):
        cautions |= Caution.MORE_ITEMS_THAN_SUBJECTS
    if found.name == "omega" and factor.at_bound:
        cautions |= Caution.UNIQUENESS_AT_BOUND
    return attrs.evolve(found, cautions=np.array([cautions], np.int64))


def _negative_pairs(covariance: Floats) -> tuple[tuple[int, int], ...]:
    first, second = np.nonzero(np.triu(covariance < _NEGATIVE, 1))
    return tuple(zip(first.tolist(), second.tolist(), strict=True))
