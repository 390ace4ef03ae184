"""Merging: in whatever order, all come to the same, and a file that is not sound takes nothing with it."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fidelity.errors import StoreError
from fidelity.records import database
from fidelity.records.entry import Kind
from fidelity.records.hashes import body_hash, entry_hash, revision_id
from fidelity.records.refusals import Erased
from fidelity.records.store import Store
from tests.records.histories import Deed, Devices, deeds
from tests.records.stores import ID, QUICK, clock, content, copied, dump, filled, tampered

N_DEVICES = 200


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for the disk."""
    monkeypatch.setattr(database, "SETTINGS", QUICK)


def devices(folder: Path, n: int) -> list[Path]:
    """The stores of devices that began with one record in common: most add, some correct it, sign it off, erase it."""
    shared = folder / "shared.sqlite"
    with Store.create(shared, clock=clock()) as store:
        first = store.append(ID, "observation", content(a="2"), by="R0")
        other = store.append("other-1", "observation", content("other-1", a="2"), by="R0")
    paths = []
    for number in range(n):
        path = folder / f"device-{number:03}.sqlite"
        paths.append(path)
        by = f"R{number}"
        with Store.create(path, clock=clock(f"2026-11-24T{number % 24:02}:00:00")) as store:
            store.add((("observation", content(f"{path.stem}-{each}", a="1")) for each in range(3)), by=by)
            if number % 20 == 3:
                store.merge([shared])
                changed = content(a=str(number % 3))
                store.append(ID, "observation", changed, by=by, why="slip", after=first.id)
            if number % 50 == 7:
                store.merge([shared])
                store.sign_off("other-1", by=by)
            if number == 11:
                store.merge([shared])
                store.append("other-1", "observation", content("other-1"), by=by, why="slip", after=other.id)
                store.erase("other-1", by=by, why="asked for")
    return paths


def merged(path: Path, paths: list[Path]) -> tuple[str, list[tuple[object, ...]]]:
    """The digest and all the content of a new store that takes in files in an order."""
    with Store.create(path) as store:
        took = store.merge(paths)
        assert not [file.problems for file in took.files if file.problems]
        found = store.verify()
        assert found.problems == ()
        assert found.remarks == ()
    return found.digest, dump(path)


def test_the_order_makes_no_difference(tmp_path: Path) -> None:
    """200 stores taken in forwards, backwards, shuffled, and by way of two others, come to the same."""
    paths = devices(tmp_path, N_DEVICES)
    chance = random.Random(4)
    forwards = merged(tmp_path / "forwards.sqlite", paths)
    assert merged(tmp_path / "backwards.sqlite", paths[::-1]) == forwards
    shuffled = chance.sample(paths, len(paths))
    assert merged(tmp_path / "shuffled.sqlite", shuffled) == forwards
    for name, half in (("one", shuffled[:120]), ("other", shuffled[80:])):
        merged(tmp_path / f"{name}.sqlite", half)
    assert merged(tmp_path / "halves.sqlite", [tmp_path / "one.sqlite", tmp_path / "other.sqlite"]) == forwards
    assert len(forwards[1]) == N_DEVICES * 3 + 2 + 10 + 4 + 2


def test_merging_again_is_nothing(tmp_path: Path) -> None:
    """What is known is counted as known, one's own file too."""
    paths = devices(tmp_path, 12)
    with Store.create(tmp_path / "all.sqlite") as store:
        first, again = store.merge(paths), store.merge([*paths, store.path])
        assert (first.n_new + first.n_known, first.n_known) == (46, 4)
        assert again.n_new == 0
        assert again.n_known == first.n_new + first.n_known + store.verify().n_entries
        assert [file.path for file in again.files] == [*paths, store.path]


def test_what_clashes_is_told(tmp_path: Path) -> None:
    """Corrections of three devices are three sides, and what was erased meanwhile is none."""
    paths = devices(tmp_path, 44)
    with Store.create(tmp_path / "all.sqlite") as store:
        (clash,) = store.merge(paths).clashes
        assert (clash.record, [side.by for side in clash.sides]) == (ID, ["R3", "R43", "R23"])
        assert {side.content["ratings"]["a"] for side in clash.sides if side.content} == {"0", "1", "2"}
        assert store.record("other-1").erased


def test_a_settlement_settles_everywhere(tmp_path: Path) -> None:
    """It travels like any other entry; two that keep the same agree, two that do not clash again."""
    paths = devices(tmp_path, 24)
    hub, one, other = (tmp_path / f"{name}.sqlite" for name in ("hub", "one", "other"))
    merged(hub, paths)
    for path, keep in ((one, 0), (other, 1)):
        with Store.create(path) as store:
            store.merge([hub])
            (clash,) = store.clashes()
            store.settle(ID, clash.sides[keep].revision, by="R1", why=f"kept {keep}")
            assert store.clashes() == ()
    with Store.open(hub) as store:
        assert store.merge([one]).clashes == ()
        (clash,) = store.merge([other]).clashes
        assert {side.why for side in clash.sides} == {"kept 0", "kept 1"}
        assert {history.kind for history in store.history(ID)} == {Kind.OBSERVATION, Kind.SETTLED}


def test_the_same_form_on_two_devices_is_one_record(tmp_path: Path) -> None:
    """Handed in twice, it is there once; and a correction that knew of one follows both."""
    one, other = (filled(tmp_path / f"{name}.sqlite", 0) for name in ("one", "other"))
    for path in (one, other):
        with Store.open(path) as store:
            store.append(ID, "observation", content(a="2"), by="R1")
    with Store.open(one) as store:
        assert store.merge([other]).clashes == ()
        record = store.record(ID)
        assert (len(record.tips), record.n_revisions) == (1, 2)
        for first in store.history(ID):
            store.append(ID, "observation", content(a="1"), by="R1", why="slip", after=first.id)
        assert [len(entry.parents) for entry in store.history(ID)] == [0, 0, 2]
        assert store.record(ID).content == content(a="1")


@pytest.mark.parametrize("eraser_first", [True, False])
def test_what_was_erased_does_not_come_back(tmp_path: Path, eraser_first: bool) -> None:
    """A store that still holds it, and corrected it meanwhile, brings nothing back, in either order."""
    old = tmp_path / "old.sqlite"
    with Store.create(old) as store:
        first = store.append(ID, "observation", content(a="secret-before"), by="R1")
    with Store.create(tmp_path / "eraser.sqlite") as store:
        store.merge([old])
        store.erase(ID, by="R2", why="the family asked")
    with Store.open(old) as store:
        corrected = content(a="secret-after")
        store.append(ID, "observation", corrected, by="R1", why="secret-reason", after=first.id)
        store.save_draft(ID, {"a": "secret-draft"})
    order = [tmp_path / "eraser.sqlite", old]
    hub = tmp_path / "hub" / "all.sqlite"
    hub.parent.mkdir()
    with Store.create(hub) as store:
        took = store.merge(order if eraser_first else order[::-1])
        assert (took.clashes, took.remarks, sum(file.n_erased for file in took.files)) == ((), (), 1)
        assert (store.record(ID).erased, store.record(ID).n_revisions) == (True, 3)
        assert store.verify().problems == ()
        with pytest.raises(Erased):
            store.append(ID, "observation", corrected, by="R1")
        assert not [each for each in hub.parent.iterdir() if b"secret" in each.read_bytes()]
    with Store.open(old) as store:
        store.merge([hub])
        assert store.record(ID).erased
        assert store.verify().digest == _digest(hub)
        assert not [each for each in tmp_path.glob("old.sqlite*") if b"secret" in each.read_bytes()]


def _digest(path: Path) -> str:
    with Store.open(path, readonly=True) as store:
        return store.verify().digest


def test_a_bad_file_is_refused_whole(tmp_path: Path) -> None:
    """It takes nothing in, says why and where, and the others go in."""
    good, bad, text = filled(tmp_path / "good.sqlite", 3), filled(tmp_path / "bad.sqlite", 5), tmp_path / "text.sqlite"
    tampered(bad, "UPDATE bodies SET content = '{}' WHERE entry = 4")
    text.write_text("no store")
    with Store.create(tmp_path / "all.sqlite") as store:
        took = store.merge([bad, good, text, tmp_path / "nowhere.sqlite"])
        assert [(file.n_new, [problem.code for problem in file.problems]) for file in took.files] == [
            (0, ["body-changed"]), (3, []), (0, ["not-a-store"]), (0, ["store-missing"]),
        ]  # fmt: skip
        problem = took.files[0].problems[0]
        assert (problem.path[1], str(problem.place)) == (4, str(bad))
        assert {record.id for record in store.records()} == {"good-0", "good-1", "good-2"}


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP TRIGGER entries_are_not_changed"],
        ["DROP TABLE bodies", "CREATE TABLE bodies (entry, content, why, salt)"],
        ["DROP TABLE bodies", "CREATE VIEW bodies AS SELECT 1 AS entry, '{}' AS content, '' AS why, '' AS salt"],
    ],
)
def test_a_file_with_other_rules_is_refused(tmp_path: Path, statements: list[str]) -> None:
    """Whoever took its guards away, or made the tables something else, is not trusted."""
    path = filled(tmp_path / "bad.sqlite", 2)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.close()
    with Store.create(tmp_path / "all.sqlite") as store:
        (file,) = store.merge([path]).files
        assert {problem.code for problem in file.problems} == {"store-rules-changed"}
        assert store.verify().n_entries == 0


@pytest.mark.parametrize(
    ("kind", "parents", "why", "text"),
    [
        ("observation", "[]", "", "no JSON"),
        ("observation", "[]", "", "{no JSON}"),
        ("observation", "[]", "", None),
        ("renamed", "[]", "", "{}"),
        ("signed_off", "[]", "", None),
        ("observation", "own", " ", "{}"),
        ("erased", "own", "", None),
        ("unlocked", "own", "why", "{}"),
    ],
)
def test_entries_that_make_no_sense_are_refused(
    tmp_path: Path, kind: str, parents: str, why: str, text: str | None
) -> None:
    """Another program can compute all hashes properly and still write what no store would."""
    path = filled(tmp_path / "forged.sqlite", 1)
    with Store.open(path) as store:
        (first,) = store.history("forged-0")
    listed = f'["{first.id}"]' if parents == "own" else parents
    body = body_hash(text, "0" * 32, why)
    at = "2026-11-24T00:00:00.000000Z"
    revision = revision_id("forged-0", kind, listed, "R1", at, body)
    hash_ = entry_hash(first.device, 2, first.hash, revision)
    connection = sqlite3.connect(path, isolation_level=None)
    rules = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in rules:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(
        "INSERT INTO entries VALUES (2, 'forged-0', ?, ?, 'R1', ?, ?, ?, ?, 2, ?, ?)",
        (kind, listed, at, body, revision, first.device, first.hash, hash_),
    )
    connection.execute("INSERT INTO bodies VALUES (2, ?, ?, ?)", (text, why, "0" * 32))
    for _, sql in rules:
        connection.execute(sql)
    connection.close()
    with Store.create(tmp_path / "all.sqlite") as store:
        (file,) = store.merge([path]).files
        assert [problem.code for problem in file.problems] == ["entry-refused"]
        assert (file.n_new, store.verify().n_entries) == (0, 0)


def test_a_full_disk_stops_merging_between_files(tmp_path: Path) -> None:
    """What was taken in before stays, of the file that no longer fits nothing does, and that is an error."""
    paths = [filled(tmp_path / f"device-{number}.sqlite", 30) for number in range(10)]
    with Store.create(tmp_path / "all.sqlite") as store:
        store._connection.execute("PRAGMA max_page_count = 60")
        with pytest.raises(StoreError, match="disk is full"):
            store.merge(paths)
        there = store.verify()
        assert there.problems == ()
        assert there.n_entries in range(30, 300, 30)
        store._connection.execute("PRAGMA max_page_count = 100000")
        assert store.merge(paths).n_new == 300 - there.n_entries


def test_a_copy_of_an_empty_store_is_a_store_of_its_own(tmp_path: Path) -> None:
    """A store that somebody prepared for everybody is no device yet."""
    prepared = filled(tmp_path / "prepared.sqlite", 0)
    with Store.open(prepared) as store:
        store.merge([])
    paths = [copied(prepared, tmp_path / f"device-{number}.sqlite") for number in range(3)]
    for number, path in enumerate(paths):
        with Store.open(path) as store:
            store.append(f"new-{number}", "goal", {"id": "x"}, by="R1")
    with Store.open(prepared) as store:
        assert store.merge(paths).n_new == 3
        assert store.verify().remarks == ()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(deeds())
def test_whatever_people_do_all_come_to_the_same(done: list[Deed]) -> None:
    """After any history on three devices, copies of stores among them, nothing is lost and all agree."""
    with tempfile.TemporaryDirectory() as folder:
        devices = Devices(Path(folder))
        for deed in done:
            devices.do(deed)
        devices.all_to_all()
        devices.all_to_all()
        found = [_whole(path) for path in devices.paths]
        assert found[0] == found[1] == found[2]
        there = {entry[0]: entry for entry in found[0][2]}
        for entry in devices.acknowledged:
            content, why = there[entry.hash][1:]
            erased = entry.record in devices.erased and entry.kind != Kind.ERASED
            assert (content, why) == ((None, None) if erased else (entry.content, entry.why))


def _whole(path: Path) -> tuple[object, object, list[tuple[str, object, object]]]:
    """What a sound store says: its digest, its records, and for each entry its hash, content and reason."""
    with Store.open(path) as store:
        verified = store.verify()
        assert verified.problems == ()
        records = [*store.records()]
        assert {clash.record for clash in store.clashes()} == {each.id for each in records if len(each.tips) > 1}
    rows = [(str(row[10]), json.loads(str(row[11])) if row[11] else None, row[12]) for row in dump(path)]
    return verified.digest, records, rows
