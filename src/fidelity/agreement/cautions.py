"""Cautions: what a figure of agreement may mislead about, though it is computed as it should be."""

from __future__ import annotations

from enum import IntFlag

import numpy as np
import numpy.typing as npt

from fidelity.agreement.categories import Floats, Integers
from fidelity.agreement.patterns import Patterns


class Caution(IntFlag):
    """What a figure may mislead about, though it is computed as it should be."""

    FEW_UNITS = 1
    """Fewer than `FEW` units have two ratings: the interval rests on an approximation for many."""
    ONE_CATEGORY = 2
    """All ratings are in one category: that raters could tell it from another was not put to the test."""
    SKEWED = 4
    """One category holds at least `MOST_IN_ONE` of the ratings: the figure rests on the few that are in others."""
    PARADOX = 8
    """Raters agree exactly on at least `HIGH_AGREEMENT` of pairs, and the coefficient is below `LOW_KAPPA`."""
    CONSTANT_RATER = 16
    """One of two raters used a single category, so that kappa is 0 whatever the other one said."""


FEW = 10
"""With fewer units that have two ratings, a figure carries a caution."""
MOST_IN_ONE = 0.9
"""From this share of ratings in one category on, a figure carries a caution.

With two raters and two categories it is a prevalence index of 0.8 (Byrt, Bishop & Carlin 1993), at which even raters
who agree on 90 % of the units have a kappa below 0.45.
"""
HIGH_AGREEMENT = 0.8
"""Point-by-point agreement that is usually held sufficient (Kazdin 1982)."""
LOW_KAPPA = 0.4
"""Below this kappa is called poor (Fleiss 1981); with high agreement it is a paradox (Feinstein & Cicchetti 1990)."""

CAUTION_WORDS: dict[Caution, str] = {
    Caution.FEW_UNITS: f"fewer than {FEW} units were rated twice",
    Caution.ONE_CATEGORY: "all ratings are in one category",
    Caution.SKEWED: f"one category holds at least {MOST_IN_ONE:.0%} of the ratings",
    Caution.PARADOX: "raters agree on most units, and yet the coefficient is low, as it is where one category prevails",
    Caution.CONSTANT_RATER: "one rater used a single category",
}
"""Each caution in words."""


def cautions_of(patterns: Patterns, value: Floats, can_be_paradox: bool) -> Integers:
    """What may mislead, from how ratings are spread over categories and how often raters agree exactly.

    Args:
        patterns: The patterns that the value was computed from.
        value: The coefficient.
        can_be_paradox: Whether a low value with high agreement is the paradox of kappa.
    """
    share = patterns.totals.max(1) / np.maximum(patterns.totals.sum(1), 1)
    return flags(share, patterns.exact_agreement, value, can_be_paradox)


def flags(share: Floats, exact: Floats, value: Floats, can_be_paradox: bool) -> Integers:
    """The cautions that follow from a share in one category and from exact agreement.

    Args:
        share: Which share of the ratings the largest category holds.
        exact: Which share of pairs agrees exactly.
        value: The coefficient.
        can_be_paradox: Whether a low value with high agreement is the paradox of kappa.
    """
    paradox: npt.NDArray[np.bool_] = (exact >= HIGH_AGREEMENT) & (value < LOW_KAPPA) & can_be_paradox
    alone = np.where(share == 1, Caution.ONE_CATEGORY.value, 0)
    skewed = np.where((share >= MOST_IN_ONE) & (share < 1), Caution.SKEWED.value, 0)
    return alone + skewed + np.where(paradox, Caution.PARADOX.value, 0)
