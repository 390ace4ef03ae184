"""The store of another device is read and never touched, whatever lies beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from fidelity.errors import FidelityError
from fidelity.records.guest import guest
from fidelity.records.store import Store
from fidelity.records.walk import Walk
from tests.records.stores import content, filled

ROOT = Path(__file__).parents[2]

KILLED = """
import os, sys
from pathlib import Path
from fidelity.records.store import Store
from fidelity.records.walk import Walk
from tests.records.stores import content
store = Store.open(Path(sys.argv[1]))
store.append("killed-1", "observation", content("killed-1", a="1"), by="R1")
os._exit(0)
"""


def seen(path: Path) -> list[str]:
    """The records that a guest's log shows."""
    with guest(path) as log:
        return sorted(row.record for row in log.in_order())


def prints(folder: Path) -> dict[str, str]:
    """What lies in a folder, with a hash of each file, but not SQLite's table of locks."""
    return {
        path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if not path.name.endswith("-shm")
    }


def names(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_a_closed_store_stays_as_it_is(tmp_path: Path) -> None:
    """Not even a file is made beside it."""
    path = filled(tmp_path / "a.sqlite", 3)
    before, lying = prints(tmp_path), names(tmp_path)
    assert seen(path) == ["a-0", "a-1", "a-2"]
    assert (prints(tmp_path), names(tmp_path)) == (before, lying)


def test_what_is_still_beside_a_store_is_seen(tmp_path: Path) -> None:
    """While somebody writes, what they committed last is read too, and nothing is moved for them."""
    path = filled(tmp_path / "a.sqlite", 1)
    with Store.open(path) as store:
        store.append("live-1", "observation", content("live-1", a="1"), by="R1")
        before, lying = prints(tmp_path), names(tmp_path)
        assert seen(path) == ["a-0", "live-1"]
        assert (prints(tmp_path), names(tmp_path)) == (before, lying)
        store.append("live-2", "observation", content("live-2", a="1"), by="R1")
        assert seen(path) == ["a-0", "live-1", "live-2"]
        assert store.verify().problems == ()


def test_a_store_is_sound_at_every_moment(tmp_path: Path) -> None:
    """While another program writes as fast as it can, every look shows a chain that holds and never grows shorter."""
    path = filled(tmp_path / "a.sqlite", 1)
    words = [sys.executable, "-m", "tests.records.writer", str(path), "live", "1500"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL) as writer:
        lengths = [1]
        while writer.poll() is None:
            with guest(path) as log:
                walk = Walk(log)
                lengths.append(len([*walk.rows()]))
            assert walk.problems == []
    assert writer.returncode == 0
    assert lengths == sorted(lengths)
    assert len({*lengths}) > 3
    assert len(seen(path)) == 1501


def test_what_a_killed_program_left_is_seen(tmp_path: Path) -> None:
    """What it was told is stored lies beside the store only, and stays there."""
    path = filled(tmp_path / "a.sqlite", 1)
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=True)
    before, lying = prints(tmp_path), names(tmp_path)
    assert lying == ["a.sqlite", "a.sqlite-shm", "a.sqlite-wal"]
    assert seen(path) == ["a-0", "killed-1"]
    assert (prints(tmp_path), names(tmp_path)) == (before, lying)


def test_two_files_of_a_store_are_seen_as_one(tmp_path: Path) -> None:
    """Brought by hand with the file beside it, the store is read whole, and no third file is made."""
    path = filled(tmp_path / "a.sqlite", 1)
    subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=True)
    brought = tmp_path / "brought"
    brought.mkdir()
    for end in ("", "-wal"):
        shutil.copyfile(f"{path}{end}", brought / f"a.sqlite{end}")
    before = prints(brought)
    assert seen(brought / "a.sqlite") == ["a-0", "killed-1"]
    assert (prints(brought), names(brought)) == (before, ["a.sqlite", "a.sqlite-wal"])


def test_an_empty_file_beside_a_store_is_no_obstacle(tmp_path: Path) -> None:
    """It holds nothing, so the store is whole without it."""
    path = filled(tmp_path / "a.sqlite", 1)
    (tmp_path / "a.sqlite-wal").touch()
    lying = names(tmp_path)
    assert seen(path) == ["a-0"]
    assert names(tmp_path) == lying


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_store_on_a_medium_that_is_only_read_is_seen(tmp_path: Path) -> None:
    """A folder in which nothing can be made is no obstacle either."""
    path = filled(tmp_path / "a.sqlite", 2)
    tmp_path.chmod(0o555)
    try:
        assert seen(path) == ["a-0", "a-1"]
    finally:
        tmp_path.chmod(0o755)


def test_a_stranger_is_not_let_in(tmp_path: Path) -> None:
    """A file that is no store, and one that is not there, are told."""
    text = tmp_path / "text.sqlite"
    text.write_text("Dear colleague, " * 100)
    for path, code in ((text, "not-a-store"), (tmp_path / "nowhere.sqlite", "store-missing")):
        with pytest.raises(FidelityError) as error:
            seen(path)
        assert error.value.problems[0].code == code
