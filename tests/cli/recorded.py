"""A workspace with records in it, as the commands of records need one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from fidelity.definition.reading import read_definition
from fidelity.plan.lowering import lower
from fidelity.records.entry import Entry, Record
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.store import Store
from tests.cli.sample import DEFINITION

HALF = {"greets": "2", "asks": "1", "listens": "1", "plans": "0"}
"""4 of 8 points: a total of 50, low; the mean of asks and listens is 1."""
FULL = dict.fromkeys(HALF, "2")
"""All points: a total of 100."""


def edition(definition: str = DEFINITION, checklist: str = "", **changes: str) -> Edition:
    """The edition of a checklist of a definition."""
    intervention = read_definition(definition.encode(), "visit.yaml")
    plan = lower(intervention.checklist(checklist))
    made = Edition(intervention.id, intervention.version, plan.checklist.id, "", plan.hash, intervention.text_hash)
    return attrs.evolve(made, **changes)


@attrs.frozen
class Recorded:
    """A workspace that records are put into.

    Attributes:
        folder: The folder, in which commands run.
    """

    folder: Path

    @property
    def path(self) -> Path:
        """The store's file."""
        return self.folder / "fidelity.sqlite"

    def put(
        self,
        number: int,
        visit: str = "P03-2026-11-20",
        rater: str = "R1",
        ratings: Mapping[str, str] = HALF,
        notes: Mapping[str, str] | None = None,
        of: Edition | None = None,
        **facts: str,
    ) -> str:
        """Record one rater's ratings of a visit.

        Args:
            number: Makes the record's id.
            visit: Practitioner and day.
            rater: Who rated.
            ratings: The ratings.
            notes: The notes.
            of: The edition; that of the sample, if left out.
            facts: Further facts.

        Returns:
            The record's id.
        """
        practitioner, _, day = visit.partition("-")
        known = {"observation": visit, "date": day, "practitioner": practitioner, "rater": rater, **facts}
        held = Observation(record_id(number), of or edition(), known, dict(ratings), notes or {})
        self.append(held.id, as_content(held), by=rater)
        return held.id

    def append(self, record: str, content: Mapping[str, Any], kind: str = "observation", by: str = "R1") -> None:
        """Append a first revision of any kind."""
        with Store.open(self.path) as store:
            store.append(record, kind, content, by=by)

    def record(self, name: str) -> Record:
        """A record as it stands."""
        with Store.open(self.path, readonly=True) as store:
            return store.record(name)

    def history(self, name: str) -> tuple[Entry, ...]:
        """Its entries."""
        with Store.open(self.path, readonly=True) as store:
            return store.history(name)

    def ratings(self, name: str) -> dict[str, str]:
        """Its ratings."""
        content = self.record(name).content
        assert content is not None
        return dict(content["ratings"])

    def clash(self, name: str) -> tuple[str, str]:
        """Correct a record in two stores and merge them; the ids of the two sides, ours first."""
        other = self.folder / "other"
        other.mkdir()
        with Store.open(self.path) as store:
            tip = store.record(name).tips[0]
            content = dict(store.record(name).content or {})
        copy = other / "tablet.sqlite"
        copy.write_bytes(self.path.read_bytes())
        ours = {**content, "ratings": {**content["ratings"], "asks": "2"}}
        theirs = {**content, "ratings": {**content["ratings"], "asks": "0", "plans": "not_applicable"}}
        with Store.open(self.path) as store:
            mine = store.append(name, "observation", ours, by="R1", why="saw it again", after=tip)
        with Store.open(copy) as store:
            hers = store.append(name, "observation", theirs, by="R2", why="asked the family", after=tip)
        return mine.id, hers.id


def record_id(number: int) -> str:
    """An id of a record that people can tell from others by its beginning."""
    return f"{number:08}-0000-4000-8000-000000000000"
