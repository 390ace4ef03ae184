"""Blind rating: nobody's ratings are shown before all who are awaited have handed in."""

from __future__ import annotations

import pytest

from fidelity.raters.blind import independent, is_sealed, n_awaited, n_planned, rated_together, sealed_records
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.raters.double import VISIT, hand_in, steps

ALL = steps("2", "1", "1", "0")


def test_a_visit_for_one_rater_is_never_sealed(store: Store) -> None:
    """Where nobody said that several would rate, one record stands for itself."""
    hand_in(store, "R1", ALL)
    assert not is_sealed(observations(store))


def test_a_visit_for_two_is_sealed_until_both_are_in(store: Store) -> None:
    """Whoever of them says so: one fact is enough."""
    hand_in(store, "R1", ALL, raters="2")
    assert is_sealed(observations(store))
    assert n_awaited(observations(store)) == 1
    hand_in(store, "R2", ALL)
    assert not is_sealed(observations(store))


def test_the_second_rater_can_say_it_for_the_first(store: Store) -> None:
    """The most that anybody says is what is planned."""
    hand_in(store, "R1", ALL)
    hand_in(store, "R2", ALL, raters="3")
    assert n_planned(observations(store)) == 3
    assert is_sealed(observations(store))


def test_two_records_of_one_rater_are_one_rater(store: Store) -> None:
    """Handing in twice opens nothing; the first record is the rater's."""
    first = hand_in(store, "R1", ALL, raters="2")
    hand_in(store, "R1", ALL, name="again")
    assert is_sealed(observations(store))
    assert [each.record.id for each in independent(observations(store))] == [first]


@pytest.mark.parametrize("role", ["master", "self"])
def test_master_and_self_ratings_open_nothing(role: str, store: Store) -> None:
    """A model answer and the practitioner's own view are no second pair of eyes."""
    hand_in(store, "R1", ALL, raters="2", role="coach")
    hand_in(store, "R2", ALL, role=role)
    assert is_sealed(observations(store))


def test_what_only_the_practitioner_rated_awaits_nobody(store: Store) -> None:
    """A self-rating alone is shown; one master rating alone is kept from those who are still to rate."""
    hand_in(store, "P03", ALL, role="self")
    assert n_awaited(observations(store)) == 0
    hand_in(store, "M1", ALL, role="master")
    assert n_awaited(observations(store)) == 1
    hand_in(store, "R1", ALL)
    assert not is_sealed(observations(store))


def test_a_machine_is_a_rater(store: Store) -> None:
    """A program that rates is one more rater, who sees nobody's ratings either."""
    hand_in(store, "R1", ALL, raters="2")
    hand_in(store, "M1", ALL, role="machine")
    assert not is_sealed(observations(store))


def test_a_consensus_opens_nothing(store: Store) -> None:
    """It is made of the ratings, and is none itself."""
    hand_in(store, "R1", ALL, raters="2")
    hand_in(store, "consensus", ALL, kind="consensus")
    assert is_sealed(observations(store))


@pytest.mark.parametrize("raters", ["two", "", "-2", "2.0", "²", "1" * 30])
def test_a_number_of_raters_that_is_none_says_nothing(raters: str, store: Store) -> None:
    """What cannot be read seals nothing, and stops nobody."""
    hand_in(store, "R1", ALL, raters=raters)
    assert not is_sealed(observations(store))


def test_visits_and_checklists_are_told_apart(store: Store) -> None:
    """What somebody rated elsewhere opens nothing here."""
    sealed = hand_in(store, "R1", ALL, raters="2")
    hand_in(store, "R2", ALL, visit="P03-2026-11-27")
    hand_in(store, "R2", ALL, checklist="other")
    assert sealed_records(observations(store)) == {sealed}
    assert len(rated_together(observations(store))) == 3


def test_another_version_of_the_checklist_is_the_same_visit(store: Store) -> None:
    """Whether both can be compared is another question: both have seen it, and both have handed in."""
    hand_in(store, "R1", ALL, raters="2")
    hand_in(store, "R2", ALL, plan_hash="sha256:other")
    assert sealed_records(observations(store)) == frozenset()


def test_records_without_a_visit_stand_alone(store: Store) -> None:
    """Two records that name no visit are not taken for two ratings of one."""
    names = {hand_in(store, rater, ALL, visit="", name=f"{rater}-nowhere", raters="2") for rater in ("R1", "R2")}
    assert sealed_records(observations(store)) == names
    assert all(rated[0] != VISIT for rated in rated_together(observations(store)))
