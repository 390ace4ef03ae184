"""The settings in force: which `fidelity.toml` holds, and what it adds to the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fidelity.workspace.configuration import in_force, nearest_file
from fidelity.workspace.settings import Settings
from tests.cli.conftest import Ran

Fidelity = Callable[..., Ran]
Install = Callable[..., str]

ALLOW = '[plugins]\nallow = ["fidelity-good"]\n'


@pytest.fixture
def nest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder `a/b/c`, in which commands run; no home is above it."""
    folder = tmp_path / "nest" / "a" / "b" / "c"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("USERPROFILE", str(tmp_path / "home"))
    return folder


def test_without_a_file_the_command_line_holds(nest: Path) -> None:
    """Nothing is added where nothing is found."""
    assert nearest_file() is None
    assert in_force(Settings(frozenset({"odd"}))) == Settings(frozenset({"odd"}))


def test_the_nearest_file_holds(nest: Path) -> None:
    """The working folder comes first, then those above it; a further one is not looked at."""
    (nest.parents[1] / "fidelity.toml").write_text("no TOML at all", encoding="utf-8")
    (nest.parent / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    assert nearest_file() == Path("../fidelity.toml")
    assert in_force(Settings()).allowed == frozenset({"fidelity-good"})
    (nest / "fidelity.toml").write_text("", encoding="utf-8")
    assert nearest_file() == Path("fidelity.toml")
    assert in_force(Settings()) == Settings(config=Path("fidelity.toml"))


@pytest.mark.parametrize("root", [".git", ".hg"])
def test_the_search_ends_at_the_root_of_a_repository(nest: Path, root: str) -> None:
    """What lies above a repository is not about it; its root itself is looked into."""
    (nest.parents[2] / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    (nest.parent / root).mkdir()
    assert nearest_file() is None
    (nest.parent / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    assert nearest_file() == Path("../fidelity.toml")


def test_the_search_ends_at_home(nest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies above somebody's home is somebody else's; the home itself is looked into."""
    monkeypatch.setenv("HOME", str(nest.parent))
    monkeypatch.setenv("USERPROFILE", str(nest.parent))
    (nest.parents[1] / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    assert nearest_file() is None
    (nest.parent / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    assert nearest_file() == Path("../fidelity.toml")


def test_a_file_adds_and_takes_nothing_back(nest: Path) -> None:
    """What was said on the command line stays; the file's words come to it."""
    (nest / "fidelity.toml").write_text('[plugins]\ndisable = ["b"]\nstrict = false\n', encoding="utf-8")
    wanted = in_force(Settings(frozenset({"a"}), strict=True))
    assert wanted == Settings(frozenset({"a", "b"}), strict=True, config=Path("fidelity.toml"))


def test_a_link_that_leads_nowhere_is_no_missing_file(nest: Path, fidelity: Fidelity) -> None:
    """An allow-list does not vanish in silence."""
    (nest / "fidelity.toml").symlink_to("gone.toml")
    ran = fidelity("list")
    assert (ran.code, ran.out) == (2, "")
    assert "`fidelity.toml` cannot be read" in ran.err


def test_a_deleted_working_folder_has_no_file(nest: Path) -> None:
    """Without a working folder there is nothing to look into."""
    nest.rmdir()
    assert nearest_file() is None


def test_a_plugin_that_is_not_allowed_is_listed_and_not_loaded(
    fidelity: Fidelity, install: Install, nest: Path
) -> None:
    """`fidelity plugins` hides nothing, and no other command has anything of it."""
    install("fidelity-good", interventions=("visits@1.0",))
    install("fidelity-odd", "raise SystemExit('run')", interventions=("songs@1.0",))
    (nest / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    shown = json.loads(fidelity("plugins", "--format", "json").out)
    assert shown["config"] == "fidelity.toml"
    assert [(each["distribution"], each["state"], each["reason"]) for each in shown["plugins"]] == [
        ("fidelity-good", "loaded", ""),
        ("fidelity-odd", "disabled", "it is not on the allow-list in fidelity.toml"),
    ]
    listed = fidelity("--strict", "list")
    assert (listed.code, listed.err, "songs" in listed.out) == (0, "", False)
    unknown = fidelity("show", "songs")
    assert (unknown.code, "`fidelity plugins` shows what is not loaded, and why" in unknown.err) == (2, True)
    assert "SystemExit: run" in fidelity("--no-config", "list").err


def test_what_is_allowed_and_not_installed_is_told(fidelity: Fidelity, install: Install, nest: Path) -> None:
    """A name that was mistyped, or that of an entry point, is told with the one that was meant."""
    install("fidelity-good", name="visits", interventions=("visits@1.0",))
    names = 'allow = ["fidelity-god", "visits"]\ndisable = ["visit"]'
    (nest / "ours.toml").write_text(f"[plugins]\n{names}\n", encoding="utf-8")
    ran = fidelity("--config", "ours.toml", "plugins", "--format", "json")
    assert (ran.code, json.loads(ran.out)["allowed_not_installed"]) == (0, ["fidelity-god", "visits"])
    assert ran.err.splitlines() == [
        "note: `fidelity-god` is on the allow-list in ours.toml and is not installed; did you mean `fidelity-good`?",
        "note: `visits` is on the allow-list in ours.toml and is not installed; "
        "did you mean its distribution, `fidelity-good`?",
        "note: no plugin is called `visit`, which is switched off; did you mean `visits`?",
    ]
    assert fidelity("--config", "ours.toml", "list").err == (
        "No plugin offers an intervention. `fidelity new plugin NAME` begins one.\n"
    )


def test_a_file_can_be_strict(fidelity: Fidelity, install: Install, nest: Path) -> None:
    """`strict = true` is `--strict`, for everybody who works there."""
    install("fidelity-odd", "raise RuntimeError")
    (nest / "fidelity.toml").write_text("[plugins]\nstrict = true\n", encoding="utf-8")
    for command in ("list", "plugins"):
        assert fidelity(command).code == 1
        assert fidelity("--no-config", command).code == 0
    (nest / "fidelity.toml").write_text('[plugins]\nstrict = true\ndisable = ["fidelity-odd"]\n', encoding="utf-8")
    assert fidelity("list").code == 0


def test_a_file_can_be_named_or_none_be_read(fidelity: Fidelity, install: Install, nest: Path) -> None:
    """`--config` is read instead of the nearest one, which is then not even looked at; both options are too many."""
    install("fidelity-good", interventions=("visits@1.0",))
    (nest / "fidelity.toml").write_text("no TOML at all", encoding="utf-8")
    (nest / "ours.toml").write_text(ALLOW, encoding="utf-8")
    assert "visits" in fidelity("--config", "ours.toml", "list").out
    assert "visits" in fidelity("--no-config", "list").out
    assert fidelity("list").code == 1
    for words in (["--config", "ours.toml", "--no-config"], ["--config", "gone.toml"]):
        assert fidelity(*words, "list").code == 2


def test_help_and_files_need_no_settings(fidelity: Fidelity, nest: Path) -> None:
    """A file that is wrong stops only what depends on it."""
    (nest / "fidelity.toml").write_text("no TOML at all", encoding="utf-8")
    for words in (["--help"], ["list", "--help"], ["explain", "bad-toml"], ["new", "plugin", "visits"]):
        assert fidelity(*words).code == 0


def test_the_reader_of_toml_is_loaded_for_a_file_only(nest: Path) -> None:
    """Without a file nobody waits for it, and `--help` never does."""
    program = "import sys\nfrom fidelity.cli.main import run\nrun(sys.argv[1:])\nprint('tomllib' in sys.modules)\n"

    def loads(*words: str) -> bool:
        done = subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1] == "True"

    assert not loads("list")
    (nest / "fidelity.toml").write_text(ALLOW, encoding="utf-8")
    assert loads("list")
    assert not loads("--help")
