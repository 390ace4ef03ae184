"""Consensus: what all say is taken, what differs is decided, and nobody's record is touched."""

from __future__ import annotations

import pytest

from fidelity.raters.blind import independent
from fidelity.raters.consensus import (
    Decision,
    NoConsensus,
    Panel,
    consensus_content,
    consensus_id,
    decided,
    moved_on,
    standing_revision,
)
from fidelity.records.observation import Edition, from_content
from fidelity.records.observations import observations
from fidelity.records.store import Store
from tests.raters.double import PLAN, VISIT, correct, hand_in, steps


def panel(store: Store) -> Panel:
    """The raters of a store that holds one visit."""
    stored = independent(observations(store))
    revisions = tuple(standing_revision(each.record, store.history(each.record.id)) for each in stored)
    return Panel(stored, revisions, PLAN)


def two(store: Store) -> tuple[str, str]:
    """Two raters who agree on two items, differ on one, and of whom one left one out."""
    first = hand_in(store, "R1", steps("2", "1", "1", "0"), raters="2", minutes="40")
    second = hand_in(store, "R2", steps("2", "2", "1", ""), team="T1")
    return first, second


def revisions(store: Store) -> dict[str, tuple[str, str]]:
    """The independent ratings as `moved_on` takes them."""
    found = panel(store)
    pairs = zip(found.stored, found.revisions, strict=True)
    return {each.record.id: (each.observation.rater, revision) for each, revision in pairs}


def test_what_all_say_is_agreed_and_the_rest_is_disputed(store: Store) -> None:
    """An item that one of them did not answer is to be talked about, too."""
    two(store)
    found = panel(store)
    assert found.agreed == {"greets": "2", "listens": "1"}
    assert [item.id for item in found.disputed] == ["asks", "plans"]


def test_what_nobody_answered_stays_so(store: Store) -> None:
    """It is neither agreed nor disputed."""
    hand_in(store, "R1", steps("2", "1", "", "0"))
    hand_in(store, "R2", steps("2", "1", "", "0"))
    found = panel(store)
    assert found.disputed == ()
    assert decided(found, {}) == {"asks": "1", "greets": "2", "plans": "0"}


def test_nothing_is_recorded_while_a_difference_is_open(store: Store) -> None:
    """All that is open is told, with what each of them says."""
    two(store)
    with pytest.raises(NoConsensus) as caught:
        decided(panel(store), {})
    assert [problem.message for problem in caught.value.problems] == [
        "item `asks` is not agreed: R1 says 1 and R2 says 2",
        "item `plans` is not agreed: R1 says 0 and R2 says nothing",
    ]


def test_decisions_close_what_is_open(store: Store) -> None:
    """Another code than either of them said can be decided, and that an item stays without an answer."""
    two(store)
    given = {"asks": Decision("0", "watched again"), "plans": Decision("missing")}
    assert decided(panel(store), given) == {"greets": "2", "asks": "0", "listens": "1"}


def test_a_decision_is_written_as_every_record_has_it(store: Store) -> None:
    """However it was typed; and what stays without an answer counts nowhere as one."""
    two(store)
    given = {"asks": Decision(" 0.00"), "plans": Decision(" missing ")}
    assert decided(panel(store), given) == {"asks": "0", "greets": "2", "listens": "1"}


def test_they_may_think_better_of_what_all_said(store: Store) -> None:
    """A decision goes before what they first agreed on."""
    two(store)
    given = {"asks": Decision("1"), "plans": Decision("0"), "greets": Decision("1")}
    assert decided(panel(store), given)["greets"] == "1"


def test_wrong_decisions_are_told_together(store: Store) -> None:
    """An unknown item, a code that the item does not have, and what is still open."""
    two(store)
    with pytest.raises(NoConsensus) as caught:
        decided(panel(store), {"ask": Decision("1"), "asks": Decision("7")})
    assert [problem.code for problem in caught.value.problems] == ["unknown-item", "bad-cell", "not-agreed"]


def test_the_record_names_its_sources_and_who_decided(store: Store) -> None:
    """It is an observation of the same visit, by nobody in particular, with the revisions that it was made of."""
    first, second = two(store)
    found = panel(store)
    given = {"asks": Decision("2", "R2 saw it"), "plans": Decision("0")}
    content = consensus_content(found, given, ("R1", "R2"))
    observation = from_content(content)
    assert observation.facts == {
        "observation": VISIT,
        "date": "2026-11-20",
        "practitioner": "P03",
        "minutes": "40",
        "team": "T1",
        "rater": "consensus",
    }
    assert observation.ratings == {"greets": "2", "asks": "2", "listens": "1", "plans": "0"}
    assert observation.notes == {"asks": "R2 saw it"}
    assert content["decided_by"] == ["R1", "R2"]
    assert [(source["record"], source["rater"]) for source in content["sources"]] == [(first, "R1"), (second, "R2")]
    assert [source["revision"] for source in content["sources"]] == list(found.revisions)
    assert store.record(first).n_revisions == store.record(second).n_revisions == 1


def test_there_is_one_consensus_wherever_it_is_recorded() -> None:
    """Its id follows from visit and checklist; another version of the checklist makes no other one."""
    names = {consensus_id(Edition("visit", version, "delivery"), VISIT) for version in ("1.2", "1.3")}
    assert len(names) == 1
    assert consensus_id(Edition("visit", "1.2", "other"), VISIT) not in names
    assert consensus_id(Edition("visit", "1.2", "delivery"), "P04") not in names


def test_a_corrected_source_makes_the_consensus_older(store: Store) -> None:
    """Whose record it was is said; a sign-off says nothing new."""
    first, second = two(store)
    content = consensus_content(panel(store), {"asks": Decision("1"), "plans": Decision("0")}, ("R1",))
    assert moved_on(content, revisions(store)) == ()
    store.sign_off(second, by="R2")
    assert moved_on(content, revisions(store)) == ()
    correct(store, first, asks="2")
    assert moved_on(content, revisions(store)) == ("R1",)


def test_a_rater_more_or_less_makes_the_consensus_older(store: Store) -> None:
    """So does a record that was erased, and one that joined."""
    first, _ = two(store)
    content = consensus_content(panel(store), {"asks": Decision("1"), "plans": Decision("0")}, ("R1",))
    hand_in(store, "R3", steps("2", "1", "1", "0"))
    assert moved_on(content, revisions(store)) == ("R3",)
    store.erase(first, by="R1", why="asked to")
    assert moved_on(content, revisions(store)) == ("R1", "R3")
