"""How a rater stands on a day."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from fidelity.raters.standing import STATE_WORDS, Standing, State, standing, standing_of
from fidelity.records.entry import Kind
from tests.raters.rated import EDITION, Book
from tests.raters.test_certificate import BARE, CERTIFICATE

FIRST = attrs.evolve(CERTIFICATE, id="first", on=date(2025, 1, 10), until=date(2026, 1, 10))
SECOND = attrs.evolve(CERTIFICATE, id="second", on=date(2026, 1, 5), until=date(2027, 1, 5))
ALL = (SECOND, BARE, FIRST)


def state(day: str, rater: str = "R1", required: bool = True) -> Standing:
    """How a rater with two certificates, and an attempt that failed, stands."""
    return standing(ALL, rater, EDITION, date.fromisoformat(day), required=required)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-09", Standing(State.NOT_YET, FIRST.on, FIRST.until, "first")),
        ("2025-01-10", Standing(State.IN_DATE, FIRST.on, FIRST.until, "first")),
        ("2026-01-04", Standing(State.IN_DATE, FIRST.on, FIRST.until, "first")),
        # While two hold, the one that holds longer is told.
        ("2026-01-05", Standing(State.IN_DATE, SECOND.on, SECOND.until, "second")),
        ("2027-01-05", Standing(State.IN_DATE, SECOND.on, SECOND.until, "second")),
        ("2027-01-06", Standing(State.EXPIRED, SECOND.on, SECOND.until, "second")),
        ("2099-01-01", Standing(State.EXPIRED, SECOND.on, SECOND.until, "second")),
    ],
)
def test_a_rater_is_in_date_from_the_first_day_to_the_last(day: str, expected: Standing) -> None:
    """Before, certified later; after, expired; both ends belong to it."""
    assert state(day) == expected


def test_between_two_certificates_a_rater_is_not_in_date() -> None:
    """The gap is the earlier one's."""
    gap = (FIRST, attrs.evolve(SECOND, on=date(2026, 2, 1)))
    assert standing(gap, "R1", EDITION, date(2026, 1, 20)).state is State.EXPIRED
    assert standing(gap, "R1", EDITION, date(2026, 1, 20)).certificate == "first"


def test_without_a_certificate_it_matters_whether_one_is_asked_for() -> None:
    """Who never passed is not certified, unless nobody asks; who did is told either way."""
    assert state("2026-01-01", "R2") == Standing(State.NEVER)
    assert state("2026-01-01", "R2", required=False) == Standing(State.NOT_REQUIRED)
    assert state("2026-01-01", required=False).state is State.IN_DATE
    assert standing([BARE], "R1", EDITION, date(2026, 6, 1)).state is State.NEVER


def test_an_edition_that_is_alike_is_held_by_the_same_certificate() -> None:
    """One that scores otherwise asks for another."""
    on = date(2026, 6, 1)
    assert standing(ALL, "R1", attrs.evolve(EDITION, version="1.1"), on).state is State.IN_DATE
    changed = attrs.evolve(EDITION, version="2.0", plan_hash="other")
    assert standing(ALL, "R1", changed, on).state is State.NEVER


@pytest.mark.parametrize(
    ("facts", "kind", "expected"),
    [
        ({}, Kind.OBSERVATION, State.IN_DATE),
        ({"date": "2028-01-01"}, Kind.OBSERVATION, State.EXPIRED),
        ({"role": "self"}, Kind.OBSERVATION, State.NOT_REQUIRED),
        ({"role": "master"}, Kind.OBSERVATION, State.NOT_REQUIRED),
        ({"role": "machine"}, Kind.OBSERVATION, State.IN_DATE),
        ({}, Kind.CONSENSUS, State.NOT_REQUIRED),
    ],
)
def test_a_record_knows_how_its_rater_stood(facts: dict[str, str], kind: Kind, expected: State) -> None:
    """On the day of the rating; a master, a consensus and a self-rating need no certificate, a machine does."""
    book = Book()
    book.rate("V1", "R1", "2 2 2 yes 40", kind=kind, more=facts)
    assert standing_of(book.stored[0], ALL).state is expected


def test_every_state_has_words() -> None:
    """Also one that is added later."""
    assert set(STATE_WORDS) == set(State)
