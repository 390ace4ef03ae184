"""What was planned, window by window, so that it never says anything else than who is due."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import InvalidRecord
from fidelity.model.checklist import Sampling
from fidelity.model.period import Period
from fidelity.planning.due import Span, due
from fidelity.planning.expected import Days, Place, Planned, expected, intended, n_double, present
from fidelity.planning.roster import Stay, Subject, read_roster

DAY = timedelta(days=1)
YEAR = Days(date(2026, 1, 1), date(2026, 12, 31))
MONTHLY = Sampling(1, Period.of("1 month"))


def day(text: str) -> date | None:
    """A day; none for a blank."""
    return date.fromisoformat(text) if text else None


def who(*stays: tuple[str, str, str], code: str = "P01") -> Subject:
    """Somebody who is at sites between days."""
    return Subject(code, tuple(Stay(code, site=site, first=day(first), last=day(last)) for site, first, last in stays))


def told(found: tuple[Planned, ...]) -> list[tuple[str, str, int]]:
    """The first day of each window, with the site and the number."""
    return [(each.first.isoformat(), each.site, each.n) for each in found]


def test_every_month_of_the_days_is_planned_for() -> None:
    """Whoever is always there has a record a month, and the twelve make a year's plan."""
    found = expected([who(("S1", "", ""))], "practitioner", MONTHLY, YEAR)
    assert [(each.first.month, each.last.day) for each in found][:2] == [(1, 31), (2, 28)]
    assert sum(each.n for each in found) == len(found) == 12


def test_a_part_counts_to_the_nearest_whole() -> None:
    """Of November's 30 days 15 ask for a visit and 14 do not; who was there so shortly has a record all the same."""
    plan = Days(date(2026, 11, 1), date(2026, 11, 30))
    assert told(expected([who(("S1", "2026-11-16", ""))], "practitioner", MONTHLY, plan)) == [("2026-11-01", "S1", 1)]
    assert told(expected([who(("S1", "2026-11-17", ""))], "practitioner", MONTHLY, plan)) == [("2026-11-01", "S1", 0)]
    assert expected([who(("S1", "2026-12-01", ""))], "practitioner", MONTHLY, plan) == ()


def test_days_that_cut_a_window_take_their_part_of_it() -> None:
    """Four a quarter are two until the middle of one: 46 of 92 days."""
    plan = Sampling(4, Period.of("1 quarter"))
    cut = Days(date(2026, 10, 1), date(2026, 11, 15))
    assert told(expected([who(("S1", "", ""))], "practitioner", plan, cut)) == [("2026-10-01", "S1", 2)]


def test_leave_asks_for_nothing() -> None:
    """Months away have no record, and a month of ten days has one that asks for nothing."""
    away = who(("S1", "2026-01-01", "2026-09-10"), ("S1", "2026-11-10", ""))
    found = told(expected([away], "practitioner", MONTHLY, Days(date(2026, 8, 1), date(2026, 11, 30))))
    assert found == [("2026-08-01", "S1", 1), ("2026-09-01", "S1", 0), ("2026-11-01", "S1", 1)]


def test_whoever_moves_is_counted_once() -> None:
    """Where they were for most of the window; of equals, where they came last; overlapping rows count no day twice."""
    june = Days(date(2026, 6, 1), date(2026, 6, 30))

    def site(*stays: tuple[str, str, str]) -> str:
        (found,) = expected([who(*stays)], "practitioner", MONTHLY, june)
        return found.site

    assert site(("S1", "", "2026-06-20"), ("S2", "2026-06-21", "")) == "S1"
    assert site(("S9", "", "2026-06-15"), ("S2", "2026-06-16", "")) == "S2"
    twice = ("S1", "2026-06-01", "2026-06-14")
    assert site(twice, twice, ("S2", "2026-06-15", "")) == "S2"
    assert site(("S1", "", ""), ("S2", "", "")) == "S2"


def test_windows_that_are_no_ones_calendar_begin_with_the_subject() -> None:
    """Fortnights begin on the first day at work, else on that of the first visit, else with the days."""
    plan, july = Sampling(1, Period.of("2 weeks")), Days(date(2026, 7, 1), date(2026, 7, 31))
    firsts = [each.first for each in expected([who(("S1", "2026-06-24", ""))], "practitioner", plan, july)]
    assert firsts == [date(2026, 6, 24), date(2026, 7, 8), date(2026, 7, 22)]
    always = [who(("S1", "", ""))]
    began = expected(always, "practitioner", plan, july, {"P01": date(2026, 7, 6)})
    assert [each.first for each in began] == [date(2026, 6, 22), date(2026, 7, 6), date(2026, 7, 20)]
    assert expected(always, "practitioner", plan, july)[0].first == date(2026, 7, 1)


def test_no_period_is_no_plan() -> None:
    """A share to be rated twice alone says not how often."""
    assert expected([who(("S1", "", ""))], "practitioner", Sampling(double_rated=Fraction(1, 5)), YEAR) == ()


def test_a_site_is_planned_for_as_a_site() -> None:
    """Its practitioners and teams are not named where the site is what is rated; the region is."""
    roster = read_roster(b"practitioner,team,site,region\nP01,T1,S1,north\nP02,T2,S1,north\n,,S2,south\n", "r.csv")
    half = Sampling(1, Period.of("6 months"))
    sites = roster.subjects("site", "imr", "fidelity")
    first, last = YEAR.first, date(2026, 6, 30)
    found = expected(sites, "site", half, Days(first, last))
    assert found == (Planned("", "", "S1", "north", first, last, 1), Planned("", "", "S2", "south", first, last, 1))
    assert intended(sites, "site", YEAR) == (Place(site="S1", region="north"), Place(site="S2", region="south"))
    teams = roster.subjects("team", "imr", "fidelity")
    assert intended(teams, "team", YEAR) == (Place("", "T1", "S1", "north"), Place("", "T2", "S1", "north"))


def test_those_who_were_there_at_all_are_intended() -> None:
    """A day is enough, whoever moved stands in both places, and whoever left before does not stand anywhere."""
    staff = [
        who(("S1", "", "2026-01-01")),
        who(("S1", "2026-01-01", "2026-06-30"), ("S2", "2026-07-01", ""), code="P02"),
        who(("S2", "", "2025-12-31"), code="P03"),
    ]
    found = intended(staff, "practitioner", YEAR)
    assert [(each.practitioner, each.site) for each in found] == [("P01", "S1"), ("P02", "S1"), ("P02", "S2")]
    assert Counter(each.site for each in found) == {"S1": 2, "S2": 1}


@pytest.mark.parametrize(
    ("first", "last", "every", "label"),
    [
        ("2026-09-01", "2026-09-30", "1 quarter", "2026-Q3"),
        ("2026-09-01", "2026-09-30", "1 month", "2026-09"),
        # A fortnight belongs to the month of its middle day, the 8th of 14; the 1st of July here.
        ("2026-06-24", "2026-07-07", "1 month", "2026-07"),
        ("2026-06-23", "2026-07-06", "1 month", "2026-06"),
        # A visit a quarter is planned for no month.
        ("2026-07-01", "2026-09-30", "1 month", None),
        ("2026-07-01", "2026-09-30", "1 year", "2026"),
    ],
)
def test_a_window_belongs_to_a_period(first: str, last: str, every: str, label: str | None) -> None:
    """That of its middle day, unless the window is the longer one."""
    planned = Planned("P01", "", "", "", date.fromisoformat(first), date.fromisoformat(last), 1)
    assert planned.label(Period.of(every)) == label


def test_a_share_is_rounded_up() -> None:
    """A fifth of eleven visits are three."""
    assert [n_double(Fraction(1, 5), n) for n in (0, 1, 5, 10, 11)] == [0, 1, 1, 2, 3]


def test_days_have_an_order() -> None:
    """One day is enough, and none is refused."""
    assert Days(YEAR.first, YEAR.first).last == YEAR.first
    with pytest.raises(InvalidRecord, match="are none"):
        Days(YEAR.last, YEAR.first)


DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
PERIODS = st.sampled_from(["1 week", "2 weeks", "1 month", "5 months", "1 quarter", "1 year"]).map(Period.of)
STAYS = st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=3)


@given(STAYS, PERIODS, st.integers(1, 6), DAYS)
def test_it_says_what_due_says(stays: list[tuple[date, int]], every: Period, n: int, on: date) -> None:
    """As many are planned for the window of a day as `fidelity due` asks for in it."""
    there = Subject("P01", tuple(Stay("P01", first=first, last=first + n * DAY) for first, n in stays))
    plan = Sampling(n, every)
    found = due(there, plan, [], Span(on, on + 800 * DAY, on))
    if found is None:
        return
    window = next(
        each
        for each in expected([there], "practitioner", plan, Days(date(2024, 1, 1), date(2031, 12, 31)))
        if each.n and each.first <= found.due_by <= each.last
    )
    if window.first <= on:
        assert window.n == found.n_needed


@given(STAYS, st.sampled_from(["1 month", "1 quarter", "6 months"]).map(Period.of), st.integers(1, 6))
def test_halves_of_a_year_make_the_year(stays: list[tuple[date, int]], every: Period, n: int) -> None:
    """Where days hold whole windows, plans add up."""
    there = [Subject("P01", tuple(Stay("P01", first=first, last=first + n * DAY) for first, n in stays))]
    halves = Days(YEAR.first, date(2026, 6, 30)), Days(date(2026, 7, 1), YEAR.last)
    whole = expected(there, "practitioner", Sampling(n, every), YEAR)
    assert whole == tuple(each for half in halves for each in expected(there, "practitioner", Sampling(n, every), half))


def test_who_is_there_is_known_month_by_month() -> None:
    """Without a plan there is a record for every month in which somebody was there, at the site of its most days."""
    away = who(("S1", "", "2026-02-10"), ("S2", "2026-05-01", "2026-05-31"))
    found = present([away], "practitioner", Days(date(2026, 1, 1), date(2026, 12, 31)))
    assert [(each.first.month, each.site) for each in found] == [(1, "S1"), (2, "S1"), (5, "S2")]
