"""A small checklist, and records of visits that were rated with it, made in a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.status import Status
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.raters.blind import rated_together
from fidelity.raters.trial import Source
from fidelity.records.entry import Entry, Record
from fidelity.records.entry import Kind as Recorded
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.observations import Stored


def _scale(name: str, *codes: str) -> Scale:
    return Scale(name, tuple(Point(code, Fraction(place)) for place, code in enumerate(codes)))


THREE, TWO = _scale("three", "0", "1", "2"), _scale("two", "no", "yes")
MINUTES = Scale("minutes", kind=Kind.NUMBER, lowest=Fraction(0), highest=Fraction(240))
NA = frozenset({Status.NOT_APPLICABLE})
ITEMS = ("greets", "asks", "listens", "signs", "length")
CHECKLIST = Checklist(
    "visit",
    (
        Item("greets", "Greets", THREE),
        Item("asks", "Asks", THREE, allows=NA),
        Item("listens", "Listens", THREE),
        Item("signs", "Signs", TWO),
        Item("length", "Length", MINUTES),
    ),
    title="A visit",
)
"""Three items of three points, one of two, and one that is measured."""
PLAN = lower(CHECKLIST)
EDITION = Edition("visiting", "1.0", "visit", "", PLAN.hash, "")


def plan_of(edition: Edition) -> Plan | None:
    """The plan of any edition but those of version 9, whose definition is not there."""
    return None if edition.version.startswith("9") else PLAN


@attrs.define
class Book:
    """Records as a store would give them, with their histories.

    Attributes:
        stored: The records.
        entries: The entries of each, by id.
    """

    stored: list[Stored] = attrs.field(factory=list)
    entries: dict[str, list[Entry]] = attrs.field(factory=dict)

    def rate(
        self,
        visit: str,
        rater: str,
        ratings: str,
        day: str = "2026-03-02",
        edition: Edition = EDITION,
        kind: str = Recorded.OBSERVATION,
        more: Mapping[str, str] | None = None,
        **facts: str,
    ) -> str:
        """Record a rating of a visit, and give its id.

        Args:
            visit: The visit.
            rater: The rater.
            ratings: The texts of the items in order, with spaces between; ``-`` for an item that was left out.
            day: The day.
            edition: What was rated.
            kind: What it is a record of.
            more: Further facts.
            facts: Further facts, such as the role.
        """
        name = f"record-{len(self.stored) + 1:03}"
        given = dict(zip(ITEMS, ratings.split(), strict=False))
        observation = Observation(
            name,
            edition,
            {"observation": visit, "date": day, "rater": rater, "practitioner": "P01", **facts, **(more or {})},
            {item: text for item, text in given.items() if text != "-"},
        )
        at = f"2026-06-01T12:00:{len(self.stored):02}.000000Z"
        self.entries[name] = [_entry(observation, f"{name}-a", at)]
        self.stored.append(Stored(_record(observation, kind, at, f"{name}-a"), observation))
        return name

    def correct(self, name: str, ratings: str) -> None:
        """Correct what a record says, long after it was handed in.

        Args:
            name: The record.
            ratings: As for `rate`.
        """
        place = next(place for place, each in enumerate(self.stored) if each.record.id == name)
        before = self.stored[place]
        given = dict(zip(ITEMS, ratings.split(), strict=False))
        observation = attrs.evolve(before.observation, ratings=given)
        self.entries[name].append(_entry(observation, f"{name}-b", "2026-07-01T12:00:00.000000Z"))
        record = attrs.evolve(before.record, content=as_content(observation), tips=(f"{name}-b",), n_revisions=2)
        self.stored[place] = Stored(record, observation)

    @property
    def visits(self) -> list[Sequence[Stored]]:
        """The records of each visit."""
        return list(rated_together(self.stored).values())

    @property
    def source(self) -> Source:
        """Where what is compared comes from."""
        return Source(self.entries.__getitem__, plan_of, EDITION)


def _record(observation: Observation, kind: str, at: str, tip: str) -> Record:
    rater = observation.rater
    return Record(observation.id, kind, as_content(observation), (tip,), 1, rater, at, rater, at, False, False)


def _entry(observation: Observation, name: str, at: str) -> Entry:
    by = observation.rater
    content = as_content(observation)
    return Entry(observation.id, Recorded.OBSERVATION, (), by, at, "", content, name, "device", 1, "", "")
