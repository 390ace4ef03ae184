"""The project's own commands: when an environment is made, with what, and what is handed on."""

from __future__ import annotations

import ast
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.house.source import ROOT, planted

Project = ModuleType


def loaded(folder: Path) -> Project:
    """The `dev.py` of a folder, as a module."""
    spec = importlib.util.spec_from_file_location("dev_of_a_made_up_project", folder / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The `dev.py` of a made-up project with one plugin and one folder that is none."""
    planted(
        tmp_path,
        {
            "dev.py": (ROOT / "dev.py").read_text(encoding="utf-8"),
            "pyproject.toml": "core",
            "constraints.txt": "attrs==26.1.0\n",
            "plugins/fidelity-x/pyproject.toml": "x",
            "plugins/notes/README.md": "no plugin",
        },
    )
    monkeypatch.delenv("CI", raising=False)
    return loaded(tmp_path)


class Attempts:
    """Stands in for running installers: notes the calls, and makes what they would make."""

    def __init__(self, project: Project, fails: Callable[[list[str]], bool] = lambda command: False) -> None:
        self.project = project
        self.fails = fails
        self.calls: list[list[str]] = []

    def __call__(self, command: list[str]) -> str | None:
        """Note a call; fail, or leave the two programs behind that an environment is known by."""
        self.calls.append(command)
        if self.fails(command):
            return "no such luck"
        for program in (self.project.PYTHON, self.project.FIDELITY):
            program.parent.mkdir(parents=True, exist_ok=True)
            program.touch()
        return None

    def made(self) -> int:
        """How many environments were made from nothing."""
        return sum("venv" in command for command in self.calls)


@pytest.fixture
def attempts(project: Project, monkeypatch: pytest.MonkeyPatch) -> Attempts:
    """Installers that always manage to, with pip as the only tool."""
    standing_in = Attempts(project)
    monkeypatch.setattr(project, "attempt", standing_in)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(project, "pip_version", lambda: (23, 2))
    return standing_in


@pytest.fixture
def calls(project: Project, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The programs that would have been run; each of them ends well."""
    noted: list[list[str]] = []

    def note(command: list[str], folder: Path) -> int:
        noted.append(command)
        return 0

    monkeypatch.setattr(project, "call", note)
    return noted


def test_an_old_python_is_told_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.10 gets a sentence that names what is needed and what was found."""
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later, and this is Python 3\.10"):
        loaded(project.ROOT)


def test_an_old_python_can_read_so_far(project: Project) -> None:
    """The file parses by the grammar of Python 3.6, so that the guard is reached."""
    tree = ast.parse((project.ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert not futures


def test_help_lists_the_commands(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """Asked for help, it lists every command on standard output."""
    assert project.main(["--help"]) == 0
    printed = capsys.readouterr().out
    assert all(f"  {command} " in printed for command in project.COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["tset"]])
def test_misuse(project: Project, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """Without a command that it knows, it lists them on standard error and ends with 2."""
    assert project.main(arguments) == 2
    assert "usage:" in capsys.readouterr().err


def test_plugins_are_folders_with_a_project_file(project: Project) -> None:
    """A folder in `plugins/` without a project file is no plugin."""
    assert project.plugins() == [project.ROOT / "plugins" / "fidelity-x"]


def test_one_call_installs_all(project: Project, attempts: Attempts) -> None:
    """The project, its extras and the plugins are resolved together, within the pinned versions."""
    project.ready(("dev",))
    root = str(project.ROOT)
    plugin = str(project.ROOT / "plugins" / "fidelity-x")
    pinned = str(project.ROOT / "constraints.txt")
    assert len(attempts.calls) == 2
    assert attempts.calls[1][-6:] == ["-c", pinned, "-e", root + "[dev]", "-e", plugin]


def test_the_second_run_sets_nothing_up(
    project: Project, attempts: Attempts, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is set up stays set up, without a word."""
    project.ready(("dev",))
    calls = len(attempts.calls)
    capsys.readouterr()
    project.ready(("dev",))
    project.ready(())
    assert len(attempts.calls) == calls
    assert capsys.readouterr() == ("", "")


def test_the_developers_tools_are_added(project: Project, attempts: Attempts) -> None:
    """What a demonstration set up is added to, and not made again."""
    project.ready(())
    project.ready(("dev",))
    assert attempts.made() == 1
    assert attempts.calls[-1][-2:] == ["-e", str(project.ROOT) + "[dev]"]
    assert project.stamped() == {"dev"}


def test_what_cannot_be_added_is_made_again(project: Project, attempts: Attempts) -> None:
    """An environment that refuses an addition is made from nothing."""
    project.ready(())
    attempts.fails = lambda command: len(attempts.calls) == 3
    project.ready(("dev",))
    assert attempts.made() == 2


def _other_core(root: Path) -> None:
    (root / "pyproject.toml").write_text("changed", encoding="utf-8")


def _other_versions(root: Path) -> None:
    (root / "constraints.txt").write_text("attrs==25.1.0\n", encoding="utf-8")


def _no_versions(root: Path) -> None:
    (root / "constraints.txt").unlink()


def _other_plugin(root: Path) -> None:
    planted(root, {"plugins/fidelity-y/pyproject.toml": "y"})


def _plugin_gone(root: Path) -> None:
    shutil.rmtree(root / "plugins" / "fidelity-x")


def _no_python(root: Path) -> None:
    next((root / ".venv").glob("*/python*")).unlink()


def _half_a_stamp(root: Path) -> None:
    (root / ".venv" / "set-up.json").write_text('{"extras": ["dev"', encoding="utf-8")


def _another_kind_of_stamp(root: Path) -> None:
    (root / ".venv" / "set-up.json").write_text("[]", encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _other_core,
        _other_versions,
        _no_versions,
        _other_plugin,
        _plugin_gone,
        _no_python,
        _half_a_stamp,
        _another_kind_of_stamp,
    ],
)
def test_a_change_makes_it_again(project: Project, attempts: Attempts, change: Callable[[Path], None]) -> None:
    """An environment that no longer fits the project, or is broken, is made from nothing."""
    project.ready(("dev",))
    change(project.ROOT)
    assert project.stamped() is None
    project.ready(("dev",))
    assert attempts.made() == 2
    assert project.stamped() == {"dev"}


def test_another_python_makes_it_again(project: Project, attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment belongs to the Python that made it."""
    project.ready(("dev",))
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert project.stamped() is None


def test_a_moved_folder_makes_it_again(project: Project, attempts: Attempts, tmp_path: Path) -> None:
    """An environment belongs to its place, since its programs name it."""
    project.ready(("dev",))
    moved = shutil.copytree(project.ROOT, tmp_path / "moved", ignore=shutil.ignore_patterns("moved"))
    assert loaded(moved).stamped() is None


def test_ctrl_c_leaves_no_stamp(project: Project, attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A set-up that was interrupted ends with 130, and the next one begins from nothing."""
    project.ready(())

    def interrupt(command: list[str]) -> str | None:
        raise KeyboardInterrupt

    monkeypatch.setattr(project, "attempt", interrupt)
    assert project.main(["test"]) == 130
    assert project.stamped() is None


def test_the_next_tool_is_tried(project: Project, attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where uv cannot reach what pip can, pip makes the environment."""
    monkeypatch.setattr(shutil, "which", lambda name: name)
    attempts.fails = lambda command: command[0] == "uv" and "install" in command
    project.ready(())
    assert [command[0] for command in attempts.calls] == ["uv", "uv", sys.executable, sys.executable]
    assert project.stamped() == set()


def test_a_failure_shows_what_the_tools_said(
    project: Project, attempts: Attempts, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no tool manages to, the user sees why, and the exit code is 1."""
    attempts.fails = lambda command: True
    assert project.main(["test"]) == 1
    assert "pip says:\nno such luck" in capsys.readouterr().err
    assert project.stamped() is None


def test_no_tool_at_all(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is neither pip nor uv, the user is told what to install."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(project, "pip_version", tuple)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert project.main(["demo"]) == 1
    assert "apt install python3-pip python3-venv" in capsys.readouterr().err


def test_ensurepip_is_the_last_resort(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python with an old pip makes an environment that has its own."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(project, "pip_version", lambda: (22, 2))
    (tool,) = project.tools()
    assert tool[0] == "ensurepip"
    assert "--without-pip" not in tool[1]


def test_the_environment_misleads_nobody(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that lead to other packages are left behind, and those that lead to an index are kept."""
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    variables = project.environment()
    assert not {"PYTHONPATH", "PIP_USER"} & set(variables)
    assert variables["PIP_NO_INDEX"] == "1"
    assert variables["VIRTUAL_ENV"] == str(project.VENV)
    assert variables["PATH"].split(os.pathsep)[0] == str(project.BIN)


def test_the_exit_code_is_handed_on(project: Project) -> None:
    """What a program ends with, the command ends with."""
    assert project.call([sys.executable, "-c", "raise SystemExit(3)"], project.ROOT) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals of this kind")
def test_a_killed_program(project: Project) -> None:
    """A program that a signal ended gives the code that a shell would give."""
    program = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert project.call([sys.executable, "-c", program], project.ROOT) == 128 + signal.SIGTERM


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["demo", "--here"], ["fidelity", "demo", "--here"]),
        (["run", "check", "a.yaml"], ["fidelity", "check", "a.yaml"]),
        (["test", "-k", "name"], ["python", "-m", "pytest", "-k", "name"]),
        (["docs"], ["python", "docs/generate.py"]),
        (["bench", "--rows", "9"], ["python", "-m", "benchmarks", "--rows", "9"]),
    ],
)
def test_commands(
    project: Project, attempts: Attempts, calls: list[list[str]], arguments: list[str], expected: list[str]
) -> None:
    """Each command runs its program, with the arguments that follow."""
    assert project.main(arguments) == 0
    (command,) = calls
    assert [Path(command[0]).stem, *command[1:]] == expected


def test_lint_tells_all(project: Project, attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing step of several does not keep the next from running, and fails the whole."""
    codes = iter([1, 0, 0])
    monkeypatch.setattr(project, "call", lambda command, folder: next(codes))
    assert project.main(["lint"]) == 1
    assert not list(codes)


@pytest.mark.parametrize(("rest", "expected"), [([], ["-n", "2", "--dist", "loadfile"]), (["-n", "0"], ["-n", "0"])])
def test_two_processes_where_nobody_watches(
    project: Project,
    calls: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    rest: list[str],
    expected: list[str],
) -> None:
    """In continuous integration the tests run in two processes, unless the caller knows better."""
    monkeypatch.setenv("CI", "true")
    project.run("test", rest)
    assert calls[0][3:] == expected


def test_lock_writes_plain_versions(project: Project, attempts: Attempts, monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions are resolved without the old ones, and written in order below a line that says how."""
    frozen = subprocess.CompletedProcess([], 0, stdout=b"click==8.5.1\nattrs==26.1.0\n")
    monkeypatch.setattr(subprocess, "run", lambda command, **options: frozen)
    assert project.main(["lock"]) == 0
    lines = project.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["attrs==26.1.0", "click==8.5.1"]
    assert "python3 dev.py lock" in "".join(lines)
    assert "-c" not in attempts.calls[-1]


def test_what_is_frozen(project: Project) -> None:
    """The list of what is installed holds names and exact versions, and nothing of our own."""
    done = subprocess.run([sys.executable, "-c", project.FREEZE], capture_output=True, text=True, check=True)
    names = [line.split("==")[0] for line in done.stdout.split()]
    assert "pytest" in names
    assert "fidelity" not in names
