"""Which visits of a rater can be held against a master's."""

from __future__ import annotations

import attrs
import pytest

from fidelity.raters.trial import Trials, trials
from tests.raters.rated import EDITION, Book

ALL = "2 2 2 yes 40"


def found(book: Book, rater: str = "R1") -> Trials:
    """The trials of a rater."""
    return trials(rater, book.visits, book.source)


def mastered(**facts: str) -> Book:
    """A book with one visit that a master rated."""
    book = Book()
    book.rate("V1", "M1", "2 2 0 yes 40", role="master", more=facts)
    return book


def test_a_visit_that_both_rated_is_a_trial() -> None:
    """Whatever other visits each of them rated."""
    book = mastered()
    book.rate("V1", "R1", ALL)
    book.rate("V2", "R1", ALL)
    book.rate("V3", "M1", ALL, role="master")
    (trial,) = found(book).trials
    assert (trial.visit, trial.record, trial.day.isoformat()) == ("V1", "record-002", "2026-03-02")
    assert (trial.total.n, trial.total.agreement.n_exact) == (5, 4)
    assert found(book, "R2").trials == ()


def test_nobody_is_their_own_master() -> None:
    """A master's ratings are not held against themselves, nor does a master try."""
    book = mastered()
    book.rate("V1", "M1", ALL)
    assert found(book, "M1").trials == ()


def test_what_was_handed_in_first_counts() -> None:
    """A correction after the master's ratings could be seen changes nothing; one of the master's does."""
    book = mastered()
    own = book.rate("V1", "R1", "0 0 0 no 0")
    book.correct(own, "2 2 0 yes 40")
    assert found(book).trials[0].total.agreement.n_exact == 1
    book.correct("record-001", "0 0 0 no 0")
    assert found(book).trials[0].total.agreement.n_exact == 5


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"role": "self"}, "rated their own practice"),
        ({"raters": "3"}, "it waits for another rater"),
    ],
)
def test_what_is_not_independent_is_told(facts: dict[str, str], why: str) -> None:
    """A view of one's own practice, and a visit that another rater has still to rate unseen."""
    book = mastered()
    book.rate("V1", "R2", ALL)
    book.rate("V1", "R1", ALL, more=facts)
    assert found(book).trials == ()
    assert found(book).why_not == {"V1": why}


def test_what_was_handed_in_after_the_others_is_told() -> None:
    """Where two were planned, the third could have seen them."""
    book = mastered(raters="2")
    book.rate("V1", "R2", ALL, raters="2")
    book.rate("V1", "R3", ALL)
    book.rate("V1", "R1", ALL)
    assert found(book).why_not == {"V1": "handed in after the other ratings could be seen"}
    assert len(found(book, "R3").trials) == 1


def test_another_version_is_compared_only_where_it_scores_alike() -> None:
    """And only where its definition is there."""
    book = mastered()
    book.rate("V1", "R1", ALL, edition=attrs.evolve(EDITION, version="1.1"))
    assert len(found(book).trials) == 1
    book = mastered()
    book.rate("V1", "R1", ALL, edition=attrs.evolve(EDITION, version="2.0", plan_hash="other"))
    assert found(book).why_not == {"V1": "it was rated in version 2.0, which scores otherwise"}
    book = mastered()
    book.rate("V1", "R1", ALL, edition=attrs.evolve(EDITION, version="9.0"))
    assert found(book).why_not == {"V1": "the definition of version 9.0 is not there"}


def test_a_master_who_answered_nothing_is_no_measure() -> None:
    """There is no number then."""
    book = Book()
    book.rate("V1", "M1", "- - - - -", role="master")
    book.rate("V1", "R1", ALL)
    assert found(book).why_not == {"V1": "the master answered no item that both were asked"}


def test_of_two_masters_the_first_counts() -> None:
    """Whoever handed in first, unless a file brings another."""
    book = mastered()
    book.rate("V1", "M2", "0 0 0 no 0", role="master")
    book.rate("V1", "R1", "2 2 0 yes 40")
    assert found(book).trials[0].master.rater == "M1"
    elsewhere = Book()
    elsewhere.rate("V1", "M3", "2 2 2 yes 40")
    elsewhere.rate("V7", "M3", "2 2 2 yes 40")
    (trial,) = trials("R1", book.visits, book.source, elsewhere.stored).trials
    assert (trial.master.rater, trial.total.agreement.n_exact) == ("M3", 4)


def test_trials_come_by_day() -> None:
    """Whatever their visits are called."""
    book = Book()
    for visit, day in (("V1", "2026-03-09"), ("V2", "2026-03-02"), ("V3", "2026-03-05")):
        book.rate(visit, "M1", ALL, day=day, role="master")
        book.rate(visit, "R1", ALL, day=day)
    assert [trial.visit for trial in found(book).trials] == ["V2", "V3", "V1"]
