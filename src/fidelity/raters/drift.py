"""Drift: how a rater stands beside masters and partners, period by period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

import attrs

from fidelity.model.period import Period
from fidelity.raters.alike import alike
from fidelity.raters.beside import NOTHING, Beside, by_item
from fidelity.raters.blind import is_independent, is_sealed
from fidelity.raters.compare import Side
from fidelity.raters.independence import Independence, independence
from fidelity.raters.rating_day import rating_day
from fidelity.raters.trial import Source, is_master
from fidelity.records.observations import Stored

FEWEST_VISITS = 3
FEWEST_RATINGS = 20
"""Below either of these a period is too small to say anything of a rater."""


class Other(Enum):
    """With whom a rater is compared."""

    MASTER = "masters"
    PARTNER = "partners"


@attrs.frozen
class Pair:
    """A visit that a rater and one other rated independently of each other.

    Attributes:
        day: The day on which the rater rated.
        other: Whether the other is a master or a partner.
        beside: The rater beside the other.
    """

    day: date
    other: Other
    beside: Beside


@attrs.frozen
class Stretch:
    """How a rater stands beside others in one period.

    Attributes:
        first: The first day of the period.
        last: The last.
        other: Beside whom.
        n_pairs: How many visits were compared; one that two partners rated too is two.
        beside: The rater beside them.
    """

    first: date
    last: date
    other: Other
    n_pairs: int
    beside: Beside

    @property
    def is_enough(self) -> bool:
        """Whether there is enough to say anything."""
        return self.n_pairs >= FEWEST_VISITS and self.beside.agreement.n_pairs >= FEWEST_RATINGS


def pairs(rater: str, visits: Iterable[Sequence[Stored]], source: Source) -> tuple[Pair, ...]:
    """The visits of one checklist on which a rater can be compared with somebody.

    Sealed visits are left out, and so is whatever was rated when the others' ratings could be seen.

    Args:
        rater: The rater's code.
        visits: The records of each visit, all of the checklist in question.
        source: Where what is compared comes from.
    """
    return tuple(pair for group in visits for pair in _of_visit(rater, group, source))


def _of_visit(rater: str, group: Sequence[Stored], source: Source) -> list[Pair]:
    if is_sealed(group) or not any(each.observation.rater == rater for each in group):
        return []
    known = independence(group, {each.record.id: source.histories(each.record.id) for each in group})
    sides = [side for each in group if (side := _side(each, known, source))]
    mine = [each for each in sides if each.rater == rater and not is_master(each.stored)]
    others = [each for each in sides if each.rater != rater]
    return [
        Pair(
            rating_day(own.stored),
            Other.MASTER if is_master(other.stored) else Other.PARTNER,
            sum(by_item(own, other).values(), NOTHING),
        )
        for own in mine
        for other in others
    ]


def _side(stored: Stored, known: Mapping[str, Independence], source: Source) -> Side | None:
    """A record's part in a comparison; None where it has none."""
    independent, edition = known[stored.record.id], stored.observation.edition
    takes_part = is_independent(stored) or is_master(stored)
    if not takes_part or independent.why_not or not alike(edition, source.edition):
        return None
    plan = source.plan_of(edition)
    if is_master(stored):
        # What a master says is what it says now: a master rating may be put right.
        independent = Independence(stored.observation)
    return Side(stored, plan, independent) if plan else None


def stretches(found: Iterable[Pair], every: Period) -> tuple[Stretch, ...]:
    """The comparisons period by period, masters before partners; periods without any are not listed.

    Args:
        found: The comparisons.
        every: How long a period is, counted on the calendar.
    """
    groups: dict[tuple[date, date, str], list[Pair]] = {}
    for pair in found:
        first, last = every.holding(pair.day)
        groups.setdefault((first, last, pair.other.value), []).append(pair)
    return tuple(
        Stretch(first, last, Other(other), len(held), sum((each.beside for each in held), NOTHING))
        for (first, last, other), held in sorted(groups.items())
    )
