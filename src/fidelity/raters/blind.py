"""Blind rating: who of several raters of a visit has handed in, and whether their ratings are still kept back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fidelity.records.entry import Kind
from fidelity.records.observation import MASTER, Observation
from fidelity.records.observations import Stored

SELF = "self"
"""The role of those who rate their own practice."""
NO_INDEPENDENT = frozenset({MASTER, SELF})
"""The roles whose ratings are no second pair of eyes: a model answer, and the practitioner's own view."""

Rated = tuple[str, str, str]
"""What was rated: visit, intervention, checklist. Version and profile do not matter for who may look at it."""


def is_independent(stored: Stored) -> bool:
    """Whether a record is one of the ratings that are compared: no master, no self-rating, no consensus.

    Args:
        stored: A record.
    """
    return stored.record.kind != Kind.CONSENSUS and stored.observation.facts.get("role", "") not in NO_INDEPENDENT


def independent(stored: Iterable[Stored]) -> tuple[Stored, ...]:
    """The independent ratings among some records, the first of each rater, in the order in which they were handed in.

    Args:
        stored: The records of one visit and checklist.
    """
    first: dict[str, Stored] = {}
    for each in sorted(filter(is_independent, stored), key=_handed_in):
        first.setdefault(each.observation.rater, each)
    return tuple(first.values())


def _handed_in(stored: Stored) -> tuple[str, str]:
    return stored.record.made_at, stored.record.id


def n_planned(stored: Iterable[Stored]) -> int:
    """How many raters are to rate a visit independently: the most that any of its records says, and at least 1.

    Args:
        stored: The records of one visit and checklist.
    """
    return max((_planned(each.observation) for each in stored), default=1)


def _planned(observation: Observation) -> int:
    text = observation.facts.get("raters", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else 1


def n_awaited(stored: Sequence[Stored]) -> int:
    """How many independent raters have yet to hand in before anybody is shown what the others rated.

    Where several are planned, all of them; where there is a master rating, at least one. A visit that only the
    practitioner rated awaits nobody.

    Args:
        stored: The records of one visit and checklist.
    """
    planned = n_planned(stored)
    if planned == 1 and not any(each.observation.facts.get("role", "") == MASTER for each in stored):
        return 0
    return max(0, planned - len(independent(stored)))


def is_sealed(stored: Sequence[Stored]) -> bool:
    """Whether the ratings of a visit are kept back, because a rater who must not see them has yet to hand in.

    Sealed are the visit's ratings, notes and scores; that there is a record, of whom and by whom, is no secret.

    Args:
        stored: The records of one visit and checklist (`rated_together` sorts them so).
    """
    return n_awaited(stored) > 0


def rated_together(stored: Iterable[Stored]) -> Mapping[Rated, tuple[Stored, ...]]:
    """Records by what they are of: the same visit and the same checklist, whatever its version.

    A record that names no visit stands alone.

    Args:
        stored: The records of a store.
    """
    found: dict[Rated, list[Stored]] = {}
    for each in stored:
        edition = each.observation.edition
        visit = each.observation.visit or f"record {each.record.id}"
        found.setdefault((visit, edition.intervention, edition.checklist), []).append(each)
    return {rated: tuple(records) for rated, records in found.items()}


def sealed_records(stored: Iterable[Stored]) -> frozenset[str]:
    """The ids of the records whose ratings are kept back.

    Args:
        stored: All records of a store: with some left out, a visit could seem to await a rater who is there.
    """
    return frozenset(_sealed(rated_together(stored).values()))


def _sealed(groups: Iterable[Sequence[Stored]]) -> Iterator[str]:
    for group in groups:
        if is_sealed(group):
            yield from (each.record.id for each in group)
