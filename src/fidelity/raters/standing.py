"""Standing: whether a rater was certified on a day, so that every observation can say it of its rater."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from fidelity.raters.alike import alike
from fidelity.raters.blind import SELF
from fidelity.raters.certificate import Certificate
from fidelity.raters.rating_day import rating_day
from fidelity.records.entry import Kind
from fidelity.records.observation import MASTER, Edition
from fidelity.records.observations import Stored


class State(Enum):
    """How a rater stands on a day."""

    IN_DATE = "in_date"
    """A certificate holds."""
    EXPIRED = "expired"
    """The latest certificate no longer held."""
    NOT_YET = "not_yet"
    """There is a certificate, and it began later."""
    NEVER = "never"
    """There is no certificate."""
    NOT_REQUIRED = "not_required"
    """There is none, and nobody asks for one."""


STATE_WORDS: dict[State, str] = {
    State.IN_DATE: "in date",
    State.EXPIRED: "expired",
    State.NOT_YET: "not yet certified",
    State.NEVER: "not certified",
    State.NOT_REQUIRED: "none asked for",
}
"""Each state in words."""


@attrs.frozen
class Standing:
    """How a rater stands on a day.

    Attributes:
        state: How.
        since: The first day of the certificate that this is about; None where there is none.
        until: Its last day; None where there is none, and where it holds for ever.
        certificate: Its id; empty where there is none.
    """

    state: State
    since: date | None = None
    until: date | None = None
    certificate: str = ""


def standing(
    certificates: Iterable[Certificate], rater: str, edition: Edition, day: date, *, required: bool = True
) -> Standing:
    """How a rater stands on a day.

    Args:
        certificates: All certificates; those that were not passed say nothing here.
        rater: The rater's code.
        edition: What is rated; a certificate of an edition that is alike holds for it too.
        day: The day.
        required: Whether the checklist asks for a certificate.
    """
    own = [each for each in certificates if each.passed and each.rater == rater and alike(each.edition, edition)]
    holding = [each for each in own if each.holds_on(day)]
    if holding:
        return _of(State.IN_DATE, max(holding, key=_end))
    begun = [each for each in own if each.on <= day]
    if begun:
        return _of(State.EXPIRED, max(begun, key=_end))
    if own:
        return _of(State.NOT_YET, min(own, key=lambda each: (each.on, each.id)))
    return Standing(State.NEVER if required else State.NOT_REQUIRED)


def standing_of(stored: Stored, certificates: Iterable[Certificate], *, required: bool = True) -> Standing:
    """How the rater of a record stood on the day of the rating.

    Nothing is asked of a consensus, of a master and of somebody who rated their own practice.

    Args:
        stored: The record.
        certificates: All certificates.
        required: Whether the checklist asks for a certificate.
    """
    observation = stored.observation
    if stored.record.kind == Kind.CONSENSUS or observation.facts.get("role", "") in (MASTER, SELF):
        return Standing(State.NOT_REQUIRED)
    return standing(certificates, observation.rater, observation.edition, rating_day(stored), required=required)


def _of(state: State, certificate: Certificate) -> Standing:
    return Standing(state, certificate.on, certificate.until, certificate.id)


def _end(certificate: Certificate) -> tuple[date, date, str]:
    """Its last day first, then its first."""
    return certificate.until or date.max, certificate.on, certificate.id
