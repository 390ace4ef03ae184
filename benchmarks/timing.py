"""Timing: each way in turn, several times, the median of each and the ratios between them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

import attrs

Way = Callable[[], object]


def in_turn(ways: Mapping[str, Way], rounds: int = 5) -> dict[str, float]:
    """The median seconds of each way; the ways take turns, so that a slow spell of the machine hits all of them.

    Args:
        ways: What to time, by name.
        rounds: How often, after one round that is not counted.
    """
    times: dict[str, list[float]] = {name: [] for name in ways}
    for counted in range(rounds + 1):
        for name, way in ways.items():
            gc.collect()
            start = time.perf_counter()
            result = way()
            took = time.perf_counter() - start
            del result
            if counted:
                times[name].append(took)
    return {name: median(each) for name, each in times.items()}


@attrs.frozen
class Pair:
    """Two ways, each timed right after the other.

    Attributes:
        before: The median seconds of the first.
        after: The median seconds of the second.
        difference: The median of what the second took longer.
        ratio: The median of how many times as long it took.
    """

    before: float
    after: float
    difference: float
    ratio: float


def in_pairs(first: Way, second: Way, rounds: int) -> Pair:
    """Two ways timed in pairs, so that a slow spell of the machine hits both of a pair.

    Args:
        first: The one that the other is compared with.
        second: The other.
        rounds: How many pairs, after one that is not counted.
    """
    pairs = [(_seconds(first), _seconds(second)) for _ in range(rounds + 1)][1:]
    befores, afters = zip(*pairs, strict=True)
    differences = (after - before for before, after in pairs)
    ratios = (after / before for before, after in pairs)
    return Pair(median(befores), median(afters), median(differences), median(ratios))


def _seconds(way: Way) -> float:
    start = time.perf_counter()
    way()
    return time.perf_counter() - start


class Memory:
    """The memory that this process takes beyond what it had, on Linux."""

    def __init__(self) -> None:
        # Writing 5 there sets the high-water mark back to what is in use now.
        Path("/proc/self/clear_refs").write_text("5")
        self.before = _status("VmRSS")

    def beyond_mib(self) -> float:
        """The most that was in use since, beyond what was in use then, in MiB."""
        return (_status("VmHWM") - self.before) / 1024


def _status(name: str) -> int:
    """A figure of `/proc/self/status`, in KiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


def table(title: str, seconds: Mapping[str, float], against: str) -> str:
    """Medians with their ratios to one of them."""
    lines = [title, ""]
    for name, took in seconds.items():
        lines.append(f"  {name:<44}{took * 1000:>10.1f} ms   {seconds[against] / took:>7.2f} × as fast as {against}")
    return "\n".join(lines) + "\n"
