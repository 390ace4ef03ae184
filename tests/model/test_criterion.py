"""Criteria and the days on which they hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.criterion import All, Any, Criterion, ItemTest, ScoreTest, Truth, leaves
from fidelity.model.range import Range
from fidelity.model.score import Members

TEST = ScoreTest("s", Range(at_least=Fraction(1)))
FLOOR = ItemTest(Members(every=True), Range(at_least=Fraction(1)))
START, END = date(2024, 1, 1), date(2025, 1, 1)


@pytest.mark.parametrize(
    ("day", "begun", "ending", "between"),
    [
        (date(2023, 12, 31), False, True, False),
        (START, True, True, True),
        (date(2024, 12, 31), True, True, True),
        (END, True, False, False),
        # Without a date, what has no end still holds.
        (None, True, False, False),
    ],
)
def test_a_criterion_holds_from_its_first_day_until_before_its_last(
    day: date | None, begun: bool, ending: bool, between: bool
) -> None:
    """The first day belongs, the day on which it ends does not."""
    assert Criterion("k", TEST, valid_from=START).in_force(day) is begun
    assert Criterion("k", TEST, valid_until=END).in_force(day) is ending
    assert Criterion("k", TEST, valid_from=START, valid_until=END).in_force(day) is between
    assert Criterion("k", TEST).in_force(day)


@pytest.mark.parametrize("until", [START, date(2023, 1, 1)])
def test_a_criterion_that_holds_on_no_day_is_refused(until: date) -> None:
    """It ends after it begins."""
    with pytest.raises(InvalidRecord) as caught:
        Criterion("k", TEST, valid_from=START, valid_until=until)
    assert [problem.code for problem in caught.value.problems] == ["bad-dates"]


def test_a_criterion_has_an_id_that_forms_can_carry() -> None:
    """Capital letters and spaces are refused."""
    with pytest.raises(InvalidRecord) as caught:
        Criterion("At fidelity", TEST)
    assert [problem.code for problem in caught.value.problems] == ["bad-id"]


def test_every_test_is_found_with_the_way_to_it() -> None:
    """However deep, each leaf comes with the steps that lead there."""
    condition = All((TEST, Any((FLOOR, All((TEST,))))))
    assert list(leaves(condition)) == [
        (("all", 0), TEST),
        (("all", 1, "any", 0), FLOOR),
        (("all", 1, "any", 1, "all", 0), TEST),
    ]
    assert list(leaves(TEST)) == [((), TEST)]


def test_truths_are_ordered_as_kleene_has_them() -> None:
    """All is the least of them, any the greatest."""
    assert min(Truth.MET, Truth.CANNOT_TELL) is Truth.CANNOT_TELL
    assert min(Truth.NOT_MET, Truth.CANNOT_TELL) is Truth.NOT_MET
    assert max(Truth.MET, Truth.CANNOT_TELL) is Truth.MET
