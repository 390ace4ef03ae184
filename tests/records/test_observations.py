"""The observations of a store, read back by visit."""

from __future__ import annotations

from pathlib import Path

import pytest

from fidelity.errors import StoreError
from fidelity.records.observation import Edition, Observation, as_content, from_content
from fidelity.records.observations import observations, visits
from fidelity.records.store import Store
from tests.records.stores import content


def test_observations_are_read_back(tmp_path: Path) -> None:
    """By day, visit and rater; consensus ratings are among them, goals and erased ones are not."""
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        store.append("late-1", "observation", content("late-1", "2026-11-21", a="1"), by="R1")
        other = content("other-1", a="1")
        other["facts"]["rater"] = "R2"
        store.append("other-1", "observation", other, by="R2")
        store.append("early-1", "observation", content("early-1", a="2"), by="R1")
        agreed = {**content("both-1", a="1"), "sources": [], "decided_by": ["R1", "R2"]}
        agreed["facts"]["rater"] = "consensus"
        store.append("both-1", "consensus", agreed, by="R1")
        store.append("goal-1", "goal", {"id": "goal-1"}, by="R1")
        store.append("gone-1", "observation", content("gone-1"), by="R1")
        store.append("loose-1", "observation", content("loose-1", ""), by="R1")
        store.erase("gone-1", by="R1", why="asked for")
        loose = store.record("loose-1").content
        assert loose is not None
        found = observations(store)
        assert [stored.record.id for stored in found] == ["loose-1", "early-1", "other-1", "both-1", "late-1"]
        assert [stored.observation.ratings.get("a") for stored in found] == [None, "2", "1", "1", "1"]
        by_visit = {visit: [stored.record.id for stored in held] for visit, held in visits(store).items()}
        assert by_visit == {
            "P03-": ["loose-1"],
            "P03-2026-11-20": ["early-1", "other-1", "both-1"],
            "P03-2026-11-21": ["late-1"],
        }


def test_a_visit_without_a_name_stands_alone(tmp_path: Path) -> None:
    """Two observations that name no visit are not taken for two of one."""
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        for name in ("loose-1", "loose-2"):
            unnamed = content(name, a="1")
            del unnamed["facts"]["observation"]
            store.append(name, "observation", unnamed, by="R1")
        assert [*visits(store)] == ["loose-1", "loose-2"]


@pytest.mark.parametrize(
    "changes", [{"facts": "x"}, {"facts": {"observation": 5}}, {"ratings": {"a": ["1"]}}, {"version": 1}, {"id": 1}]
)
def test_what_is_no_observation_is_told(tmp_path: Path, changes: dict[str, object]) -> None:
    """A record from elsewhere that says something else is named, and no traceback is shown."""
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        store.append("strange-1", "observation", {**content("strange-1"), **changes}, by="R1")
        with pytest.raises(StoreError, match="record `strange-1`"):
            observations(store)


def test_what_says_nothing_of_an_observation_is_told(tmp_path: Path) -> None:
    """The same where everything is missing."""
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        store.append("strange-1", "observation", {"id": "strange-1"}, by="R1")
        with pytest.raises(StoreError, match="record `strange-1`"):
            observations(store)


def test_an_observation_is_plain_data_and_back() -> None:
    """Nothing is lost on the way, and what is not known is left out."""
    edition = Edition("family_meeting", "1.0.0", "delivery", "north", "sha256:00", "sha256:11")
    made = Observation(
        "0b9f", edition, {"observation": "v1", "rater": "R1", "date": "2026-11-20"}, {"a": "2"}, {"a": "n"}
    )
    assert from_content(as_content(made)) == made
    assert from_content({**as_content(made), "shown": {"total": "66.7"}}) == made
    assert (made.visit, made.rater, made.date) == ("v1", "R1", "2026-11-20")
    bare = Observation("0b9f", edition)
    assert (bare.visit, bare.rater, bare.date) == ("", "", "")
