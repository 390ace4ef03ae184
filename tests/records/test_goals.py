"""Goals: recorded, listed, and settled as met, dropped or carried to another day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from fidelity.errors import FidelityError, InvalidRecord, UsageError
from fidelity.records.goals import (
    CARRIED,
    DROPPED,
    MET,
    OPEN,
    Goal,
    as_content,
    from_content,
    goals,
    set_goal,
    settle_goal,
)
from fidelity.records.store import Store
from tests.records.stores import ID, clock, content

SET, AGAIN, LATER = date(2026, 11, 20), date(2026, 12, 4), date(2027, 1, 15)
GOAL = Goal(
    "P03", "family_meeting", "Ask each child first", SET, AGAIN, "meeting", "childs_voice", "", "P03-2026-11-20"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.create(tmp_path / "fidelity.sqlite", clock=clock()) as made:
        yield made


def states(store: Store) -> list[tuple[str, date]]:
    """The state of every goal, with the day to look again."""
    return [(each.goal.state, each.goal.look_again_on) for each in goals(store)]


def code(caught: pytest.ExceptionInfo[FidelityError]) -> str:
    """The code of the first problem."""
    return caught.value.problems[0].code


def test_a_goal_survives_as_plain_data() -> None:
    """Days as text, and nothing lost on the way."""
    plain = as_content(GOAL)
    assert plain == {
        "practitioner": "P03",
        "intervention": "family_meeting",
        "text": "Ask each child first",
        "set_on": "2026-11-20",
        "look_again_on": "2026-12-04",
        "checklist": "meeting",
        "component": "childs_voice",
        "item": "",
        "visit": "P03-2026-11-20",
        "state": "open",
    }
    assert from_content(plain) == GOAL


@pytest.mark.parametrize(
    "change",
    [
        {"text": "  "},
        {"practitioner": ""},
        {"look_again_on": date(2026, 11, 19)},
        {"item": "childs_words"},
        {"state": "forgotten"},
    ],
)
def test_a_goal_that_nobody_could_look_at_again_is_refused(change: dict[str, Any]) -> None:
    """Without words, without a person, before it began, about two things, in no state."""
    with pytest.raises(InvalidRecord) as caught:
        attrs.evolve(GOAL, **change)
    assert [problem.code for problem in caught.value.problems] == ["bad-practice-goal"]
    assert caught.value.problems[0].help


def test_goals_are_listed_by_the_day_to_look_again(store: Store) -> None:
    """Everybody's, or one practitioner's."""
    set_goal(store, attrs.evolve(GOAL, look_again_on=LATER), by="R1")
    set_goal(store, attrs.evolve(GOAL, practitioner="P04"), by="R1")
    set_goal(store, GOAL, by="R1")
    assert [(each.goal.practitioner, each.goal.look_again_on) for each in goals(store)] == [
        ("P03", AGAIN),
        ("P04", AGAIN),
        ("P03", LATER),
    ]
    assert [each.goal.look_again_on for each in goals(store, "P03")] == [AGAIN, LATER]


@pytest.mark.parametrize("state", [MET, DROPPED])
def test_a_settled_goal_keeps_its_history(state: str, store: Store) -> None:
    """What became of it, who said so and why."""
    name = set_goal(store, GOAL, by="R1").record
    now = settle_goal(store, name[:8], state, by="R2", why="seen at two visits", on=AGAIN)
    assert (now.state, now.is_open) == (state, False)
    assert states(store) == [(state, AGAIN)]
    first, second = store.history(name)
    assert (first.by, second.by, second.why) == ("R1", "R2", "seen at two visits")


def test_a_goal_that_is_carried_goes_on_as_a_new_one(store: Store) -> None:
    """With another day, beginning on the day on which that was agreed."""
    name = set_goal(store, GOAL, by="R1").record
    now = settle_goal(store, name, CARRIED, by="R1", why="ill in between", on=AGAIN, look_again_on=LATER)
    assert (now.state, now.set_on, now.look_again_on, now.text) == (OPEN, AGAIN, LATER, GOAL.text)
    assert states(store) == [(CARRIED, AGAIN), (OPEN, LATER)]


def test_carrying_twice_after_a_failure_carries_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The power went off between the two records, and the command is given again."""
    name = set_goal(store, GOAL, by="R1").record
    write = store.append

    def failing(record: str, kind: str, held: Any, **said: Any) -> Any:
        if said.get("after"):
            raise OSError("power")
        return write(record, kind, held, **said)

    monkeypatch.setattr(store, "append", failing)
    with pytest.raises(OSError, match="power"):
        settle_goal(store, name, CARRIED, by="R1", why="ill", on=AGAIN, look_again_on=LATER)
    monkeypatch.undo()
    settle_goal(store, name, CARRIED, by="R1", why="ill", on=AGAIN, look_again_on=LATER)
    assert states(store) == [(CARRIED, AGAIN), (OPEN, LATER)]


def test_a_goal_is_settled_once(store: Store) -> None:
    """What became of it stays."""
    name = set_goal(store, GOAL, by="R1").record
    settle_goal(store, name, MET, by="R1", why="seen", on=AGAIN)
    with pytest.raises(UsageError) as caught:
        settle_goal(store, name, DROPPED, by="R1", why="no", on=AGAIN)
    assert code(caught) == "goal-settled"


@pytest.mark.parametrize(("state", "again"), [(CARRIED, None), (MET, LATER)])
def test_only_what_is_carried_takes_a_day(state: str, again: date | None, store: Store) -> None:
    """And it needs one; nothing is written otherwise."""
    name = set_goal(store, GOAL, by="R1").record
    with pytest.raises(UsageError) as caught:
        settle_goal(store, name, state, by="R1", why="x", on=AGAIN, look_again_on=again)
    assert code(caught) == "goal-day"
    assert states(store) == [(OPEN, AGAIN)]


def test_what_is_no_goal_cannot_be_settled(store: Store) -> None:
    """An observation, or a goal that was erased."""
    store.append(ID, "observation", content(), by="R1")
    erased = set_goal(store, GOAL, by="R1").record
    store.erase(erased, by="R1", why="asked for")
    for name in (ID, erased):
        with pytest.raises(UsageError) as caught:
            settle_goal(store, name, MET, by="R1", why="x", on=AGAIN)
        assert code(caught) == "not-a-goal"
    assert goals(store) == []
