"""Verifying a store: whether its file is sound and its chains hold, and the hashes by which stores are compared."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from fidelity.problems import Problem
from fidelity.records.erasing import has_traces
from fidelity.records.log import Log
from fidelity.records.walk import Head, Walk, digest, heads


@attrs.frozen
class Verified:
    """What came of verifying a store.

    Attributes:
        n_entries: How many entries it has.
        heads: The last entry of each chain, by device.
        digest: One hash over all entries: equal stores say the same.
        problems: What does not hold.
        remarks: What holds, but should be known.
    """

    n_entries: int
    heads: tuple[Head, ...]
    digest: str
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]


def verify(log: Log) -> Verified:
    """Walk along every chain, as it is at one moment.

    Args:
        log: The log, outside a transaction.
    """
    connection = log.connection
    connection.execute("BEGIN")
    try:
        unsound = [text for (text,) in connection.execute("PRAGMA integrity_check(5)") if text != "ok"]
        walk = Walk(log)
        for _ in walk.rows():
            pass
        problems = (*map(_unsound, unsound), *walk.problems, *_traces(log))
        return Verified(walk.n_entries, heads(connection), digest(connection), problems, tuple(walk.remarks))
    finally:
        connection.execute("ROLLBACK")


def _traces(log: Log) -> Iterator[Problem]:
    if has_traces(log.connection):
        message = "traces of what was erased may still lie in the file"
        yield Problem("traces-left", message, "close every other program that has it open, and erase the record again")


def _unsound(text: str) -> Problem:
    help_ = "put back a copy from before, and merge this file into it as far as it goes"
    return Problem("store-damaged", f"the file is damaged: {text}", help_)
