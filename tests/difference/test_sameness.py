"""Whether an item means the same to both versions, by all that both take."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.difference.sameness import same_readings
from fidelity.difference.sides import Sides
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from fidelity.plan.lowering import lower
from tests.oracle.build import NA, checklist, count, scale

STEPS = scale(0, 1, 2)
NUMBER = Scale("n", kind=Kind.NUMBER)
PERSONS = Scale("p", kind=Kind.PERSONS)
NINE = attrs.evolve(STEPS, status_codes={"9": Status.NOT_OBSERVED})
NINE_POINTS = Scale("s", (*STEPS.points, Point("9", Fraction(9))))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (STEPS, STEPS, True),
        (STEPS, scale(0, 1), True),
        (STEPS, Scale("s", tuple(attrs.evolve(point, label="x", anchor="y") for point in STEPS.points)), True),
        (STEPS, Scale("s", (Point("0", Fraction(1)), Point("1", Fraction(2)))), False),
        (NINE, attrs.evolve(STEPS, status_codes={"9": Status.INSUFFICIENT_DATA}), False),
        (NINE, NINE_POINTS, False),
        (NINE, STEPS, True),
        (STEPS, count(), True),
        (Scale("s", (Point("0", Fraction(1)), Point("1", Fraction(2)))), count(), False),
        (count(), NUMBER, True),
        (NUMBER, PERSONS, False),
        (PERSONS, PERSONS, True),
        (attrs.evolve(count(), status_codes={"99": Status.NOT_OBSERVED}), count(), False),
        (Scale("s", (Point("2.0", Fraction(3)), Point("1", Fraction(1)))), STEPS, False),
    ],
)
def test_an_item_is_the_same_where_all_that_both_take_is(old: Scale, new: Scale, same: bool) -> None:
    """What only one of them takes makes no difference; a number that is a code or status in the other does."""
    plans = [lower(checklist((Item("i1", "text", each, allows=frozenset({NA})),))) for each in (old, new)]
    assert same_readings(Sides((plans[0], plans[1]), {}), "i1") is same
    assert same_readings(Sides((plans[1], plans[0]), {}), "i1") is same
