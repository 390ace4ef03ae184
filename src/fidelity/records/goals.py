"""Goals for practice: what was agreed with a practitioner, team or site, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import attrs

from fidelity.errors import InvalidRecord, UsageError
from fidelity.problems import Problem
from fidelity.records.entry import Entry, Kind, Record
from fidelity.records.store import Store

OPEN = "open"
"""The state of a goal that is still to be looked at."""
MET = "met"
DROPPED = "dropped"
CARRIED = "carried"
"""The state of a goal that goes on as a new one, with another day."""
SETTLED = (MET, DROPPED, CARRIED)
"""What can become of a goal."""
STATES = (OPEN, *SETTLED)


@attrs.frozen
class Goal:
    """One thing to try, and the day to look at it again.

    Attributes:
        practitioner: Whose goal it is, by code: a practitioner, or a team or site where that is what is rated.
        intervention: The intervention's id.
        text: What was agreed.
        set_on: The day on which it was agreed.
        look_again_on: The day on which it is to be looked at again.
        checklist: The checklist's id; empty where it is about no checklist in particular.
        component: The component that it is about, by id; empty for none.
        item: The item that it is about, by id; empty for none.
        visit: The visit at which it was agreed; empty where nobody said.
        state: One of `STATES`.
    """

    practitioner: str
    intervention: str
    text: str
    set_on: date
    look_again_on: date
    checklist: str = ""
    component: str = ""
    item: str = ""
    visit: str = ""
    state: str = OPEN

    def __attrs_post_init__(self) -> None:
        """Refuse a goal that nobody could look at again."""
        problems = tuple(self._problems())
        if problems:
            raise InvalidRecord(problems)

    def _problems(self) -> Iterator[Problem]:
        if not self.text.strip():
            yield Problem(
                "bad-practice-goal", "a goal says nothing", "say in a few words what is to be tried: `--text`"
            )
        if not self.practitioner.strip():
            yield Problem("bad-practice-goal", "a goal is nobody's", "name the practitioner, team or site by its code")
        if self.look_again_on < self.set_on:
            message = f"a goal that was set on {self.set_on} is to be looked at on {self.look_again_on}, before it"
            yield Problem("bad-practice-goal", message, "give a later day: `--look-again`")
        if self.component and self.item:
            message = "a goal is about a component and about an item"
            yield Problem("bad-practice-goal", message, "name one of the two; an item shows its component anyway")
        if self.state not in STATES:
            yield Problem("bad-practice-goal", f"a goal cannot be `{self.state}`", f"it is one of {', '.join(STATES)}")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be looked at."""
        return self.state == OPEN


@attrs.frozen
class StoredGoal:
    """A goal with the record that holds it.

    Attributes:
        record: The record as it stands.
        goal: What it says.
    """

    record: Record
    goal: Goal


def as_content(goal: Goal) -> dict[str, Any]:
    """A goal as plain data.

    Args:
        goal: The goal.
    """
    return {name: str(value) for name, value in attrs.asdict(goal).items()}


def from_content(content: Mapping[str, Any]) -> Goal:
    """The goal that plain data hold.

    Args:
        content: The data, as `as_content` gives them.
    """
    known = {field.name: content[field.name] for field in attrs.fields(Goal) if field.name in content}
    days = {name: date.fromisoformat(known[name]) for name in ("set_on", "look_again_on")}
    return Goal(**{**known, **days})


def goals(store: Store, practitioner: str = "") -> list[StoredGoal]:
    """The goals of a store that were not erased, by the day to look again, practitioner and id.

    Args:
        store: The store.
        practitioner: Whose; empty for everybody's.
    """
    found = [
        StoredGoal(record, from_content(record.content))
        for record in store.records(Kind.GOAL)
        if record.content is not None
    ]
    return sorted((each for each in found if practitioner in ("", each.goal.practitioner)), key=_order)


def _order(stored: StoredGoal) -> tuple[date, str, str]:
    return stored.goal.look_again_on, stored.goal.practitioner, stored.record.id


def set_goal(store: Store, goal: Goal, *, by: str) -> Entry:
    """Record a new goal.

    Args:
        store: The store.
        goal: The goal.
        by: The code of who records it.
    """
    return store.append(str(uuid4()), Kind.GOAL, as_content(goal), by=by)


def settle_goal(
    store: Store, name: str, state: str, *, by: str, why: str, on: date, look_again_on: date | None = None
) -> Goal:
    """Record what became of a goal; one that is carried goes on as a new goal with another day.

    Args:
        store: The store.
        name: The goal's record, by its id or the beginning of it.
        state: One of `SETTLED`.
        by: The code of who says so.
        why: The reason.
        on: The day on which it was said.
        look_again_on: For a goal that is carried, the day to look at it again.

    Returns:
        The goal as it now stands: the new one, where it is carried.

    Raises:
        UsageError: It is no goal, it was settled before, or there is no day to carry it to.
    """
    record = store.record(name)
    if record.kind != Kind.GOAL or record.content is None:
        gone = "was erased" if record.erased else f"is no goal: it is a record of kind `{record.kind}`"
        raise UsageError(Problem("not-a-goal", f"`{record.id}` {gone}", "`fidelity goals list` shows the goals"))
    goal = from_content(record.content)
    if not goal.is_open:
        message = f"goal `{record.id[:8]}` was settled before: {goal.state}"
        raise UsageError(Problem("goal-settled", message, "set a new goal if it is to be tried again"))
    if (state == CARRIED) != (look_again_on is not None):
        message = "a goal that is carried needs a new day, and only such a goal takes one"
        raise UsageError(Problem("goal-day", message, "give `--look-again` with `carried`, and not otherwise"))
    settled = attrs.evolve(goal, state=state)
    if look_again_on is not None:
        carried = attrs.evolve(goal, set_on=on, look_again_on=look_again_on)
        # Named after the goal that it follows: when this is tried again after a failure, nothing is there twice.
        store.append(str(uuid5(NAMESPACE_URL, f"{record.id}/{record.tips[0]}")), Kind.GOAL, as_content(carried), by=by)
        settled = carried
    content = as_content(attrs.evolve(goal, state=state))
    store.append(record.id, Kind.GOAL, content, by=by, why=why, after=record.tips[0])
    return settled
