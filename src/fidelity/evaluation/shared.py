"""Counts as they are shared: without visits and persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from fidelity.errors import UsageError
from fidelity.evaluation.asking import grouping
from fidelity.evaluation.counted import Counted
from fidelity.evaluation.patterning import patterns_of_pieces
from fidelity.intake.gathered import Gathered
from fidelity.problems import Problem
from fidelity.tally.cube import Cube
from fidelity.tally.sharing import Shared, closed, linked
from fidelity.workspace.input import read_bytes

SHORTEST = 16
"""So many bytes a secret has at least."""


def columns_of(by: Sequence[str]) -> tuple[str, ...]:
    """The columns that a tally is counted by; site unless something is said.

    Args:
        by: What was said.

    Raises:
        UsageError: Persons or visits would stand in the tally.
    """
    names, _ = grouping(by or ("site",))
    persons = [name for name in names if name in ("practitioner", "rater", "client", "observation")]
    if persons:
        message = f"a tally by `{persons[0]}` would hold persons or visits"
        raise UsageError(
            Problem("tally-of-persons", message, "group by where and when they work, such as site, quarter")
        )
    return names


def shared_of(
    found: Counted, names: Sequence[str], link: Path | None = None, as_rated: Iterable[Gathered] | None = None
) -> list[Shared]:
    """What was counted as it is shared, one of each edition.

    Args:
        found: What was counted.
        names: The columns that it was counted by.
        link: The file with the secret that practitioners are linked by; None where they are closed.
        as_rated: The records as they were before raters could see each other's, of which the patterns are taken; None
            where nobody knows.

    Raises:
        UsageError: The secret cannot be read, or is a short one.
    """
    patterns = patterns_of_pieces(found.pieces if as_rated is None else as_rated, names)
    return [
        attrs.evolve(_shared(cube, ("source", *names), link), patterns=patterns.get(cube.made.computes))
        for cube in found.cubes
    ]


def _shared(cube: Cube, keys: Sequence[str], link: Path | None) -> Shared:
    kept = cube.by([name for name in cube.cells.names if name in (*keys, "practitioner")])
    if link is None:
        return closed(kept)
    secret = read_bytes(link).strip()
    if len(secret) < SHORTEST:
        message = f"`{link}` holds {len(secret)} bytes, and a secret that nobody guesses has {SHORTEST} at least"
        raise UsageError(Problem("weak-secret", message, "write a long random text into it, such as a UUID or two"))
    return linked(kept, secret)
