"""`fidelity items`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest

from tests.cli.conftest import Ran
from tests.cli.visits import rows, sites

Fidelity = Callable[..., Ran]


def test_the_page(fidelity: Fidelity, here: Path) -> None:
    """80 columns; every item, every score that adds items up, what words mean, and that visits are not independent."""
    ran = fidelity("items", "visit.yaml", sites(here)["all"])
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    words = " ".join(ran.out.split())
    assert "Each item by itself: 72 visits of 12 practitioners" in words
    assert "24 further ratings of the same visits are not counted" in words
    assert "Some practitioners were observed more than once" in words
    assert "Together in the score total: 4 items, 72 visits with all of them rated" in words
    assert "omega: none. It takes more items." in words
    assert "difficulty: the mean, on the way from the lowest (0 %)" in words


def test_groups(fidelity: Fidelity, here: Path) -> None:
    """A block a group under its name, the total last, whose mean is that of the first raters."""
    path = sites(here)["all"]
    words = " ".join(fidelity("items", "visit.yaml", path, "--by", "site").out.split())
    places = [words.index(f"Each item by itself: {said}") for said in _headings()]
    assert places == sorted(places)
    ran = fidelity("items", "visit.yaml", path, "--by", "site", "--format", "csv")
    found = [
        row
        for row in csv.DictReader(io.StringIO(ran.out))
        if (row["item"], row["statistic"]) == ("greets", "mean") and row["site"] in ("S10", "")
    ]
    lead = [row for row in rows() if row[1] == "R1"]
    for row in found:
        expected = [int(each[6]) for each in lead if row["site"] in ("", each[5])]
        assert float(row["value"]) == pytest.approx(fmean(expected), abs=1e-12)
    assert [(row["site"], row["grouped_by"]) for row in found] == [("S10", "site"), ("", "")]


def _headings() -> list[str]:
    said = [f"24 visits of 4 practitioners; site {site}" for site in ("S1", "S2", "S10")]
    return [*said, "72 visits of 12 practitioners; all, whatever the site"]


def test_statuses_have_columns_of_their_own(fidelity: Fidelity, here: Path) -> None:
    """Missing and not applicable stand beside each other, where they occur."""
    ran = fidelity("items", "visit.yaml", here / "visits.csv")
    (head,) = [line for line in ran.out.splitlines() if line.split()[:2] == ["item", "n"]]
    assert head.split() == ["item", "n", "n/a", "missing", "mean", "SD", "difficulty", "floor", "ceiling"]
    assert "n/a: not applicable." in ran.out
    (plans,) = [line.split() for line in ran.out.splitlines() if line.split()[:2] == ["plans", "3"]]
    # Of the five visits with any rating it does not apply in two.
    assert plans[2:6] == ["40", "%", "0", "%"]


def test_versions_are_kept_apart(fidelity: Fidelity, here: Path) -> None:
    """Profiles that compute differently have rows of their own, and that is said."""
    path = sites(here)["all"]
    lines = path.read_text(encoding="utf-8").splitlines()
    # The profile leaves out the last column, the plans.
    short = [f"{'short' if place else 'profile'},{line.rpartition(',')[0]}" for place, line in enumerate(lines)]
    (here / "short.csv").write_text("\n".join(short), encoding="utf-8")
    words = ("items", "visit.yaml", path, here / "short.csv")
    found = [*csv.DictReader(io.StringIO(fidelity(*words, "--format", "csv").out))]
    assert {(row["profile"], row["n_visits"]) for row in found} == {("", "72"), ("short", "72")}
    assert {row["item"] for row in found if row["profile"]} == {"greets", "asks", "listens", ""}
    page = " ".join(fidelity(*words).out.split())
    assert "profile short" in page
    assert "Versions and profiles that compute differently are kept apart" in page


def test_a_folder_and_json(fidelity: Fidelity, here: Path) -> None:
    """The folder has a codebook in which every statistic has its meaning; JSON names the table."""
    path = sites(here)["all"]
    assert fidelity("items", "visit.yaml", path, "--out", "figures").code == 0
    assert "Cronbach's alpha" in (here / "figures/codebook.csv").read_text(encoding="utf-8")
    found = json.loads(fidelity("items", "visit.yaml", path, "--format", "json").out)
    assert found["table"] == "items"
    assert fidelity("items", "visit.yaml", path, "--out", "figures").code == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--by", "sight"), "unknown-descriptor"),
        (("--by", "item"), "unknown-descriptor"),
        (("--level", "95"), "bad-level"),
        (("--checklist", "other"), "nothing-to-count"),
        (("--out", "figures.xls"), "unknown-ending"),
    ],
)
def test_what_makes_no_sense_is_refused(fidelity: Fidelity, here: Path, words: tuple[str, str], code: str) -> None:
    """With its code."""
    ran = fidelity("items", "visit.yaml", sites(here)["all"], *words)
    assert (ran.code, ran.out) == (2, "")
    assert code in ran.err
