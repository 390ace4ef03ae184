"""A cold start: `fidelity --help` and `fidelity list` with ten plugins, against `python -c "import click"`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import in_turn

N_PLUGINS = 10
DEFINITION = """schema: 1
id: made_up_{n}
version: "1.0"
title: Made up {n}
"""
MODULE = """from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    return packaged(__name__)
"""


def run() -> None:
    """Print medians, and what the limit would be."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(N_PLUGINS):
            _install(Path(folder), number)
        env = os.environ | {"PYTHONPATH": folder}
        program = [sys.executable, "-m", "fidelity"]
        ways = {
            "python -c 'import click'": [sys.executable, "-c", "import click"],
            "fidelity --help": [*program, "--help"],
            f"fidelity list, {N_PLUGINS} further plugins": [*program, "list"],
        }
        seconds = in_turn(
            {
                name: lambda words=words: subprocess.run(words, env=env, check=True, capture_output=True)  # type: ignore[misc]
                for name, words in ways.items()
            },
            rounds=15,
        )
    limit = 1.5 * next(iter(seconds.values())) + 0.060
    print("A cold start, whole processes\n")
    for name, took in seconds.items():
        print(f"  {name:<44}{took * 1000:>10.1f} ms")
    print(f"  {'1.5 × click + 60 ms':<44}{limit * 1000:>10.1f} ms\n")


def _install(folder: Path, number: int) -> None:
    """A plugin as an installer would leave it, without an installer."""
    name = f"made_up_{number}"
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text(MODULE)
    (folder / name / "intervention.yaml").write_text(DEFINITION.format(n=number))
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[fidelity]\n{name} = {name}\n")


if __name__ == "__main__":
    run()
