"""Whether a rule is met, by ratings whose agreement can be counted on the fingers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.period import Period
from fidelity.raters.certificate import Certificate
from fidelity.raters.certification import (
    Candidate,
    Outcome,
    Verdict,
    certificate,
    fresh,
    is_known,
    judge,
    missing,
    too_early,
)
from fidelity.raters.trial import Trial, trials
from tests.raters.rated import EDITION, Book

MASTER = "2 2 2 yes 40"
RATED = {5: "2 2 2 yes 40", 4: "1 2 2 yes 40", 3: "1 1 2 yes 40", 2: "1 1 1 yes 40", 0: "0 0 0 no 9"}
"""Ratings by how many of five are the same as the master's; those of three points are neighbours, but for 0."""
RULE = Certification(AgreementKind.EXACT, Fraction(4, 5))
ME = Candidate("R1", EDITION)


def book_of(*same: int, days: tuple[str, ...] = ()) -> Book:
    """Visits on which so many of five ratings are the same as the master's, a week apart unless days are given."""
    book = Book()
    for number, n in enumerate(same):
        day = days[number] if days else f"2026-03-{1 + 7 * number:02}"
        book.rate(f"V{number + 1}", "M1", MASTER, day=day, role="master")
        book.rate(f"V{number + 1}", "R1", RATED[n], day=day)
    return book


def tried(*same: int, days: tuple[str, ...] = ()) -> tuple[Trial, ...]:
    """The same as trials."""
    book = book_of(*same, days=days)
    return trials("R1", book.visits, book.source).trials


def verdict(rule: Certification, *same: int, days: tuple[str, ...] = ()) -> Verdict:
    """What a rule says of them."""
    return judge(tried(*same, days=days), rule)


def rule(n: int, **changes: object) -> Certification:
    """A rule of four fifths, for so many observations."""
    return attrs.evolve(RULE, observations=n, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "same", "outcome", "n_reached", "visits"),
    [
        # One observation: on the cut is enough, just below it is not; the latest that reaches it counts.
        (RULE, (4,), Outcome.MET, 1, ["V1"]),
        (RULE, (3,), Outcome.NOT_MET, 0, ["V1"]),
        (RULE, (3, 4), Outcome.MET, 1, ["V2"]),
        (RULE, (5, 4), Outcome.MET, 1, ["V2"]),
        # Each of three, misses in between allowed.
        (rule(3), (4, 5), Outcome.UNFINISHED, 2, ["V1", "V2"]),
        (rule(3), (4, 3), Outcome.UNFINISHED, 1, ["V1", "V2"]),
        (rule(3), (4, 3, 4), Outcome.NOT_MET, 2, ["V1", "V2", "V3"]),
        (rule(3), (4, 3, 4, 5), Outcome.MET, 3, ["V1", "V3", "V4"]),
        # Three in a row, and up to the latest.
        (rule(3, in_a_row=True), (4, 3, 4, 5), Outcome.NOT_MET, 2, ["V2", "V3", "V4"]),
        (rule(3, in_a_row=True), (3, 4, 4, 5), Outcome.MET, 3, ["V2", "V3", "V4"]),
        (rule(3, in_a_row=True), (4, 4, 4, 3), Outcome.NOT_MET, 0, ["V2", "V3", "V4"]),
        (rule(3, in_a_row=True), (3, 3, 5), Outcome.NOT_MET, 1, ["V1", "V2", "V3"]),
        (rule(3, in_a_row=True), (5, 5), Outcome.UNFINISHED, 2, ["V1", "V2"]),
        # Together: 3 + 4 + 5 of 15 is just enough, and 3 + 3 + 5 is not.
        (rule(3, together=True), (3, 4, 5), Outcome.MET, 3, ["V1", "V2", "V3"]),
        (rule(3, together=True), (3, 3, 5), Outcome.NOT_MET, 3, ["V1", "V2", "V3"]),
        (rule(3, together=True), (0, 3, 4, 5), Outcome.MET, 3, ["V2", "V3", "V4"]),
        (rule(3, together=True), (5, 5), Outcome.UNFINISHED, 2, ["V1", "V2"]),
    ],
)
def test_a_rule_is_met_or_not(
    asked: Certification, same: tuple[int, ...], outcome: Outcome, n_reached: int, visits: list[str]
) -> None:
    """Each kind of rule counts in its own way, and says on which visits its verdict rests."""
    found = verdict(asked, *same)
    assert (found.outcome, found.n_reached) == (outcome, n_reached)
    assert [trial.visit for trial in found.trials] == visits


def test_near_is_enough_where_the_rule_says_so() -> None:
    """On three points; a wrong answer on two points is no neighbour."""
    near = attrs.evolve(RULE, agreement=AgreementKind.WITHIN_ONE, at_least=Fraction(1))
    assert verdict(near, 2).outcome is Outcome.MET
    assert verdict(near, 0).outcome is Outcome.NOT_MET
    assert verdict(near, 0).total.n_agreeing(AgreementKind.WITHIN_ONE) == 0


def test_each_item_has_its_own_share() -> None:
    """Nine of ten may agree, and one item may never do."""
    each = rule(2, together=True, each_item_at_least=Fraction(3, 5))
    assert verdict(each, 5, 5).weak == ()
    found = verdict(each, 4, 4)
    assert (found.outcome, found.weak) == (Outcome.NOT_MET, ("greets",))
    assert missing(found) == ("below 60 % of an item's ratings: greets",)
    half = rule(2, together=True, each_item_at_least=Fraction(1, 2))
    assert verdict(half, 4, 5).outcome is Outcome.MET


def test_what_lies_too_far_back_does_not_count() -> None:
    """Six months back from the latest, that day included."""
    within = rule(2, within=Period.of("6 months"))
    assert verdict(within, 5, 5, days=("2026-02-28", "2026-08-31")).outcome is Outcome.MET
    found = verdict(within, 5, 5, days=("2026-02-27", "2026-08-31"))
    assert (found.outcome, found.n_reached) == (Outcome.UNFINISHED, 1)
    assert [trial.visit for trial in found.early] == ["V1"]


def test_a_later_day_makes_everything_lie_further_back() -> None:
    """Nobody is certified today for what they did last year."""
    within = rule(2, within=Period.of("6 months"))
    held = tried(5, 5, days=("2026-02-01", "2026-03-01"))
    assert judge(held, within, date(2026, 8, 1)).outcome is Outcome.MET
    assert judge(held, within, date(2026, 8, 2)).outcome is Outcome.UNFINISHED
    assert too_early(held, within, date(2026, 9, 2)) == held


@pytest.mark.parametrize(
    ("asked", "same", "said"),
    [
        (RULE, (5,), ()),
        (RULE, (3,), ("3 of 5 ratings agree, and 80 % are asked for",)),
        (rule(3), (5, 5), ("2 of 3 observations reach it",)),
        (rule(3, in_a_row=True), (5, 3, 5), ("1 of 3 observations reach it in a row",)),
        (rule(3, together=True), (5,), ("1 of 3 observations are there",)),
        (rule(2, together=True), (3, 4), ("7 of 10 ratings agree, and 80 % are asked for",)),
    ],
)
def test_what_is_missing_is_said(asked: Certification, same: tuple[int, ...], said: tuple[str, ...]) -> None:
    """In words, and nothing where nothing is."""
    assert missing(verdict(asked, *same)) == said


def made(
    book: Book, asked: Certification, candidate: Candidate = ME, known: tuple[Certificate, ...] = ()
) -> Certificate:
    """The certificate that a book comes to."""
    found = trials("R1", book.visits, book.source).trials
    return certificate("c1", candidate, judge(fresh(found, known, candidate), asked), book.entries)


def test_a_certificate_holds_from_its_last_observation_on() -> None:
    """For as long as the rule says, and for ever where it says nothing."""
    found = made(book_of(5, 4), rule(2, valid_for=Period.of("1 year")))
    assert (found.passed, found.on, found.until) == (True, date(2026, 3, 8), date(2027, 3, 8))
    assert (found.n, found.n_agreeing, found.share) == (10, 9, Fraction(9, 10))
    assert made(book_of(5, 4), rule(2)).until is None
    failed = made(book_of(5, 3), rule(2, valid_for=Period.of("1 year")))
    assert (failed.passed, failed.until) == (False, None)


def test_a_certificate_bears_the_day_that_was_said() -> None:
    """Visits after that day are not looked at."""
    found = made(book_of(5, 5, 0), rule(2, valid_for=Period.of("1 year")), attrs.evolve(ME, on=date(2026, 3, 10)))
    assert (found.passed, found.on, found.until) == (True, date(2026, 3, 10), date(2027, 3, 10))
    assert [basis.day.day for basis in found.basis] == [1, 8]


def test_a_certificate_names_the_revisions_that_were_compared() -> None:
    """The rater's first, also when it was corrected since; the master's as it stands."""
    book = book_of(5)
    book.correct("record-002", "0 0 0 no 0")
    book.correct("record-001", "2 2 2 yes 41")
    (basis,) = made(book, RULE).basis
    assert (basis.record, basis.revision) == ("record-002", "record-002-a")
    assert (basis.master, basis.master_revision) == ("record-001", "record-001-b")
    assert (basis.n, basis.n_agreeing) == (5, 4)


def test_a_certificate_tells_of_each_item() -> None:
    """How often it was compared, the same, near, higher and lower."""
    found = {each.item: attrs.astuple(each)[1:] for each in made(book_of(5, 4), rule(2)).items}
    assert found["greets"] == (2, 1, 2, 0, 1, 0)
    assert found["length"] == (2, 2, 2, 0, 0, 0)


def test_a_certificate_rests_on_later_visits_than_the_one_before() -> None:
    """Nobody is certified twice for the same, nor backwards."""
    book = book_of(5, 5, 5)
    first = made(book, rule(2), attrs.evolve(ME, on=date(2026, 3, 10)))
    found = trials("R1", book.visits, book.source).trials
    assert [trial.visit for trial in fresh(found, [first], ME)] == ["V3"]
    latest = attrs.evolve(first, basis=(attrs.evolve(first.basis[0], record="record-006", day=date(2026, 3, 15)),))
    assert fresh(found, [latest], ME) == ()
    # Seen from before that certificate, there is what was there then.
    earlier = attrs.evolve(latest, on=date(2026, 3, 15))
    assert [each.visit for each in fresh(found, [earlier], attrs.evolve(ME, on=date(2026, 3, 9)))] == ["V1", "V2"]


@pytest.mark.parametrize(
    "changes",
    [{"passed": False}, {"rater": "R2"}, {"edition": attrs.evolve(EDITION, version="2.0", plan_hash="other")}],
)
def test_other_certificates_use_nothing_up(changes: dict[str, object]) -> None:
    """Those that were not passed, of somebody else, or of another edition."""
    book = book_of(5, 5)
    other = attrs.evolve(made(book, rule(2)), **changes)  # type: ignore[arg-type]
    assert len(fresh(trials("R1", book.visits, book.source).trials, [other], ME)) == 2


def test_the_same_attempt_is_known() -> None:
    """Whatever its id; with other revisions or another rule it is another."""
    first = made(book_of(3), RULE)
    assert is_known(attrs.evolve(first, id="c2"), [first])
    assert not is_known(first, [])
    assert not is_known(made(book_of(3), attrs.evolve(RULE, at_least=Fraction(9, 10))), [first])
    assert not is_known(made(book_of(3, 3), RULE), [first])
