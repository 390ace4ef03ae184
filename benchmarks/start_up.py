"""A cold start: `--help` against `python -c "import click"`, and what 300 installed plugins cost beyond few."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.made_up_plugins import install
from benchmarks.timing import in_pairs, in_turn

FEW, MANY = 10, 300
MOST_MS = 200
"""What finding and listing that many may cost beyond an empty start, in milliseconds."""


def run() -> None:
    """Print medians, and what the limits would be."""
    with tempfile.TemporaryDirectory() as folder:
        none, one, few, many = (_site(Path(folder), number) for number in (0, 1, FEW, MANY))
        _against_click(few)
        print(
            f"{MANY} further plugins, whole processes in pairs: the median of each, of the differences, of the ratios\n"
        )
        _pair("list", none, many, f"  at most {MOST_MS} ms")
        _pair("plugins", none, many)
        _pair("show made_up_0", one, many)
        _pair("--help", none, many)
        print()


def _against_click(few: Path) -> None:
    ways = {
        "python -c 'import click'": _process(few, "-c", "import click"),
        "fidelity --help": _process(few, "-m", "fidelity", "--help"),
        f"fidelity list, {FEW} further plugins": _process(few, "-m", "fidelity", "list"),
    }
    seconds = in_turn(ways, rounds=15)
    limit = 1.5 * next(iter(seconds.values())) + 0.060
    print("A cold start, whole processes\n")
    for name, took in seconds.items():
        print(f"  {name:<44}{took * 1000:>10.1f} ms")
    print(f"  {'1.5 × click + 60 ms':<44}{limit * 1000:>10.1f} ms\n")


def _pair(command: str, without: Path, with_many: Path, limit: str = "") -> None:
    words = ("-m", "fidelity", *command.split())
    pair = in_pairs(_process(without, *words), _process(with_many, *words), rounds=25)
    print(
        f"  fidelity {command:<16}{pair.before * 1000:>8.1f} ms {pair.after * 1000:>8.1f} ms "
        f"{pair.difference * 1000:>+8.1f} ms {pair.ratio:>6.2f} ×{limit}"
    )


def _process(site: Path, *words: str) -> Callable[[], object]:
    env = os.environ | {"PYTHONPATH": str(site)}
    return lambda: subprocess.run([sys.executable, *words], env=env, cwd=site, check=True, capture_output=True)


def _site(folder: Path, number: int) -> Path:
    """A folder with so many installed plugins, compiled as an installer compiles them."""
    site = folder / f"site_{number}"
    site.mkdir()
    for each in range(number):
        install(site, each)
    compileall.compile_dir(site, quiet=2)
    return site


if __name__ == "__main__":
    run()
