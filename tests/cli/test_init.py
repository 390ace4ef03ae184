"""`fidelity init`: a workspace made, and nothing overwritten."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.records.store import Store
from fidelity.workspace.toml_file import read
from fidelity.workspace.toml_workspace import GROUPS
from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which commands run."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_workspace_is_made_and_can_be_used(fidelity: Fidelity, empty: Path) -> None:
    """Settings, a store that only its owner reads, and three lines that say how to go on; then it is one."""
    ran = fidelity("init", "--name", 'Service "north"', "--by", "R7")
    assert (ran.code, ran.out) == (0, "")
    assert [line[:4] for line in ran.err.splitlines()] == ["Made", "  1.", "  2.", "  3."]
    assert sorted(path.name for path in empty.iterdir()) == ["fidelity.sqlite", "fidelity.toml"]
    said = read(empty / "fidelity.toml").workspace
    assert said is not None
    assert (said.name, said.by, str(said.policy.keep)) == ('Service "north"', "R7", "5 years")
    assert not [*said.policy.code_problems({"practitioner": "P03", "rater": "R1", "client": "F12", "site": "north-2"})]
    assert [*said.policy.code_problems({"practitioner": "Anna"})]
    assert fidelity("records").code == 0
    if os.name == "posix":
        assert stat.S_IMODE((empty / "fidelity.sqlite").stat().st_mode) == 0o600


def test_every_setting_is_in_the_file_with_a_line_that_explains_it(fidelity: Fidelity, empty: Path) -> None:
    """A comment stands above each, also above those that are left out."""
    assert fidelity("init").code == 0
    lines = (empty / "fidelity.toml").read_text(encoding="utf-8").splitlines()
    for key in [*GROUPS["workspace"], *GROUPS["retention"], "practitioner", "rater", "client", "team"]:
        (place,) = [number for number, line in enumerate(lines) if line.removeprefix("# ").startswith(f"{key} = ")]
        assert lines[place - 1].startswith("# "), key


def test_a_new_folder_is_made(fidelity: Fidelity, empty: Path) -> None:
    """It need not be there, and the words say where it is."""
    assert "deep/north" in fidelity("init", "deep/north").err
    assert (empty / "deep" / "north" / "fidelity.sqlite").exists()


@pytest.mark.parametrize("there", ["fidelity.toml", "fidelity.sqlite"])
def test_nothing_is_overwritten(fidelity: Fidelity, empty: Path, there: str) -> None:
    """A workspace, or a store without one, stays as it is."""
    assert fidelity("init").code == 0
    if there == "fidelity.sqlite":
        (empty / "fidelity.toml").unlink()
    before = {path.name: path.read_bytes() for path in empty.iterdir()}
    ran = fidelity("init", "--name", "Another")
    assert ran.code == 2
    assert f"`{there}`" in ran.err
    assert {path.name: path.read_bytes() for path in empty.iterdir()} == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_settings_that_are_there_stay_and_the_workspace_comes_after_them(
    fidelity: Fidelity, empty: Path, newline: str
) -> None:
    """Not a byte is changed, ends of lines are those of the file, and a group that is there is not written again."""
    text = "# ours\n[plugins]\nallow = []\n\n[codes]\nrater = 'X[0-9]'".replace("\n", newline)
    (empty / "fidelity.toml").write_bytes(text.encode())
    (empty / "fidelity.toml").chmod(0o640)
    assert fidelity("init", "--by", "P1").code == 0
    now = (empty / "fidelity.toml").read_bytes().decode()
    assert now.startswith(text + newline)
    assert now.replace("\r\n", "").count("\n") == (0 if newline == "\r\n" else now.count("\n"))
    assert {*tomllib.loads(now)} == {"plugins", "codes", "workspace", "retention"}
    assert tomllib.loads(now)["codes"] == {"rater": "X[0-9]"}
    if os.name == "posix":
        assert stat.S_IMODE((empty / "fidelity.toml").stat().st_mode) == 0o640


def test_settings_that_are_wrong_are_told_and_left(fidelity: Fidelity, empty: Path) -> None:
    """Nothing is added to a file that cannot be read."""
    (empty / "fidelity.toml").write_text("[plugin]\n", encoding="utf-8")
    ran = fidelity("init")
    assert (ran.code, "unknown-setting" in ran.err) == (1, True)
    assert [path.name for path in empty.iterdir()] == ["fidelity.toml"]
    assert (empty / "fidelity.toml").read_text(encoding="utf-8") == "[plugin]\n"


@pytest.mark.parametrize("words", [("--by", "Anna Berger"), ("--name", "two\nlines")])
def test_what_cannot_be_said_is_told_before_anything_is_made(
    fidelity: Fidelity, empty: Path, words: tuple[str, str]
) -> None:
    """A name is no code, and a name of a workspace stands on one line."""
    assert fidelity("init", "new", *words).code == 2
    assert not [*empty.iterdir()]


def test_a_full_disk_leaves_nothing_behind(empty: Path) -> None:
    """What was begun is taken away again, and one sentence says why."""
    program = (
        "import resource, signal, sys\n"
        "from fidelity.cli.main import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))\n"
        "sys.exit(run(['init']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, [*empty.iterdir()]) == (1, "", [])
    assert "error[store-full]" in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_cannot_be_written_leave_no_store(
    fidelity: Fidelity, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a workspace is none."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = fidelity("init")
    assert (ran.code, "no space left" in ran.err, [*empty.iterdir()]) == (2, True, [])


def test_a_store_of_the_template_is_the_store_that_is_opened(fidelity: Fidelity, empty: Path) -> None:
    """What the settings say and what was made are one and the same file."""
    assert fidelity("init").code == 0
    said = read(empty / "fidelity.toml").workspace
    assert said is not None
    with Store.open(empty / said.store) as store:
        assert [*store.records()] == []
