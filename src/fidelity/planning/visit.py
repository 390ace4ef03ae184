"""A visit as plans count it: once, whoever and however many rated it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import attrs

from fidelity.model.checklist import Checklist
from fidelity.raters.blind import SELF, independent, n_awaited, n_planned
from fidelity.raters.rating_day import rating_day
from fidelity.raters.trial import is_master
from fidelity.records.observations import Stored
from fidelity.records.visit import SUBJECTS


@attrs.frozen
class Visit:
    """A visit as plans count it.

    Attributes:
        name: The visit's name.
        subject: The code of whom or what was observed; empty where nobody said.
        day: Its day.
        raters: Those who rated it independently, the first to hand in first.
        n_awaited: How many more are to rate it, where several were planned.
        mode: What was seen: ``live``, ``video``, ``audio``, ``documents``; empty where nobody said.
        stored: All its records.
    """

    name: str
    subject: str
    day: date
    raters: tuple[str, ...]
    n_awaited: int
    mode: str
    stored: tuple[Stored, ...] = attrs.field(eq=False, repr=False)

    @property
    def is_double(self) -> bool:
        """Whether two people rated it independently, or are about to."""
        return len(self.raters) + self.n_awaited > 1


def visits_of(groups: Iterable[Sequence[Stored]], checklist: Checklist, until: date) -> tuple[Visit, ...]:
    """The visits of a checklist that count as observations, by day and name.

    A master's rating is none, and neither is what somebody says of their own practice, unless the checklist is for
    nobody else to fill in.

    Args:
        groups: The records of each visit, all of this checklist.
        checklist: The checklist.
        until: The last day that counts.
    """
    found = [visit for group in groups if (visit := _visit(group, checklist)) and visit.day <= until]
    return tuple(sorted(found, key=lambda visit: (visit.day, visit.name)))


def _visit(group: Sequence[Stored], checklist: Checklist) -> Visit | None:
    own = set(checklist.rated_by) == {SELF}
    rated = [each for each in group if not is_master(each) and (own or each.observation.facts.get("role") != SELF)]
    if not rated:
        return None
    fact = SUBJECTS[checklist.unit]
    facts = rated[0].observation.facts
    raters = tuple(each.observation.rater for each in independent(rated)) or (rated[0].observation.rater,)
    return Visit(
        name=rated[0].observation.visit or rated[0].record.id[:8],
        subject=facts.get(fact, "") if fact else "",
        day=min(map(rating_day, rated)),
        raters=raters,
        n_awaited=n_awaited(group) if n_planned(group) > 1 else 0,
        mode=next((mode for each in rated if (mode := each.observation.facts.get("mode", ""))), ""),
        stored=tuple(group),
    )
