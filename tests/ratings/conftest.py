"""A checklist that has every kind of scale, for the tests of tables of ratings."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status

FIVE = Scale("five", tuple(Point(str(code), Fraction(code)) for code in range(1, 6)), status_codes={})
STEPS = Scale(
    "steps",
    (Point("2", Fraction(2)), Point("1", Fraction(1)), Point("0", Fraction(0))),
    status_codes={"9": Status.INSUFFICIENT_DATA, "-8": Status.MISSING},
)
WORDS = Scale("words", (Point("yes", Fraction(1)), Point("no", Fraction(0))))
HALVES = Scale("halves", tuple(Point(code, Fraction(code)) for code in ("0", "0.5", "1")))
MANY = Scale("many", tuple(Point(str(code), Fraction(code)) for code in range(300)))


def measure(kind: Kind, **ends: Fraction) -> Scale:
    """A scale that measures."""
    return Scale(kind.value, kind=kind, lowest=ends.get("lowest"), highest=ends.get("highest"))


@pytest.fixture(scope="session")
def checklist() -> Checklist:
    """One item of each kind."""
    return Checklist(
        "delivery",
        (
            Item("goal_setting", "Sets goals", FIVE, allows=frozenset({Status.NOT_APPLICABLE})),
            Item("praise", "Praises", STEPS),
            Item("open_door", "Opens the door", WORDS, allows=frozenset({Status.NOT_OBSERVED})),
            Item("half", "Does half", HALVES),
            Item("visits", "Visits", measure(Kind.COUNT, highest=Fraction(1000))),
            Item("minutes", "Minutes", measure(Kind.NUMBER, lowest=Fraction(-5))),
            Item("share", "Share", measure(Kind.PERCENT)),
            Item("families", "Families", measure(Kind.PERSONS)),
        ),
        status_codes={"NA": Status.NOT_APPLICABLE, "NO": Status.NOT_OBSERVED},
    )


@pytest.fixture(scope="session")
def small() -> Checklist:
    """Three items that are rated from 1 to 5 or not applicable."""
    allows = frozenset({Status.NOT_APPLICABLE})
    return Checklist(
        "small", tuple(Item(name, name, FIVE, allows=allows) for name in ("goal_setting", "praise", "plan"))
    )
