"""The file of a store: made once, opened with care, and guarded by rules of its own."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fidelity.errors import FidelityError, StoreError, UsageError
from fidelity.records.database import APPLICATION, VERSION, rules, uri
from fidelity.records.store import Store
from tests.records.stores import ID, bytes_of, content, filled

SALT = "0123456789abcdef0123456789abcdef"


def code_of(path: Path) -> str:
    """The code of the problem with which opening a file ends."""
    with pytest.raises(FidelityError) as error:
        Store.open(path)
    (problem,) = error.value.problems
    assert str(path) in problem.message
    assert problem.help
    return problem.code


def looked_through(path: Path) -> None:
    """Verify a store; whatever is wrong with it is raised."""
    with Store.open(path) as store:
        problems = store.verify().problems
    if problems:
        raise StoreError(problems)


def test_a_store_says_what_it_is(tmp_path: Path) -> None:
    """Its header names the program and the version of its tables, and it writes first beside itself."""
    path = filled(tmp_path / "fidelity.sqlite", 1)
    connection = sqlite3.connect(path)
    found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    assert found == [APPLICATION, VERSION]
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_what_is_written_is_on_the_disk(tmp_path: Path) -> None:
    """A connection of ours waits for the disk, for others, and overwrites what is deleted."""
    store = Store.create(tmp_path / "fidelity.sqlite")
    for again in (False, True):
        if again:
            store.close()
            store = Store.open(tmp_path / "fidelity.sqlite")
        pragma = {
            name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "foreign_keys", "secure_delete", "busy_timeout", "trusted_schema", "temp_store")
        }
        assert pragma.pop("busy_timeout") >= 10_000
        assert pragma == {"synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "temp_store": 2}
    store.close()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A new store is made only where there is nothing, not even an empty file."""
    path = tmp_path / "fidelity.sqlite"
    path.write_text("something")
    with pytest.raises(StoreError, match="there is a file already"):
        Store.create(path)
    assert path.read_text() == "something"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A store needs a folder, and opening needs a file."""
    with pytest.raises(StoreError, match="cannot be made"):
        Store.create(tmp_path / "nowhere" / "fidelity.sqlite")
    with pytest.raises(UsageError, match="no such file"):
        Store.open(tmp_path / "fidelity.sqlite")
    with pytest.raises(UsageError, match="no such file"):
        Store.open(tmp_path)
    assert not [*tmp_path.iterdir()]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such names")
@pytest.mark.parametrize("name", ["Räume & Häuser.sqlite", "50%20off?mode=ro#x.sqlite", "a b", "'quoted' \"twice\""])
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    """Signs that mean something in an address mean nothing here."""
    folder = tmp_path / "ein Ordner %41"
    folder.mkdir()
    path = filled(folder / name, 1)
    with Store.open(path, readonly=True) as store:
        assert len([*store.records()]) == 1
    assert sorted(each.name for each in folder.iterdir() if not each.name.endswith(("-wal", "-shm"))) == [name]


def test_an_address_is_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It has three slashes, whatever the system."""
    monkeypatch.chdir(tmp_path)
    assert uri(Path("a b.sqlite"), "mode=ro") == f"file://{tmp_path.as_posix()}/a%20b.sqlite?mode=ro"


def test_other_files_are_no_stores(tmp_path: Path) -> None:
    """Text, nothing at all, and a database of another program are told apart from damage."""
    text, nothing, foreign = (tmp_path / name for name in ("text.sqlite", "nothing.sqlite", "foreign.sqlite"))
    text.write_text("Dear colleague, " * 100)
    nothing.touch()
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE entries (a)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    before = foreign.read_bytes()
    assert [code_of(path) for path in (text, nothing, foreign)] == ["not-a-store"] * 3
    assert foreign.read_bytes() == before


def test_a_later_store_is_not_touched(tmp_path: Path) -> None:
    """A version that we do not know may hold what we would lose."""
    path = filled(tmp_path / "fidelity.sqlite", 1)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    assert code_of(path) == "store-newer"
    assert path.read_bytes() == before


def test_a_truncated_store_is_told(tmp_path: Path) -> None:
    """A file that ends too early is damaged, whether it is opened, read or verified."""
    path = filled(tmp_path / "fidelity.sqlite", 200)
    whole = path.read_bytes()
    for length in (100, 5000, len(whole) // 2):
        path.write_bytes(whole[:length])
        with pytest.raises(StoreError) as error:
            looked_through(path)
        assert error.value.problems[0].code in ("store-damaged", "not-a-store")


def test_a_damaged_page_is_told(tmp_path: Path) -> None:
    """Rubbish in the midst of the file is found by verifying, even where reading goes past it."""
    path = filled(tmp_path / "fidelity.sqlite", 200)
    whole = bytearray(path.read_bytes())
    for start in range(4096 * 3, len(whole), 4096 * 5):
        whole[start : start + 64] = os.urandom(64)
    path.write_bytes(whole)
    with pytest.raises(StoreError, match="damaged"):
        looked_through(path)


def test_a_store_that_is_only_read_is_not_written(tmp_path: Path) -> None:
    """Everything can be looked at, and nothing appended."""
    path = filled(tmp_path / "fidelity.sqlite", 3)
    with Store.open(path, readonly=True) as store:
        assert len([*store.records()]) == 3
        assert store.verify().problems == ()
        with pytest.raises(StoreError) as error:
            store.append(ID, "observation", content(), by="R1")
    assert error.value.problems[0].code == "store-read-only"
    assert sum(ID.encode() in each for each in bytes_of(tmp_path)) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET made_by = 'R9'",
        "UPDATE entries SET place = place + 100",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE place = 2",
        "UPDATE bodies SET content = '{}'",
        "UPDATE bodies SET why = 'x'",
        "DELETE FROM bodies WHERE entry = 1",
        "REPLACE INTO bodies (entry, content, why, salt) VALUES (1, '{}', 'x', '0123456789abcdef0123456789abcdef')",
        "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE place = 1",
        "INSERT INTO bodies (entry, content, why, salt) VALUES (99, '{}', '', '0123456789abcdef0123456789abcdef')",
    ],
)
def test_the_file_refuses_to_be_changed(tmp_path: Path, statement: str) -> None:
    """Whoever opens it with another tool meets the rules that are part of it."""
    path = filled(tmp_path / "fidelity.sqlite", 2)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)
    connection.close()
    with Store.open(path) as store:
        assert store.verify().problems == ()


@pytest.mark.parametrize("why", ["NULL", "''", "'   '", "char(10)", "char(9) || char(160) || ' '"])
@pytest.mark.parametrize("kind", ["observation", "unlocked", "erased", "settled"])
def test_the_file_refuses_a_missing_reason(tmp_path: Path, kind: str, why: str) -> None:
    """Nothing and blanks are no reasons, whatever a row says besides."""
    connection = sqlite3.connect(filled(tmp_path / "a.sqlite", 1))
    content = "'{}'" if kind == "observation" else "NULL"
    _add_entry(connection, kind, '["aa"]')
    connection.execute(f"INSERT INTO bodies VALUES (50, {content}, 'a reason', '{SALT}')")
    connection.rollback()
    _add_entry(connection, kind, '["aa"]')
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(f"INSERT INTO bodies VALUES (50, {content}, {why}, '{SALT}')")
    connection.close()


@pytest.mark.parametrize(("kind", "parents"), [("signed_off", '["aa"]'), ("observation", "[]")])
def test_the_file_takes_what_needs_no_reason(tmp_path: Path, kind: str, parents: str) -> None:
    """A first revision and a sign-off may go without."""
    connection = sqlite3.connect(filled(tmp_path / "a.sqlite", 1))
    _add_entry(connection, kind, parents)
    content = "'{}'" if kind == "observation" else "NULL"
    connection.execute(f"INSERT INTO bodies VALUES (50, {content}, '', '{SALT}')")
    connection.close()


@pytest.mark.parametrize(
    ("kind", "parents", "content"),
    [
        ("renamed", '["aa"]', "NULL"),
        ("signed_off", "[]", "NULL"),
        ("erased", "[]", "NULL"),
        ("observation", "nothing", "'{}'"),
        ("observation", "[]", "NULL"),
        ("observation", "[]", "'text'"),
        ("unlocked", '["aa"]', "'{}'"),
    ],
)
def test_the_file_refuses_what_makes_no_sense(tmp_path: Path, kind: str, parents: str, content: str) -> None:
    """Unknown kinds, events that follow nothing, records that say nothing and events that do."""
    connection = sqlite3.connect(filled(tmp_path / "a.sqlite", 1))
    with closing(connection), pytest.raises(sqlite3.IntegrityError):
        _add_entry(connection, kind, parents, content)


def _add_entry(connection: sqlite3.Connection, kind: str, parents: str, content: str = "") -> None:
    """Put one more entry into a store, without its body unless it has a content."""
    values = ("record-1", kind, parents, "R1", "2026-11-23T17:05:01.123456Z", "b" * 64, "c" * 64, "d", 2, "e" * 64)
    connection.execute(
        "INSERT INTO entries (place, record, kind, parents, made_by, made_at, body, id, device, seq, previous, hash)"
        f" VALUES (50, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{'f' * 64}')",
        values,
    )
    if content:
        connection.execute(f"INSERT INTO bodies VALUES (50, {content}, 'why', '{SALT}')")


def test_the_rules_are_known() -> None:
    """A sound store has four tables and a trigger for everything that must not happen."""
    kinds = [what for what, _ in rules()]
    assert (kinds.count("table"), kinds.count("trigger")) == (4, 9)
