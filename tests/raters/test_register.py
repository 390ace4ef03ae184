"""The register of raters."""

from __future__ import annotations

from datetime import date

import attrs

from fidelity.raters.register import Registered, register
from fidelity.raters.standing import State
from fidelity.records.entry import Kind
from tests.raters.rated import EDITION, Book
from tests.raters.test_certificate import BARE, CERTIFICATE

ALL = "2 2 2 yes 40"
ON = date(2026, 11, 20)


def of(book: Book, *, required: bool = True, on: date = ON) -> dict[tuple[str, str], Registered]:
    """The raters of a book, by code and checklist."""
    found = register(book.stored, (CERTIFICATE, BARE), on, lambda edition: required)
    return {(each.rater, each.edition.checklist): each for each in found}


def book() -> Book:
    """Two raters, a master, somebody who rates themselves, and a consensus."""
    found = Book()
    found.rate("V2", "R2", ALL, day="2026-10-01")
    found.rate("V1", "R1", ALL, day="2026-05-01")
    found.rate("V2", "R1", ALL, day="2026-03-01")
    found.rate("V3", "M1", ALL, role="master")
    found.rate("V3", "P01", ALL, role="self")
    found.rate("V2", "consensus", ALL, kind=Kind.CONSENSUS)
    found.rate("V4", "R1", ALL, edition=attrs.evolve(EDITION, checklist="other"))
    return found


def test_raters_come_by_code_and_checklist() -> None:
    """Neither a consensus nor a self-rating makes a rater."""
    assert list(of(book())) == [("M1", "visit"), ("R1", "other"), ("R1", "visit"), ("R2", "visit")]


def test_a_rater_has_days_standing_and_certificates() -> None:
    """Attempts that were not met belong to them too."""
    found = of(book())["R1", "visit"]
    assert [day.isoformat() for day in found.days] == ["2026-03-01", "2026-05-01"]
    assert (found.standing.state, found.n_days, found.is_master) == (State.IN_DATE, 108, False)
    assert len(found.certificates) == 2
    assert of(book())["R1", "other"].certificates == ()


def test_nothing_is_asked_of_a_master() -> None:
    """Nor of anybody where the checklist asks for nothing."""
    assert of(book())["M1", "visit"].standing.state is State.NOT_REQUIRED
    assert of(book())["M1", "visit"].is_master
    assert of(book())["R2", "visit"].standing.state is State.NEVER
    assert of(book(), required=False)["R2", "visit"].standing.state is State.NOT_REQUIRED


def test_what_comes_later_is_left_out() -> None:
    """Ratings and certificates alike, and raters who had not begun."""
    found = of(book(), on=date(2026, 3, 2))
    assert list(found) == [("M1", "visit"), ("R1", "other"), ("R1", "visit")]
    assert (len(found["R1", "visit"].days), found["R1", "visit"].certificates) == (1, ())
    assert found["R1", "visit"].standing.state is State.NEVER
