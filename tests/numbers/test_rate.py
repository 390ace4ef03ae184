"""Rates by time, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.criterion import All, Criterion, ScoreTest, Truth
from fidelity.model.item import Item
from fidelity.model.range import Range
from fidelity.model.rule import Rate, Ratio
from fidelity.model.scale import Kind, Scale
from fidelity.plan.exact import score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason
from tests.oracle.build import MISSING, checklist, count, result, row, score

MINUTES = Scale("minutes", kind=Kind.NUMBER, lowest=Fraction(0), unit="minutes")
# Attachment and Biobehavioral Catch-up: comments by the minute from 1, and 80 % of them on target.
ABC = checklist(
    (
        Item("on_target", "text", count()),
        Item("off_target", "text", count()),
        Item("length", "text", MINUTES),
    ),
    score(Rate("length"), "on_target", "off_target", name="rate"),
    score(Ratio(("on_target", "off_target"), times=Fraction(100)), "on_target", name="share"),
    criteria=(
        Criterion(
            "both",
            All((ScoreTest("rate", Range(at_least=Fraction(1))), ScoreTest("share", Range(at_least=Fraction(80))))),
        ),
    ),
)


@pytest.mark.parametrize(
    ("on", "off", "minutes", "rate", "share", "truth"),
    [
        # 5 in 5 minutes, 4 of 5 on target: both on the cut.
        (4, 1, "5", Fraction(1), Fraction(80), Truth.MET),
        # 5 in 5.5 minutes: 10/11 of a comment by the minute.
        (4, 1, "5.5", Fraction(10, 11), Fraction(80), Truth.NOT_MET),
        # 9 in 5 minutes, 7 of 9 on target: 77.8 %.
        (7, 2, "5", Fraction(9, 5), Fraction(700, 9), Truth.NOT_MET),
    ],
)
def test_comments_by_the_minute_and_on_target(
    on: int, off: int, minutes: str, rate: Fraction, share: Fraction, truth: Truth
) -> None:
    """A rate and a share together make the criterion, each on its cut included."""
    given = row(ABC, on, off, minutes)
    scores = score_one(lower(ABC), given)
    assert (scores["rate"].value, scores["share"].value) == (rate, share)
    assert judge_one(lower(ABC), given, scores) == (truth,)


def test_a_rate_by_the_hour() -> None:
    """3 in 20 minutes are 9 in 60."""
    of = (Item("n", "text", count()), Item("length", "text", MINUTES))
    assert result(checklist(of, score(Rate("length", Fraction(60)), "n")), 3, 20).value == 9


def test_an_observation_without_length_has_no_rate() -> None:
    """Three in no time is over zero; none in no time is zero over zero; a length that nobody wrote down is missing."""
    of = (Item("n", "text", count()), Item("length", "text", MINUTES))
    made = checklist(of, score(Rate("length"), "n"))
    found = [result(made, n, length).reason for n, length in ((3, 0), (0, 0), (3, MISSING))]
    assert found == [Reason.OVER_ZERO, Reason.ZERO_OVER_ZERO, Reason.TOO_MANY_MISSING]
