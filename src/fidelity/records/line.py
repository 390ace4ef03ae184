"""The line of a record: its revisions in the order of what followed what, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

import attrs

from fidelity.errors import StoreError
from fidelity.problems import Problem
from fidelity.records.clash import Clash, Side
from fidelity.records.entry import RECORDS, Kind, Record
from fidelity.records.log import Row
from fidelity.records.plain import read


@attrs.frozen
class State:
    """What a record comes to by one of its revisions.

    Attributes:
        kind: What it is a record of.
        content: What it says, as canonical JSON.
        locked: Whether it is signed off.
    """

    kind: str
    content: str | None
    locked: bool


class Line:
    """All revisions of one record.

    Attributes:
        rows: Them, each after those that it follows, and otherwise by time.
        tips: Those that nothing follows, by time.
        tombstone: The first erasure; None where there is none.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(_in_order(rows))
        followed = {parent for row in rows for parent in row.follows}
        self.tips = tuple(sorted((row for row in rows if row.id not in followed), key=_time))
        self.tombstone = next((row for row in self.rows if row.kind == Kind.ERASED), None)
        self.states: dict[str, State] = {}
        for row in self.rows:
            self.states[row.id] = self._state(row)

    def _state(self, row: Row) -> State:
        if row.kind in RECORDS:
            return State(row.kind, row.content, False)
        if not row.follows:
            raise _senseless(row)
        before = self.states[row.follows[0]]
        if row.kind in (Kind.SIGNED_OFF, Kind.UNLOCKED):
            return attrs.evolve(before, locked=row.kind == Kind.SIGNED_OFF)
        # The first parent of a settlement is the revision that was kept, with its sign-off; an erasure keeps nothing.
        return before if row.kind == Kind.SETTLED else attrs.evolve(before, content=None, locked=False)

    @property
    def standing(self) -> tuple[Row, ...]:
        """One tip for each thing that tips say, by time; the tombstone alone, once erased."""
        if self.tombstone:
            return (self.tombstone,)
        first_to_say = {self.states[tip.id]: tip for tip in reversed(self.tips)}
        return tuple(sorted(first_to_say.values(), key=_time))

    @property
    def kind(self) -> str:
        """What it is a record of."""
        return self.rows[0].kind

    def record(self) -> Record:
        """The record as it stands."""
        standing, first = self.standing, self.rows[0]
        last = self.tombstone or max(self.tips, key=_time)
        content = self.states[standing[0].id].content
        return Record(
            id=first.record,
            kind=self.kind,
            content=None if self.tombstone or content is None else read(content),
            tips=tuple(row.id for row in standing),
            n_revisions=len(self.rows),
            made_by=first.by,
            made_at=first.at,
            changed_by=last.by,
            changed_at=last.at,
            locked=not self.tombstone and any(self.states[row.id].locked for row in standing),
            erased=self.tombstone is not None,
        )

    def side(self, row: Row) -> Side:
        """One of its revisions, to be shown beside another."""
        state = self.states[row.id]
        content = None if state.content is None else read(state.content)
        return Side(row.id, row.by, row.at, row.why or "", content, state.locked)

    def clash(self) -> Clash | None:
        """The clash between its tips; None where they say the same."""
        standing = self.standing
        if len(standing) < 2:
            return None
        base = self._base(standing)
        content = self.states[base].content if base else None
        return Clash(standing[0].record, read(content) if content else None, tuple(map(self.side, standing)))

    def _base(self, rows: Sequence[Row]) -> str:
        """The latest revision that all of some follow; empty where there is none."""
        known = {row.id: row for row in self.rows}
        shared = set.intersection(*({*_ancestors(row, known)} for row in rows))
        return next((row.id for row in reversed(self.rows) if row.id in shared), "")


def _ancestors(row: Row, known: dict[str, Row]) -> Iterator[str]:
    """The ids of all revisions that one follows, directly or by way of others."""
    ahead, seen = [*row.follows], set[str]()
    while ahead:
        parent = ahead.pop()
        if parent not in seen:
            seen.add(parent)
            yield parent
            ahead += known[parent].follows


def _in_order(rows: Sequence[Row]) -> Iterator[Row]:
    known = {row.id: row for row in sorted(rows, key=_time)}
    sorter = TopologicalSorter({row.id: row.follows for row in known.values()})
    try:
        sorter.prepare()
        while sorter.is_active():
            ready = sorted(sorter.get_ready(), key=lambda each: _time(known[each]))
            yield from (known[each] for each in ready)
            sorter.done(*ready)
    except (CycleError, KeyError):
        raise _senseless(rows[0]) from None


def _senseless(row: Row) -> StoreError:
    message = f"record `{row.record}` follows a revision that is not there"
    return StoreError(Problem("store-damaged", message, "`fidelity verify` says what is missing"))


def _time(row: Row) -> tuple[str, str]:
    return row.at, row.id
