"""Erasing: no byte of what a record said is left in any file, and the chain still holds."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fidelity.errors import StoreError, UsageError
from fidelity.problems import Problem
from fidelity.records import database, erasing
from fidelity.records.entry import Kind
from fidelity.records.store import Store
from tests.records.stores import ID, QUICK, bytes_of, clock, content


def found(folder: Path, *marks: str) -> list[str]:
    """Those of some texts that are still in a file of a folder."""
    whole = b"\n".join(bytes_of(folder))
    return [mark for mark in marks if mark.encode() in whole]


def test_nothing_is_left_of_an_erased_record(tmp_path: Path) -> None:
    """Neither its first content nor its correction nor the reasons nor a draft; who erased it and why stays."""
    marks = ("mark-first", "mark-note", "mark-second", "mark-reason", "mark-unlock", "mark-draft")
    with Store.create(tmp_path / "fidelity.sqlite", clock=clock()) as store:
        first = store.append(ID, "observation", {**content(a="mark-first"), "notes": {"a": "mark-note"}}, by="R1")
        store.append(ID, "observation", content(a="mark-second"), by="R2", why="mark-reason", after=first.id)
        store.sign_off(ID, by="R2")
        store.unlock(ID, by="R2", why="mark-unlock")
        store.append("other-1", "observation", content("other-1", a="mark-other"), by="R1")
        store.save_draft(ID, {"a": "mark-draft"})
        assert found(tmp_path, *marks) == [*marks]
        before = store.verify()
        store.erase(ID, by="R3", why="the family asked for it")
        assert found(tmp_path, *marks) == []
        assert found(tmp_path, "mark-other", "the family asked for it") == ["mark-other", "the family asked for it"]
        after = store.verify()
        assert (after.problems, after.n_entries, after.heads[0].seq) == ((), before.n_entries + 1, 6)
        assert [(each.kind, each.by, each.content, each.why) for each in store.history(ID)] == [
            (Kind.OBSERVATION, "R1", None, ""),
            (Kind.OBSERVATION, "R2", None, ""),
            (Kind.SIGNED_OFF, "R2", None, ""),
            (Kind.UNLOCKED, "R2", None, ""),
            (Kind.ERASED, "R3", None, "the family asked for it"),
        ]


@pytest.mark.parametrize(("seed", "sizes"), [(3, [300, 1500]), (1, [10, 100, 300])])
def test_no_trace_is_left_of_rows_that_were_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, sizes: list[int]
) -> None:
    """SQLite moves rows about as others go and leaves copies behind; of many erased in any order, none is left."""
    # With these sizes in this order, SQLite 3.40 leaves the bytes of one of 130 when the file is not written anew.
    monkeypatch.setattr(database, "SETTINGS", QUICK)
    chance = random.Random(seed)
    names = [f"record-{number:03}" for number in range(150)]
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        for name in names:
            mark = f"mark-{name}-" + "n" * chance.choice(sizes)
            first = store.append(name, "goal", {"id": name, "ratings": {"a": mark}}, by="R1")
            if chance.random() < 0.5:
                changed = {"id": name, "ratings": {"b": mark * 2}}
                store.append(name, "goal", changed, by="R1", why=mark, after=first.id)
        gone = chance.sample(names, 130)
        for name in gone:
            store.erase(name, by="R1", why="t")
        assert found(tmp_path, *(f"mark-{name}-" for name in gone)) == []
        assert len(found(tmp_path, *(f"mark-{name}-" for name in names))) == 20
        assert store.verify().problems == ()


def test_somebody_who_reads_is_waited_for(tmp_path: Path) -> None:
    """As long as another program reads what was there, its bytes must stay; when it is done, they go."""
    path = tmp_path / "fidelity.sqlite"
    with Store.create(path) as store:
        store.append(ID, "observation", content(a="mark-first"), by="R1")
        reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM bodies").fetchall()

        def leave() -> None:
            time.sleep(0.3)
            reader.execute("ROLLBACK")
            reader.close()

        leaving = threading.Thread(target=leave)
        leaving.start()
        store.erase(ID, by="R1", why="asked for")
        leaving.join()
        assert found(tmp_path, "mark-first") == []


def test_somebody_who_goes_on_reading_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is erased, that bytes are left is an error and stays known, and erasing again ends it."""
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    path = tmp_path / "fidelity.sqlite"
    with Store.create(path) as store:
        store.append(ID, "observation", content(a="mark-first"), by="R1")
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM bodies").fetchall()
        with pytest.raises(StoreError, match="keeps them alive") as error:
            store.erase(ID, by="R1", why="asked for")
        assert error.value.problems[0].code == "traces-left"
        assert store.record(ID).erased
        assert [problem.code for problem in store.verify().problems] == ["traces-left"]
        assert found(tmp_path, "mark-first") == ["mark-first"]
        reader.close()
        assert store.erase(ID, by="R1", why="asked for").why == "asked for"
        assert store.verify().problems == ()
        assert found(tmp_path, "mark-first") == []


def test_what_a_killed_program_left_is_wiped_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between erasing and wiping, a program can end; the store knows that there is something to do."""
    path = tmp_path / "fidelity.sqlite"
    with Store.create(path) as store:
        store.append(ID, "observation", content(a="mark-first"), by="R1")
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "wipe", lambda *_: None)
            store.erase(ID, by="R1", why="asked for")
        assert [problem.code for problem in store.verify().problems] == ["traces-left"]
        assert found(tmp_path, "mark-first") == ["mark-first"]
    with Store.open(path, readonly=True) as store:
        assert [problem.code for problem in store.verify().problems] == ["traces-left"]
    with Store.open(path) as store:
        assert store.verify().problems == ()
        assert found(tmp_path, "mark-first") == []


def test_many_are_erased_at_once_or_not_at_all(tmp_path: Path) -> None:
    """Where one of them is not there, none is erased."""
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        store.append(ID, "observation", content(a="1"), by="R1")
        with pytest.raises(UsageError, match="no record `nowhere`"):
            store.erase_all([ID, "nowhere"], by="R1", why="time is over")
        assert not store.record(ID).erased
        tombstones = store.erase_all([ID, ID], by="R1", why="time is over")
        assert tombstones[0] == tombstones[1]
        assert len(store.history(ID)) == 2


@pytest.mark.parametrize("fault", [StoreError(Problem("store-full", "the disk is full")), MemoryError()])
def test_a_file_that_cannot_be_written_anew_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """The record is erased whatever becomes of the rest, and the message says that traces are left and why."""

    @contextmanager
    def failing(path: Path) -> Iterator[None]:
        raise fault
        yield

    with Store.create(tmp_path / "fidelity.sqlite") as store:
        store.append(ID, "observation", content(a="1"), by="R1")
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "told", failing)
            with pytest.raises(StoreError, match=r"erased, but traces are left in the file: \w+") as error:
                store.erase(ID, by="R1", why="asked for")
        assert error.value.problems[0].code == "traces-left"
        assert store.record(ID).erased
        assert [problem.code for problem in store.verify().problems] == ["traces-left"]


def test_a_merge_tells_what_it_could_not_wipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was merged is merged and told; that traces are left is a remark beside it."""
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with Store.create(tmp_path / "here.sqlite") as here, Store.create(tmp_path / "there.sqlite") as there:
        here.append(ID, "observation", content(a="1"), by="R1")
        there.merge([here.path])
        there.erase(ID, by="R1", why="asked for")
        reader = sqlite3.connect(here.path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM bodies").fetchall()
        merged = here.merge([there.path])
        assert (merged.n_new, [remark.code for remark in merged.remarks]) == (1, ["traces-left"])
        reader.close()
    with Store.open(tmp_path / "here.sqlite") as here:
        assert here.verify().problems == ()
