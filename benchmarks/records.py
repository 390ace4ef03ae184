"""The store of records: durable appends against bare SQLite, and the stores of 200 devices merged."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

from benchmarks.timing import in_pairs
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.store import Store

N_APPENDS, N_ITEMS = 1_000, 45
N_FILES, N_A_FILE = 200, 200
ROUNDS = 5


def run() -> None:
    """Print appends a second, each on the disk when it returns, and seconds for what is done with 40,000."""
    with tempfile.TemporaryDirectory() as folder:
        _appends(Path(folder))
        _merged(Path(folder))


def contents(n: int, seed: int = 0) -> list[dict[str, Any]]:
    """Observations of a checklist of the usual size.

    Args:
        n: How many.
        seed: What to draw them by.
    """
    chance = random.Random(seed)
    return [_content(chance, number) for number in range(n)]


def device(path: Path, observations: list[dict[str, Any]]) -> Path:
    """The store of a device.

    Args:
        path: Its file.
        observations: What it recorded.
    """
    with Store.create(path) as store:
        store.add((("observation", one) for one in observations), by="R1")
    return path


def _content(chance: random.Random, number: int) -> dict[str, Any]:
    edition = Edition("family_meeting", "1.0.0", "delivery", "", f"sha256:{'a' * 64}", f"sha256:{'b' * 64}")
    day = f"2026-{1 + number % 12:02}-{1 + number % 28:02}"
    facts = {
        "observation": f"P{number % 97}-{day}", "date": day, "practitioner": f"P{number % 97}", "rater": "R1",
        "role": "coach", "site": "S1",
    }  # fmt: skip
    ratings = {f"item_number_{item}": str(chance.randrange(5)) for item in range(N_ITEMS)}
    notes = {"item_number_3": "asked twice, then waited for an answer"}
    return as_content(Observation(str(UUID(int=chance.getrandbits(128))), edition, facts, ratings, notes))


def _appends(folder: Path) -> None:
    files = count()
    observations = contents(N_APPENDS)
    pair = in_pairs(
        lambda: _bare(folder / f"bare-{next(files)}.sqlite", observations),
        lambda: _ours(folder / f"ours-{next(files)}.sqlite", observations),
        rounds=ROUNDS,
    )
    print(f"{N_APPENDS:,} observations of {N_ITEMS} items appended one by one, each on the disk when that returns\n")
    print(f"  bare SQLite, the same text in a table  {N_APPENDS / pair.before:>8,.0f} a second")
    print(f"  the store                              {N_APPENDS / pair.after:>8,.0f} a second")
    print(f"  the store takes {pair.ratio:.2f} times as long (median of {ROUNDS} pairs)\n")


def _bare(path: Path, observations: list[dict[str, Any]]) -> None:
    """What it costs to have a text on the disk, and nothing else."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE records (id TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT")
    for one in observations:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO records VALUES (?, ?)", (one["id"], json.dumps(one)))
        connection.execute("COMMIT")
    connection.close()


def _ours(path: Path, observations: list[dict[str, Any]]) -> None:
    with Store.create(path) as store:
        for one in observations:
            store.append(one["id"], "observation", one, by="R1")


def _merged(folder: Path) -> None:
    made = (contents(N_A_FILE, seed) for seed in range(N_FILES))
    paths = [device(folder / f"device-{number}.sqlite", some) for number, some in enumerate(made)]
    print(f"{N_FILES} stores of {N_A_FILE} observations of {N_ITEMS} items, medians of {ROUNDS}\n")
    times: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        with Store.create(folder / f"all-{number}.sqlite") as store:
            for what, way in _ways(store, paths):
                start = time.perf_counter()
                way()
                times.setdefault(what, []).append(time.perf_counter() - start)
    for what, seconds in times.items():
        print(f"  {what:<38} {median(seconds):>8.2f} s")
    print()


def _ways(store: Store, paths: list[Path]) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "merged into an empty store", lambda: store.merge(paths)
    yield "merged again, all known", lambda: store.merge(paths)
    yield "every record read", lambda: sum(1 for _ in store.records())
    yield "verified", store.verify
    yield "clashes looked for", store.clashes
    name = next(store.records()).id
    yield "one erased, and the file written anew", lambda: store.erase(name, by="R1", why="a benchmark")


if __name__ == "__main__":
    run()
