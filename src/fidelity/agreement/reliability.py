"""Reliability: coefficients of many groups as arrays, where each is a number or a reason for having none."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, IntFlag

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.agreement.measurements import Booleans, Floats, Integers

Codes = npt.NDArray[np.int8]


class NoReliability(IntEnum):
    """Why there is no coefficient; 0 in an array of codes says that there is one."""

    NOTHING_RATED = 1
    """The group holds no rating."""
    ONE_SUBJECT = 2
    """One subject: whether raters tell subjects apart cannot be seen."""
    ONE_RATING_EACH = 3
    """No subject has two ratings, so nothing says how far two raters of the same would differ."""
    ONE_SUBJECT_EACH = 4
    """No rater rated two subjects: what is the rater and what is chance cannot be told apart."""
    ALL_ALIKE = 5
    """All ratings are the same number: nothing was there to be told apart."""
    NOT_SEPARABLE = 6
    """Who rated what leaves subject, rater and error mixed up with one another."""
    NO_ERROR_LEFT = 7
    """Some ratings are missing, and those there follow subject and rater without any error: nothing can be fitted."""
    NOT_CONVERGED = 8
    """The search for the variance components did not settle."""
    NOT_BALANCED = 9
    """Cells are missing or filled twice, and this estimator needs the same number everywhere."""
    TOO_FEW_ITEMS = 10
    """Fewer items than the coefficient needs."""
    TOO_FEW_SUBJECTS = 11
    """Fewer subjects, all of whose items were rated, than the coefficient needs."""
    CONSTANT_ITEM = 12
    """An item that is the same for everybody has no correlation with the others."""
    NO_VARIANCE = 13
    """The variance that the coefficient would be a share of is zero, or was estimated below zero."""
    REDUNDANT_ITEM = 14
    """An item follows exactly from others, so that the factor model cannot be fitted."""
    ONE_LEVEL = 15
    """A facet has one level only, so that what it contributes cannot be seen."""
    SHARES_NOBODY = 16
    """The rater shares no subject with anybody, so that milder raters and better subjects cannot be told apart."""


class NoBounds(IntEnum):
    """Why a coefficient has no interval; 0 in an array of codes says that it has one."""

    NO_VALUE = 1
    """There is no coefficient."""
    NO_SPREAD = 2
    """The error is exactly zero, and an interval without width would be false."""
    NONE_DEFINED = 3
    """No interval is defined for this coefficient in this design."""
    OUT_OF_REACH = 4
    """The ratings are too few or too odd for the formula: an end would lie at infinity."""
    NO_FREEDOM = 5
    """Raters share so few subjects that nothing is left over from which the error could be seen."""
    TOO_FEW_LEVELS = 6
    """Two levels, or what is worth hardly more: too few to say how far others would differ."""


class Caution(IntFlag):
    """What to know before a coefficient is used; several may hold."""

    NONE = 0
    NEGATIVE = 1
    """The estimate is below 0: ratings of one subject differ more than ratings of different ones."""
    AT_ZERO = 2
    """A variance component was estimated at exactly zero, or below and set to it."""
    INCOMPLETE = 4
    """Not every rater rated every subject: the estimator for unbalanced designs was used."""
    FEW_SUBJECTS = 8
    """Fewer than ten subjects: the interval says more than the number."""
    TWO_RATERS = 16
    """Two raters: what is said of raters in general rests on one difference."""
    NEGATIVE_CORRELATIONS = 32
    """Some items run against the others: perhaps one is scored the wrong way round."""
    MORE_ITEMS_THAN_SUBJECTS = 64
    """As many items as subjects, or more: the correlations cannot be trusted."""
    UNIQUENESS_AT_BOUND = 128
    """The factor explains an item entirely (a Heywood case): the model does not fit."""


FEW = 10
"""Below how many subjects a coefficient carries `Caution.FEW_SUBJECTS`."""


@attrs.frozen(eq=False)
class Reliability:
    """A coefficient by group.

    Attributes:
        name: What it is called, such as ``ICC(A,1)``.
        value: The coefficients; NaN exactly where ``why_none`` is not 0; shape (groups,).
        why_none: A `NoReliability`, or 0 where there is a value; shape (groups,).
        low: The lower ends of the intervals; NaN exactly where ``why_no_bounds`` is not 0; shape (groups,).
        high: The upper ends.
        why_no_bounds: A `NoBounds`, or 0 where there is an interval; shape (groups,).
        level: How often such intervals hold the true value, such as 0.95.
        methods: The ways in which values and intervals were made, in words.
        method: Which of them holds for each group; shape (groups,).
        averaged: Of how many ratings the coefficient describes the mean, 1 for a single rating; shape (groups,).
        n_subjects: How many subjects, or objects of measurement, have a rating; shape (groups,).
        n_raters: How many raters (items, conditions) have given one; shape (groups,).
        n_ratings: How many ratings there are; shape (groups,).
        cautions: A `Caution` for each group; shape (groups,).
    """

    name: str
    value: Floats
    why_none: Codes
    low: Floats
    high: Floats
    why_no_bounds: Codes
    level: float
    methods: tuple[str, ...]
    method: Codes
    averaged: Floats
    n_subjects: Integers
    n_raters: Integers
    n_ratings: Integers
    cautions: Integers


@attrs.frozen(eq=False)
class Bounded:
    """Values and intervals with the reasons where there are none; the fields are those of `Reliability`."""

    value: Floats
    why_none: Codes
    low: Floats
    high: Floats
    why_no_bounds: Codes


def bounded(value: Floats, why_none: Codes, low: Floats, high: Floats, without: Mapping[NoBounds, Booleans]) -> Bounded:
    """Values and intervals, each taken away where there is a reason for having none.

    Args:
        value: The values; shape (groups,). One that is not finite had nothing to be divided by.
        why_none: Why there is none, or 0.
        low: The lower ends of the intervals.
        high: The upper ends.
        without: Where there is no interval, by reason.
    """
    none = np.where((why_none == 0) & ~np.isfinite(value), NoReliability.NO_VARIANCE, why_none).astype(np.int8)
    endless = ~np.isfinite(low) | ~np.isfinite(high)
    why = np.zeros(len(value), np.int8)
    for reason, holds in (*without.items(), (NoBounds.OUT_OF_REACH, endless)):
        why[holds & (why == 0)] = reason
    why[none != 0] = NoBounds.NO_VALUE
    return Bounded(
        np.where(none == 0, value, np.nan),
        none,
        np.where(why == 0, low, np.nan),
        np.where(why == 0, high, np.nan),
        why,
    )
