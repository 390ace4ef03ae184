"""Retention: which records have been kept for as long as was agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from fidelity.records.entry import Kind, Record
from fidelity.records.policy import Policy
from fidelity.records.store import Store

_OF_A_VISIT = (Kind.OBSERVATION, Kind.CONSENSUS)


@attrs.frozen
class Kept:
    """A record, and until when it is to be kept.

    Attributes:
        record: The record as it stands.
        day: The day from which time counts: that of the visit; for what is of no visit, that of its latest change.
            None for a visit without a day.
        until: The day on which it is due to be erased; None where that cannot be said.
    """

    record: Record
    day: date | None
    until: date | None

    def is_due(self, today: date) -> bool:
        """Whether its time is over."""
        return self.until is not None and self.until <= today


def kept(store: Store, policy: Policy) -> tuple[Kept, ...]:
    """Every record that was not erased and until when it is to be kept, the first due first, those without a day last.

    Args:
        store: The store.
        policy: Says how long.
    """
    found = (_kept(record, policy) for record in store.records() if not record.erased)
    return tuple(sorted(found, key=lambda one: (one.until is None, one.until or date.max, one.record.id)))


def _kept(record: Record, policy: Policy) -> Kept:
    day = _day(record)
    return Kept(record, day, policy.due(day) if day else None)


def _day(record: Record) -> date | None:
    if record.kind not in _OF_A_VISIT:
        return date.fromisoformat(record.changed_at[:10])
    content: Mapping[str, Any] = record.content or {}
    try:
        return date.fromisoformat(content.get("facts", {}).get("date", ""))
    except ValueError:
        return None
