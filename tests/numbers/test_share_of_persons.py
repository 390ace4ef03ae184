"""Shares of persons who reach a threshold of their own, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.answer import Answer
from fidelity.model.item import Item
from fidelity.model.range import Range
from fidelity.model.rule import Form, LookUp, Rung, ShareOfPersons
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from fidelity.plan.result import Reason
from tests.oracle.build import MISSING, bands, checklist, result, score

PERSONS = Scale("persons", kind=Kind.PERSONS)
TWO_THIRDS = Fraction(2, 3)
MADE = checklist((Item("people", "text", PERSONS),), score(ShareOfPersons(TWO_THIRDS), "people", bands=bands(50, 80)))


def persons(*shares: str) -> Answer:
    """What each person had."""
    return Answer(Status.RATED, " ".join(shares), None, tuple(Fraction(each) for each in shares))


@pytest.mark.parametrize(
    ("shares", "percent", "band"),
    [
        # 4/4 and 2/3 reach two thirds, 0/4 does not: 2 of 3.
        (("4/4", "2/3", "0/4"), Fraction(200, 3), 1),
        # 66 of 100 falls short of two thirds.
        (("66/100", "1"), Fraction(50), 1),
        (("1", "1", "1", "3/4", "0"), Fraction(80), 2),
        (("0",), Fraction(0), 0),
    ],
)
def test_share_of_the_asked_who_had_enough(shares: tuple[str, ...], percent: Fraction, band: int) -> None:
    """Each person is judged by their own share, exactly, and then persons are counted."""
    found = result(MADE, persons(*shares))
    assert (found.value, found.band) == (percent, band)


def test_nobody_written_down_is_no_score_and_could_be_anything() -> None:
    """A missing list lies anywhere between nobody and everybody, and is never 0 %."""
    found = result(MADE, MISSING)
    assert (found.value, found.reason) == (None, Reason.NOTHING_RATED)
    assert (found.lowest, found.highest) == (Fraction(0), Fraction(100))


def test_threshold_per_person_then_share_then_points() -> None:
    """2 of 3 as a proportion is looked up: from 1/2 it is worth 1, from 3/4 it is worth 2."""
    ranges = (
        Rung(Range(below=Fraction(1, 2)), Fraction(0)),
        Rung(Range(at_least=Fraction(1, 2), below=Fraction(3, 4)), Fraction(1)),
        Rung(Range(at_least=Fraction(3, 4)), Fraction(2)),
    )
    made = checklist(
        (Item("people", "text", PERSONS),),
        score(ShareOfPersons(TWO_THIRDS, Form.PROPORTION), "people", name="share"),
        score(LookUp(ranges), "share"),
    )
    assert result(made, persons("1", "2/3", "0")).value == 1
