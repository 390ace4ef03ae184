"""The register: every rater of every checklist, with what they have rated and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import attrs

from fidelity.raters.blind import SELF
from fidelity.raters.certificate import Certificate
from fidelity.raters.rating_day import rating_day
from fidelity.raters.standing import Standing, standing
from fidelity.records.entry import Kind
from fidelity.records.observation import MASTER, Edition
from fidelity.records.observations import Stored

Required = Callable[[Edition], bool]
"""Says whether an edition asks for a certificate."""


@attrs.frozen(eq=False)
class Registered:
    """A rater of one checklist.

    Attributes:
        rater: The rater's code.
        edition: What they rated last.
        days: The days on which they rated, in order; of visits that they rated twice, both.
        standing: How they stand.
        n_days: How many days their certificate has left, below 0 for those since it ended; None where it has no end.
        certificates: Theirs, by day; those that were not passed too.
        is_master: Whether all that they rated is master ratings.
    """

    rater: str
    edition: Edition
    days: tuple[date, ...]
    standing: Standing
    n_days: int | None
    certificates: tuple[Certificate, ...]
    is_master: bool


def register(
    stored: Iterable[Stored], certificates: Sequence[Certificate], on: date, required: Required
) -> tuple[Registered, ...]:
    """Every rater of every checklist, by code; a consensus is nobody, and self-ratings make no rater.

    Args:
        stored: All records.
        certificates: All certificates.
        on: The day that counts as today; what was rated later is left out.
        required: Says whether an edition asks for a certificate.
    """
    found: dict[tuple[str, str, str], list[Stored]] = {}
    for each in stored:
        observation = each.observation
        is_rating = each.record.kind != Kind.CONSENSUS and observation.facts.get("role") != SELF
        if is_rating and observation.rater and rating_day(each) <= on:
            key = (observation.rater, observation.edition.intervention, observation.edition.checklist)
            found.setdefault(key, []).append(each)
    return tuple(_registered(found[key], certificates, on, required) for key in sorted(found))


def _registered(
    stored: Sequence[Stored], certificates: Sequence[Certificate], on: date, required: Required
) -> Registered:
    ordered = sorted(stored, key=lambda each: (rating_day(each), each.record.id))
    rater, edition = ordered[-1].observation.rater, ordered[-1].observation.edition
    masters = [each.observation.facts.get("role") == MASTER for each in ordered]
    own = tuple(
        each
        for each in certificates
        if each.rater == rater
        and each.on <= on
        and (each.edition.intervention, each.edition.checklist) == (edition.intervention, edition.checklist)
    )
    stands = standing(own, rater, edition, on, required=required(edition) and not all(masters))
    n_days = (stands.until - on).days if stands.until else None
    return Registered(rater, edition, tuple(map(rating_day, ordered)), stands, n_days, own, all(masters))
