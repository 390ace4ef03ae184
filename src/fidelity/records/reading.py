"""Records read from the log, a few hundred at a time, so that a store of any size needs little memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby

from fidelity.errors import UsageError
from fidelity.problems import Problem, nearest
from fidelity.records.clash import Clash
from fidelity.records.entry import Record
from fidelity.records.line import Line
from fidelity.records.log import Log

AT_ONCE = 500
"""How many records are read in one go."""
SHORTEST = 4
"""How much of an id must be given."""


def records(reading: Callable[[], AbstractContextManager[Log]], kind: str | None) -> Iterator[Record]:
    """The records as they stand, by id; the store may be written to between any two of them.

    Args:
        reading: Gives the log, for as long as it may be read.
        kind: What they are records of; None for all.
    """
    last = ""
    while True:
        with reading() as log:
            found = [line.record() for line in _lines(log, log.names(last, kind, AT_ONCE))]
        yield from found
        if len(found) < AT_ONCE:
            return
        last = found[-1].id


def clashes(log: Log) -> tuple[Clash, ...]:
    """The clashes that wait to be settled, by record.

    Args:
        log: The log.
    """
    names = log.parted()
    batches = (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
    found = (line.clash() for batch in batches for line in _lines(log, batch))
    return tuple(clash for clash in found if clash)


def named(log: Log, name: str) -> str:
    """The id of the record that is meant.

    Args:
        log: The log.
        name: Its id, or the beginning of it.

    Raises:
        UsageError: There is none, or more than one.
    """
    found = log.beginning(name, 5)
    if name in found:
        return name
    if len(found) == 1 and len(name) >= SHORTEST:
        return found[0]
    if found and len(name) >= SHORTEST:
        message = f"more than one record begins with `{name}`"
        raise UsageError(Problem("ambiguous-record", message, f"give more of it: {', '.join(found)}"))
    help_ = nearest(name, log.beginning(name[:2], 1000)) or "`fidelity records` lists them"
    raise UsageError(Problem("unknown-record", f"there is no record `{name}`", help_))


def _lines(log: Log, names: list[str]) -> list[Line]:
    rows = log.rows(*names)
    return [Line([*group]) for _, group in groupby(rows, key=lambda row: row.record)]
