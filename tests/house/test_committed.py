"""What is committed works on every machine: it names no package index, no place on a disk, and locks nobody."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.source import ROOT, planted

# Written so that the patterns do not find themselves.
PLACES = re.compile(r"(?<![\w.~-])/(?:work|root|home|Users)/|(?i:\b[a-z]:\\users\\)")
INDEXES = re.compile(
    r"://(?:\w+\.)*(?:pypi|pythonhosted)[.]|registry[.](?:npmjs|yarnpkg)|index[-_]url\b|--find[-]links"
)
LOCKS = {"uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml"}
LEFT_OUT = {"__pycache__", "node_modules", "build", "dist"}


def committed(root: Path) -> list[Path]:
    """The files under version control or about to be; outside a repository, all but what tools leave behind."""
    if (root / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
        return sorted(root / name for name in names if name and (root / name).is_file())
    return sorted(path for path in root.rglob("*") if path.is_file() and not _left_behind(path.relative_to(root)))


def _left_behind(path: Path) -> bool:
    """Whether a tool made the file."""
    return any(step in LEFT_OUT or (step.startswith(".") and step != ".ci") for step in path.parts[:-1])


def tied_to_a_machine(root: Path) -> list[str]:
    """The lines that name a package index or a place on somebody's disk, and the lock files."""
    faults = []
    for path in committed(root):
        name = path.relative_to(root).as_posix()
        if path.name in LOCKS:
            faults.append(f"{name}: do not commit it: constraints.txt holds the versions, without addresses")
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, start=1):
            if PLACES.search(line):
                faults.append(f"{name}:{number}: write a path that exists everywhere, relative to the project")
            if INDEXES.search(line):
                faults.append(f"{name}:{number}: leave the package index to the reader's own settings")
    return faults


def test_nothing_is_tied_to_a_machine() -> None:
    """The project can be cloned, moved and installed anywhere."""
    assert not tied_to_a_machine(ROOT), "\n".join(tied_to_a_machine(ROOT))


@pytest.mark.parametrize(
    "line",
    [
        "see /{}/me/file.csv".format("home"),
        "file:///{}/me".format("Users"),
        "(/{}/main)".format("work"),
        "C:\\{}\\me".format("Users"),
        "https://{}.org/simple".format("pypi"),
        "https://files.{}.org/a".format("pythonhosted"),
        "https://registry.{}.org/b".format("npmjs"),
        "extra-index-{} = x".format("url"),
    ],
)
def test_a_tie_is_found(tmp_path: Path, line: str) -> None:
    """Each such line is found, once."""
    planted(tmp_path, {"a.txt": f"fine\n{line}\n", ".venv/a.txt": line})
    (fault,) = tied_to_a_machine(tmp_path)
    assert fault.startswith("a.txt:2:")


@pytest.mark.parametrize("line", ["https://example.org/home/page", "~/work/x", "./home/x", "src/work/x", "a session"])
def test_what_only_looks_like_a_tie_passes(tmp_path: Path, line: str) -> None:
    """Addresses on the web and relative paths are not places on a disk."""
    planted(tmp_path, {"a.txt": line})
    assert not tied_to_a_machine(tmp_path)


def test_a_lock_file_is_found(tmp_path: Path) -> None:
    """A lock file is a fault, wherever it lies."""
    planted(tmp_path, {"docs/package-lock.json": "{}"})
    assert len(tied_to_a_machine(tmp_path)) == 1
