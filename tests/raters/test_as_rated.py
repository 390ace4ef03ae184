"""Ratings as they were before their raters could see each other's."""

from __future__ import annotations

from fidelity.raters.as_rated import CORRECTED, LATE, SINCE_OPENED, as_rated
from fidelity.records.observation import Observation
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.raters.double import correct, hand_in, steps


def found(store: Store) -> dict[str, Observation]:
    """The observations of a store as they were rated."""
    return {each.record.id: each.observation for each in as_rated(observations(store), store.history)}


def test_a_correction_in_sight_of_the_other_is_taken_back(store: Store) -> None:
    """What was corrected before counts, what was corrected after does not, and the facts are those of now."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    correct(store, first, listens="2")
    second = hand_in(store, "R2", steps("2", "2", "2", "0"))
    correct(store, first, asks="2")
    rated = found(store)
    assert {name: rated[first].ratings[name] for name in ("asks", "listens")} == {"asks": "1", "listens": "2"}
    assert rated[first].facts[SINCE_OPENED] == CORRECTED
    assert SINCE_OPENED not in rated[second].facts


def test_a_late_rating_is_marked(store: Store) -> None:
    """It stays as it is, since it counts for the visit, and says that it is not independent."""
    for rater, raters in (("R1", "2"), ("R2", "2")):
        hand_in(store, rater, steps("2", "1", "1", "0"), raters=raters)
    third = hand_in(store, "R3", steps("2", "2", "2", "0"))
    assert found(store)[third].facts[SINCE_OPENED] == LATE
    assert found(store)[third].ratings["asks"] == "2"


def test_masters_and_single_records_say_what_they_say_now(store: Store) -> None:
    """A master rating may be put right, and one rater alone agrees with nobody."""
    master = hand_in(store, "M1", steps("2", "1", "1", "0"), role="master")
    hand_in(store, "R1", steps("2", "2", "2", "0"))
    correct(store, master, asks="2")
    assert found(store)[master].ratings["asks"] == "2"
    assert SINCE_OPENED not in found(store)[master].facts
