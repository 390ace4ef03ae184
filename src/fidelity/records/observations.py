"""The observations of a store, read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from fidelity.errors import StoreError
from fidelity.problems import Problem
from fidelity.records.entry import Kind, Record
from fidelity.records.observation import Observation, from_content
from fidelity.records.store import Store


@attrs.frozen
class Stored:
    """An observation with the record that holds it.

    Attributes:
        record: The record as it stands.
        observation: What it says.
    """

    record: Record
    observation: Observation


def observations(store: Store) -> list[Stored]:
    """All observations and consensus ratings that were not erased, by day, visit, rater and id.

    Args:
        store: The store.
    """
    found = [
        Stored(record, observation_of(record, record.content))
        for kind in (Kind.OBSERVATION, Kind.CONSENSUS)
        for record in store.records(kind)
        if record.content is not None
    ]
    return sorted(found, key=_order)


def visits(store: Store) -> dict[str, list[Stored]]:
    """The observations by the visit that they are of; those that name none stand alone, under their id.

    Args:
        store: The store.
    """
    found: dict[str, list[Stored]] = {}
    for stored in observations(store):
        found.setdefault(stored.observation.visit or stored.record.id, []).append(stored)
    return found


def observation_of(record: Record, content: Mapping[str, Any]) -> Observation:
    """The observation that a record says.

    Args:
        record: The record.
        content: What it says.

    Raises:
        StoreError: It says something else.
    """
    try:
        return from_content(content)
    except (KeyError, TypeError):
        message = f"record `{record.id}` is kept as an observation and does not say what one says"
        raise StoreError(Problem("store-damaged", message, "erase it, and ask where it comes from")) from None


def _order(stored: Stored) -> tuple[str, str, str, str]:
    observation = stored.observation
    return observation.date, observation.visit, observation.rater, stored.record.id
