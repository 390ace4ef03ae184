"""How an item was answered: which share applied, was rated, and stood at the floor or the ceiling of its scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

import numpy as np

from fidelity.model.answer import Answer
from fidelity.model.status import FIXED, Effect, Status
from fidelity.tally.block import Block, without_interval
from fidelity.tally.counts import Integers
from fidelity.tally.cube import Level, Measure

_SILENT = frozenset(status for status, effect in FIXED.items() if effect is Effect.MISSING)
"""The statuses of what was due and is not there."""


def status_shares(item: Measure, n_groups: int) -> Iterator[Block]:
    """The shares of an item's answers, from 0 to 1.

    Every share but those at floor and ceiling is of all observations to which the item belongs; floor and ceiling are
    shares of its ratings. Where more than 15 % of ratings are at one end, the item cannot tell better from best
    (COSMIN, after Terwee and others 2007).

    Args:
        item: The item.
        n_groups: How many groups there are.
    """
    rated = _count(item, n_groups, lambda answer: answer.status is Status.RATED)
    due = _count(item, n_groups, lambda answer: answer.status is not Status.OFF_BY_DESIGN)
    statuses: dict[str, Callable[[Answer], bool]] = {
        "share_rated": lambda answer: answer.status is Status.RATED,
        "share_missing": lambda answer: answer.status in _SILENT,
        **{
            f"share_{status.value}": lambda answer, status=status: answer.status is status  # type: ignore[misc]
            for status in Status
            if status is not Status.RATED and status not in FIXED
        },
    }
    for statistic, holds in statuses.items():
        yield _share(item, statistic, _count(item, n_groups, holds), due)
    for statistic, end in (("share_at_floor", item.about.lowest), ("share_at_ceiling", item.about.highest)):
        if end is not None:
            yield _share(item, statistic, _count(item, n_groups, _at(end)), rated)


def _at(end: Fraction) -> Callable[[Answer], bool]:
    return lambda answer: answer.value == end


def _count(item: Measure, n_groups: int, holds: Callable[[Answer], bool]) -> Integers:
    found = np.array([_is(level, holds) for level in item.levels] or [False])
    rows = found[item.counts.level]
    return np.bincount(item.counts.cell[rows], item.counts.n[rows], n_groups).astype(np.int64)


def _is(level: Level, holds: Callable[[Answer], bool]) -> bool:
    return isinstance(level, Answer) and holds(level)


def _share(item: Measure, statistic: str, n_of: Integers, n: Integers) -> Block:
    value = np.divide(n_of, n, out=np.full(len(n), np.nan), where=n > 0)
    return without_interval("item", item.about.id, statistic, "observation", value, n)
