"""Independence: what was handed in before anybody could see another's ratings."""

from __future__ import annotations

from fidelity.raters.independence import NOT_INDEPENDENT_WORDS, Independence, NotIndependent, independence
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.raters.double import correct, hand_in, histories, steps


def found(store: Store) -> dict[str, Independence]:
    """What of each record of a store is independent."""
    stored = observations(store)
    return independence(stored, histories(store, stored))


def test_a_correction_before_the_opening_counts(store: Store) -> None:
    """A slip that is mended while nobody could see anything is part of the independent rating."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    correct(store, first, asks="2")
    hand_in(store, "R2", steps("2", "2", "2", "0"))
    assert found(store)[first].observation.ratings["asks"] == "2"


def test_a_correction_after_the_opening_does_not(store: Store) -> None:
    """Whoever corrects with the other's ratings in sight is no longer independent."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    second = hand_in(store, "R2", steps("2", "2", "2", "0"))
    correct(store, first, asks="2")
    correct(store, second, listens="1")
    independent = found(store)
    assert independent[first].observation.ratings["asks"] == "1"
    assert independent[second].observation.ratings["listens"] == "2"
    assert [each.why_not for each in independent.values()] == [None, None]


def test_a_sign_off_and_an_unlocking_change_nothing(store: Store) -> None:
    """What happens to a record says nothing new."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    store.sign_off(first, by="R1")
    store.unlock(first, by="R1", why="again")
    hand_in(store, "R2", steps("2", "2", "2", "0"))
    assert found(store)[first].observation.ratings["asks"] == "1"


def test_a_third_rater_after_the_opening_is_not_independent(store: Store) -> None:
    """Of two who were planned, a third could see both."""
    hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    hand_in(store, "R2", steps("2", "2", "2", "0"))
    third = hand_in(store, "R3", steps("2", "2", "2", "0"))
    assert found(store)[third].why_not is NotIndependent.AFTER_OPENING


def test_what_was_opened_once_stays_opened(store: Store) -> None:
    """Whoever saw the others' ratings, corrects theirs and then plans for a third rater is caught all the same."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    hand_in(store, "R2", steps("2", "2", "2", "0"), raters="2")
    correct(store, first, asks="2")
    third = hand_in(store, "R3", steps("2", "2", "2", "0"), raters="3")
    independent = found(store)
    assert independent[first].observation.ratings["asks"] == "1"
    assert independent[third].why_not is NotIndependent.AFTER_OPENING


def test_a_plan_for_more_that_comes_in_time_keeps_the_visit_closed(store: Store) -> None:
    """Three who wait for each other are independent until the third hands in."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2")
    hand_in(store, "R2", steps("2", "2", "2", "0"), raters="3")
    correct(store, first, asks="2")
    third = hand_in(store, "R3", steps("2", "2", "2", "0"))
    independent = found(store)
    assert independent[first].observation.ratings["asks"] == "2"
    assert independent[third].why_not is None


def test_where_nobody_was_kept_apart_the_first_word_counts(store: Store) -> None:
    """Without a plan for two, nothing was sealed: what each handed in first is the nearest to independent."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"))
    correct(store, first, asks="2")
    hand_in(store, "R2", steps("2", "2", "2", "0"))
    independent = found(store)
    assert independent[first].observation.ratings["asks"] == "1"
    assert {each.why_not for each in independent.values()} == {None}


def test_self_ratings_and_second_records_are_not_independent(store: Store) -> None:
    """Each says why."""
    hand_in(store, "R1", steps("2", "1", "1", "0"))
    own = hand_in(store, "P03", steps("2", "2", "2", "2"), role="self")
    again = hand_in(store, "R1", steps("2", "2", "2", "2"), name="again")
    independent = found(store)
    assert independent[own].why_not is NotIndependent.SELF_RATING
    assert independent[again].why_not is NotIndependent.SECOND_RECORD
    assert set(NOT_INDEPENDENT_WORDS) == set(NotIndependent)
