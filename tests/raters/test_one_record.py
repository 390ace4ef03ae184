"""One record a visit: the stated rule, in its order."""

from __future__ import annotations

from fidelity.raters.one_record import one_per_visit
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.raters.double import hand_in, steps

ALL = steps("2", "1", "1", "0")


def standing(store: Store) -> list[str]:
    """The records that stand for the visits of a store."""
    return [each.record.id for each in one_per_visit(observations(store))]


def test_the_first_to_hand_in_leads(store: Store) -> None:
    """Of two coaches the earlier one stands for the visit, whatever they are called."""
    first = hand_in(store, "R2", ALL, role="coach")
    hand_in(store, "R1", ALL, role="supervisor")
    assert standing(store) == [first]


def test_what_was_agreed_on_stands_before_everybody(store: Store) -> None:
    """A consensus is later than its sources and goes before them."""
    hand_in(store, "R1", ALL)
    hand_in(store, "R2", ALL)
    agreed = hand_in(store, "consensus", ALL, kind="consensus")
    assert standing(store) == [agreed]


def test_eyes_go_before_machines_and_machines_before_the_own_view(store: Store) -> None:
    """However early the others were."""
    own = hand_in(store, "P03", ALL, role="self")
    assert standing(store) == [own]
    machine = hand_in(store, "M1", ALL, role="machine")
    assert standing(store) == [machine]
    coach = hand_in(store, "R1", ALL, role="coach")
    assert standing(store) == [coach]


def test_a_master_rating_stands_for_nothing(store: Store) -> None:
    """It is what others are compared with, and no observation of practice."""
    hand_in(store, "R1", ALL, role="master")
    assert standing(store) == []


def test_each_visit_has_one(store: Store) -> None:
    """And each checklist of it."""
    for rater in ("R1", "R2"):
        for visit in ("a", "b"):
            hand_in(store, rater, ALL, visit=visit)
        hand_in(store, rater, ALL, visit="a", checklist="other")
    assert len(standing(store)) == 3
