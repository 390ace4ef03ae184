"""Every dependency has its exact version in constraints.txt, and nothing else stands there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from tests.house.source import ROOT, planted

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_PINNED = re.compile(r"([a-z0-9-]+)==[A-Za-z0-9.!+]+")


def normal(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def unpinned(root: Path) -> list[str]:
    """The dependencies without a version, and the lines that are not `name==version`."""
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and not line.startswith("#")]
    pinned = {match[1] for match in map(_PINNED.fullmatch, lines) if match}
    faults = [
        f"constraints.txt: `{line}` is not name==version: python3 dev.py lock"
        for line in lines
        if not _PINNED.fullmatch(line)
    ]
    projects = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in _projects(root)}
    ours = {normal(project["project"]["name"]) for project in projects.values()}
    for path, project in projects.items():
        missing = sorted({normal(name) for name in _needed(project)} - pinned - ours)
        faults += [
            f"{path.relative_to(root).as_posix()}: {name} has no version: python3 dev.py lock" for name in missing
        ]
    return faults


def _projects(root: Path) -> list[Path]:
    """The project's own file and those of the plugins beside it."""
    return [root / "pyproject.toml", *sorted(root.glob("plugins/*/pyproject.toml"))]


def _needed(project: dict[str, Any]) -> list[str]:
    """The names of what a project depends on, with all its extras and groups."""
    tables = [project["project"].get("optional-dependencies", {}), project.get("dependency-groups", {})]
    wanted = [
        *project["project"].get("dependencies", []),
        *(one for table in tables for part in table.values() for one in part),
    ]
    return [match[0] for match in (_NAME.match(one) for one in wanted if isinstance(one, str)) if match]


def test_every_dependency_is_pinned() -> None:
    """Two people who set up the project on one day or a year apart get the same packages."""
    assert not unpinned(ROOT), "\n".join(unpinned(ROOT))


def test_an_unpinned_dependency_is_found(tmp_path: Path) -> None:
    """A dependency of the project, of an extra or of a plugin without a version is a fault; our own names are not."""
    planted(
        tmp_path,
        {
            "constraints.txt": "# why\nattrs==26.1.0\nruamel-yaml==0.19.1\nclick>=8\n",
            "pyproject.toml": '[project]\nname = "fidelity"\ndependencies = ["attrs>=24", "ruamel.yaml"]\n'
            '[project.optional-dependencies]\ndev = ["pytest>=8"]\n[dependency-groups]\ndev = ["fidelity[dev]"]\n',
            "plugins/fidelity-x/pyproject.toml": '[project]\nname = "fidelity-x"\n'
            'dependencies = ["fidelity", "Click"]\n',
        },
    )
    faults = unpinned(tmp_path)
    assert [fault.split(": ")[1] for fault in faults] == [
        "`click>=8` is not name==version",
        "pytest has no version",
        "click has no version",
    ]
