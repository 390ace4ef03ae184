"""How a rater stands beside others over time."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from fidelity.model.period import Period
from fidelity.raters.beside import Beside
from fidelity.raters.drift import FEWEST_RATINGS, FEWEST_VISITS, Other, Stretch, pairs, stretches
from fidelity.records.entry import Kind
from tests.raters.rated import EDITION, Book

ALL = "2 2 2 yes 40"
QUARTER = Period.of("1 quarter")


def of(book: Book, every: Period = QUARTER) -> tuple[Stretch, ...]:
    """How R1 stands beside others."""
    return stretches(pairs("R1", book.visits, book.source), every)


def test_periods_and_others_are_kept_apart() -> None:
    """Masters come before partners; a quarter without a comparison is not listed."""
    book = Book()
    for visit, day, rater, role in (
        ("V1", "2026-01-05", "M1", "master"),
        ("V2", "2026-03-31", "R2", "peer"),
        ("V3", "2026-03-31", "R2", "peer"),
        ("V4", "2026-07-01", "M1", "master"),
    ):
        book.rate(visit, rater, ALL, day=day, role=role)
        book.rate(visit, "R1", "1 2 2 yes 40", day=day)
    found = of(book)
    assert [(each.first.isoformat(), each.last.isoformat(), each.other, each.n_pairs) for each in found] == [
        ("2026-01-01", "2026-03-31", Other.MASTER, 1),
        ("2026-01-01", "2026-03-31", Other.PARTNER, 2),
        ("2026-07-01", "2026-09-30", Other.MASTER, 1),
    ]
    # Each visit: four of five the same, all near, one point less over the four that have points.
    assert [each.beside.agreement.exact for each in found] == [Fraction(4, 5)] * 3
    assert [each.beside.agreement.within_one for each in found] == [1] * 3
    assert [each.beside.difference for each in found] == [Fraction(-1, 4)] * 3


def test_each_partner_of_a_visit_makes_a_pair() -> None:
    """The sign is seen from the rater."""
    book = Book()
    book.rate("V1", "R1", "2 2 2 yes 40")
    book.rate("V1", "R2", "1 2 2 yes 40")
    book.rate("V1", "R3", "0 2 2 yes 40")
    (stretch,) = of(book)
    assert (stretch.n_pairs, stretch.beside.agreement.n_pairs) == (2, 10)
    assert stretch.beside.difference == Fraction(1 + 2, 8)


def test_what_is_not_independent_makes_no_pair() -> None:
    """Neither a consensus, nor a self-rating, nor what was handed in late, nor an edition that scores otherwise."""
    other = attrs.evolve(EDITION, version="2.0", plan_hash="other")
    for facts in ({"kind": Kind.CONSENSUS}, {"role": "self"}, {"edition": other}):
        book = Book()
        book.rate("V1", "R1", ALL)
        book.rate("V1", "R2", ALL, **facts)
        assert of(book) == ()
    book = Book()
    for rater in ("R2", "R3", "R1"):
        book.rate("V1", rater, ALL, raters="2")
    assert of(book) == ()


def test_a_visit_that_waits_for_a_rater_says_nothing() -> None:
    """What its raters recorded is kept back until then."""
    book = Book()
    book.rate("V1", "R1", ALL, raters="3")
    book.rate("V1", "R2", ALL, raters="3")
    assert of(book) == ()
    book.rate("V1", "R3", ALL, raters="3")
    assert [each.n_pairs for each in of(book)] == [2]


def test_a_master_says_what_it_says_now() -> None:
    """A master rating may be put right; a partner's first word counts."""
    book = Book()
    master = book.rate("V1", "M1", "0 0 0 no 0", role="master")
    partner = book.rate("V1", "R2", "0 0 0 no 0")
    book.rate("V1", "R1", ALL)
    book.correct(master, ALL)
    book.correct(partner, ALL)
    assert {each.other: each.beside.agreement.n_exact for each in of(book)} == {Other.MASTER: 5, Other.PARTNER: 0}


def test_too_little_is_too_little() -> None:
    """Both enough visits and enough answers are needed; at the number itself there is enough."""
    enough = Stretch(date(2026, 1, 1), date(2026, 3, 31), Other.MASTER, FEWEST_VISITS, _answers(FEWEST_RATINGS))
    assert enough.is_enough
    assert not attrs.evolve(enough, n_pairs=FEWEST_VISITS - 1).is_enough
    assert not attrs.evolve(enough, beside=_answers(FEWEST_RATINGS - 1)).is_enough


def _answers(n: int) -> Beside:
    book = Book()
    book.rate("V1", "R1", ALL)
    book.rate("V1", "R2", ALL)
    (stretch,) = of(book)
    agreement = attrs.evolve(stretch.beside.agreement, n_pairs=n)
    return attrs.evolve(stretch.beside, agreement=agreement)


def test_other_periods_can_be_asked_for() -> None:
    """Months, for one."""
    book = Book()
    for visit, day in (("V1", "2026-01-31"), ("V2", "2026-02-01"), ("V3", "2026-02-28")):
        book.rate(visit, "R1", ALL, day=day)
        book.rate(visit, "R2", ALL, day=day)
    assert [(each.first.month, each.n_pairs) for each in of(book, Period.of("1 month"))] == [(1, 1), (2, 2)]
