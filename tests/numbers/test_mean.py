"""Means, by hand and from published tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.rule import Mean
from fidelity.plan.result import Reason
from tests.oracle.build import MISSING, bands, checklist, items, result, scale, score

FIVE = scale(1, 2, 3, 4, 5)

# Illness Management and Recovery, thirteen items of 1 to 5, six groups: table 4 of
# https://bmcpsychiatry.biomedcentral.com/articles/10.1186/s12888-016-1096-y (CC BY). High from 4.0, moderate from 3.0.
IMR = checklist(items(13, FIVE), score(Mean(), bands=bands(3, 4)))
GROUPS = [
    ("A", "4 5 5 5 3 5 5 5 5 5 3 2 2", 54, 2),
    ("B", "5 5 5 5 1 5 4 4 5 4 2 2 2", 49, 1),
    ("C", "5 5 5 5 3 5 2 4 5 4 2 3 2", 50, 1),
    ("D", "5 5 5 5 3 5 5 5 5 5 4 1 2", 55, 2),
    ("E", "4 5 5 5 3 5 1 5 5 4 3 3 1", 49, 1),
    # 52 / 13 is 4 exactly: on the cut is high.
    ("F", "5 5 5 5 3 5 2 5 5 4 2 3 3", 52, 2),
]


@pytest.mark.parametrize(("group", "ratings", "points", "band"), GROUPS, ids=[each[0] for each in GROUPS])
def test_illness_management_and_recovery(group: str, ratings: str, points: int, band: int) -> None:
    """Each group's mean is its sum by 13, and its band follows from the mean before any rounding."""
    found = result(IMR, *ratings.split())
    assert found.value == Fraction(points, 13)
    assert found.band == band


def test_the_mean_of_all_imr_groups_is_not_high_although_it_prints_as_4_0() -> None:
    """54 + 49 + 50 + 55 + 49 + 52 = 309 of 6 × 13 = 78 ratings: 3.96, which rounds to 4.0 and is below it."""
    everything = checklist(items(78, FIVE), score(Mean(), bands=bands(3, 4)))
    found = result(everything, *" ".join(ratings for _, ratings, _, _ in GROUPS).split())
    assert found.value == Fraction(309, 78)
    assert round(float(found.value), 1) == 4.0
    assert found.band == 1


def test_family_psychoeducation_with_one_item_left_unrated() -> None:
    """13 of 14 items rated 4 are a mean of 4, over the rated 13: the unrated one is no zero, which would give 52/14."""
    made = checklist(items(14, FIVE), score(Mean(), missing=MissingRule(1)))
    found = result(made, *[4] * 13, MISSING)
    assert found.value == 4
    assert (found.n_expected, found.n_rated, found.n_missing, found.n_used) == (14, 13, 1, 13)
    # With the last one at 1 or at 5: (52 + 1) / 14 and (52 + 5) / 14.
    assert (found.lowest, found.highest) == (Fraction(53, 14), Fraction(57, 14))
    assert result(made, *[4] * 12, MISSING, MISSING).reason is Reason.TOO_MANY_MISSING


def test_a_mean_over_different_scales_is_in_points() -> None:
    """1 on 0 to 1 and 4 on 0 to 6: (1 + 4) / 2."""
    of = (Item("a", "text", scale(0, 1)), Item("b", "text", scale(*range(7))))
    assert result(checklist(of, score(Mean())), 1, 4).value == Fraction(5, 2)


def test_a_mean_with_an_item_that_counts_backwards() -> None:
    """On 1 to 5, 2 counted backwards is 1 + 5 − 2 = 4: the mean with 5 is 9/2."""
    made = checklist(items(2, FIVE), score(Mean(), reverse=frozenset({"i1"})))
    assert result(made, 2, 5).value == Fraction(9, 2)
