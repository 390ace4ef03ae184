"""Faults of disk and file: each is told in words, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from fidelity.errors import StoreError
from fidelity.records import database
from fidelity.records.store import Store
from tests.records.stores import ID, content, filled

ROOT = Path(__file__).parents[2]

FILL = """
import sys
from pathlib import Path
from fidelity.errors import StoreError
from fidelity.records.store import Store
from tests.records.stores import content
if {limit}:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
stored, code = 0, ""
with Store.open(Path(sys.argv[1])) as store:
    try:
        for number in range(2000):
            store.append(f"record-{{number}}", "observation", content(f"record-{{number}}", a="1" * 2000), by="R1")
            stored += 1
    except StoreError as error:
        code = error.problems[0].code
    print(stored, code, len([*store.records()]), len(store.verify().problems))
"""

LOOK = """
import os, sys
from pathlib import Path
from fidelity.errors import StoreError
from fidelity.records.guest import guest
from fidelity.records.store import Store
path = Path(sys.argv[1])
if os.geteuid() == 0:
    # Root may write whatever the permissions say, so be nobody.
    Store.open(path, readonly=True).close()
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
with guest(path) as log:
    print(len([*log.in_order()]))
for readonly in (True, False):
    try:
        with Store.open(path, readonly=readonly) as store:
            print(len([*store.records()]), end=" ")
            store.append("new-1", "goal", {"a": "1"}, by="R1")
    except StoreError as error:
        print(error.problems[0].code)
"""


def fill(path: Path, limit: int = 0) -> tuple[int, str]:
    """Fill a store in a process of its own until it is full; how many were stored, and what the end was called."""
    words = [sys.executable, "-c", FILL.format(limit=limit), str(path)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    stored, code, there, problems = done.stdout.split()
    assert (there, problems) == (stored, "0")
    return int(stored), code


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("a file system can be mounted by root only")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_store_is_told(tmp_path: Path) -> None:
    """Where the database may not grow, the write is refused whole, and the store goes on once it may."""
    with Store.create(tmp_path / "fidelity.sqlite") as store:
        store.append("first-1", "observation", content("first-1"), by="R1")
        (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
        store._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        big = content(a="1" * 50_000)
        with pytest.raises(StoreError, match="disk is full") as error:
            store.append(ID, "observation", big, by="R1")
        assert error.value.problems[0].code == "store-full"
        assert [record.id for record in store.records()] == ["first-1"]
        assert store.verify().problems == ()
        store._connection.execute("PRAGMA max_page_count = 1000000")
        store.append(ID, "observation", big, by="R1")
        assert [head.seq for head in store.verify().heads] == [2]


@pytest.mark.skipif(sys.platform != "linux", reason="file sizes are limited by a call of Linux")
def test_a_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    """Whatever was acknowledged before is there, and more can be stored when there is room."""
    path = filled(tmp_path / "fidelity.sqlite", 0)
    stored, code = fill(path, limit=400_000)
    assert code == "store-full"
    assert stored > 10
    with Store.open(path) as store:
        store.append(ID, "observation", content(a="1"), by="R1")
        assert len([*store.records()]) == stored + 1
        assert store.verify().problems == ()


def test_a_full_disk_is_told(small_disk: Path) -> None:
    """The same on a file system that is really full, and when room is made, the store goes on."""
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 400_000)
    path = filled(small_disk / "fidelity.sqlite", 0)
    stored, code = fill(path)
    assert code == "store-full"
    assert stored > 10
    ballast.unlink()
    with Store.open(path) as store:
        store.append(ID, "observation", content(a="1"), by="R1")
        assert len([*store.records()]) == stored + 1
        assert store.verify().problems == ()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into: pytest's own lie below one that is its user's alone."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_store_of_somebody_else_is_told(open_folder: Path) -> None:
    """A file that we may read and not write is opened to be looked at, and refuses to be written."""
    path = filled(open_folder / "fidelity.sqlite", 2)
    open_folder.chmod(0o555)
    path.chmod(0o444)
    try:
        done = subprocess.run(
            [sys.executable, "-c", LOOK, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
        )
    finally:
        open_folder.chmod(0o755)
        path.chmod(0o644)
    assert done.returncode == 0, done.stderr
    merged, looked_at, written = done.stdout.split("\n")[:3]
    assert merged == "2"
    assert looked_at == "2 store-read-only"
    assert written == "2 store-read-only"
    with Store.open(path) as store:
        assert len([*store.records()]) == 2


def test_waiting_for_ever_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that holds the store for too long is named as the cause, and nothing is lost."""
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    path = filled(tmp_path / "fidelity.sqlite", 1)
    with Store.open(path) as one, Store.open(path) as other:
        one._connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="has been writing for too long") as error:
            other.append(ID, "observation", content(), by="R1")
        one._connection.execute("ROLLBACK")
        assert error.value.problems[0].code == "store-busy"
        other.append(ID, "observation", content(), by="R1")
        assert len([*one.records()]) == 2
