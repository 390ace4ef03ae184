"""What stands in a store, as hand-ins meet it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from fidelity.handins.standing import Standing, known_as
from fidelity.records.observation import Observation, as_content
from fidelity.records.store import Store
from tests.handins.samples import FACTS, ID, OBSERVATION

CHANGED = attrs.evolve(OBSERVATION, ratings={**OBSERVATION.ratings, "greets": "0", "talks": "1"})
AGAIN = attrs.evolve(OBSERVATION, id="11112222-0000-4000-8000-000000000000")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store that holds the observation."""
    with Store.create(tmp_path / "store.sqlite") as made:
        made.append(ID, "observation", as_content(OBSERVATION), by="R1")
        yield made


def standing(store: Store, *observations: Observation) -> Standing:
    """What stands there for some observations."""
    return Standing.of(store, {each.id for each in observations})


def test_the_same_is_known_by_what_it_says(store: Store) -> None:
    """However its accents are written and its keys are ordered."""
    turned = attrs.evolve(OBSERVATION, ratings=dict(reversed([*OBSERVATION.ratings.items()])))
    assert standing(store, turned).holds(turned)
    assert known_as(turned) == known_as(OBSERVATION) != known_as(CHANGED)
    assert standing(store, turned).refusal(turned) is None


def test_another_content_is_refused_without_saying_what_was_rated(store: Store) -> None:
    """Nor which answers differ: whoever must not see them yet could guess them, one hand-in after the other."""
    found = standing(store, CHANGED)
    assert not found.holds(CHANGED)
    problem = found.refusal(CHANGED)
    assert problem is not None
    assert problem.code == "other-content"
    assert problem.message.endswith("says something else: the answers")
    assert "`fidelity correct 3f2b8c1e`" in problem.help


def test_of_two_hand_ins_that_guess_the_refusals_are_the_same(store: Store) -> None:
    """However near each comes to what was rated, and whether there are notes."""
    near = attrs.evolve(OBSERVATION, ratings={**OBSERVATION.ratings, "greets": "0"})
    far = attrs.evolve(OBSERVATION, ratings={"talks": "1"}, notes={"talks": "guessed"})
    assert standing(store, near).refusal(near) == standing(store, far).refusal(far)


def test_a_fact_that_differs_is_named(store: Store) -> None:
    """Who rated what, and when, is no secret."""
    later = attrs.evolve(OBSERVATION, facts={**FACTS, "date": "2026-11-21"})
    problem = standing(store, later).refusal(later)
    assert problem is not None
    assert problem.message.endswith("says something else: facts.date")


def test_a_record_that_was_corrected_is_known_by_what_it_said_at_first(store: Store) -> None:
    """Whoever collects the old file again changes nothing and is refused nothing."""
    store.append(ID, "observation", as_content(CHANGED), by="R1", why="saw it again", after=store.record(ID).tips[0])
    assert standing(store, OBSERVATION).holds(OBSERVATION)
    assert standing(store, CHANGED).refusal(CHANGED) is not None


def test_a_record_that_was_signed_off_is_known_too(store: Store) -> None:
    """And another content is refused as ever."""
    store.sign_off(ID, by="R1")
    assert standing(store, OBSERVATION).refusal(OBSERVATION) is None
    problem = standing(store, CHANGED).refusal(CHANGED)
    assert problem is not None
    assert problem.code == "other-content"


def test_a_record_that_was_erased_does_not_come_back(store: Store) -> None:
    """By no hand-in."""
    store.erase(ID, by="R1", why="asked for")
    problem = standing(store, OBSERVATION).refusal(OBSERVATION)
    assert problem is not None
    assert problem.code == "record-erased"


def test_an_id_of_something_else_is_refused(store: Store) -> None:
    """A goal is no observation."""
    store.append(AGAIN.id, "goal", {"id": AGAIN.id, "text": "Ask first"}, by="R1")
    problem = standing(store, AGAIN).refusal(AGAIN)
    assert problem is not None
    assert problem.message == "record 11112222 is of kind goal"


def test_the_same_visit_under_another_id_is_seen(store: Store) -> None:
    """By the same rater, of the same checklist; also one that is about to be stored."""
    found = standing(store, AGAIN)
    assert found.refusal(AGAIN) is None
    assert found.others(AGAIN) == ["3f2b8c1e"]
    assert found.others(OBSERVATION) == []
    elsewhere = attrs.evolve(AGAIN, facts={**FACTS, "rater": "R2"})
    assert found.others(elsewhere) == []
    found.take(elsewhere)
    assert found.others(attrs.evolve(elsewhere, id="x" * 8)) == ["11112222"]


def test_a_visit_that_several_are_to_rate_is_known(store: Store) -> None:
    """Whichever of its records says so, and before it is stored."""
    found = standing(store, AGAIN)
    assert not found.is_shared(AGAIN)
    found.take(attrs.evolve(AGAIN, facts={**FACTS, "rater": "R2", "raters": "2"}))
    assert found.is_shared(AGAIN)
    assert not found.is_shared(attrs.evolve(AGAIN, facts={**FACTS, "observation": "V2"}))
