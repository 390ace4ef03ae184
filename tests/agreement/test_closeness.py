"""How near two answers are, on every kind of scale."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.agreement.closeness import Closeness, closeness, is_graded
from fidelity.model.answer import INVALID, MISSING, Answer
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from tests.oracle.build import NA, Given, answer, count, items, scale

NOT_OBSERVED = Status.NOT_OBSERVED


def item(of: Scale) -> Item:
    """An item of a scale."""
    (made,) = items(1, of, NA, NOT_OBSERVED)
    return made


@pytest.mark.parametrize(
    ("first", "second", "near"),
    [
        (3, 3, Closeness.SAME),
        # By place and not by number: of 1, 3 and 5, the points 1 and 3 are neighbours.
        (1, 3, Closeness.BY_ONE),
        (5, 3, Closeness.BY_ONE),
        (1, 5, Closeness.BY_MORE),
        (NA, NA, Closeness.SAME),
        (NA, NOT_OBSERVED, Closeness.STATUS),
        (3, NA, Closeness.STATUS),
        (3, Status.MISSING, Closeness.OPEN),
        (Status.MISSING, Status.MISSING, Closeness.OPEN),
        (NA, INVALID, Closeness.OPEN),
        (Status.OFF_BY_DESIGN, Status.OFF_BY_DESIGN, Closeness.OPEN),
    ],
)
def test_points_and_statuses(first: Given, second: Given, near: Closeness) -> None:
    """Points are compared by their place, statuses by being the same; what says nothing is not compared."""
    graded = item(scale(1, 3, 5))
    assert closeness(answer(first), answer(second), graded) is near
    assert closeness(answer(second), answer(first), graded) is near


def test_the_order_is_that_of_the_points_and_not_of_the_form() -> None:
    """A form may print its points in any order."""
    assert closeness(answer(0), answer(2), item(scale(2, 0, 1))) is Closeness.BY_MORE


def test_two_codes_of_one_worth_are_different_answers_and_neighbours() -> None:
    """They are not the same answer, and nothing lies between them."""
    made = item(scale(0, 0, 1, 2))
    assert closeness(answer(0), Answer(Status.RATED, "0'", Fraction(0)), made) is Closeness.BY_ONE


@pytest.mark.parametrize(
    ("of", "second", "near"),
    [
        (count(), 8, Closeness.BY_ONE),
        (count(), 9, Closeness.BY_MORE),
        (Scale("minutes", kind=Kind.NUMBER), 8, Closeness.DIFFERENT),
        (Scale("share", kind=Kind.PERCENT), 8, Closeness.DIFFERENT),
        (scale(7, 8), 8, Closeness.DIFFERENT),
    ],
)
def test_numbers_and_short_scales(of: Scale, second: int, near: Closeness) -> None:
    """Counts can differ by one; on measurements and on scales of two points that says nothing."""
    assert closeness(answer(7), answer(second), item(of)) is near
    assert closeness(answer(7), answer(7), item(of)) is Closeness.SAME


def test_results_of_persons_are_the_same_or_different() -> None:
    """Each person's result counts, in its order."""
    made = item(Scale("each", kind=Kind.PERSONS))
    half, one = Fraction(1, 2), Fraction(1)
    first = Answer(Status.RATED, persons=(half, one))
    assert closeness(first, Answer(Status.RATED, persons=(half, one)), made) is Closeness.SAME
    assert closeness(first, Answer(Status.RATED, persons=(one, half)), made) is Closeness.DIFFERENT
    assert closeness(first, MISSING, made) is Closeness.OPEN


def test_three_points_of_two_worths_are_no_grades() -> None:
    """*Within one* needs three different worths, or counts."""
    assert not is_graded(item(scale(0, 0, 1)))
    assert is_graded(item(scale(0, 1, 2)))
    assert is_graded(item(count()))
