"""Counting: the records of an edition, scored, and counted by what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from fidelity.evaluation.grouping import grouped_by
from fidelity.evaluation.one_record import RULE, one_each
from fidelity.intake.gathered import Gathered
from fidelity.ratings.dates import ordinals
from fidelity.scoring import provenance_of, score
from fidelity.tally.cells import natural
from fidelity.tally.cube import Cube, Made, ScoredBy, added
from fidelity.tally.taking import taken

NEEDED = ("site", "practitioner")
"""The keys that figures need even where nobody groups by them."""


@attrs.frozen(eq=False)
class Counting:
    """What was counted of one edition, or of several that compute alike.

    Attributes:
        cube: The counts.
        n_records: How many records there were.
        n_others: How many of them are further ratings of a visit that another record stands for.
        n_masters: How many are master ratings.
        days: The first and the last day on which anything was observed, as `datetime.date.toordinal` counts them; None
            where no record has a day.
    """

    cube: Cube
    n_records: int
    n_others: int
    n_masters: int
    days: tuple[int, int] | None = None


def counting(gathered: Gathered, by: Sequence[str], *, pooled: bool = False, items: bool = True) -> Counting:
    """The counts of one edition, or of a piece of one that holds whole visits.

    Args:
        gathered: The records.
        by: The columns to count by.
        pooled: Whether self-ratings, observations and ratings by programs are one source.
        items: Whether the answers to the items are counted too.

    Raises:
        UsageError: There is no such column.
    """
    one = one_each(gathered.ratings, pooled=pooled)
    ratings = gathered.ratings.of_rows(one.rows)
    definition = gathered.definition
    keys = grouped_by(ratings, [*by, *(name for name in NEEDED if name not in by)])
    scores = score(definition.plan, ratings, definition.rules)
    cube = taken(scores, ratings, {"source": one.source, **keys}, made(gathered), items=items)
    on = ordinals(ratings)
    on = on[on >= 0]
    days = (int(on.min()), int(on.max())) if len(on) else None
    return Counting(cube.small(), len(gathered.ratings), one.n_others, one.n_masters, days)


def made(gathered: Gathered) -> Made:
    """What the records of an edition are scored with."""
    edition, definition = gathered.edition, gathered.definition
    of = provenance_of(definition)
    scored_by = ScoredBy(
        edition.version, of.text_hash, of.distribution, of.distribution_version, of.engine_version, of.rules
    )
    return Made(
        edition.intervention,
        edition.checklist,
        edition.profile,
        of.plan_hash,
        (scored_by,),
        definition.intervention.title,
        definition.checklist.name,
        (RULE,),
    )


def counted(
    pieces: Iterable[Gathered], by: Sequence[str], *, pooled: bool = False, items: bool = True
) -> tuple[Counting, ...]:
    """The counts of any number of pieces: one for all that compute alike, however they were divided.

    A piece at a time is in memory, and the counts of all.

    Args:
        pieces: The records; all of one visit that are of one edition are in one piece.
        by: The columns to count by.
        pooled: Whether self-ratings, observations and ratings by programs are one source.
        items: Whether the answers to the items are counted too.

    Raises:
        UsageError: There is no such column.
    """
    parts: dict[tuple[str, ...], list[Counting]] = {}
    for piece in pieces:
        one = counting(piece, by, pooled=pooled, items=items)
        parts.setdefault(one.cube.made.computes, []).append(one)
    # What is added up is given up: its counts take as much memory as their sum.
    found = [together(parts.pop(computes)) for computes in [*parts]]
    return tuple(sorted(found, key=lambda each: [natural(version) for version in each.cube.made.versions]))


def together(parts: Sequence[Counting]) -> Counting:
    """Several as one.

    Args:
        parts: Counts with the same keys, at least one.
    """
    return Counting(
        added([part.cube for part in parts]),
        sum(part.n_records for part in parts),
        sum(part.n_others for part in parts),
        sum(part.n_masters for part in parts),
        _span([part.days for part in parts if part.days]),
    )


def _span(spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
