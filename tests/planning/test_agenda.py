"""The agenda of one checklist, put together."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction

import attrs

from fidelity.interfaces.learnable import LearningStep
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.checklist import Sampling
from fidelity.model.criterion import All, Criterion, ItemTest, Truth
from fidelity.model.period import Period
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.model.unit import Unit
from fidelity.planning.agenda import Agenda, Recorded, agenda
from fidelity.planning.due import Span
from fidelity.planning.roster import Roster, Stay
from fidelity.planning.visit import Visit, visits_of
from fidelity.raters.standing import State
from tests.raters.rated import CHECKLIST, EDITION, Book
from tests.raters.test_certificate import CERTIFICATE

ALL = "2 2 2 yes 40"
ON = date(2026, 11, 20)
SPAN = Span(ON, date(2026, 12, 18), date(2026, 1, 1))
MONTHLY = attrs.evolve(
    CHECKLIST,
    sampling=Sampling(1, Period.of("1 month"), Fraction(1, 5)),
    criteria=(Criterion("good", All((ItemTest(Members(("greets",)), Range(at_least=Fraction(1))),))),),
    certification=Certification(AgreementKind.EXACT, Fraction(4, 5)),
)
ROSTER = Roster(tuple(Stay(code, site="S1", first=date(2026, 1, 1)) for code in ("P01", "P02", "P03")), "roster.csv")
PATHWAY = (
    LearningStep("first", "good", 2, in_a_row=True),
    LearningStep("kept", "good", every=Period.of("1 month"), during=Period.of("2 years")),
)


def book() -> Book:
    """Three practitioners: seen this month, seen in September, never; and somebody who is not on the roster."""
    found = Book()
    found.rate("V1", "R1", ALL, day="2026-11-05", practitioner="P01")
    found.rate("V2", "R2", ALL, day="2026-09-10", practitioner="P02", raters="2")
    found.rate("V3", "R1", ALL, day="2026-11-06", practitioner="P07", mode="video")
    return found


def of(held: Book, checklist: object = MONTHLY, **changes: object) -> Agenda:
    """The agenda of a book."""
    assert isinstance(checklist, type(MONTHLY))
    visits = visits_of(held.visits, checklist, ON)
    known = Recorded(EDITION, checklist, (), visits, (), lambda visit, criterion: Truth.CANNOT_TELL)
    return agenda(attrs.evolve(known, **changes), ROSTER, SPAN)  # type: ignore[arg-type]


def test_who_is_due_comes_with_the_longest_overdue_first() -> None:
    """Never seen since January, missed October; whoever is done is not there."""
    found = of(book())
    assert [(each.subject.code, each.due_by.isoformat()) for each in found.due] == [
        ("P03", "2026-01-31"),
        ("P02", "2026-10-31"),
    ]
    assert (found.n_subjects, found.n_as_planned, found.strangers) == (3, 1, ("P07",))
    assert (found.fact, found.has_plan, found.title) == ("practitioner", True, "A visit")


def test_second_raters_are_told() -> None:
    """One visit waits, and of three visits that is enough."""
    found = of(book())
    assert [visit.name for visit in found.waiting] == ["V2"]
    assert found.doubles is not None
    assert (found.doubles.n_visits, found.doubles.n_double, found.doubles.picks) == (3, 1, ())


def test_without_a_plan_nobody_is_due() -> None:
    """And nothing is to be rated twice."""
    found = of(book(), CHECKLIST)
    assert (found.has_plan, found.due, found.n_as_planned, found.doubles) == (False, (), 0, None)


def test_what_is_nobodys_visit_is_due_for_nobody() -> None:
    """An intervention's design is not observed practitioner by practitioner."""
    found = of(book(), attrs.evolve(MONTHLY, unit=Unit.INTERVENTION))
    assert (found.fact, found.due, found.n_subjects, found.strangers) == ("", (), 0, ())


def test_certificates_that_end_are_told() -> None:
    """Soon, or ended of somebody who still rates; not those in the distance, nor of somebody who has gone."""

    def ends(rater: str, on: str, until: str) -> object:
        first, last = date.fromisoformat(on), date.fromisoformat(until)
        return attrs.evolve(CERTIFICATE, id=rater, rater=rater, on=first, until=last)

    certificates = (
        ends("R1", "2025-12-01", "2026-12-01"),
        ends("R2", "2025-11-08", "2026-11-08"),
        ends("R3", "2026-01-01", "2026-12-19"),
        ends("R4", "2025-11-08", "2026-11-08"),
        attrs.evolve(CERTIFICATE, id="R5", rater="R5", until=None),
    )
    found = of(book(), certificates=certificates)
    assert [(each.rater, each.standing.state, each.n_days) for each in found.endings] == [
        ("R1", State.IN_DATE, 11),
        ("R2", State.EXPIRED, -12),
    ]


def kept(met: Collection[str], cannot: Collection[str] = ()) -> Agenda:
    """The agenda with a pathway, when the criterion was met at some visits."""
    held = Book()
    for visit, day in (("V1", "2026-08-05"), ("V2", "2026-09-05"), ("V3", "2026-11-05")):
        held.rate(visit, "R1", ALL, day=day, practitioner="P01")

    def judge(visit: Visit, criterion: str) -> Truth:
        assert criterion == "good"
        if visit.name in cannot:
            return Truth.CANNOT_TELL
        return Truth.MET if visit.name in met else Truth.NOT_MET

    return of(held, judge=judge, pathway=PATHWAY)


def test_a_step_is_kept_up_by_those_who_reached_the_one_before() -> None:
    """Two in a row were met in September; a month later the criterion was due again, and November missed it."""
    found = [each for each in kept({"V1", "V2"}).due if each.step]
    assert [(each.subject.code, each.step, each.due_by.isoformat(), each.n_overdue) for each in found] == [
        ("P01", "kept", "2026-10-05", 46)
    ]


def test_a_step_asks_nothing_of_those_who_are_not_there_yet() -> None:
    """Met once, or never, or where nobody can tell; a visit that says nothing breaks no row."""
    assert not [each for each in kept({"V2"}).due if each.step]
    assert not [each for each in kept({"V1", "V2"}, cannot={"V1", "V2"}).due if each.step]
    assert [each.due_by.isoformat() for each in kept({"V1", "V3"}, cannot={"V2"}).due if each.step] == ["2026-12-05"]


def test_a_step_of_another_checklist_is_not_looked_at() -> None:
    """Its criterion is not this checklist's."""
    other = (LearningStep("first", "good"), LearningStep("kept", "elsewhere", every=Period.of("1 month")))
    assert not [each for each in of(book(), pathway=other).due if each.step]
