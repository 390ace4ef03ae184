"""`fidelity generalize`."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.cli.visits import rows, sites, write

Fidelity = Callable[..., Ran]


def test_the_page(fidelity: Fidelity, here: Path) -> None:
    """80 columns; the design in words, components, what was done, a table of plans, and what is enough."""
    ran = fidelity("generalize", "visit.yaml", sites(here)["all"], "--target", "0.5")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    words = " ".join(ran.out.split())
    assert "12 practitioners, 72 sessions, 24 of them rated by two raters or more; 2 raters" in words
    assert "raters rate sessions of several practitioners (r x (s:p)), unevenly, so estimated by REML" in words
    assert "What was done, a mean over 6 sessions with 1 rater, as is typical here" in words
    assert "* reaches 0.5" in words
    assert "Score caring" in words


def test_one_score_and_its_cheapest_plan(fidelity: Fidelity, here: Path) -> None:
    """A dear visit makes a second rater worth while; the cheapest plan costs no more than any that reaches."""
    words = ("generalize", "visit.yaml", sites(here)["all"], "--score", "total", "--target", "0.4", "--format", "csv")
    for price in ("0", "5"):
        found = [*csv.DictReader(io.StringIO(fidelity(*words, "--visit-price", price).out))]
        plans = [row for row in found if row["part"] == "plan"]
        assert {row["measure"] for row in found} == {"total"}
        assert len(plans) == 48
        for row in plans:
            assert float(row["price"]) == int(row["n_sessions"]) * (int(price) + int(row["n_raters"]))
        reaching = [float(row["price"]) for row in plans if row["reaches"] == "yes"]
        assert min(float(row["price"]) for row in plans if row["smallest"] == "yes") == min(reaching)


def test_what_one_rating_each_cannot_tell(fidelity: Fidelity, here: Path) -> None:
    """The first visit of each by one rater: nothing, with what to collect."""
    path = write(here, "once.csv", [row for row in rows() if row[1] == "R1" and row[0].endswith("-0")])
    words = " ".join(fidelity("generalize", "visit.yaml", path).out.split())
    assert "No figures: who rated what leaves practitioners, sessions, raters and chance mixed up" in words
    assert "observe some practitioners two or three times" in words
    assert "have a part of the sessions rated by two raters independently" in words


def test_sessions_rated_once(fidelity: Fidelity, here: Path) -> None:
    """Sessions can be planned, raters cannot, and one rater is one rater."""
    path = write(here, "one.csv", [row for row in rows() if row[1] == "R1"])
    words = " ".join(fidelity("generalize", "visit.yaml", path, "--score", "total").out.split())
    assert "each session was rated once (s:p), evenly, so estimated by analysis of variance" in words
    assert "One rater rated everything" in words
    assert "sessions one rater each" in words


def test_sites_instead_of_practitioners(fidelity: Fidelity, here: Path) -> None:
    """Another column says who is to be told apart, and the page speaks of it."""
    words = " ".join(fidelity("generalize", "visit.yaml", sites(here)["all"], "--of", "site").out.split())
    assert "3 sites, 72 sessions" in words
    assert "how far sites differ" in words
    assert "Fewer than 10 sites" in words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--target", "80"), "bad-plan"),
        (("--most-raters", "0"), "bad-plan"),
        (("--score", "totl"), "unknown-score"),
        (("--of", "sight"), "unknown-descriptor"),
        (("--level", "95"), "bad-level"),
    ],
)
def test_what_makes_no_sense_is_refused(fidelity: Fidelity, here: Path, words: tuple[str, str], code: str) -> None:
    """With its code."""
    ran = fidelity("generalize", "visit.yaml", sites(here)["all"], *words)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.err


def full(n_practitioners: int, sessions: int, raters: int) -> list[tuple[str, ...]]:
    """Records of practitioners who differ, each session by all raters."""
    found = []
    for person in range(n_practitioners):
        for session in range(sessions):
            for rater in range(raters):
                points = [str((person + (session + item) // 3 + rater * item) % 3) for item in range(4)]
                facts = (f"V{person}-{session}", f"R{rater + 1}", "coach", "2026-01-05", f"P{person:02}", "S1")
                found.append((*facts, *points))
    return found


def table(fidelity: Fidelity, path: Path, *words: str) -> list[dict[str, str]]:
    """What the command writes as CSV."""
    ran = fidelity("generalize", "visit.yaml", path, "--format", "csv", *words)
    assert ran.code == 0, ran.err
    return [*csv.DictReader(io.StringIO(ran.out))]


def test_intervals_where_raters_are_uneven(fidelity: Fidelity, here: Path) -> None:
    """Components and coefficients have theirs; two raters are too few, and the page says so and prints none."""
    path = sites(here)["all"]
    found = {(row["part"], row["what"]): row for row in table(fidelity, path, "--score", "total")}
    session, rater = found["component", "session"], found["component", "rater"]
    assert float(session["low"]) <= float(session["value"]) <= float(session["high"])
    assert session["level"] == "0.95"
    assert (rater["why_no_interval"], rater["low"], rater["high"], rater["level"]) == ("too_few_levels", "", "", "")
    done = found["done", "absolute"]
    assert 0 <= float(done["low"]) <= float(done["value"]) <= float(done["high"]) <= 1
    assert done["method"] == "implied"
    page = fidelity("generalize", "visit.yaml", path, "--score", "total", "--level", "0.9").out
    (line,) = [line for line in page.splitlines() if "how far raters differ in severity" in line]
    assert line.split()[-4:] == ["too", "few", "to", "say"]
    assert "90 % interval" in page


def test_items_as_a_sample(fidelity: Fidelity, here: Path) -> None:
    """The page names items; plans with other numbers of items cost what these cost."""
    path = write(here, "full.csv", full(10, 2, 2))
    page = fidelity("generalize", "visit.yaml", path, "--items", "random", "--score", "total")
    assert page.code == 0, page.err
    assert max(map(len, page.out.splitlines())) <= 80
    words = " ".join(page.out.split())
    assert "4 items, taken for a sample" in words
    assert "(i x r x (s:p)), evenly, so estimated by analysis of variance" in words
    assert "a mean over 2 sessions with 2 raters and 4 items" in words
    assert "How many are enough, with 4 items" in words
    assert "a rating of all items costs 1" in words
    found = table(fidelity, path, "--items", "random", "--score", "total", "--target", "0.5", "--most-items", "9")
    plans = [row for row in found if row["part"] == "plan"]
    assert {row["items"] for row in found} == {"random"}
    assert max(int(row["n_items"]) for row in plans) <= 9
    for row in plans:
        price = int(row["n_sessions"]) * int(row["n_raters"]) * int(row["n_items"]) / 4
        assert float(row["price"]) == pytest.approx(price)
    fixed = table(fidelity, path, "--items", "fixed", "--score", "total")
    assert {row["n_items"] for row in fixed if row["part"] == "plan"} == {"4"}
    # Items that are all there are: what they add is no error.
    values = [[float(row["value"]) for row in of if row["part"] == "done"] for of in (found, fixed)]
    assert values[1][0] >= values[0][0]


@pytest.mark.parametrize("items", [(), ("--items", "random")])
@pytest.mark.parametrize(
    ("of", "why", "words"),
    [
        ([], "nothing_rated", "no rating has this score and a practitioner"),
        (full(1, 3, 2), "one_subject", "one practitioner: how far practitioners differ cannot be seen"),
        ([(*row[:6], "1", "1", "1", "1") for row in full(4, 2, 2)], "all_alike", "all ratings are the same number"),
    ],
)
def test_too_little_says_why(
    fidelity: Fidelity, here: Path, items: tuple[str, ...], of: list[tuple[str, ...]], why: str, words: str
) -> None:
    """No number at all, neither in the table nor on the page."""
    # One record of nobody keeps a file from being empty.
    nobody = ("V", "R1", "coach", "2026-01-05", "", "S1", "1", "1", "1", "1")
    path = write(here, "little.csv", [*of, nobody])
    found = table(fidelity, path, *items, "--score", "total")
    assert [row["why_no_value"] for row in found] == [why]
    assert (found[0]["value"], found[0]["low"], found[0]["high"], found[0]["share"]) == ("", "", "", "")
    page = " ".join(fidelity("generalize", "visit.yaml", path, *items, "--score", "total").out.split())
    assert f"No figures: {words}" in page
    assert "How many are enough" not in page
    assert "Left out: 1 rating of which nobody says what practitioner they are of" in page


def test_items_of_one_session_and_rater(fidelity: Fidelity, here: Path) -> None:
    """A sample of items still tells something; items that are all there are tell nothing."""
    path = write(here, "once.csv", full(10, 1, 1))
    found = table(fidelity, path, "--items", "random", "--score", "total")
    assert {row["design"] for row in found} == {"p x i"}
    assert found[0]["cautions"].startswith("one_session, one_rating, one_rater")
    (row,) = table(fidelity, path, "--items", "fixed", "--score", "total")
    assert (row["why_no_value"], row["value"]) == ("all_fixed", "")


def test_no_records(fidelity: Fidelity, here: Path) -> None:
    """A table without rows is a finding, and nothing is printed."""
    ran = fidelity("generalize", "visit.yaml", write(here, "none.csv", []))
    assert (ran.code, ran.out) == (1, "")
    assert "no-rows" in ran.err
