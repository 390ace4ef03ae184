"""Visits as plans count them."""

from __future__ import annotations

from datetime import date

import attrs

from fidelity.model.unit import Unit
from fidelity.planning.visit import Visit, visits_of
from fidelity.records.entry import Kind
from tests.raters.rated import CHECKLIST, Book

ALL = "2 2 2 yes 40"
EVER = date(2099, 1, 1)


def of(book: Book, until: date = EVER) -> tuple[Visit, ...]:
    """The visits of a book."""
    return visits_of(book.visits, CHECKLIST, until)


def test_a_visit_counts_once() -> None:
    """Whoever and however many rated it, on its first day; a consensus adds nothing."""
    book = Book()
    book.rate("V1", "R1", ALL, day="2026-03-03", mode="video")
    book.rate("V1", "R2", ALL, day="2026-03-02")
    book.rate("V1", "consensus", ALL, kind=Kind.CONSENSUS, day="2026-03-09")
    (visit,) = of(book)
    assert (visit.name, visit.subject, visit.day, visit.raters) == ("V1", "P01", date(2026, 3, 2), ("R1", "R2"))
    assert (visit.n_awaited, visit.is_double, visit.mode) == (0, True, "video")


def test_masters_and_self_ratings_are_no_observations() -> None:
    """Unless the checklist is for nobody else to fill in."""
    book = Book()
    book.rate("V1", "M1", ALL, role="master")
    book.rate("V2", "P01", ALL, role="self")
    assert of(book) == ()
    own = attrs.evolve(CHECKLIST, rated_by=("self",))
    (visit,) = visits_of(book.visits, own, EVER)
    assert (visit.name, visit.raters, visit.n_awaited) == ("V2", ("P01",), 0)


def test_what_comes_later_does_not_count_yet() -> None:
    """The last day is the last that counts; visits come by day."""
    book = Book()
    book.rate("V1", "R1", ALL, day="2026-03-03")
    book.rate("V2", "R1", ALL, day="2026-03-02")
    assert [visit.name for visit in of(book, date(2026, 3, 3))] == ["V2", "V1"]
    assert [visit.name for visit in of(book, date(2026, 3, 2))] == ["V2"]


def test_a_planned_second_rater_is_awaited() -> None:
    """Such a visit counts as double already, or it would be asked for twice."""
    book = Book()
    book.rate("V1", "R1", ALL, raters="2")
    (visit,) = of(book)
    assert (visit.n_awaited, visit.is_double) == (1, True)


def test_whom_a_visit_is_about_depends_on_the_checklist() -> None:
    """A team, where that is what is rated; nobody, where an intervention is."""
    book = Book()
    book.rate("V1", "R1", ALL, team="T7")
    subjects = {
        unit: visits_of(book.visits, attrs.evolve(CHECKLIST, unit=unit), EVER)[0].subject
        for unit in (Unit.SESSION, Unit.TEAM, Unit.SITE, Unit.INTERVENTION)
    }
    assert subjects == {Unit.SESSION: "P01", Unit.TEAM: "T7", Unit.SITE: "", Unit.INTERVENTION: ""}
