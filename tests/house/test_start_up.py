"""Commands that need no tables start without the packages that make tables."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.house.source import planted

HEAVY = ("jinja2", "jsonschema", "numpy", "pandas", "scipy", "sqlite3")

_PROGRAM = """
import sys
from importlib import import_module
program, heavy, sys.argv = sys.argv[1], sys.argv[2].split(","), ["fidelity", *sys.argv[3:]]
try:
    code = import_module(program).main()
except SystemExit as end:
    code = end.code
print("\\nloaded:", *[name for name in heavy if name in sys.modules])
sys.exit(code)
"""


def loaded(program: str, arguments: list[str], heavy: tuple[str, ...], path: Path | None = None) -> list[str]:
    """Which of the heavy packages are loaded once a program has run.

    Args:
        program: The module whose `main` runs.
        arguments: What stands on its command line.
        heavy: The packages to look for.
        path: A folder to find the module in.
    """
    places = [str(path)] if path else [part for part in sys.path if part]
    command = [sys.executable, "-c", _PROGRAM, program, ",".join(heavy), *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"`fidelity {' '.join(arguments)}` failed:\n{done.stderr}"
    return done.stdout.rpartition("loaded:")[2].split()


@pytest.mark.parametrize("command", ["--help", "list", "plugins", "check --help"])
def test_light_commands_start_light(command: str) -> None:
    """Help, lists and the check of a file's outside come without tables and schemas."""
    spec = find_spec("fidelity.cli")
    if spec is None or spec.origin is None or "main" not in Path(spec.origin).read_text(encoding="utf-8"):
        pytest.skip("the command line does not exist yet")
    found = loaded("fidelity.cli", command.split(), HEAVY)
    assert not found, (
        f"`fidelity {command}` loads {', '.join(found)}: import it in the module of the command that needs it"
    )


def test_a_heavy_start_is_found(tmp_path: Path) -> None:
    """A program that imports a heavy package is found out, and only for what it imports."""
    planted(tmp_path, {"made_up.py": "import sqlite3\ndef main():\n    print('help')\n"})
    assert loaded("made_up", [], ("sqlite3", "wave"), tmp_path) == ["sqlite3"]


def test_a_failing_start_is_found(tmp_path: Path) -> None:
    """A program that fails does not count as light."""
    planted(tmp_path, {"made_up.py": "def main():\n    return 2\n"})
    with pytest.raises(AssertionError, match="failed"):
        loaded("made_up", ["list"], ("sqlite3",), tmp_path)
