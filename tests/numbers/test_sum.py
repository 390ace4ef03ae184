"""Sums, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.criterion import All, Criterion, ItemTest, ScoreTest, Truth
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.rule import Sum
from fidelity.model.score import Members
from fidelity.plan.exact import score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason
from tests.oracle.build import MISSING, Given, checklist, items, result, row, scale, score


@pytest.mark.parametrize(("points", "passes"), [(114, True), (113, False)])
def test_assertive_community_treatment_in_oregon(points: int, passes: bool) -> None:
    """The 28 items of 1 to 5 of the DACTS pass with a sum of 114 and not with 113 (OAR 309-019-0240)."""
    # 28 × 4 = 112; two items raised to 5 make 114, one makes 113.
    made = checklist(
        items(28, scale(1, 2, 3, 4, 5)),
        score(Sum()),
        criteria=(Criterion("passes", ScoreTest("s", Range(at_least=Fraction(114)))),),
    )
    given = row(made, *[5] * (points - 112), *[4] * (28 - (points - 112)))
    scores = score_one(lower(made), given)
    assert scores["s"].value == points
    assert judge_one(lower(made), given, scores) == (Truth.MET if passes else Truth.NOT_MET,)


# Twelve items of 0 to 6; competent from 36, and no item below 2 (a floor as courses set it beside the total).
CTS_R = checklist(
    items(12, scale(*range(7))),
    score(Sum(), name="total"),
    criteria=(
        Criterion(
            "competent",
            All(
                (
                    ScoreTest("total", Range(at_least=Fraction(36))),
                    ItemTest(Members(every=True), Range(at_least=Fraction(2))),
                )
            ),
        ),
    ),
)


@pytest.mark.parametrize(
    ("ratings", "total", "truth"),
    [
        # 12 × 3 = 36: on the cut, and nothing below the floor.
        ([3] * 12, 36, Truth.MET),
        # 11 × 3 + 2 = 35: one short.
        ([3] * 11 + [2], 35, Truth.NOT_MET),
        # 10 × 3 + 5 + 1 = 36: enough in all, and one item below the floor.
        ([3] * 10 + [5, 1], 36, Truth.NOT_MET),
        # 11 × 3 and one missing: 33 to 39, so that nobody can tell.
        ([3] * 11 + [MISSING], None, Truth.CANNOT_TELL),
        # One item below the floor decides it, whatever the missing one is.
        ([6] * 10 + [1, MISSING], None, Truth.NOT_MET),
    ],
)
def test_cognitive_therapy_scale_total_and_floor(ratings: list[Given], total: int | None, truth: Truth) -> None:
    """CTS-R: twelve items of 0 to 6, at least 36 in all and no item below 2."""
    given = row(CTS_R, *ratings)
    scores = score_one(lower(CTS_R), given)
    assert scores["total"].value == total
    assert judge_one(lower(CTS_R), given, scores) == (truth,)


def test_a_sum_is_stretched_to_the_items_that_apply() -> None:
    """Four of five items with 3 + 2 + 3 + 2 = 10, stretched: 10 × 5 / 4 = 12.5."""
    made = checklist(items(5, scale(0, 1, 2, 3)), score(Sum(), missing=MissingRule(1, then=Then.PRORATE)))
    found = result(made, 3, 2, 3, 2, MISSING)
    assert (found.value, found.lowest, found.highest) == (Fraction(25, 2), Fraction(10), Fraction(13))


def test_a_missing_rating_counts_as_the_lowest() -> None:
    """On 1 to 4, 4 + 3 and a missing one that counts as 1: 8; it could still be up to 11."""
    made = checklist(items(3, scale(1, 2, 3, 4)), score(Sum(), missing=MissingRule(1, then=Then.LOWEST)))
    found = result(made, 4, 3, MISSING)
    assert (found.value, found.lowest, found.highest) == (Fraction(8), Fraction(8), Fraction(11))


def test_a_sum_of_thirds_is_exact() -> None:
    """1/3 + 1/3 + 1/3 is 1."""
    assert result(checklist(items(3, scale(0, "1/3")), score(Sum())), "1/3").value == 1


def test_a_sum_without_a_rating_says_why() -> None:
    """5 + missing is no sum where nothing may be missing; it lies between 6 and 10."""
    found = result(checklist(items(2, scale(1, 5)), score(Sum())), 5, MISSING)
    assert found.reason is Reason.TOO_MANY_MISSING
    assert (found.lowest, found.highest) == (Fraction(6), Fraction(10))
