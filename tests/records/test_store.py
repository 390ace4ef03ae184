"""The store as a whole: what is stored is kept, once, and found again."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fidelity.errors import UsageError
from fidelity.records.entry import Kind
from fidelity.records.observation import from_content
from fidelity.records.refusals import Conflict, Erased
from fidelity.records.store import Store
from tests.records.stores import ID, OTHER_ID, clock, content, dump

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store with a clock of its own."""
    with Store.create(tmp_path / "fidelity.sqlite", clock=clock()) as store:
        yield store


def test_what_is_stored_is_there_again(store: Store) -> None:
    """After closing and opening, the record says what was stored, by whom and when."""
    wanted = content(a="2", b="not_applicable")
    entry = store.append(ID, "observation", wanted, by="R1")
    store.close()
    with Store.open(store.path) as again:
        record = again.record(ID)
    assert (record.content, record.kind, record.tips) == (wanted, Kind.OBSERVATION, (entry.id,))
    assert (record.made_by, record.made_at, record.changed_by, record.changed_at) == ("R1", entry.at, "R1", entry.at)
    assert (record.n_revisions, record.locked, record.erased) == (1, False, False)
    assert from_content(record.content or {}).ratings == {"a": "2", "b": "not_applicable"}


def test_a_correction_is_a_revision(store: Store) -> None:
    """Both revisions are there, the second with its reason, after the first."""
    first = store.append(ID, "observation", content(a="2"), by="R1")
    second = store.append(ID, "observation", content(a="1"), by="R2", why="  rated the wrong visit ", after=first.id)
    record, history = store.record(ID), store.history(ID)
    assert history == (first, second)
    assert (second.parents, second.why, second.seq, second.previous) == (
        (first.id,), "rated the wrong visit", 2, first.hash,
    )  # fmt: skip
    assert (record.content, record.n_revisions, record.made_by, record.changed_by) == (content(a="1"), 2, "R1", "R2")


def test_storing_twice_is_nothing(store: Store) -> None:
    """The same first content again gives the entry that is there, whoever hands it in, also once it was corrected."""
    first = store.append(ID, "observation", content(a="2"), by="R1")
    assert store.append(ID, "observation", content(a="2"), by="R2") == first
    store.append(ID, "observation", content(a="1"), by="R1", why="slip", after=first.id)
    assert store.append(ID, "observation", content(a="2"), by="R1") == first
    store.sign_off(ID, by="R1")
    assert store.append(ID, "observation", content(a="2"), by="R1") == first
    assert len(store.history(ID)) == 3


def test_correcting_twice_is_nothing(store: Store) -> None:
    """A correction that is sent again because nobody knew that it had arrived is there once."""
    first = store.append(ID, "observation", content(a="2"), by="R1")
    one, again = (
        store.append(ID, "observation", content(a="1"), by="R1", why="slip", after=first.id) for _ in range(2)
    )
    assert one == again
    assert len(store.history(ID)) == 2


def test_an_id_used_twice_is_a_conflict(store: Store) -> None:
    """Another content under an id that is there is not stored, and both are shown."""
    store.append(ID, "observation", content(a="2"), by="R1")
    with pytest.raises(Conflict, match=r"recorded by R1 on 2026-11-23 17:00 UTC, before R2 .*: ratings\.a: — → 3 / 2"):
        store.append(ID, "observation", content(a="3"), by="R2")
    with pytest.raises(UsageError, match="of kind `observation`"):
        store.append(ID, "consensus", content(a="2"), by="R1")
    assert len(store.history(ID)) == 1


def test_many_are_added_at_once(store: Store) -> None:
    """New ones are counted, known ones too; clashes and erased ones are told, and the others go in."""
    store.append("known-1", "observation", content("known-1", a="1"), by="R1")
    store.append("other-1", "observation", content("other-1", a="1"), by="R1")
    store.append("erased-1", "observation", content("erased-1", a="1"), by="R1")
    store.erase("erased-1", by="R1", why="asked for")
    names = ("new-1", "known-1", "erased-1", "new-2", "new-1")
    many = [("observation", content(name, a="1")) for name in names]
    added = store.add([*many, ("observation", content("other-1", a="2"))], by="R2")
    assert (added.n_new, added.n_known, added.erased) == (2, 2, ("erased-1",))
    assert [clash.mine.content for clash in added.clashes] == [content("other-1", a="2")]
    assert {record.id for record in store.records()} == {"new-1", "new-2", "known-1", "other-1", "erased-1"}


def test_adding_is_all_or_nothing(store: Store) -> None:
    """Where one cannot even be written down, none goes in."""
    with pytest.raises(UsageError, match="cannot hold"):
        store.add([("observation", content(a="1")), ("observation", {"id": OTHER_ID, "value": 0.5})], by="R1")
    assert not [*store.records()]


def test_records_come_by_id_and_kind(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are read at once, each comes once, in the order of ids."""
    monkeypatch.setattr("fidelity.records.reading.AT_ONCE", 3)
    names = [f"record-{number:02}" for number in range(10)]
    for name in reversed(names):
        kind = "goal" if name.endswith("5") else "observation"
        entry = store.append(name, kind, content(name, a="1"), by="R1")
        store.append(name, kind, content(name, a="2"), by="R1", why="slip", after=entry.id)
    assert [record.id for record in store.records()] == names
    assert [record.id for record in store.records("observation")] == [name for name in names if name != "record-05"]
    assert [record.id for record in store.records(Kind.GOAL)] == ["record-05"]
    assert [record.n_revisions for record in store.records("goal")] == [2]


def test_a_kind_that_is_none_is_told(store: Store) -> None:
    """A slip of the pen lists nothing without a word, so it is an error."""
    for kind in ("observations", "signed_off", ""):
        with pytest.raises(UsageError, match="no records of kind"):
            [*store.records(kind)]


def test_a_store_may_be_written_to_while_its_records_are_read(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Erasing one record after the other while listing them works, and each is gone."""
    monkeypatch.setattr("fidelity.records.reading.AT_ONCE", 2)
    store.add((("observation", content(f"record-{number}", a="1")) for number in range(5)), by="R1")
    for record in store.records():
        store.erase(record.id, by="R1", why="time is over")
    assert all(record.erased for record in store.records())


def test_a_record_is_named_by_its_beginning(store: Store) -> None:
    """Four letters will do where no other id begins so; otherwise the nearest, or some that fit, are shown."""
    for name in (ID, OTHER_ID, "5c1d7e3b-other", "0b9f", "x"):
        store.append(name, "observation", content(name, a="1"), by="R1")
    assert store.record("0b9f2").id == ID
    assert [store.record(name).id for name in ("0b9f", "x")] == ["0b9f", "x"]
    with pytest.raises(UsageError, match="more than one record begins with `5c1d7e3`") as error:
        store.record("5c1d7e3")
    assert OTHER_ID in error.value.problems[0].help
    with pytest.raises(UsageError, match="no record `5c1`"):
        store.record("5c1")
    with pytest.raises(UsageError, match="there is no record") as error:
        store.record(ID[:-1] + "x")
    assert ID in error.value.problems[0].help
    with pytest.raises(UsageError, match="there is no record `nowhere`"):
        store.history("nowhere")


def test_a_sign_of_a_pattern_is_no_pattern(store: Store) -> None:
    """Neither per cent nor underscore nor quotes nor the last sign of Unicode mean anything in a name."""
    store.append(ID, "observation", content(a="1"), by="R1")
    for name in ("%%%%", "____", "0b9f%", "' OR 1=1 --", "0b9f\U0010ffff", "0b9f*"):
        with pytest.raises(UsageError):
            store.record(name)


def test_drafts_are_kept_beside_the_log(store: Store) -> None:
    """A draft can be saved again and dropped, the latest comes first, and no chain knows of it."""
    store.save_draft("draft-b", {"ratings": {"a": "1"}})
    store.save_draft("draft-a", {"ratings": {}})
    store.save_draft("draft-b", {"ratings": {"a": "2"}})
    assert [(draft.id, draft.content) for draft in store.drafts()] == [
        ("draft-b", {"ratings": {"a": "2"}}), ("draft-a", {"ratings": {}}),
    ]  # fmt: skip
    store.drop_draft("draft-b")
    store.drop_draft("draft-b")
    assert [draft.id for draft in store.drafts()] == ["draft-a"]
    assert store.verify().n_entries == 0


def test_an_erased_record_leaves_no_draft(store: Store) -> None:
    """What was still being written about it goes too."""
    store.append(ID, "observation", content(a="1"), by="R1")
    store.save_draft(ID, {"a": "1"})
    store.erase(ID, by="R1", why="asked for")
    assert store.drafts() == ()
    with pytest.raises(Erased):
        store.append(ID, "observation", content(a="1"), by="R1")


def test_threads_share_a_store(store: Store) -> None:
    """Eight threads write and read through one store, and nothing is lost."""
    faults: list[BaseException] = []

    def work(thread: int) -> None:
        try:
            for number in range(25):
                store.append(f"t{thread}-{number}", "goal", {"a": str(number)}, by="R1")
                assert store.record(f"t{thread}-{number}").content == {"a": str(number)}
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(thread,)) for thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len([*store.records()]) == 200
    assert store.verify().problems == ()


def writer(path: Path, name: str, n: int) -> subprocess.Popen[str]:
    """A process that stores so many observations, and says each time that it was told so."""
    words = [sys.executable, "-m", "tests.records.writer", str(path), name, str(n)]
    return subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_two_programs_write_at_once(store: Store) -> None:
    """Neither is told that the store is locked, and both see all of their records stored."""
    writers = [writer(store.path, name, 150) for name in ("one", "two")]
    for each in writers:
        _, fault = each.communicate(timeout=120)
        assert each.returncode == 0, fault
    assert len([*store.records()]) == 300
    verified = store.verify()
    assert (verified.n_entries, verified.problems, verified.remarks) == (300, (), ())
    assert [head.seq for head in verified.heads] == [300]


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    """Two writers are killed in the midst of 1,000 writes; whatever they were told is there, and the chain holds."""
    path = tmp_path / "fidelity.sqlite"
    Store.create(path).close()
    writers = {name: writer(path, name, 1000) for name in ("one", "two")}
    outputs = {name: each.stdout for name, each in writers.items() if each.stdout}
    told = {name: [output.readline().strip() for _ in range(100)] for name, output in outputs.items()}
    for each in writers.values():
        each.kill()
    for name, output in outputs.items():
        # The last line may have been cut off by the kill.
        told[name] += output.read().split("\n")[:-1]
        writers[name].communicate()
    with Store.open(path) as store:
        there = {record.id for record in store.records()}
        verified = store.verify()
        acknowledged = {record for each in told.values() for record in each}
        assert not acknowledged - there
        # A write may have arrived without its writer being told, one each at most.
        assert len(there - acknowledged) <= 2
        assert verified.problems == ()
        store.append(ID, "observation", content(a="1"), by="R1")
    assert len(dump(path)) == len(there) + 1
    assert min(map(len, told.values())) < 1000
