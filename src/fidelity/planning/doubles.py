"""Second raters: which visits wait for one, what share has had one, and which visits to pick so that nobody chooses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256

import attrs

from fidelity.model.period import Period
from fidelity.planning.expected import n_double as n_wanted
from fidelity.planning.visit import Visit

YEAR = Period(1, "year")
"""Over how long the share is taken, back from the day that is asked about."""
LIVE = "live"
"""The mode of a visit that can no longer be rated by anybody who was not there."""


@attrs.frozen
class Doubles:
    """What share of visits was rated by two people, against what was planned.

    Attributes:
        share: The share that is planned, 0 to 1.
        first: The first day that counts.
        n_visits: How many visits there were.
        n_double: How many of them two people rated, or are about to.
        picks: The visits to be rated by a second person next, in order.
        n_short: How many more would be needed, and were seen live by one person only.
    """

    share: Fraction
    first: date
    n_visits: int
    n_double: int
    picks: tuple[Visit, ...]
    n_short: int


def waiting(visits: Iterable[Visit]) -> tuple[Visit, ...]:
    """The visits that wait for another rater, as their forms said beforehand.

    Args:
        visits: The visits, by day.
    """
    return tuple(visit for visit in visits if visit.n_awaited)


def doubles(visits: Sequence[Visit], share: Fraction, owner: str, on: date) -> Doubles:
    """What share of the last year's visits was rated by two people, and which to take next.

    The next ones are those whose names come first when each is hashed: an order that anybody can recompute, that
    nobody has chosen, and that stays the same while more visits come in.

    Args:
        visits: The visits, by day.
        share: The share that is planned, 0 to 1.
        owner: The checklist that was rated, such as ``imr/fidelity``.
        on: The day that counts as today.
    """
    first = YEAR.before(on)
    recent = [visit for visit in visits if first < visit.day <= on]
    n_double = sum(visit.is_double for visit in recent)
    n_more = max(0, n_wanted(share, len(recent)) - n_double)
    single = [visit for visit in recent if not visit.is_double and visit.mode != LIVE]
    picks = sorted(single, key=lambda visit: lot(visit.name, owner))[:n_more]
    return Doubles(share, first, len(recent), n_double, tuple(picks), n_more - len(picks))


def lot(visit: str, owner: str) -> str:
    """The lot that a visit draws: the SHA-256 of ``imr/fidelity/P03-2026-11-20``, in hexadecimal digits.

    Args:
        visit: The visit's name.
        owner: The checklist that was rated.
    """
    return sha256(f"{owner}/{visit}".encode()).hexdigest()
