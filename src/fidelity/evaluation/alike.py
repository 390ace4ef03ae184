"""Alike: the records that one calculation may take together, and those that it must not."""

from __future__ import annotations

from collections.abc import Iterable

from fidelity.evaluation.counting import made
from fidelity.intake.gathered import Gathered
from fidelity.tally.cube import Made


def alike(editions: Iterable[Gathered]) -> tuple[tuple[Gathered, ...], ...]:
    """Editions in groups that compute alike: versions that compute differently are never mixed.

    Args:
        editions: The records by edition.
    """
    found: dict[tuple[str, ...], list[Gathered]] = {}
    for each in editions:
        found.setdefault(made(each).computes, []).append(each)
    return tuple(map(tuple, found.values()))


def made_together(parts: Iterable[Gathered]) -> Made:
    """What the records of a group were scored with.

    Args:
        parts: Editions that compute alike; at least one.
    """
    return Made.together([made(part) for part in parts])
