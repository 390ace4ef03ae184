"""How cost and memory grow: from ten thousand to ten million observations, whole and in blocks."""

from __future__ import annotations

import gc
import subprocess
import sys
import time

from benchmarks.our_way import CHECKLIST, Warm
from benchmarks.timing import Memory, in_turn
from benchmarks.workload import codes
from fidelity.ratings.table import from_codes
from fidelity.scoring import score
from fidelity.tally.tally import Tally, tally

BLOCK = 1_000_000


def run() -> None:
    """Print nanoseconds by observation for growing tables, and memory beyond the input."""
    print("Growth: small integers to scores, a plan that remembers\n")
    warm = Warm()
    for n in (10_000, 100_000, 1_000_000, 10_000_000):
        small = codes(n)
        took = in_turn({"ours": lambda small=small: warm.scores(small)}, rounds=3)["ours"]  # type: ignore[misc]
        print(f"  {n:>12,} observations {took * 1000:>9.1f} ms {took / n * 1e9:>7.1f} ns each")
        del small
    print("\nMemory beyond the input, each in a process of its own\n")
    for what in ("whole", "blocks"):
        for n in (1_000_000, 10_000_000):
            print("  " + _in_process(what, n))
    print()


def _in_process(what: str, n: int) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.growth", what, str(n)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def _whole(n: int) -> None:
    small = codes(n)
    Warm().scores({name: column[:1000] for name, column in small.items()})
    gc.collect()
    memory = Memory()
    scores = Warm().scores(small)
    print(f"whole table, {n:>12,} observations: {memory.beyond_mib():>7.1f} MiB ({len(scores.columns)} scores)")


def _blocks(n: int) -> None:
    warm = Warm()
    total = Tally("total", {})
    small = codes(BLOCK)
    warm.scores({name: column[:1000] for name, column in small.items()})
    gc.collect()
    memory = Memory()
    start = time.perf_counter()
    for number in range(n // BLOCK):
        small = codes(BLOCK, seed=number)
        total += tally(score(warm.plan, from_codes(CHECKLIST, small)), "total")
    took = time.perf_counter() - start
    print(
        f"blocks of {BLOCK:,}, {n:>12,} observations: {memory.beyond_mib():>7.1f} MiB "
        f"({total.n_scored:,} scored; {took:.1f} s with making the data)"
    )


if __name__ == "__main__":
    {"whole": _whole, "blocks": _blocks}[sys.argv[1]](int(sys.argv[2]))
