"""Retention: which records have been kept for long enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fidelity.records.policy import Policy
from fidelity.records.retention import kept
from fidelity.records.store import Store
from tests.records.stores import clock, content

POLICY = Policy.of({}, "1 year")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with records of several days, of none, and of no visit."""
    store = Store.create(tmp_path / "fidelity.sqlite", clock=clock("2026-01-10T23:00:00"))
    for name, day in (("new-1", "2026-06-01"), ("old-1", "2025-01-31"), ("undated-1", ""), ("strange-1", "soon")):
        store.append(name, "observation", content(name, day, a="1"), by="R1")
    store.append("both-1", "consensus", {**content("both-1", "2025-11-20"), "sources": []}, by="R1")
    goal = store.append("goal-1", "goal", {"id": "goal-1"}, by="R1", at="2024-12-31T23:59:59.999999Z")
    store.append("goal-1", "goal", {"id": "goal-1", "done": True}, by="R1", why="reached", after=goal.id)
    store.append("gone-1", "observation", content("gone-1", "2020-01-01"), by="R1")
    store.erase("gone-1", by="R1", why="time is over")
    yield store
    store.close()


def test_records_come_in_the_order_of_their_end(store: Store) -> None:
    """Visits count from their day, what is of no visit from its latest change; without a day, nobody can say."""
    assert [(one.record.id, one.day, one.until) for one in kept(store, POLICY)] == [
        ("old-1", date(2025, 1, 31), date(2026, 1, 31)),
        ("both-1", date(2025, 11, 20), date(2026, 11, 20)),
        ("goal-1", date(2026, 1, 10), date(2027, 1, 10)),
        ("new-1", date(2026, 6, 1), date(2027, 6, 1)),
        ("strange-1", None, None),
        ("undated-1", None, None),
    ]


def test_a_record_is_due_on_its_day_and_after(store: Store) -> None:
    """Not on the day before; what has no day is never due by itself."""
    for today, due in ((date(2026, 1, 30), []), (date(2026, 1, 31), ["old-1"])):
        assert [one.record.id for one in kept(store, POLICY) if one.is_due(today)] == due
    assert {one.record.id for one in kept(store, POLICY) if one.is_due(date(2126, 1, 1))} == {
        "old-1", "both-1", "goal-1", "new-1",
    }  # fmt: skip


def test_where_nothing_was_agreed_nothing_is_due(store: Store) -> None:
    """The days are known all the same."""
    found = kept(store, Policy())
    assert {one.until for one in found} == {None}
    assert len([one for one in found if one.day]) == 4
