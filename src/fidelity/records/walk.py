"""A walk along the chains of a log: every hash computed anew, every gap and every change told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

import attrs

from fidelity.problems import Problem, Severity
from fidelity.records.database import RULES, rules
from fidelity.records.hashes import body_hash, entry_hash, revision_id
from fidelity.records.log import Log, Row

_AGAIN = "put back a copy of the store from before, and merge this one's sound devices again"
_MISSING_PARENTS = """
    SELECT device, seq, value
    FROM entries AS own, json_each(CASE WHEN json_valid(own.parents) THEN own.parents ELSE '[]' END)
    WHERE NOT EXISTS (SELECT 1 FROM entries WHERE id = value AND record = own.record) ORDER BY device, seq
"""
_MISSING_BODIES = """
    SELECT device, seq FROM entries AS own
    WHERE NOT EXISTS (SELECT 1 FROM bodies WHERE entry = place)
    AND (kind = 'erased' OR NOT EXISTS (SELECT 1 FROM entries WHERE record = own.record AND kind = 'erased'))
    ORDER BY device, seq
"""
_BODIES_LEFT = """
    SELECT device, seq FROM bodies JOIN entries AS own ON own.place = bodies.entry
    WHERE kind <> 'erased' AND EXISTS (SELECT 1 FROM entries WHERE record = own.record AND kind = 'erased')
    ORDER BY device, seq
"""
_HEADS = """
    SELECT device, seq, hash FROM entries AS own
    WHERE NOT EXISTS (SELECT 1 FROM entries WHERE device = own.device AND seq = own.seq + 1 AND previous = own.hash)
    ORDER BY device, seq, hash
"""


@attrs.frozen
class Head:
    """The last entry of a chain.

    Attributes:
        device: Whose chain.
        seq: The entry's number.
        hash: Its hash, which stands for the whole chain before it.
    """

    device: str
    seq: int
    hash: str


class Walk:
    """A walk along the chains of a log, by device and number.

    Attributes:
        problems: What does not hold.
        remarks: What holds but should be known: a store was copied, and both copies were written to.
        n_entries: How many entries were passed.
    """

    def __init__(self, log: Log) -> None:
        self.log = log
        self.problems: list[Problem] = []
        self.remarks: list[Problem] = []
        self.n_entries = 0
        self._device, self._seq = "", 0
        self._before, self._here = set[str](), set[str]()
        self._followed = list[str]()

    def rows(self) -> Iterator[Row]:
        """Every row, once it is checked; afterwards, what can be seen only from the whole is checked too."""
        changed = [*_changed_rules(self.log.connection)]
        self.problems += (problem for _, problem in changed)
        if any(what == "table" for what, _ in changed):
            return
        for row in self.log.in_order():
            self.n_entries += 1
            self._step(row)
            self._check(row)
            yield row
        self.problems += _loose_ends(self.log.connection)

    def _step(self, row: Row) -> None:
        """Go on to a row: the next in its chain, another at the same place, or the first of another chain."""
        if row.device != self._device:
            self._device, self._seq, self._here = row.device, 0, {""}
        if row.seq != self._seq:
            if row.seq > self._seq + 1:
                self._broken(row, "entry-missing", f"{row.seq - self._seq - 1} before it are missing")
                self._here = {row.previous}
            self._before, self._here, self._seq, self._followed = self._here, set(), row.seq, []
        self._here.add(row.hash)
        self._followed.append(row.previous)
        if self._followed.count(row.previous) == 2:
            self.remarks.append(_copied(row))

    def _check(self, row: Row) -> None:
        """Compute the hashes of a row anew."""
        if row.previous not in self._before:
            self._broken(row, "chain-broken", "it does not follow the entry before it")
        revision = revision_id(row.record, row.kind, row.parents, row.by, row.at, row.body)
        if revision != row.id or entry_hash(row.device, row.seq, row.previous, row.id) != row.hash:
            self._broken(row, "entry-changed", "it is not what was written")
        if row.salt is not None and body_hash(row.content, row.salt, row.why or "") != row.body:
            self._broken(row, "body-changed", "what it says is not what was written")

    def _broken(self, row: Row, code: str, what: str) -> None:
        self.problems.append(_broken((row.device, row.seq), code, what))


def heads(connection: sqlite3.Connection) -> tuple[Head, ...]:
    """The last entry of every chain; a chain that parted has several.

    Args:
        connection: The store's.
    """
    return tuple(Head(*row) for row in connection.execute(_HEADS))


def digest(connection: sqlite3.Connection) -> str:
    """One hash over the hashes of all entries in order, so that equal stores say the same.

    Args:
        connection: The store's.
    """
    whole = sha256()
    for (one,) in connection.execute("SELECT hash FROM entries ORDER BY hash"):
        whole.update(one.encode())
    return whole.hexdigest()


def _changed_rules(connection: sqlite3.Connection) -> Iterator[tuple[str, Problem]]:
    """The tables, indexes and triggers that are not as they were made, and triggers that nobody made."""
    found = {(what, name): sql for what, name, sql in connection.execute(RULES)}
    for (what, name), sql in rules().items():
        if found.get((what, name)) != sql:
            message = f"the {what} `{name}` of the store is gone or is not as it was made"
            yield what, Problem("store-rules-changed", message, _AGAIN)
    for what, name in found.keys() - rules().keys():
        if what == "trigger":
            yield what, Problem("store-rules-changed", f"the store has a trigger `{name}` that we did not make", _AGAIN)


def _loose_ends(connection: sqlite3.Connection) -> Iterator[Problem]:
    for device, seq, parent in connection.execute(_MISSING_PARENTS):
        yield _broken((device, seq), "parent-missing", f"it follows revision `{parent[:12]}`, which is not there")
    for device, seq in connection.execute(_MISSING_BODIES):
        yield _broken((device, seq), "body-missing", "what it says is gone, and nobody erased it")
    for device, seq in connection.execute(_BODIES_LEFT):
        yield _broken((device, seq), "body-left", "what it says is still there, though its record was erased")


def _copied(row: Row) -> Problem:
    message = f"device `{row.device}` has two entries {row.seq}: its store was copied, and both copies were written to"
    help_ = "nothing is lost; from now on, merge stores and do not copy them"
    return Problem("store-copied", message, help_, (row.device, row.seq), severity=Severity.INCOMPLETE)


def _broken(place: tuple[str, int], code: str, what: str) -> Problem:
    device, seq = place
    return Problem(code, f"entry {seq} of device `{device}`: {what}", _AGAIN, place)
