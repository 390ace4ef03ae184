"""A program that stores observations one by one and prints the id of each that it was told is stored."""

from __future__ import annotations

import sys
from pathlib import Path

from fidelity.records.store import Store
from tests.records.stores import content


def main(path: str, name: str, n: str) -> None:
    """Store so many."""
    with Store.open(Path(path)) as store:
        for number in range(int(n)):
            entry = store.append(f"{name}-{number}", "observation", content(f"{name}-{number}", a="1"), by=name)
            print(entry.record, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
