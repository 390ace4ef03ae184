"""Who works where, from when until when."""

from __future__ import annotations

from datetime import date

import pytest

from fidelity.errors import RosterError
from fidelity.planning.roster import Roster, Stay, Subject, read_roster, seen
from fidelity.records.policy import Policy
from tests.raters.rated import Book

ALL = "2 2 2 yes 40"


def read(text: str) -> Roster:
    """The roster that a text says."""
    return read_roster(text.encode(), "roster.csv")


def wrong(text: str) -> list[tuple[int | None, str]]:
    """What is wrong with a text, with its lines."""
    with pytest.raises(RosterError) as caught:
        read(text)
    assert {problem.code for problem in caught.value.problems} <= {"bad-roster", "bad-date"}
    return [(problem.place.line if problem.place else None, problem.message) for problem in caught.value.problems]


def test_a_row_is_a_stay() -> None:
    """Days may be left blank, and columns may come in any order."""
    found = read(
        "Site,practitioner,from,until,team,checklist,phone\nS1,P01,2026-01-10,,T1,imr,123\n\nS2,P02,,2026-02-01,,,\n"
    )
    assert found == Roster(
        (
            Stay("P01", "T1", "S1", "imr", date(2026, 1, 10)),
            Stay("P02", site="S2", last=date(2026, 2, 1)),
        ),
        "roster.csv",
    )


@pytest.mark.parametrize(
    "text", ["practitioner;site\nP01;S1\n", "practitioner\tsite\r\nP01\tS1\r\n", "\ufeffpractitioner,site\nP01,S1"]
)
def test_spreadsheets_write_it_in_many_ways(text: str) -> None:
    """With semicolons, with tabs, with a mark at the beginning, without an end."""
    assert read(text).stays == (Stay("P01", site="S1"),)


def test_a_row_may_be_about_a_team_or_a_site() -> None:
    """Where that is what is rated."""
    found = read("team,site\nT1,S1\nT2,S1\n,S2\n")
    assert [subject.code for subject in found.subjects("team", "imr", "fidelity")] == ["T1", "T2"]
    assert [subject.code for subject in found.subjects("site", "imr", "fidelity")] == ["S1", "S2"]


def test_all_that_is_wrong_is_told_with_its_line() -> None:
    """Also what stands after a blank line."""
    text = "practitioner,from,until\nP01,3.4.26,\n\nP02,2026-02-30,soon\n,2026-01-01,\nP03,2026-02-02,2026-02-01\n"
    found = wrong(text)
    assert [line for line, _ in found] == [2, 4, 4, 5, 6]
    assert "`from`" in found[0][1]
    assert "`until`" in found[2][1]
    assert "nobody" in found[3][1]
    assert "2026-02-01" in found[4][1]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "name,town\nA,B\n", "practitoner,site_\nP01,S1\n", "practitioner,site,site\n"]
)
def test_a_roster_needs_a_header(text: str) -> None:
    """One that names somebody, and each column once."""
    assert len(wrong(text)) == 1


def test_a_roster_holds_codes_and_no_names() -> None:
    """As everything else does; each is told with its line."""
    with pytest.raises(RosterError) as caught:
        read_roster(b"practitioner,site\nP01,S1\nAnna Berg,S1\n", "roster.csv", Policy.of({"practitioner": "P[0-9]+"}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.place and problem.place.line) == ("not-a-code", 3)


def test_what_is_no_text_is_refused() -> None:
    """Such as a workbook that was named by mistake."""
    with pytest.raises(RosterError) as caught:
        read_roster(b"PK\x03\x04\xff\xfe", "roster.xlsx")
    assert caught.value.problems[0].place is not None


def test_a_checklist_has_its_own_practitioners() -> None:
    """A row may name a checklist, an intervention, or both; a blank means all."""
    found = read("practitioner,checklist\nP01,\nP02,imr\nP03,fidelity\nP04,imr/fidelity\nP05,goi\nP06,imr/other\n")
    assert [subject.code for subject in found.subjects("practitioner", "imr", "fidelity")] == [
        "P01",
        "P02",
        "P03",
        "P04",
    ]


LEAVE = Subject(
    "P01",
    (
        Stay("P01", first=date(2026, 1, 10), last=date(2026, 2, 5)),
        Stay("P01", first=date(2026, 2, 1), last=date(2026, 2, 7)),
        Stay("P01", site="S2", first=date(2026, 3, 1)),
    ),
)


@pytest.mark.parametrize(
    ("first", "last", "n"),
    [
        ("2026-01-01", "2026-01-09", 0),
        ("2026-01-01", "2026-01-10", 1),
        ("2026-01-01", "2026-01-31", 22),
        # The first two stays overlap on five days, which count once.
        ("2026-02-01", "2026-02-28", 7),
        ("2026-02-03", "2026-02-04", 2),
        ("2026-02-08", "2026-02-28", 0),
        ("2026-02-06", "2026-03-02", 4),
        ("2026-01-01", "2026-12-31", 29 + 306),
    ],
)
def test_days_at_work_are_counted_once(first: str, last: str, n: int) -> None:
    """Leave is what lies between two stays; the first and the last day of a stay belong to it."""
    assert LEAVE.n_days(date.fromisoformat(first), date.fromisoformat(last)) == n


def test_somebody_is_there_or_not() -> None:
    """On each day by itself; the latest stay says where."""
    assert LEAVE.is_there(date(2026, 2, 7))
    assert not LEAVE.is_there(date(2026, 2, 8))
    assert (LEAVE.start, LEAVE.latest.site) == (date(2026, 1, 10), "S2")
    assert LEAVE.last_day(date(2026, 2, 1), date(2026, 2, 28)) == date(2026, 2, 7)
    assert LEAVE.last_day(date(2026, 2, 8), date(2026, 2, 28)) == date(2026, 2, 28)


def test_without_days_somebody_is_always_there() -> None:
    """And nobody knows since when."""
    always = Subject("P01", (Stay("P01"),))
    assert always.start is None
    assert always.n_days(date(1999, 1, 1), date(1999, 1, 31)) == 31


def test_records_come_to_a_roster() -> None:
    """Everybody who was observed with a checklist, from the first time on; a master's videos are nobody's."""
    book = Book()
    book.rate("V2", "R1", ALL, day="2026-03-09", site="S1")
    book.rate("V1", "R1", ALL, day="2026-03-02", site="S1")
    book.rate("V3", "M1", ALL, day="2025-03-02", role="master", practitioner="P99")
    book.rate("V4", "R1", ALL, day="2026-04-02", practitioner="", team="T1")
    found = seen(book.stored)
    assert found.source == ""
    assert found.stays == (
        Stay(team="T1", checklist="visiting/visit", first=date(2026, 4, 2)),
        Stay("P01", site="S1", checklist="visiting/visit", first=date(2026, 3, 2)),
    )
