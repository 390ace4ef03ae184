"""Who is due by when, and who is overdue by how many days."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.interfaces.learnable import LearningStep
from fidelity.model.checklist import Sampling
from fidelity.model.period import Period
from fidelity.planning.due import Due, Judged, Span, due, is_as_planned, reached_on, step_due
from fidelity.planning.roster import Stay, Subject
from fidelity.planning.visit import Visit

LONG_AGO = "2024-01-01"


def day(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)


def visit(on: str) -> Visit:
    """A visit."""
    return Visit(f"P01-{on}", "P01", day(on), ("R1",), 0, "", ())


def subject(*stays: tuple[str, str]) -> Subject:
    """Somebody who is there between days; a blank for no day."""
    return Subject("P01", tuple(Stay("P01", first=_day(first), last=_day(last)) for first, last in stays))


def _day(text: str) -> date | None:
    return day(text) if text else None


ALWAYS = subject(("2024-01-01", ""))


def asked(
    plan: str,
    visits: str,
    on: str,
    *,
    who: Subject = ALWAYS,
    n: int = 1,
    ahead: str = "100 days",
    since: str = LONG_AGO,
) -> Due | None:
    """When somebody is due."""
    span = Span(day(on), Period.of(ahead).after(day(on)), day(since))
    return due(who, Sampling(n, Period.of(plan)), [visit(each) for each in visits.split()], span)


def told(found: Due | None) -> tuple[str, int, int, int] | None:
    """The day, how many days overdue, and how many of how many."""
    return None if found is None else (found.due_by.isoformat(), found.n_overdue, found.n_done, found.n_needed)


@pytest.mark.parametrize(
    ("plan", "visits", "on", "expected"),
    [
        # Nothing yet this month: due by its end.
        ("1 month", "2026-10-15", "2026-11-20", ("2026-11-30", 0, 0, 1)),
        # Seen this month: due by the end of the next.
        ("1 month", "2026-11-15", "2026-11-20", ("2026-12-31", 0, 0, 1)),
        # Missed October and nothing since: overdue since its end, as of the first day after it.
        ("1 month", "2026-09-15", "2026-11-01", ("2026-10-31", 1, 0, 1)),
        ("1 month", "2026-09-15", "2026-11-20", ("2026-10-31", 20, 0, 1)),
        # Missed two months: since the earlier.
        ("1 month", "2026-08-31", "2026-11-20", ("2026-09-30", 51, 0, 1)),
        # Missed October, seen since: let rest.
        ("1 month", "2026-09-15 2026-11-02", "2026-11-20", ("2026-12-31", 0, 0, 1)),
        # Seen on the last day and on the first.
        ("1 month", "2026-10-31", "2026-11-01", ("2026-11-30", 0, 0, 1)),
        ("1 month", "2026-11-01", "2026-11-30", ("2026-12-31", 0, 0, 1)),
        # February, in a leap year and not.
        ("1 month", "2028-01-31", "2028-02-01", ("2028-02-29", 0, 0, 1)),
        ("1 month", "2028-02-29", "2028-03-01", ("2028-03-31", 0, 0, 1)),
        ("1 month", "2027-01-31", "2027-02-01", ("2027-02-28", 0, 0, 1)),
        ("1 month", "2028-01-15", "2028-03-01", ("2028-02-29", 1, 0, 1)),
        # Weeks from Monday, quarters, half years, years.
        ("1 week", "2026-11-16", "2026-11-20", ("2026-11-29", 0, 0, 1)),
        ("1 week", "2026-11-15", "2026-11-20", ("2026-11-22", 0, 0, 1)),
        ("1 quarter", "2026-09-30", "2026-10-01", ("2026-12-31", 0, 0, 1)),
        ("6 months", "2026-06-30", "2026-10-01", ("2026-12-31", 0, 0, 1)),
        ("1 year", "2025-01-01", "2026-11-20", ("2026-12-31", 0, 0, 1)),
    ],
)
def test_one_visit_a_period(plan: str, visits: str, on: str, expected: tuple[str, int, int, int]) -> None:
    """The day by which it is in time, and how long ago that was."""
    assert told(asked(plan, visits, on)) == expected


@pytest.mark.parametrize(
    ("visits", "on", "expected"),
    [
        ("2026-09-10", "2026-11-20", ("2026-09-30", 51, 0, 2)),
        ("2026-09-10 2026-09-11", "2026-11-20", ("2026-12-31", 0, 0, 2)),
        ("2026-09-10 2026-10-11", "2026-11-20", ("2026-12-31", 0, 1, 2)),
        ("2026-09-10 2026-10-11 2026-11-20", "2026-11-20", None),
    ],
)
def test_two_visits_a_quarter(visits: str, on: str, expected: tuple[str, int, int, int] | None) -> None:
    """One that is short of the plan is overdue, until the next visit lets it rest; what is done needs nothing."""
    assert told(asked("1 quarter", visits, on, n=2)) == expected


@pytest.mark.parametrize(
    ("start", "on", "expected"),
    [
        # Of November's 30 days: 16 ask for a visit, and 15 do too, which is half; 14 do not.
        ("2026-11-15", "2026-11-20", ("2026-11-30", 0, 0, 1)),
        ("2026-11-16", "2026-11-20", ("2026-11-30", 0, 0, 1)),
        ("2026-11-17", "2026-11-20", ("2026-12-31", 0, 0, 1)),
        # Not there yet.
        ("2026-11-21", "2026-11-20", None),
    ],
)
def test_somebody_new_has_time(start: str, on: str, expected: tuple[str, int, int, int] | None) -> None:
    """Of a period in which they are there for a part only, that part of the plan is asked for."""
    assert told(asked("1 month", "", on, who=subject((start, "")))) == expected


def test_of_several_visits_a_part_is_asked_for() -> None:
    """Four a quarter are three for somebody who came a few weeks after it began: 61 of 92 days, 2.65."""
    assert told(asked("1 quarter", "", "2026-11-20", who=subject(("2026-11-01", "")), n=4)) == ("2026-12-31", 0, 0, 3)


def test_leave_asks_for_nothing() -> None:
    """While somebody is away they are not due, and days away are not overdue; afterwards they are."""
    who = subject(("2026-01-01", "2026-09-10"), ("2026-11-10", ""))
    assert asked("1 month", "2026-07-15", "2026-10-20", who=who) is None
    # August was missed. Ten days of September and eleven of November were at work since, and none of October.
    assert told(asked("1 month", "2026-07-15", "2026-11-20", who=who)) == ("2026-08-31", 21, 0, 1)
    # Seen in August: September has 10 of 30 days, which ask for nothing.
    assert told(asked("1 month", "2026-08-15", "2026-11-20", who=who)) == ("2026-11-30", 0, 0, 1)


def test_whoever_leaves_is_due_before_that() -> None:
    """Not by the end of a period that they do not see."""
    who = subject(("2026-01-01", "2026-11-25"))
    assert told(asked("1 month", "2026-10-15", "2026-11-20", who=who)) == ("2026-11-25", 0, 0, 1)
    assert asked("1 month", "2026-10-15", "2026-11-26", who=who) is None


def test_only_what_is_near_is_told() -> None:
    """The day itself is near enough; what is overdue always is."""
    assert asked("1 year", "2025-06-01", "2026-11-20", ahead="40 days") is None
    assert told(asked("1 year", "2025-06-01", "2026-11-20", ahead="41 days")) == ("2026-12-31", 0, 0, 1)
    assert told(asked("1 year", "2024-06-01", "2026-11-20", ahead="1 day")) == ("2025-12-31", 324, 0, 1)


def test_what_was_before_recording_began_is_nobodys_fault() -> None:
    """Whoever was there long before the first record is due in the period that it lies in."""
    assert told(asked("1 month", "", "2026-11-20", since="2026-11-03")) == ("2026-11-30", 0, 0, 1)
    assert told(asked("1 month", "", "2026-11-20", since="2026-10-31")) == ("2026-10-31", 20, 0, 1)


def test_a_roster_without_days_begins_now() -> None:
    """Nobody is overdue who was never seen and of whom nobody knows since when they are there."""
    assert told(asked("1 month", "", "2026-11-20", who=subject(("", "")))) == ("2026-11-30", 0, 0, 1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        # From 2026-10-07 on: 7 to 20 October, 21 October to 3 November, 4 to 17 November, 18 November to 1 December.
        ("2026-11-03", ("2026-11-03", 0, 0, 1)),
        ("2026-11-04", ("2026-11-03", 1, 0, 1)),
    ],
)
def test_fortnights_begin_with_the_practitioner(on: str, expected: tuple[str, int, int, int]) -> None:
    """There is no calendar of fortnights."""
    who = subject(("2026-10-07", ""))
    assert told(asked("2 weeks", "2026-10-20", on, who=who)) == expected


def test_a_plan_without_a_period_asks_nobody() -> None:
    """A share that is to be rated twice is no plan of who is due."""
    span = Span(day("2026-11-20"), day("2026-12-20"), day(LONG_AGO))
    assert due(ALWAYS, Sampling(), [], span) is None


@pytest.mark.parametrize(("visits", "expected"), [("2026-11-01", False), ("2026-11-01 2026-11-30", True), ("", False)])
def test_the_plan_of_the_period_is_kept_or_not(visits: str, expected: bool) -> None:
    """By the visits within it."""
    held = [visit(each) for each in visits.split()]
    assert is_as_planned(ALWAYS, Sampling(2, Period.of("1 month")), held, day("2026-11-20")) is expected


def judged(said: str) -> list[Judged]:
    """What a criterion said of visits: their days, with a plus where it was met."""
    return [Judged(visit(each.rstrip("+")), each.endswith("+")) for each in said.split()]


@pytest.mark.parametrize(
    ("step", "said", "expected"),
    [
        (LearningStep("s", "k"), "2026-01-01 2026-02-01+ 2026-03-01+", "2026-02-01"),
        (LearningStep("s", "k", 2), "2026-01-01+ 2026-02-01 2026-03-01+", "2026-03-01"),
        (LearningStep("s", "k", 2, in_a_row=True), "2026-01-01+ 2026-02-01 2026-03-01+", None),
        (LearningStep("s", "k", 2, in_a_row=True), "2026-01-01 2026-02-01+ 2026-03-01+ 2026-04-01", "2026-03-01"),
        (LearningStep("s", "k"), "", None),
    ],
)
def test_a_step_is_reached_once_its_criterion_was_met_often_enough(
    step: LearningStep, said: str, expected: str | None
) -> None:
    """In a row where it says so; what comes afterwards takes nothing back."""
    assert reached_on(step, judged(said)) == (day(expected) if expected else None)


@pytest.mark.parametrize(
    ("said", "on", "expected"),
    [
        # Every three months after the last time that it was met, from 15 January on.
        ("", "2026-04-01", ("2026-04-15", 0)),
        ("2026-03-31+", "2026-06-20", ("2026-06-30", 0)),
        ("2026-03-31+ 2026-06-10", "2026-07-05", ("2026-06-30", 5)),
        # Met before the step began: that was for the step before.
        ("2026-01-10+", "2026-04-01", ("2026-04-15", 0)),
        # Still in the distance.
        ("2026-03-31+", "2026-05-01", None),
        # After a year nothing is asked any more: 15 January 2027 is the last day, and 16 January is too late.
        ("2026-10-15+", "2027-01-10", ("2027-01-15", 0)),
        ("2026-10-16+", "2027-01-10", None),
    ],
)
def test_what_is_kept_up_is_due_again(said: str, on: str, expected: tuple[str, int] | None) -> None:
    """For as long as the step says."""
    every = Period.of("3 months")
    step = LearningStep("kept", "k", every=every, during=Period.of("1 year"))
    span = Span(day(on), Period.of("4 weeks").after(day(on)), day(LONG_AGO))
    found = step_due(step, every, day("2026-01-15"), ALWAYS, judged(said), span)
    assert (None if found is None else (found.due_by.isoformat(), found.n_overdue)) == expected
    assert found is None or found.step == "kept"


def test_nobody_who_is_away_keeps_anything_up() -> None:
    """They are told when they are back."""
    every = Period.of("1 month")
    span = Span(day("2026-11-20"), day("2026-12-20"), day(LONG_AGO))
    away = subject(("2026-01-01", "2026-10-01"))
    assert step_due(LearningStep("kept", "k"), every, day("2026-01-15"), away, [], span) is None
