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
