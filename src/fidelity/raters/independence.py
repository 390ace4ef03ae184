"""Independence: what of a rating was handed in before its rater could see anybody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum

import attrs

from fidelity.raters.blind import SELF, independent, is_independent, n_planned
from fidelity.records.entry import Entry
from fidelity.records.observation import Observation, from_content
from fidelity.records.observations import Stored


class NotIndependent(Enum):
    """Why a rating does not enter the agreement of independent raters."""

    SELF_RATING = "self_rating"
    """It is the practitioner's own view."""
    AFTER_OPENING = "after_opening"
    """It was handed in when the others' ratings could be seen."""
    SECOND_RECORD = "second_record"
    """Its rater has handed in a record of this visit before."""


NOT_INDEPENDENT_WORDS: dict[NotIndependent, str] = {
    NotIndependent.SELF_RATING: "rated their own practice",
    NotIndependent.AFTER_OPENING: "handed in after the other ratings could be seen",
    NotIndependent.SECOND_RECORD: "handed in another record of this visit before",
}
"""Each reason in words that follow the rater's code."""


@attrs.frozen
class Independence:
    """What of a record was rated without sight of the others.

    Attributes:
        observation: What was handed in then; where the record does not count, what it first said.
        why_not: Why it is no independent rating; None where it is one.
    """

    observation: Observation
    why_not: NotIndependent | None = None


def independence(stored: Sequence[Stored], histories: Mapping[str, Sequence[Entry]]) -> dict[str, Independence]:
    """What of each record of a visit was rated without sight of the others.

    A visit that is to be rated by several is opened when the last of them hands in. Until then a rater may correct
    their record and nobody has seen it, so what counts is the record as it stood at that moment; that more raters are
    planned later closes nobody's eyes again. Where nobody said that there would be several, nothing kept the ratings
    apart, and what each rater first handed in is what counts.

    Args:
        stored: The records of one visit and checklist.
        histories: The entries of each record, by its id.

    Returns:
        By the record's id.
    """
    opened = _opened_at(stored, histories)
    firsts = {each.record.id for each in independent(stored)}
    return {each.record.id: _of(each, histories[each.record.id], opened, firsts) for each in stored}


def _opened_at(stored: Sequence[Stored], histories: Mapping[str, Sequence[Entry]]) -> str:
    """When the last awaited rater had handed in for the first time; empty where nobody was to wait for anybody."""
    now: dict[str, Stored] = {}
    for entry, each in sorted(_said(stored, histories), key=lambda pair: (pair[0].at, pair[0].id)):
        then = from_content(entry.content or {})
        now.pop(each.record.id, None)
        if then.visit == each.observation.visit:
            now[each.record.id] = attrs.evolve(each, observation=then)
        if 1 < n_planned(now.values()) <= len(independent(now.values())):
            return entry.at
    return ""


def _said(stored: Sequence[Stored], histories: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[Entry, Stored]]:
    """Every revision of every record that says something."""
    return ((entry, each) for each in stored for entry in histories[each.record.id] if entry.content is not None)


def _of(stored: Stored, history: Sequence[Entry], opened: str, firsts: set[str]) -> Independence:
    said = [entry for entry in history if entry.content is not None]
    blind = [entry for entry in said if entry.at <= opened] or said[:1]
    content = blind[-1].content if blind else None
    observation = stored.observation if content is None else from_content(content)
    return Independence(observation, _why_not(stored, opened, firsts))


def _why_not(stored: Stored, opened: str, firsts: set[str]) -> NotIndependent | None:
    if not is_independent(stored):
        return NotIndependent.SELF_RATING if stored.observation.facts.get("role") == SELF else None
    if stored.record.id not in firsts:
        return NotIndependent.SECOND_RECORD
    return NotIndependent.AFTER_OPENING if opened and stored.record.made_at > opened else None
