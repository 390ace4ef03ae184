"""What stands in a store already, as far as hand-ins can meet it: the same observation, or the same visit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from fidelity.problems import Problem
from fidelity.records.clash import Difference, differences
from fidelity.records.entry import Kind, Record
from fidelity.records.observation import MASTER, Observation, as_content
from fidelity.records.observations import observation_of
from fidelity.records.plain import written
from fidelity.records.store import Store

Rated = tuple[str, str, str, str]
"""Visit, rater, intervention and checklist: what nobody rates twice."""
Visit = tuple[str, str, str]
"""Visit, intervention and checklist."""
_SHOWN = 8
"""How much of an id people are shown."""
_NAMED = 8
"""How many differences are named."""


def known_as(observation: Observation) -> str:
    """An observation as one text: equal for equal ones."""
    return written(as_content(observation))


@attrs.frozen(eq=False)
class Standing:
    """What stands in a store.

    Attributes:
        first: What was said first by each record that a hand-in has the id of; None for one that was erased, or that is
            no observation.
        records: These records, as they stand.
        rated: The records of each visit and rater.
        shared: What several raters are to rate, or a master rated.
    """

    first: Mapping[str, Mapping[str, Any] | None]
    records: Mapping[str, Record]
    rated: dict[Rated, list[str]]
    shared: set[Visit]

    @classmethod
    def of(cls, store: Store, ids: Collection[str]) -> Standing:
        """What stands in a store, which is read through once.

        Args:
            store: The store.
            ids: The ids of the hand-ins.
        """
        met: dict[str, Record] = {}
        rated: dict[Rated, list[str]] = {}
        shared: set[Visit] = set()
        for record in store.records():
            if record.id in ids:
                met[record.id] = record
            if record.kind == Kind.OBSERVATION and record.content is not None:
                observation = observation_of(record, record.content)
                rated.setdefault(_rated(observation), []).append(record.id)
                shared.update(_shared(observation))
        first = {
            name: record.content if record.n_revisions == 1 else store.history(name)[0].content
            for name, record in met.items()
        }
        return cls(first, met, rated, shared)

    def holds(self, observation: Observation) -> bool:
        """Whether a record says what an observation says, or said so at first."""
        first = self.first.get(observation.id)
        return first is not None and written(first) == known_as(observation)

    def refusal(self, observation: Observation) -> Problem | None:
        """Why an observation cannot be taken; None where it can, or is there already.

        Which answers differ is not said: whoever must not see them yet could guess them, one hand-in after the other.

        Args:
            observation: The observation.
        """
        record = self.records.get(observation.id)
        if record is None or self.holds(observation):
            return None
        name = record.id[:_SHOWN]
        if record.erased:
            message = f"record {name} was erased, and what is erased does not come back"
            return Problem("record-erased", message, "record it anew if need be")
        if record.kind != Kind.OBSERVATION:
            return Problem("other-content", f"record {name} is of kind {record.kind}", "give the form a new id")
        found = [*dict.fromkeys(map(_told, differences(None, self.first[record.id], as_content(observation))))]
        names = ", ".join(found[:_NAMED]) + (", …" if len(found) > _NAMED else "")
        message = f"record {name}, of visit {observation.visit} by {observation.rater}, says something else: {names}"
        return Problem(
            "other-content", message, f"if this hand-in is right, correct the record: `fidelity correct {name}`"
        )

    def others(self, observation: Observation) -> list[str]:
        """The other records of the same visit by the same rater, by the beginnings of their ids.

        Args:
            observation: The observation.
        """
        found = self.rated.get(_rated(observation), [])
        return [name[:_SHOWN] for name in found if name != observation.id]

    def take(self, observation: Observation) -> None:
        """Know of an observation that is about to be stored."""
        self.rated.setdefault(_rated(observation), []).append(observation.id)
        self.shared.update(_shared(observation))

    def is_shared(self, observation: Observation) -> bool:
        """Whether a visit is to be rated by several, so that its ratings may have to be kept back."""
        return _visit(observation) in self.shared


def _told(difference: Difference) -> str:
    """What is said of a difference: which fact it is, or merely that it is in the answers or their notes."""
    return "the answers" if difference.path.startswith(("ratings.", "notes.")) else difference.path


def _visit(observation: Observation) -> Visit:
    return observation.visit, observation.edition.intervention, observation.edition.checklist


def _shared(observation: Observation) -> Iterator[Visit]:
    """The visit of an observation, if others may have to rate it unseen: by its plan, or to be put beside a master."""
    if observation.facts.get("raters", "1") != "1" or observation.facts.get("role", "") == MASTER:
        yield _visit(observation)


def _rated(observation: Observation) -> Rated:
    edition = observation.edition
    return observation.visit, observation.rater, edition.intervention, edition.checklist
