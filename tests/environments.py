"""Environments of their own, in which tests install distributions for real.

Each has what the running environment has, by a `.pth` file, and what is installed into it besides.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NoReturn

import attrs
import pytest

OLDEST_PIP = (22, 3)
"""The first that installs into another environment than its own."""
LIKE_AN_INSTALLER = ("--isolated", "--disable-pip-version-check", "--quiet", "--no-input")
WITHOUT_A_NETWORK = ("--no-index", "--no-deps", "--no-compile")
_MISLEADING = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "FIDELITY_")


@attrs.frozen
class Environment:
    """An environment of its own.

    Attributes:
        folder: Where it lies.
        pip: The words that call a pip that can install into it.
    """

    folder: Path
    pip: tuple[str, ...]

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def install(self, *words: str | Path) -> None:
        """Install something, without a network.

        Args:
            words: What pip is told: distributions, or further options.
        """
        pip = (*self.pip, "--python", str(self.python), *LIKE_AN_INSTALLER)
        done = _ran((*pip, "install", *WITHOUT_A_NETWORK, *words), self.folder)
        assert done.returncode == 0, done.stdout + done.stderr

    def ran(self, *words: str | Path, where: Path) -> subprocess.CompletedProcess[str]:
        """Run a module of it to its end.

        Args:
            words: The module's name and what stands on its command line.
            where: The working folder.
        """
        return _ran((self.python, "-m", *words), where)


def environment(folder: Path) -> Environment:
    """A new environment; the test is skipped where none can be made, and fails in CI.

    Args:
        folder: Where to make it.
    """
    pip = _pip()
    if not pip:
        missing("a pip of 22.3 or later is needed, in this environment or in the Python that it was made with")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    made = Environment(folder, pip)
    asked = (made.python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    purelib = Path(_ran(asked, folder).stdout.strip())
    shared = [path for path in sys.path if path and Path(path).is_dir()]
    (purelib / "shared.pth").write_text("\n".join(shared) + "\n")
    return made


def missing(what: str) -> NoReturn:
    """Skip a test because something is missing here; in CI nothing may be.

    Args:
        what: What is missing.
    """
    if os.environ.get("CI"):
        pytest.fail(f"{what}; in CI this test must run")
    pytest.skip(what)


def wheel(folder: Path, distribution: str, version: str, files: Mapping[str, str | bytes], entry_points: str) -> Path:
    """A wheel, as a builder would make it.

    Args:
        folder: Where to put it.
        distribution: The distribution's name.
        version: Its version.
        files: What it holds, by path.
        entry_points: The text of its `entry_points.txt`.
    """
    name = f"{distribution.replace('-', '_')}-{version}"
    info = f"{name}.dist-info"
    tags = "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    whole = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n",
        f"{info}/WHEEL": tags,
        f"{info}/entry_points.txt": entry_points,
    }
    record = f"{info}/RECORD"
    path = folder / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in whole.items():
            archive.writestr(each, content)
        archive.writestr(record, "".join(f"{each},,\n" for each in (*whole, record)))
    return path


@cache
def _pip() -> tuple[str, ...]:
    """The words that call a pip of some age: of this environment, or of the Python that it was made with."""
    for python in (sys.executable, getattr(sys, "_base_executable", "")):
        if python and _version(python) >= OLDEST_PIP:
            return (python, "-m", "pip")
    return ()


def _version(python: str) -> tuple[int, ...]:
    done = _ran((python, "-c", "import pip; print(*pip.__version__.split('.')[:2])"), Path(python).parent)
    return tuple(map(int, done.stdout.split())) if done.returncode == 0 else ()


def _ran(words: tuple[str | Path, ...], where: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_MISLEADING)}
    told = [str(word) for word in words]
    return subprocess.run(told, cwd=where, env=kept, capture_output=True, encoding="utf-8", check=False)
