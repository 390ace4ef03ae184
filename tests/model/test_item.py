"""Items: anchors, statuses and steps that fit the scale."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.answer import answers
from fidelity.model.item import Item, Step
from fidelity.model.range import Range
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from tests.oracle.build import count, scale

STEPS = (
    Step(Range(at_most=Fraction(10)), Fraction(5)),
    Step(Range(above=Fraction(10)), Fraction(1)),
)


@pytest.mark.parametrize(
    ("of", "rest", "code", "path"),
    [
        (scale(0, 1), {"anchors": {"7": "always"}}, "unknown-code", ("anchors", "7")),
        (scale(0, 1), {"allows": frozenset({Status.MISSING})}, "bad-status", ("allows",)),
        (scale(0, 1), {"allows": frozenset({Status.RATED})}, "bad-status", ("allows",)),
        (scale(0, 1), {"steps": STEPS}, "steps-without-number", ("points",)),
        (Scale("p", kind=Kind.PERSONS), {"steps": STEPS}, "steps-without-number", ("points",)),
        (count(), {"steps": STEPS[:1]}, "ranges-gap", ("points", 0)),
        (
            count(),
            {"steps": (STEPS[0], Step(Range(at_least=Fraction(10)), Fraction(1)))},
            "ranges-overlap",
            ("points", 1),
        ),
        (Scale("n", kind=Kind.NUMBER, lowest=Fraction(0)), {"steps": STEPS[1:]}, "ranges-gap", ("points",)),
    ],
)
def test_what_does_not_fit_the_scale_is_refused(
    of: Scale, rest: dict[str, Any], code: str, path: tuple[str | int, ...]
) -> None:
    """Each misfit has its code and its place."""
    with pytest.raises(InvalidRecord) as caught:
        Item("x", "text", of, **rest)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == [(code, path)]


def test_raw_numbers_are_worth_what_their_range_says() -> None:
    """10 is still in the first range; 11 is not; the ends of the item are those of its points."""
    item = Item("caseload", "text", count(), steps=STEPS)
    assert [item.points_of(Fraction(raw)) for raw in (0, 10, 11, 500)] == [5, 5, 1, 1]
    assert (item.lowest, item.highest) == (Fraction(1), Fraction(5))


def test_whole_numbers_leave_no_hole_between_whole_ends() -> None:
    """Up to 10 and from 11 cover every count, and not every number."""
    whole = (STEPS[0], Step(Range(at_least=Fraction(11)), Fraction(1)))
    assert Item("x", "text", count(), steps=whole).points_of(Fraction(11)) == 1
    with pytest.raises(InvalidRecord):
        Item("x", "text", Scale("n", kind=Kind.NUMBER, lowest=Fraction(0)), steps=whole)


def test_ends_of_points_and_of_measures() -> None:
    """The lowest and highest points, whatever their order; the ends of a measure; none where there is none."""
    rated, counted = Item("x", "text", scale(3, -1, 2)), Item("x", "text", count(4))
    assert (rated.lowest, rated.highest) == (Fraction(-1), Fraction(3))
    assert (counted.lowest, counted.highest) == (Fraction(0), Fraction(4))
    assert Item("x", "text", count()).highest is None


def test_a_point_of_a_scale_means_what_the_item_says_before_what_the_scale_says() -> None:
    """The item's own anchor wins; the scale's is there where the item has none."""
    of = Scale("s", (Point("0", Fraction(0), anchor="never"), Point("1", Fraction(1), anchor="always")))
    item = Item("x", "text", of, anchors={"1": "in every visit"})
    assert (item.anchor("0"), item.anchor("1"), item.anchor("7")) == ("never", "in every visit", "")


def test_answers_in_the_order_of_their_codes() -> None:
    """The points, then what is allowed in the order of the statuses, then missing and invalid."""
    item = Item("x", "text", scale(0, 1), allows=frozenset({Status.NOT_OBSERVED, Status.NOT_APPLICABLE}))
    expected = [Status.RATED] * 2 + [Status.NOT_APPLICABLE, Status.NOT_OBSERVED, Status.MISSING, Status.INVALID]
    assert [each.status for each in answers(item)] == expected
    assert [each.status for each in answers(item, off=True)][-3:] == [
        Status.OFF_BY_DESIGN,
        Status.MISSING,
        Status.INVALID,
    ]
