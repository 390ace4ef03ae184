"""What an evaluator waits for, and how much memory that takes: whole commands, from files of records to tables."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import attrs

from benchmarks.visits import COUNCILS, DECADE, SCHOOLS, Country, write

ROUNDS = 5
EVERYTHING = tuple(f"--of={kind}" for kind in ("scores", "bands", "criteria", "components", "items"))
SHOWN = ("--threshold", "off")
"""Without hiding what is small, which is timed by itself."""


@attrs.frozen
class Ended:
    """A command that has ended.

    Attributes:
        seconds: How long it took.
        processor: How many seconds a processor worked for it, which a busy machine changes less.
        mib: The most memory that it held at once, in MiB.
    """

    seconds: float
    processor: float
    mib: float


def run() -> None:
    """Print seconds and memory."""
    _councils()
    _in_memory("Schools, by site and quarter", SCHOOLS, ("--by=site", "--by=quarter"), SHOWN)
    _in_memory("A decade, by year, with items", DECADE, ("--by=year", *EVERYTHING), SHOWN)
    _in_memory("A decade, by site and year", DECADE, ("--by=site", "--by=year"), SHOWN)


def _councils() -> None:
    """All tables of a small country: as one sum of whole processes, and what hiding what is small adds to it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (definition,), tables = write(COUNCILS, folder)
        given = (str(definition), *map(str, tables), "--force", "--out", str(folder / "made"))
        aggregate = ("aggregate", *given, "--by=site", "--by=practitioner", *EVERYTHING)
        ways = {
            "aggregate, everything, by site and by practitioner": (*aggregate, *SHOWN),
            "agreement, every item and score": ("agreement", *given),
            "aggregate, with what is small hidden": aggregate,
        }
        rounds = [{way: fidelity(words) for way, words in ways.items()} for _ in range(ROUNDS + 1)][1:]
        print(f"{COUNCILS.n_ratings:,} ratings and their second ratings, whole processes, {ROUNDS} rounds\n")
        for way in ways:
            _tell(way, [each[way] for each in rounds])
        shown = [[each[way] for way in [*ways][:2]] for each in rounds]
        both = [Ended(*map(sum, zip(*map(attrs.astuple, pair), strict=True))) for pair in shown]
        _tell("both without hiding: everything there is", both)
        print()


def _in_memory(title: str, country: Country, *options: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        definitions, tables = write(country, folder)
        named = [f"--definition={path}" for path in definitions]
        words = [word for part in options for word in part]
        ended = fidelity(["aggregate", "country", *map(str, tables), *named, *words, "--out", str(folder / "made")])
        rows = (folder / "made" / "estimates.csv").read_bytes().count(b"\n") - 1
        print(f"{title}: {country.n_ratings:,} ratings to {rows:,} figures")
        print(f"  {ended.seconds:.0f} s, {ended.processor:.0f} s of a processor, at most {ended.mib:,.0f} MiB\n")


def fidelity(words: Sequence[str]) -> Ended:
    """Run a command in a process of its own, as somebody would who types it.

    Args:
        words: What stands after the program's name.
    """
    began = time.perf_counter()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    quiet = [(os.POSIX_SPAWN_DUP2, nowhere, 1)]
    child = os.posix_spawn(sys.executable, [sys.executable, "-m", "fidelity", *words], os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    os.close(nowhere)
    if os.waitstatus_to_exitcode(status):
        raise RuntimeError(f"fidelity {' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return Ended(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _tell(way: str, ended: Sequence[Ended]) -> None:
    seconds, processor, mib = (
        median(each) for each in zip(*((one.seconds, one.processor, one.mib) for one in ended), strict=True)
    )
    print(f"  {way:<56}{seconds:>6.2f} s {processor:>6.2f} s of a processor {mib:>6.0f} MiB")


if __name__ == "__main__":
    run()
