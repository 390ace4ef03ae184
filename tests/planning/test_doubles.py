"""Second raters: the share so far, and the lots that are drawn."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.planning.doubles import Doubles, doubles, lot, waiting
from fidelity.planning.visit import Visit

ON = date(2026, 11, 20)
FIFTH = Fraction(1, 5)


def visits(n: int, n_double: int = 0, mode: str = "video") -> tuple[Visit, ...]:
    """So many visits, the first of them rated by two."""
    return tuple(
        Visit(
            f"V{number}", "P01", ON - timedelta(days=n - number), ("R1", "R2")[: 1 + (number < n_double)], 0, mode, ()
        )
        for number in range(n)
    )


def of(found: tuple[Visit, ...], share: Fraction = FIFTH) -> Doubles:
    """What share of visits two people rated."""
    return doubles(found, share, "visiting/visit", ON)


@pytest.mark.parametrize(
    ("n", "n_double", "n_picks"),
    [(0, 0, 0), (1, 0, 1), (5, 0, 1), (5, 1, 0), (6, 1, 1), (10, 2, 0), (11, 2, 1), (10, 5, 0)],
)
def test_as_many_are_picked_as_are_missing(n: int, n_double: int, n_picks: int) -> None:
    """A fifth of six visits is two of them, because one would be less."""
    found = of(visits(n, n_double))
    assert (found.n_visits, found.n_double, len(found.picks), found.n_short) == (n, n_double, n_picks, 0)


def test_the_lot_can_be_drawn_again_by_anybody() -> None:
    """It is the SHA-256 of the checklist and the visit's name."""
    assert lot("V1", "visiting/visit") == sha256(b"visiting/visit/V1").hexdigest()
    assert lot("V1", "visiting/visit") != lot("V1", "visiting/other")
    found = of(visits(10), Fraction(3, 10))
    names = sorted(
        (visit.name for visit in visits(10)), key=lambda name: sha256(f"visiting/visit/{name}".encode()).digest()
    )
    assert [visit.name for visit in found.picks] == names[:3]


@given(st.permutations(range(12)))
def test_nobody_can_choose_by_the_order_of_entry(order: list[int]) -> None:
    """Whatever came first, the same are picked."""
    found = visits(12)
    assert of(tuple(found[place] for place in order)).picks == of(found).picks


def test_what_was_seen_live_by_one_cannot_be_rated_by_a_second() -> None:
    """It counts among the visits, is never picked, and is told where nothing else is left."""
    live = visits(9, mode="live")
    recorded = (attrs.evolve(visits(1)[0], name="V9"),)
    found = of((*live, *recorded))
    assert ([visit.name for visit in found.picks], found.n_short) == (["V9"], 1)


def test_a_visit_that_waits_for_its_second_rater_counts() -> None:
    """It will be one; and it is listed as waiting."""
    one = attrs.evolve(visits(1)[0], n_awaited=1)
    assert (of((one,)).n_double, of((one,)).picks) == (1, ())
    assert waiting((one, *visits(3))) == (one,)


def test_the_last_year_counts() -> None:
    """To the day: what was a year ago is over."""
    (one,) = visits(1)
    assert of((attrs.evolve(one, day=date(2025, 11, 21)),)).n_visits == 1
    found = of((attrs.evolve(one, day=date(2025, 11, 20)),))
    assert (found.n_visits, found.first) == (0, date(2025, 11, 20))
