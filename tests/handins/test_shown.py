"""What forms showed, compared with what is computed."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.handins import shown as module
from fidelity.handins.answers import AnswerReader
from fidelity.handins.shown import results_of, scored_when_collected, shown_differs
from fidelity.plan.result import Reason, Result
from tests.handins.samples import BLANK, RATINGS

READER = AnswerReader(BLANK.checklist)
MANY = [RATINGS, {}, {"greets": "1", "plans": "0"}, {"greets": "0", "plans": "NA"}]


def result(value: Fraction | None) -> Result:
    """A result of this value."""
    reason = Reason.NOTHING_RATED if value is None else None
    return Result(value, reason, 1, 1, 1, 0, 1, value, value)


def test_one_by_one_or_together_they_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """100, none, 25, and 0 of 2."""
    expected = [Fraction(100), None, Fraction(25), Fraction(0)]
    one_by_one = [*results_of(BLANK.plan, {}, READER, MANY)]
    monkeypatch.setattr(module, "FEW", 1)
    together = [*results_of(BLANK.plan, {}, READER, MANY)]
    assert [each["total"].value for each in one_by_one] == expected
    assert one_by_one == together


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(200, 3), "66.7"),
        (Fraction(200, 3), "66.67"),
        (Fraction(200, 3), "67"),
        (Fraction(1, 2), "1"),
        (Fraction(-1, 2), "-1"),
        (Fraction(-1, 100), "0.0"),
        (Fraction(49, 4), "12.3"),
        (Fraction(100), "100.0"),
        (None, ""),
    ],
)
def test_a_value_may_be_shown_with_any_digits(value: Fraction | None, text: str) -> None:
    """Rounded half away from zero, as everything is."""
    assert shown_differs({"total": text}, {"total": result(value)}, frozenset()) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(200, 3), "66.6"),
        (Fraction(200, 3), "33.3"),
        (Fraction(49, 4), "12.2"),
        (Fraction(5), "-5"),
        (Fraction(-5), "5"),
        (Fraction(0), ""),
        (None, "0"),
        (Fraction(5), "five"),
        (Fraction(5), "9" * 5000),
    ],
)
def test_another_value_is_pointed_out(value: Fraction | None, text: str) -> None:
    """Which score, and neither value: those of a visit may have to be kept back."""
    remark = shown_differs({"total": text}, {"total": result(value)}, frozenset())
    assert remark is not None
    assert remark.code == "shown-differs"
    assert remark.message.endswith("from the same answers: total")


def test_a_score_that_no_form_can_compute_is_empty_there() -> None:
    """It is scored when it is collected; a value there would be made up."""
    results = {"total": result(Fraction(5))}
    assert shown_differs({"total": ""}, results, {"total"}) is None
    assert shown_differs({"total": "6"}, results, {"total"}) is not None
    assert scored_when_collected(BLANK.plan) == frozenset()


def test_a_score_that_nobody_knows_is_pointed_out() -> None:
    """By a name that is not longer than a name can be."""
    remark = shown_differs({"x" * 500: "1"}, {}, frozenset())
    assert remark is not None
    assert len(remark.message) < 150


def test_nothing_shown_is_nothing_to_compare() -> None:
    """A form may show no scores."""
    assert shown_differs({}, {"total": result(Fraction(1))}, frozenset()) is None
    assert attrs.asdict(result(None))["value"] is None
