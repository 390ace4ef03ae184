"""Percent agreement: published tables, more than two raters, and what is not compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.agreement.closeness import Closeness, closeness
from fidelity.agreement.percent import NO_AGREEMENT_WORDS, NOTHING, Agreement, NoAgreement, of_item, over_items
from fidelity.model.item import Item
from fidelity.model.scale import Scale
from fidelity.model.status import Status
from tests.oracle.build import NA, Given, answer, count, items, scale

Table = Sequence[Sequence[int]]

RADIOLOGISTS = (
    (21, 12, 0, 0),
    (4, 17, 1, 0),
    (3, 9, 15, 2),
    (0, 0, 0, 1),
)
"""85 xeromammograms by two radiologists: normal, benign, suspicion of cancer, cancer.

Boyd and others (1982), as in Altman (1991), Practical Statistics for Medical Research, pages 403 to 405, and in the
Stata Base Reference Manual, entry kappa, which prints 63.53 % agreement and, with linear weights, 86.67 %.
"""
MAMMOGRAMS = (
    (34, 10, 2, 0),
    (6, 8, 8, 2),
    (2, 5, 4, 12),
    (0, 1, 2, 14),
)
"""110 mammograms by two readers: absent, minimal, moderate, severe.

Kundel and Polansky (2003), Radiology 228, 303-308, table A1; the manual of R's vcdExtra prints for it an unweighted
kappa of 0.3713 and, with linear weights, 0.5964.
"""


def item(of: Scale) -> Item:
    """An item of a scale."""
    (made,) = items(1, of, NA, Status.NOT_OBSERVED)
    return made


FOUR = item(scale(1, 2, 3, 4))


def total(table: Table) -> Agreement:
    """The agreement of all pairs of a table of counts."""
    found = NOTHING
    for row, counts in enumerate(table, 1):
        for column, n in enumerate(counts, 1):
            for _ in range(n):
                found += of_item((answer(row), answer(column)), FOUR)
    return found


def weighted(found: Agreement) -> Fraction:
    """Agreement with linear weights on four points where nobody is three apart: 1, 2/3 and 1/3."""
    n_by_one = found.n_within_one - found.n_exact
    n_by_two = found.n_pairs - found.n_within_one
    return (found.n_exact + Fraction(2, 3) * n_by_one + Fraction(1, 3) * n_by_two) / found.n_pairs


def beyond_chance(observed: Fraction, table: Table, weight: Sequence[Fraction]) -> Fraction:
    """Kappa from an observed agreement, the margins of the table, and the weight of each distance."""
    n = sum(map(sum, table))
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    expected = sum(
        (weight[abs(i - j)] * rows[i] * columns[j] for i in range(4) for j in range(4)), Fraction(0)
    ) / Fraction(n * n)
    return (observed - expected) / (1 - expected)


def test_two_radiologists() -> None:
    """54 of 85 are the same, which is 63.53 %, and 28 are neighbours; the weighted 86.67 % follow from both."""
    found = total(RADIOLOGISTS)
    assert found == Agreement(n_pairs=85, n_exact=54, n_graded=85, n_within_one=82)
    assert found.exact == Fraction(54, 85)
    assert round(float(100 * Fraction(54, 85)), 2) == 63.53
    assert round(float(100 * weighted(found)), 2) == 86.67


def test_two_readers_of_mammograms() -> None:
    """60 of 110 are the same and 43 are neighbours; the two published kappas follow from these counts."""
    found = total(MAMMOGRAMS)
    assert found == Agreement(n_pairs=110, n_exact=60, n_graded=110, n_within_one=103)
    assert found.within_one == Fraction(103, 110)
    plain = [Fraction(1), Fraction(0), Fraction(0), Fraction(0)]
    linear = [Fraction(3 - distance, 3) for distance in range(4)]
    assert round(float(beyond_chance(Fraction(60, 110), MAMMOGRAMS, plain)), 4) == 0.3713
    assert round(float(beyond_chance(weighted(found), MAMMOGRAMS, linear)), 4) == 0.5964


def test_more_raters_are_all_their_pairs() -> None:
    """1, 1, 2 and 4 make six pairs: one the same, two more by one (1 and 2, twice), three further apart."""
    found = of_item([answer(each) for each in (1, 1, 2, 4)], FOUR)
    assert found == Agreement(n_pairs=6, n_exact=1, n_graded=6, n_within_one=3)
    assert (found.exact, found.within_one) == (Fraction(1, 6), Fraction(1, 2))


@pytest.mark.parametrize(
    ("given", "n_pairs", "n_exact", "n_within_one", "n_left_out"),
    [
        ((NA, NA), 1, 1, 1, 0),
        ((NA, Status.NOT_OBSERVED), 1, 0, 0, 0),
        ((2, NA), 1, 0, 0, 0),
        ((2, Status.MISSING), 0, 0, 0, 1),
        ((Status.MISSING, Status.MISSING), 0, 0, 0, 1),
        ((2, Status.MISSING, 3), 1, 0, 1, 2),
    ],
)
def test_statuses_and_what_is_missing(
    given: tuple[Given, ...], n_pairs: int, n_exact: int, n_within_one: int, n_left_out: int
) -> None:
    """Equal statuses agree, a rating against a status does not, and what is missing is compared with nothing."""
    found = of_item([answer(each) for each in given], FOUR)
    assert found == Agreement(n_pairs, n_exact, n_pairs, n_within_one, n_left_out)


def test_there_is_no_percentage_of_nothing() -> None:
    """Where nobody or one rater answered there is a reason instead of 100 % or 0."""
    alone = of_item([answer(2)], FOUR)
    assert alone == NOTHING
    assert (alone.exact, alone.why_no_exact) == (None, NoAgreement.NO_PAIRS)
    assert (alone.within_one, alone.why_no_within_one) == (None, NoAgreement.NO_PAIRS)


def test_two_points_have_no_agreement_within_one() -> None:
    """On yes and no any two ratings are neighbours: exact agreement is there, and the other one says why it is not."""
    found = of_item([answer(0), answer(1)], item(scale(0, 1)))
    assert found == Agreement(n_pairs=1)
    assert (found.exact, found.why_no_exact) == (Fraction(0), None)
    assert (found.within_one, found.why_no_within_one) == (None, NoAgreement.NOTHING_GRADED)


def test_items_add_up() -> None:
    """Over several items every pair weighs the same; an item that one rater left out is counted as left out."""
    graded, yes_no, counted = (
        Item("graded", "text", scale(0, 1, 2)),
        Item("yes_no", "text", scale(0, 1)),
        Item("counted", "text", count()),
    )
    first = {"graded": answer(2), "yes_no": answer(1), "counted": answer(12)}
    second = {"graded": answer(1), "yes_no": answer(1)}
    found = over_items([first, second], [graded, yes_no, counted])
    assert found == Agreement(n_pairs=2, n_exact=1, n_graded=1, n_within_one=1, n_left_out=1)


ANSWERS = st.sampled_from((1, 2, 3, 4, NA, Status.NOT_OBSERVED, Status.MISSING))


@given(st.lists(st.lists(ANSWERS, min_size=2, max_size=4), max_size=6))
def test_the_counts_are_those_of_the_pairs(given: list[list[Given]]) -> None:
    """However many raters there are, the sums are those of every pair's closeness, and nobody is lost."""
    rows = [[answer(each) for each in row] for row in given]
    found = sum((of_item(row, FOUR) for row in rows), NOTHING)
    near = Counter(closeness(one, other, FOUR) for row in rows for one, other in combinations(row, 2))
    assert found.n_exact == near[Closeness.SAME]
    assert found.n_within_one == near[Closeness.SAME] + near[Closeness.BY_ONE]
    assert found.n_left_out == near[Closeness.OPEN]
    assert found.n_pairs + found.n_left_out == near.total()


def test_every_reason_has_words() -> None:
    """No reason is left without a sentence for people."""
    assert set(NO_AGREEMENT_WORDS) == set(NoAgreement)
