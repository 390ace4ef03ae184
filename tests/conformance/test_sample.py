"""Made-up observations."""

from __future__ import annotations

from fractions import Fraction

from fidelity.conformance.sample import N_RANDOM, nothing, rated, rows, whole
from fidelity.model.answer import MISSING
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from tests.conformance.asked import subject_of

CHECKLIST = subject_of().checklists[0][1]
SHORT = subject_of().checklists[1][1]


def test_ratings_come_worst_first() -> None:
    """By what they are worth, whatever their codes; raw numbers at each end of each range."""
    assert [answer.code for answer in rated(CHECKLIST.item["asks"])] == ["1", "2", "3", "4", "5"]
    lengths = [answer.value for answer in rated(CHECKLIST.item["length"])]
    assert {Fraction(0), Fraction(9), Fraction(10), Fraction(60)} <= {*lengths}
    worths = [CHECKLIST.item["length"].points_of(value) for value in lengths if value is not None]
    assert worths == sorted(worths)


def test_persons_are_several() -> None:
    """Nobody, everybody, and some of each."""
    item = CHECKLIST.item["asks"]
    people = type(item)("people", "People", Scale("people", kind=Kind.PERSONS))
    assert len({answer.persons for answer in rated(people)}) > 2


def test_the_best_and_the_worst_are_whole() -> None:
    """Every item at its end; what a profile leaves out is off."""
    assert [answer.code for answer in whole(CHECKLIST).values()][:6] == ["5", "5", "5", "5", "1", "1"]
    assert whole(CHECKLIST, worst=True)["length"].value == 0
    assert whole(SHORT)["asks_again"].status is Status.OFF_BY_DESIGN
    assert {*nothing(CHECKLIST).values()} == {MISSING}


def test_the_random_ones_are_always_the_same() -> None:
    """Two runs tell the same, and each checklist has its own."""
    first, second = [*rows(CHECKLIST)], [*rows(CHECKLIST)]
    assert first == second
    assert len(first) > N_RANDOM + len(CHECKLIST.items)
    assert [*rows(CHECKLIST, 2)] == first[: len(first) - N_RANDOM + 2]
    assert [*rows(SHORT)][-1] != first[-1]


def test_every_status_comes_up() -> None:
    """Each that an item allows is tried by itself."""
    seen = {(name, answer.status) for row in rows(CHECKLIST, 0) for name, answer in row.items()}
    assert {("asks_again", Status.NOT_APPLICABLE), ("shows_book", Status.INSUFFICIENT_DATA)} <= seen
