"""Published ratings, and how ratings become designs and patterns."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np

from fidelity.agreement.categories import Categories
from fidelity.agreement.coefficients import Coefficients
from fidelity.agreement.design import Design
from fidelity.agreement.pairs import Pairs
from fidelity.agreement.patterns import Patterns, patterns

Table = Sequence[Sequence[int]]


def scale(first: int, last: int) -> Categories:
    """Whole numbers from the first to the last."""
    numbers = range(first, last + 1)
    return Categories(tuple(map(str, numbers)), tuple(map(float, numbers)))


def design(raters: Sequence[str], categories: Categories) -> Design:
    """Ratings by rater: a label for each unit, a point where there is none."""
    codes = [[-1 if text == "." else categories.labels.index(text) for text in rater.split()] for rater in raters]
    rater, unit = np.indices((len(codes), len(codes[0])))
    return Design([0] * rater.size, unit.ravel(), rater.ravel(), np.ravel(codes), 1, categories)


def of_counts(rows: Table, categories: Categories) -> Patterns:
    """One group from how often each category was chosen, a unit a row."""
    counts = np.array(rows, np.int64).reshape(len(rows), len(categories))
    return patterns(np.zeros(len(rows), np.int64), counts, np.ones(len(rows), np.int64), 1, categories)


def of_table(table: Table, categories: Categories) -> Patterns:
    """One group from the table of two raters."""
    size = range(len(table))
    rows = [[(k == one) + (k == other) for k in size] for one in size for other in size]
    return patterns(np.zeros(len(rows), np.int64), np.array(rows), np.ravel(table), 1, categories)


def pair(table: Table, categories: Categories) -> Pairs:
    """One pair of raters from their table."""
    zero = np.zeros(1, np.int64)
    return Pairs(categories, zero, zero, zero + 1, np.array([table]))


def same_bits(one: Coefficients, other: Coefficients) -> bool:
    """Whether two results are equal in every field, to the last bit."""
    fields = [field.name for field in attrs.fields(Coefficients)]
    numbers = {"value", "se", "low", "high", "df", "observed", "chance"}
    return all(
        np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name in numbers)
        if isinstance(getattr(one, name), np.ndarray)
        else getattr(one, name) == getattr(other, name)
        for name in fields
    )


GWET_2014 = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . .",
    ". 3 3 3 2 3 4 2 2 5 1 3",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Gwet (2014), page 120: four raters, twelve units, five categories; cac.raw4raters in irrCAC."""
KRIPPENDORFF_2011_C = (GWET_2014[0], "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", GWET_2014[3])
"""Krippendorff (2011), example C: the same, but for one rating that another rater made."""
FIVE_OBSERVERS = (
    "1 1 2 . 0 0 1 1 2 2 . 0 1 3 1",
    "1 1 3 0 0 0 0 . 2 1 1 0 2 3 1",
    "2 0 3 0 0 0 2 2 2 1 0 0 2 2 1",
    ". 1 3 . . . . 0 . 1 0 0 2 2 .",
    "2 . . 0 0 0 1 . 2 . . . . 3 1",
)
"""Gwet (2014): five observers, fifteen units, 0 to 3; cac.raw5obser in irrCAC."""
TEN_UNITS = (
    "5 3 5 3 5 1 3 1 3 1",
    "5 1 5 1 5 2 1 1 3 3",
    "5 3 5 3 4 3 1 1 4 1",
    "5 1 5 1 5 3 1 3 4 1",
)
"""Four raters, ten units, 1 to 5, nothing missing; x.raw10x4 in irrCAC."""
SETS = {
    "four": design(GWET_2014, scale(1, 5)),
    "five": design(FIVE_OBSERVERS, scale(0, 3)),
    "ten": design(TEN_UNITS, scale(1, 5)),
}
"""The data sets of `tests.agreement.irrcac`."""

ABSTRACTORS = ((13, 0, 0), (0, 20, 7), (0, 4, 56))
"""Gwet (2014): 100 pregnancies by two abstractors; cont3x3abstractors in irrCAC."""
FLEISS_1971 = (
    *((0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0), (2, 0, 4, 0, 0)),
    *((0, 0, 4, 0, 2), (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6), (1, 0, 0, 5, 0), (1, 1, 0, 4, 0)),
    *((0, 3, 3, 0, 0), (1, 0, 0, 5, 0), (0, 2, 0, 3, 1), (0, 0, 5, 0, 1), (3, 0, 0, 1, 2), (5, 1, 0, 0, 0)),
    *((0, 2, 0, 4, 0), (1, 0, 2, 0, 3), (0, 0, 0, 0, 6), (0, 1, 0, 5, 0), (0, 2, 0, 1, 3), (2, 0, 0, 4, 0)),
    *((1, 0, 0, 4, 1), (0, 5, 0, 1, 0), (4, 0, 0, 0, 2), (0, 2, 0, 4, 0), (1, 0, 5, 0, 0), (0, 0, 0, 0, 6)),
)
"""Fleiss (1971), table 1: 30 patients by six psychiatrists: depression, personality, schizophrenia, neurosis, other."""
FLEISS_LABELS = Categories(("depression", "personality", "schizophrenia", "neurosis", "other"))
PARADOX = {
    "first": (((40, 9), (6, 45)), 0.85, 0.70),
    "first, skewed": (((80, 10), (5, 5)), 0.85, 0.32),
    "second": (((45, 15), (25, 15)), 0.60, 0.13),
    "second, skewed": (((25, 35), (5, 35)), 0.60, 0.26),
}
"""Feinstein and Cicchetti (1990): tables of two raters, their observed agreement, and Cohen's kappa to two digits.

The publication was not at hand. The first two tables stand in the tests of two public packages that cite it, with
kappas of .6995 and .3182 (one has 5 and 10 exchanged, which is the same kappa); the other two in statsmodels'
examples of ``cohens_kappa``, which name Wikipedia, with .1304 and .2593.
"""
RARE_TRAIT = ((118, 5), (2, 0))
"""Gwet (2002): 125 units, a trait that one of two raters finds in 5 and the other in 2, never in the same unit.

The publication was not at hand. The table stands in the tests of two public packages, one with kappa −.023392 and AC1
.940776. By hand: .944 agree; chance is (123 · 120 + 2 · 5) / 125² = .94528 to Cohen, 2 · .028 · .972 = .054432 to Gwet.
"""
