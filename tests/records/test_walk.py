"""Whatever is done to a store behind the log's back, the walk along its chains finds it and says where."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from fidelity.records.log import Row
from fidelity.records.store import Store
from fidelity.records.verifying import Verified
from fidelity.records.walk import Head
from tests.records.stores import ID, clock, content, copied, filled, tampered

DELETED = "DELETE FROM entries WHERE place = {0}"
WITHOUT_BODY = "DELETE FROM bodies WHERE entry = {0}"


def verified(path: Path) -> Verified:
    """What verifying a store says."""
    with Store.open(path) as store:
        return store.verify()


def told(found: Verified) -> list[tuple[str, int]]:
    """The code and the number in the chain of each problem."""
    return [(problem.code, int(problem.path[1])) for problem in found.problems]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with six entries: three observations, of which the first was corrected and signed off."""
    store = Store.create(tmp_path / "fidelity.sqlite", clock=clock())
    first = store.append(ID, "observation", content(a="2"), by="R1")
    for number in (1, 2):
        store.append(f"record-{number}", "observation", content(f"record-{number}", a="1"), by="R1")
    store.append(ID, "observation", content(a="1"), by="R1", why="slip", after=first.id)
    store.sign_off(ID, by="R1")
    store.append("goal-1", "goal", {"id": "goal-1"}, by="R1")
    store.close()
    return tmp_path / "fidelity.sqlite"


def test_a_sound_store_has_no_problems(path: Path) -> None:
    """It says how many entries there are, where each chain ends, and one hash over all."""
    found = verified(path)
    assert (found.n_entries, found.problems, found.remarks) == (6, (), ())
    with Store.open(path) as store:
        last = store.history("goal-1")[-1]
    assert found.heads == (Head(last.device, 6, last.hash),)
    assert found.digest == verified(path).digest
    assert len(found.digest) == 64


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["UPDATE entries SET made_by = 'R9' WHERE seq = 2"], [("entry-changed", 2)]),
        (["UPDATE entries SET made_at = '2020-01-01T00:00:00.000000Z' WHERE seq = 4"], [("entry-changed", 4)]),
        (["UPDATE entries SET kind = 'unlocked' WHERE seq = 5"], [("entry-changed", 5)]),
        (["UPDATE entries SET record = 'record-2' WHERE seq = 2"], [("entry-changed", 2)]),
        (["UPDATE entries SET parents = '[]' WHERE seq = 4"], [("entry-changed", 4)]),
        (["UPDATE entries SET parents = '[\"a\" \"b\"]' WHERE seq = 4"], [("entry-changed", 4)]),
        (["UPDATE entries SET body = printf('%064d', 1) WHERE seq = 1"], [("entry-changed", 1), ("body-changed", 1)]),
        (["UPDATE entries SET hash = printf('%064d', 1) WHERE seq = 3"], [("entry-changed", 3), ("chain-broken", 4)]),
        (
            ["UPDATE entries SET previous = printf('%064d', 1) WHERE seq = 3"],
            [("chain-broken", 3), ("entry-changed", 3)],
        ),
        (
            ["UPDATE entries SET seq = 9 WHERE seq = 6"],
            [("entry-missing", 9), ("entry-changed", 9)],
        ),
        (
            ["UPDATE entries SET device = 'another' WHERE seq = 6"],
            [("entry-missing", 6), ("entry-changed", 6)],
        ),
        (["UPDATE bodies SET content = replace(content, '\"a\":\"1\"', '\"a\":\"0\"') WHERE entry = 2"],
         [("body-changed", 2)]),
        (["UPDATE bodies SET why = 'a better reason' WHERE entry = 4"], [("body-changed", 4)]),
        (["UPDATE bodies SET salt = printf('%032d', 1) WHERE entry = 4"], [("body-changed", 4)]),
        (["UPDATE bodies SET content = NULL WHERE entry = 2"], [("body-changed", 2)]),
        ([WITHOUT_BODY.format(2)], [("body-missing", 2)]),
        ([WITHOUT_BODY.format(2), DELETED.format(2)], [("entry-missing", 3)]),
        ([WITHOUT_BODY.format(1), DELETED.format(1)], [("entry-missing", 2), ("parent-missing", 4)]),
        ([WITHOUT_BODY.format(6), DELETED.format(6)], []),
    ],
)  # fmt: skip
def test_what_was_tampered_with_is_told(path: Path, statements: list[str], expected: list[tuple[str, int]]) -> None:
    """Each change names its entry; only the end of a chain can go unseen, and its head and the digest tell that."""
    before = verified(path)
    tampered(path, *statements)
    after = verified(path)
    assert told(after) == expected
    if not expected:
        assert (after.heads == before.heads, after.digest == before.digest) == (False, False)
    assert all(problem.help for problem in after.problems)


def test_a_row_put_in_is_told(path: Path) -> None:
    """A forged entry that follows properly and has a body is no entry if its hash is not right."""
    connection = sqlite3.connect(path)
    row = list(connection.execute("SELECT * FROM entries WHERE seq = 6").fetchone())
    row[0], row[7], row[9], row[10], row[11] = 99, "e" * 64, 7, row[11], "f" * 64
    connection.execute(f"INSERT INTO entries VALUES ({', '.join('?' * len(row))})", row)
    connection.execute("INSERT INTO bodies VALUES (99, '{}', '', printf('%032d', 1))")
    connection.commit()
    connection.close()
    assert told(verified(path)) == [("entry-changed", 7), ("body-changed", 7)]


def test_a_body_put_back_is_told(path: Path) -> None:
    """What was erased and stands there again is a problem of its own, whatever its hash says."""
    connection = sqlite3.connect(path)
    body = connection.execute("SELECT content, why, salt FROM bodies WHERE entry = 2").fetchone()
    connection.close()
    with Store.open(path) as store:
        store.erase("record-1", by="R1", why="asked for")
        assert store.verify().problems == ()
    text, why, salt = body
    tampered(path, f"INSERT INTO bodies VALUES (2, '{text}', '{why}', '{salt}')")
    assert told(verified(path)) == [("body-left", 2)]


def test_a_tombstone_keeps_its_reason(path: Path) -> None:
    """To take away who erased a record and why is a problem too."""
    with Store.open(path) as store:
        store.erase("record-1", by="R1", why="asked for")
    tampered(path, WITHOUT_BODY.format(7))
    assert told(verified(path)) == [("body-missing", 7)]


@pytest.mark.parametrize(
    ("statement", "told_of"),
    [
        ("DROP TRIGGER entries_are_not_changed", "trigger `entries_are_not_changed`"),
        ("DROP INDEX entries_of_a_device", "index `entries_of_a_device`"),
        ("CREATE TRIGGER quietly AFTER INSERT ON drafts BEGIN DELETE FROM drafts; END", "trigger `quietly`"),
        ("DROP TABLE drafts", "table `drafts`"),
    ],
)
def test_rules_that_are_gone_are_told(path: Path, statement: str, told_of: str) -> None:
    """A store without its guards may have been changed, and says so; so does one with guards of somebody else."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()
    (problem,) = verified(path).problems
    assert problem.code == "store-rules-changed"
    assert told_of in problem.message


def test_what_others_add_for_themselves_is_no_problem(path: Path) -> None:
    """A view and a table of somebody who looks with another tool change no rule."""
    connection = sqlite3.connect(path)
    connection.executescript("CREATE VIEW latest AS SELECT * FROM entries; CREATE TABLE mine (a); ANALYZE;")
    connection.close()
    assert verified(path).problems == ()


def test_a_copy_that_was_written_to_is_told(path: Path, tmp_path: Path) -> None:
    """Both branches are kept and hold, both ends are heads, and the store goes on under another name."""
    other = copied(path, tmp_path / "copy.sqlite")
    for each, name in ((path, "mine-1"), (other, "theirs-1"), (other, "theirs-2")):
        with Store.open(each) as store:
            store.append(name, "goal", {"id": name}, by="R1")
    with Store.open(path) as store:
        merged = store.merge([other])
        assert (merged.n_new, merged.n_known, merged.files[0].problems) == (2, 6, ())
        found = store.verify()
        assert (found.n_entries, found.problems, [remark.code for remark in found.remarks]) == (9, (), ["store-copied"])
        assert [head.seq for head in found.heads] == [7, 8]
        entry = store.append("mine-2", "goal", {"id": "mine-2"}, by="R1")
        assert (entry.device == found.heads[0].device, entry.seq) == (False, 1)
        assert store.verify().problems == ()
        assert {record.id for record in store.records("goal")} == {
            "goal-1", "mine-1", "mine-2", "theirs-1", "theirs-2",
        }  # fmt: skip


def test_a_chain_that_parts_makes_one_remark(path: Path, tmp_path: Path) -> None:
    """Where three entries stand at one place, that is said once, and not again for those that follow each."""
    others = [copied(path, tmp_path / f"copy-{number}.sqlite") for number in range(3)]
    for number, other in enumerate(others):
        with Store.open(other) as store:
            for each in "abc":
                store.append(f"new-{number}-{each}", "goal", {"id": "x"}, by="R1")
    with Store.open(path) as store:
        store.merge(others)
        found = store.verify()
    assert ([remark.path[1] for remark in found.remarks], found.problems) == ([7], ())


def test_rows_are_what_is_stored(tmp_path: Path) -> None:
    """A row of the log says what its entry says."""
    path = filled(tmp_path / "fidelity.sqlite", 1)
    with Store.open(path) as store:
        (row,) = store._log.in_order()
        assert isinstance(row, Row)
        assert (row.entry(),) == store.history("fidelity-0")
