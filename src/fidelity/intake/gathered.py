"""What was gathered: all records of each edition, and everything that was taken for granted on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import attrs

from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.ratings.table import Ratings
from fidelity.records.observation import Edition

ALWAYS = ("rater", "role", "date", "practitioner", "team", "site", "region", "mode", "file")
"""The descriptors that are always there, blank where nothing says them."""
CONSENSUS = "consensus"
"""The role of what several raters agreed on."""


@attrs.frozen(eq=False)
class Gathered:
    """All records of one edition.

    Attributes:
        edition: Which checklist was rated.
        definition: Its definition.
        ratings: Every record a row, not yet one for each visit. The index of the descriptors names the visit. They are
            all text: `ALWAYS`, then whatever else is known, such as ``record`` and ``made_at``; ``date`` is written as
            year-month-day or blank, ``role`` is ``consensus`` for what raters agreed on, and ``file`` says where a
            record came from.
    """

    edition: Edition
    definition: Definition
    ratings: Ratings


@attrs.frozen(eq=False)
class Intake:
    """What was gathered.

    Attributes:
        editions: The records by edition: sorted by intervention, version, checklist and profile.
        notes: All that was read otherwise than written, left out or taken for granted, with its place; the most
            important first.
        tallies: Files of tallies, which hold no records.
        n_files: How many files records came from.
        n_records: How many records there are.
        n_duplicates: How many were left out because they are there already.
        said: For each checklist, how many of its records say each descriptor, and have a visit at all.
    """

    editions: tuple[Gathered, ...]
    notes: tuple[Problem, ...] = ()
    tallies: tuple[Path, ...] = ()
    n_files: int = 0
    n_records: int = 0
    n_duplicates: int = 0
    said: Mapping[str, Mapping[str, int]] = attrs.field(factory=dict)


@attrs.frozen(eq=False)
class Pieces:
    """The same, a piece at a time, for more records than tables of text have room for.

    Attributes:
        intake: What was gathered, without the records.
        each: Begins with the first piece and ends after the last; is told about how many records a piece holds, or 0
            where all of an edition are one.
        rows: About how many records a piece holds.
    """

    intake: Intake
    each: Callable[[int], Iterator[Gathered]]
    rows: int = 50_000

    def __iter__(self) -> Iterator[Gathered]:
        """The pieces: all records of a visit that are of one edition are in one of them."""
        return self.each(self.rows)

    def whole(self) -> Intake:
        """What was gathered with the records, all of an edition in one table."""
        return attrs.evolve(self.intake, editions=tuple(self.each(0)))
