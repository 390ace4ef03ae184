"""`fidelity raters`: the register, and one rater over time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import pytest

from tests.cli.certifying import OF, demanding, tried
from tests.cli.conftest import Ran
from tests.cli.recorded import FULL, Recorded, edition, record_id

Fidelity = Callable[..., Ran]
DEFINED = ("--definition", "visit.yaml")
DAYS = ("2026-03-02", "2026-03-09")
ON = ("--on", "2026-06-01")


@pytest.fixture
def workspace(recorded: Recorded, fidelity: Fidelity) -> Recorded:
    """R2 is certified, R1 is not, and R3 failed."""
    demanding(recorded.folder)
    tried(recorded, DAYS, {}, {"greets": "1"})
    recorded.put(50, "P03-2026-03-09", "R1", FULL, of=OF, role="peer")
    tried(
        recorded,
        ("2026-04-01", "2026-04-02"),
        {"asks": "0", "greets": "0"},
        {"asks": "0", "greets": "0"},
        rater="R3",
        first=60,
    )
    assert fidelity("certify", "R2", "visit.yaml").code == 0
    assert fidelity("certify", "R3", "visit.yaml").code == 1
    return recorded


def rows(text: str) -> list[dict[str, str]]:
    """A list as CSV, read."""
    return [*csv.DictReader(io.StringIO(text))]


def test_raters_are_listed_by_code(fidelity: Fidelity, workspace: Recorded) -> None:
    """Never by how well they do; with the days that are left."""
    ran = fidelity("raters", *DEFINED, *ON)
    assert (ran.code, ran.err) == (0, "")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["Raters", "on", "2026-06-01,", "visit@1.2", "delivery"],
        [],
        ["rater", "rated", "last", "certificate", "until", "days", "left"],
        ["-----", "-----", "----------", "-------------", "----------", "---------"],
        ["M1", "4", "2026-04-02", "a", "master"],
        ["R1", "1", "2026-03-09", "not", "certified"],
        ["R2", "2", "2026-03-09", "in", "date", "2027-03-09", "281"],
        ["R3", "2", "2026-04-02", "not", "certified"],
    ]


@pytest.mark.parametrize(
    ("on", "state", "left"),
    [("2027-03-09", "in_date", "0"), ("2027-03-10", "expired", "-1"), ("2026-03-09", "in_date", "365")],
)
def test_the_day_decides(on: str, state: str, left: str, fidelity: Fidelity, workspace: Recorded) -> None:
    """The last day is still in date."""
    found = {row["rater"]: row for row in rows(fidelity("raters", *DEFINED, "--on", on, "--format", "csv").out)}
    assert (found["R2"]["state"], found["R2"]["days_left"]) == (state, left)


def test_one_rater_is_shown_with_attempts_and_periods(fidelity: Fidelity, workspace: Recorded) -> None:
    """Numbers only where there is enough; how many is always told."""
    ran = fidelity("raters", "R2", *DEFINED, *ON)
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "Rated 2 times, from 2026-03-02 to 2026-03-09." in lines
    assert "Certificate: in date; from 2026-03-09 until 2027-03-09, 281 days left." in lines
    assert any(line.endswith("2026-03-09 met 2027-03-09 2 7 of 8 exact, 75.0 %") for line in lines)
    assert "2026 Q1 masters 2 8 too few 8" in lines
    assert "2026 Q1 partners 1 4 too few 4" in lines
    assert max(map(len, ran.out.splitlines())) <= 80
    ran = fidelity("raters", "R3", *DEFINED, *ON)
    assert "not met" in ran.out
    assert "Certificate: not certified." in ran.out


def test_where_there_is_enough_it_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """Five visits of four items: 20 answers, of which two are one point less than the master's."""
    demanding(recorded.folder)
    days = [f"2026-0{month}-01" for month in range(1, 6)]
    tried(recorded, days, {}, {"greets": "1"}, {}, {"asks": "1"}, {})
    ran = fidelity("raters", "R2", *DEFINED, "--on", "2026-12-31", "--every", "1 year")
    assert "2026 masters 5 20 90.0 % 100.0 % 20 -0.10" in " ".join(ran.out.split())
    assert "Too few" not in ran.out
    (row,) = rows(fidelity("raters", "R2", *DEFINED, "--every", "1 year", "--format", "csv", "--on", "2026-12-31").out)
    assert (row["same"], row["within_one"], row["difference"], row["is_enough"]) == ("0.9", "1", "-0.1", "yes")
    (early,) = rows(
        fidelity("raters", "R2", *DEFINED, "--every", "1 year", "--format", "csv", "--on", "2026-02-01").out
    )
    assert (early["visits"], early["same"], early["is_enough"]) == ("2", "", "no")


def test_programs_get_the_same(fidelity: Fidelity, workspace: Recorded) -> None:
    """The list, and one rater."""
    said = json.loads(fidelity("raters", *DEFINED, *ON, "--format", "json").out)
    assert [row["rater"] for row in said["raters"]] == ["M1", "R1", "R2", "R3"]
    (one,) = json.loads(fidelity("raters", "R2", *DEFINED, *ON, "--format", "json").out)["checklists"]
    assert (one["state"], one["certificates"][0]["share"], len(one["beside"])) == ("in_date", "0.875", 2)


def test_nobody_is_told_apart_from_nothing(fidelity: Fidelity, recorded: Recorded) -> None:
    """An empty store is no error; a rater who is not there is, with the nearest."""
    assert fidelity("raters").err == "Nobody has rated anything yet.\n"
    recorded.put(1, "P03-2026-03-02", "R1")
    ran = fidelity("raters", "R11", *ON)
    assert ran.code == 2
    assert "did you mean `R1`?" in ran.err


def test_what_cannot_be_compared_is_told(fidelity: Fidelity, recorded: Recorded) -> None:
    """Where nobody else rated the visit, and where the definition is not there."""
    recorded.put(1, "P03-2026-03-02", "R1")
    ran = fidelity("raters", "R1", *ON)
    assert "Certificate: none asked for." in ran.out
    assert "there is nothing to compare" in " ".join(ran.out.split())
    recorded.put(2, "P03-2026-03-02", "R2", of=edition(version="7.0"))
    ran = fidelity("raters", "R2", *ON)
    assert "nothing can be compared without it" in ran.err
    assert record_id(2)[:8] not in ran.out
