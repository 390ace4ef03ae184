"""The rules of what may follow what: a first revision, a correction, a sign-off, its unlocking, a settlement."""

from __future__ import annotations

import attrs

from fidelity.errors import FidelityError, UsageError
from fidelity.problems import Problem
from fidelity.records.clash import Side, spoken
from fidelity.records.entry import Kind
from fidelity.records.line import Line
from fidelity.records.log import Log, Row
from fidelity.records.plain import read
from fidelity.records.refusals import Conflict, Erased, Locked


@attrs.frozen
class Revision:
    """What somebody wants to write.

    Attributes:
        record: The record's id.
        kind: One of `RECORDS`.
        content: What the record is to say, as canonical JSON.
        by: Who says so.
        at: When.
        why: The reason.
        after: The id of the revision that the writer saw; empty for a new record.
    """

    record: str
    kind: Kind
    content: str
    by: str
    at: str
    why: str
    after: str

    def is_already(self, row: Row) -> bool:
        """Whether a row is this revision, written before: nobody can know that a write arrived until told so."""
        if (row.kind, row.content) != (self.kind, self.content):
            return False
        if not self.after:
            return not row.follows
        return self.after in row.follows and (row.by, row.why) == (self.by, self.why)

    def side(self) -> Side:
        """It, to be shown beside what stands."""
        return Side("", self.by, self.at, self.why, read(self.content), False)


def revise(log: Log, wanted: Revision) -> tuple[Row, bool]:
    """Append a revision, unless it is there already.

    Args:
        log: The log, in a transaction.
        wanted: The revision.

    Returns:
        Its row, and whether that is new.

    Raises:
        Conflict: The record has moved on.
        Locked: It is signed off.
        Erased: It was erased.
    """
    rows = log.rows(wanted.record)
    if not rows:
        if wanted.after:
            raise _unknown(wanted.record, wanted.after)
        return _put(log, wanted, ()), True
    line = Line(rows)
    _refuse_erased(line)
    again = next((row for row in line.rows if wanted.is_already(row)), None)
    if again:
        return again, False
    _refuse_another_kind(line, wanted)
    _refuse_locked(line)
    if len(line.standing) > 1 or wanted.after not in _ids(line):
        raise _moved_on(line, wanted.side(), wanted.after)
    return _put(log, wanted, _ids(line)), True


def sign_off(log: Log, record: str, *, by: str, at: str, after: str) -> Row:
    """Sign a record off.

    Args:
        log: The log, in a transaction.
        record: The record's id.
        by: Who signs.
        at: When.
        after: The revision that they saw; empty for the one that stands.
    """
    line = line_of(log, record)
    _refuse_erased(line)
    _refuse_locked(line)
    _refuse_clash(line)
    if after and after not in _ids(line):
        signed = next((row for row in line.rows if row.id == after), None)
        content = line.side(signed).content if signed else None
        raise _moved_on(line, Side("", by, at, "", content, True), after)
    return log.put(record, Kind.SIGNED_OFF, _ids(line), None, by=by, at=at, why="")


def unlock(log: Log, record: str, *, by: str, at: str, why: str) -> Row:
    """Unlock a record that is signed off.

    Args:
        log: The log, in a transaction.
        record: The record's id.
        by: Who unlocks it.
        at: When.
        why: The reason.
    """
    line = line_of(log, record)
    _refuse_erased(line)
    _refuse_clash(line)
    if not line.record().locked:
        message = f"record `{record}` is not signed off"
        raise UsageError(Problem("not-locked", message, "it can be corrected as it is"))
    return log.put(record, Kind.UNLOCKED, _ids(line), None, by=by, at=at, why=why)


def settle(log: Log, record: str, keep: str, *, by: str, at: str, why: str) -> Row:
    """Settle a clash: one tip is kept as it is, with its sign-off.

    Args:
        log: The log, in a transaction.
        record: The record's id.
        keep: The id of the tip to keep, or its beginning.
        by: Who decides.
        at: When.
        why: The reason.
    """
    line = line_of(log, record)
    _refuse_erased(line)
    if len(line.standing) < 2:
        message = f"record `{record}` has no clash"
        raise UsageError(Problem("nothing-to-settle", message, "`fidelity settle` shows those that have one"))
    kept = [row.id for row in line.tips if keep and row.id.startswith(keep)]
    if len(kept) != 1:
        tips = ", ".join(f"`{row.id[:12]}` by {row.by}" for row in line.standing)
        message = f"`{keep}` is none of the revisions that clash"
        raise UsageError(Problem("unknown-revision", message, f"these clash: {tips}"))
    others = (each for each in _ids(line) if each != kept[0])
    return log.put(record, Kind.SETTLED, (*kept, *others), None, by=by, at=at, why=why)


def line_of(log: Log, record: str) -> Line:
    """The line of a record that is there.

    Args:
        log: The log.
        record: The record's id.

    Raises:
        UsageError: There is no such record.
    """
    rows = log.rows(record)
    if not rows:
        message = f"there is no record `{record}`"
        raise UsageError(Problem("unknown-record", message, "`fidelity records` lists them"))
    return Line(rows)


def _refuse_erased(line: Line) -> None:
    """Refuse to go on with a record that was erased."""
    if line.tombstone:
        erased = line.tombstone
        message = f"record `{erased.record[:8]}` was erased by {erased.by} on {spoken(erased.at)}: {erased.why}"
        raise Erased(Problem("record-erased", message, "what is erased does not come back; record it anew if need be"))


def _refuse_locked(line: Line) -> None:
    if len(line.standing) == 1 and line.states[line.standing[0].id].locked:
        signed = next(row for row in reversed(line.rows) if row.kind == Kind.SIGNED_OFF)
        message = f"record `{signed.record[:8]}` was signed off by {signed.by} on {spoken(signed.at)}"
        raise Locked(Problem("record-locked", message, "unlock it first, with a reason: `fidelity unlock`"))


def _refuse_clash(line: Line) -> None:
    clash = line.clash()
    if clash:
        raise Conflict(clash.record, clash.sides[0], clash.sides[-1], clash.base, is_clash=True)


def _refuse_another_kind(line: Line, wanted: Revision) -> None:
    if wanted.kind != line.kind:
        message = f"record `{wanted.record[:8]}` is of kind `{line.kind}`, and cannot become `{wanted.kind}`"
        raise UsageError(Problem("wrong-kind", message, "give the new record an id of its own"))


def _moved_on(line: Line, mine: Side, after: str) -> FidelityError:
    known = {row.id: row for row in line.rows}
    if after and after not in known:
        return _unknown(line.rows[0].record, after)
    theirs = next((row for row in reversed(line.standing) if row.id != after), line.standing[0])
    base = line.side(known[after]).content if after else None
    return Conflict(theirs.record, mine, line.side(theirs), base, is_clash=len(line.standing) > 1)


def _unknown(record: str, revision: str) -> UsageError:
    message = f"record `{record[:8]}` has no revision `{revision[:12]}`"
    return UsageError(Problem("unknown-revision", message, "`fidelity records` shows a record with its history"))


def _put(log: Log, wanted: Revision, parents: tuple[str, ...]) -> Row:
    return log.put(wanted.record, wanted.kind, parents, wanted.content, by=wanted.by, at=wanted.at, why=wanted.why)


def _ids(line: Line) -> tuple[str, ...]:
    return tuple(row.id for row in line.tips)
