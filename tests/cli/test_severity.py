"""`fidelity severity`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, stdev

import pytest

from tests.cli.conftest import Ran
from tests.cli.visits import rows, sites, write

Fidelity = Callable[..., Ran]


def test_the_page(fidelity: Fidelity, here: Path) -> None:
    """80 columns, raters in the order of their codes, and that this is no ranking."""
    ran = fidelity("severity", "visit.yaml", sites(here)["all"])
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    raters = [line.split()[0] for line in ran.out.splitlines() if line.strip().startswith(("R1", "R2"))]
    assert raters == ["R1", "R2", "R1", "R2"]
    words = " ".join(ran.out.split())
    assert "These are no grades" in words
    assert "set:" not in words


def test_half_of_the_mean_difference(fidelity: Fidelity, here: Path) -> None:
    """Of two raters each lies half of their mean difference from the middle; single visits do not count."""
    found = [
        *csv.DictReader(io.StringIO(fidelity("severity", "visit.yaml", sites(here)["all"], "--format", "csv").out))
    ]
    totals = {(row[0], row[1]): 100 * sum(map(int, row[6:])) / 8 for row in rows()}
    apart = [totals[visit, "R2"] - totals[visit, "R1"] for visit, rater in totals if rater == "R2"]
    (second,) = [row for row in found if (row["measure"], row["rater"]) == ("total", "R2")]
    assert float(second["severity"]) == pytest.approx(fmean(apart) / 2, abs=1e-10)
    assert (second["n_shared"], second["n_visits"]) == ("24", "24")


def test_raters_of_different_sets(fidelity: Fidelity, here: Path) -> None:
    """Where sites have raters of their own, the page says that these cannot be compared."""
    every = [(row[0], f"{row[5]}{row[1]}", *row[2:]) for row in rows() if row[5] != "S10" or row[1] == "R1"]
    ran = fidelity("severity", "visit.yaml", write(here, "apart.csv", every))
    words = " ".join(ran.out.split())
    assert "raters of different sets share no visit" in words
    assert "shares no visit: no other rater rated a visit" in words


def test_items_by_site(fidelity: Fidelity, here: Path) -> None:
    """On request every item as well, each group by itself and then all."""
    ran = fidelity("severity", "visit.yaml", sites(here)["all"], "--items", "--by", "site", "--format", "csv")
    found = [*csv.DictReader(io.StringIO(ran.out))]
    assert {row["measure"] for row in found} == {"total", "caring", "greets", "asks", "listens", "plans"}
    assert len(found) == 6 * 4 * 2
    assert "site S10" in fidelity("severity", "visit.yaml", sites(here)["all"], "--by", "site").out


def test_what_raters_agreed_on_is_no_rating(fidelity: Fidelity, here: Path) -> None:
    """It is left out, and that is said; so are self-ratings."""
    every = [*rows(), *((row[0], "", "consensus", *row[3:]) for row in rows() if row[1] == "R2")]
    ran = fidelity("severity", "visit.yaml", write(here, "agreed.csv", every), "--format", "csv")
    assert {row["rater"] for row in csv.DictReader(io.StringIO(ran.out))} == {"R1", "R2"}
    page = fidelity("severity", "visit.yaml", here / "agreed.csv").out
    assert "Left out: 24 records of what raters agreed on afterwards" in " ".join(page.split())


def test_nobody_shares_a_visit(fidelity: Fidelity, here: Path) -> None:
    """Then there is a reason in each line, and no figure."""
    path = write(here, "alone.csv", [row for row in rows() if row[1] == "R1"])
    ran = fidelity("severity", "visit.yaml", path)
    (line, _) = [line.split() for line in ran.out.splitlines() if line.strip().startswith("R1")]
    assert line == ["R1", "0", "–", "–", "–", "–", "shares", "no", "visit"]


def test_the_interval(fidelity: Fidelity, here: Path) -> None:
    """Of two raters: half of the interval of a mean difference, by t; 90 % is narrower, and the page names it."""
    path = sites(here)["all"]
    totals = {(row[0], row[1]): 100 * sum(map(int, row[6:])) / 8 for row in rows()}
    apart = [totals[visit, "R2"] - totals[visit, "R1"] for visit, rater in totals if rater == "R2"]
    # 1.7139 and 2.0687 are the points of t with 23 degrees of freedom, for 90 and 95 %.
    for level, point in (("0.9", 1.713872), ("0.95", 2.068658)):
        written = fidelity("severity", "visit.yaml", path, "--format", "csv", "--level", level).out
        (row,) = [
            row for row in csv.DictReader(io.StringIO(written)) if (row["measure"], row["rater"]) == ("total", "R2")
        ]
        half = point * stdev(apart) / 24**0.5 / 2
        assert float(row["low"]) == pytest.approx(fmean(apart) / 2 - half, rel=1e-5)
        assert float(row["high"]) == pytest.approx(fmean(apart) / 2 + half, rel=1e-5)
        assert row["level"] == level


def test_no_records(fidelity: Fidelity, here: Path) -> None:
    """A table without rows is a finding, and nothing is printed."""
    ran = fidelity("severity", "visit.yaml", write(here, "none.csv", []))
    assert (ran.code, ran.out) == (1, "")
    assert "no-rows" in ran.err


@pytest.mark.parametrize(("kept", "why"), [(1, "no_freedom"), (2, "")])
def test_too_little_says_why(fidelity: Fidelity, here: Path, kept: int, why: str) -> None:
    """One shared visit leaves nothing to see the error by; of two there is an interval, and still nothing is said."""
    visits = ["S1-1-0", "S1-1-4"][:kept]
    path = write(here, "few.csv", [row for row in rows() if row[0] in visits])
    written = fidelity("severity", "visit.yaml", path, "--format", "csv").out
    for row in csv.DictReader(io.StringIO(written)):
        assert row["why_no_interval"] in (why, "no_spread")
        assert (row["low"] == "") == (row["high"] == "") == bool(row["why_no_interval"])
        assert row["verdict"] == "too_few"


def test_one_rater(fidelity: Fidelity, here: Path) -> None:
    """Nobody to be compared with: a reason for each score, and no number anywhere."""
    path = write(here, "alone.csv", [row for row in rows() if row[1] == "R1"])
    found = [*csv.DictReader(io.StringIO(fidelity("severity", "visit.yaml", path, "--format", "csv").out))]
    assert {row["why_no_severity"] for row in found} == {"shares_nobody"}
    assert {row[name] for row in found for name in ("severity", "low", "high", "mean", "adjusted_mean")} == {""}


@pytest.mark.parametrize(
    ("words", "code"), [(("--level", "95"), "bad-level"), (("--by", "sight"), "unknown-descriptor")]
)
def test_what_makes_no_sense_is_refused(fidelity: Fidelity, here: Path, words: tuple[str, str], code: str) -> None:
    """With its code."""
    ran = fidelity("severity", "visit.yaml", sites(here)["all"], *words)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.err
