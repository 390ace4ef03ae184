"""One record a visit: which of several ratings of a visit stands for it where visits are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fidelity.raters.blind import SELF, rated_together
from fidelity.records.entry import Kind
from fidelity.records.observation import MASTER
from fidelity.records.observations import Stored

MACHINE = "machine"
"""The role of a program that rates."""


def one_per_visit(stored: Iterable[Stored]) -> tuple[Stored, ...]:
    """One record for each visit and checklist, so that a visit that was rated twice is not counted twice.

    The rule, in this order:

    1. what the raters agreed on, where there is a consensus;
    2. the lead rater: of those who saw it with their own eyes (neither self, nor machine, nor master), the one who
       handed in first;
    3. a machine, if nobody else rated;
    4. the practitioner's own rating, if nobody else rated.

    Master ratings stand for no visit. Where visits are compared over time, note what rule 3 and 4 let in: the role is
    a fact of the record.

    Args:
        stored: The records of a store.

    Returns:
        The records, in the order in which their visits first occur.
    """
    groups = (_standing_for(group) for group in rated_together(stored).values())
    return tuple(each for each in groups if each is not None)


def _standing_for(group: Sequence[Stored]) -> Stored | None:
    there = [each for each in group if _rank(each) is not None]
    return min(there, key=_order, default=None)


def _order(stored: Stored) -> tuple[int, str, str]:
    rank = _rank(stored)
    return (rank if rank is not None else 0, stored.record.made_at, stored.record.id)


def _rank(stored: Stored) -> int | None:
    """How early the rule takes a record; None for never."""
    if stored.record.kind == Kind.CONSENSUS:
        return 0
    role = stored.observation.facts.get("role", "")
    return None if role == MASTER else {MACHINE: 2, SELF: 3}.get(role, 1)
