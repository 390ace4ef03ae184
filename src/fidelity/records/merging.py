"""Merging: the chains of other devices taken in, so that in whatever order, all come to the same."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import attrs

from fidelity.errors import FidelityError, StoreError
from fidelity.problems import Place, Problem
from fidelity.records.clash import Clash
from fidelity.records.database import transaction
from fidelity.records.entry import Kind
from fidelity.records.erasing import clear
from fidelity.records.faults import told
from fidelity.records.guest import guest
from fidelity.records.log import Log, Row
from fidelity.records.walk import Walk


@attrs.frozen
class MergedFile:
    """What came of one file.

    Attributes:
        path: The file.
        n_new: How many of its entries were new; 0 where it was refused.
        n_known: How many were there already.
        n_erased: How many records were erased here because they were erased there.
        problems: Why it was refused, whole; empty where it went in.
        remarks: What should be known of it.
    """

    path: Path
    n_new: int = 0
    n_known: int = 0
    n_erased: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


@attrs.frozen
class Merged:
    """What came of merging.

    Attributes:
        files: What came of each file.
        clashes: All clashes that now wait to be settled.
        remarks: What is left to be done here: traces of what was erased may be left.
    """

    files: tuple[MergedFile, ...]
    clashes: tuple[Clash, ...]
    remarks: tuple[Problem, ...] = ()

    @property
    def n_new(self) -> int:
        """How many entries were new."""
        return sum(one.n_new for one in self.files)

    @property
    def n_known(self) -> int:
        """How many were there already."""
        return sum(one.n_known for one in self.files)


class _Refused(StoreError):  # noqa: N818 - the file is refused
    """The file that is being taken in is not sound."""


def take_in(log: Log, path: Path, other: Path) -> MergedFile:
    """Take in one file, whole or not at all.

    Args:
        log: The log that takes it in.
        path: What to call that log's file.
        other: The file.

    Raises:
        StoreError: Nothing can be written.
    """
    with ExitStack() as stack:
        try:
            walk = Walk(stack.enter_context(guest(other)))
        except FidelityError as error:
            return _refused(other, error)
        try:
            with transaction(log.connection, path):
                n_new, n_erased = _inserted(log, _rows(walk, other))
        except _Refused as error:
            return _refused(other, error)
        return MergedFile(other, n_new, walk.n_entries - n_new, n_erased, remarks=tuple(walk.remarks))


def _inserted(log: Log, rows: Iterator[Row]) -> tuple[int, int]:
    """How many of some rows were new and were written, and how many records they erased."""
    erased, own, n_new, n_own = log.erased(), log.device(), 0, 0
    for row in rows:
        if log.has(row):
            continue
        n_new, n_own = n_new + 1, n_own + (row.device == own)
        keeps = row.kind == Kind.ERASED or row.record not in erased
        try:
            json.loads(row.content or "{}")
            log.insert(row if keeps else attrs.evolve(row, content=None, why=None, salt=None))
        except (sqlite3.IntegrityError, json.JSONDecodeError) as error:
            raise _Refused(_senseless(row, error)) from None
    n_erased = len(log.erased() - erased)
    if n_erased:
        clear(log)
    if n_own and log.has_parted(own):
        # Ours was copied and both copies were written to: what comes next is on a chain of its own.
        log.renew()
    return n_new, n_erased


def _rows(walk: Walk, other: Path) -> Iterator[Row]:
    """The rows of a file, which is refused at its end if anything was wrong with it."""
    try:
        with told(other):
            yield from walk.rows()
    except StoreError as error:
        raise _Refused(error.problems) from None
    if walk.problems:
        raise _Refused(walk.problems)


def _senseless(row: Row, error: Exception) -> Problem:
    """The problem with an entry that no store would have written, though its hashes are right."""
    message = f"entry {row.seq} of device `{row.device}` breaks a rule: {error}"
    help_ = "the file was not written by fidelity alone: ask where it comes from"
    return Problem("entry-refused", message, help_, (row.device, row.seq))


def _refused(other: Path, error: FidelityError) -> MergedFile:
    return MergedFile(other, problems=tuple(problem.at(Place(str(other))) for problem in error.problems))
