"""`fidelity aggregate`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

import pytest

from tests.cli.conftest import Ran
from tests.cli.visits import rows, sites, write

Fidelity = Callable[..., Ran]


def figures(ran: Ran) -> list[dict[str, str]]:
    """What was printed as CSV."""
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def one(found: list[dict[str, str]], **said: str) -> dict[str, str]:
    """The one row that says all of this."""
    (row,) = [each for each in found if all(each[name] == text for name, text in said.items())]
    return row


def total(row: tuple[str, ...]) -> float:
    """The total of a row, as the sample defines it: the share of 8 points, as a percentage."""
    return 100 * sum(map(int, row[6:])) / 8


def test_means_by_site_with_totals(fidelity: Fidelity, here: Path) -> None:
    """Each visit counts once, with the rating of the first observer, and the total is taken anew."""
    path = sites(here)["all"]
    found = figures(fidelity("aggregate", "visit.yaml", path, "--by", "site", "--format", "csv", "--threshold", "off"))
    lead = [row for row in rows() if row[1] == "R1"]
    for site in ("S1", "S2", "S10", ""):
        row = one(found, site=site, measure="total", statistic="mean_of_observations")
        values = [total(each) for each in lead if site in ("", each[5])]
        assert float(row["value"]) == pytest.approx(fmean(values), abs=1e-12)
        assert (row["n"], row["n_observations"]) == (str(len(values)), str(len(values)))
        assert float(row["low"]) < float(row["value"]) < float(row["high"])
    means = [row["site"] for row in found if (row["measure"], row["statistic"]) == ("total", "mean_of_observations")]
    assert means == ["S1", "S2", "S10", ""]


def test_practitioners_count_once(fidelity: Fidelity, here: Path) -> None:
    """The mean of the practitioners' means has a name of its own, and counts practitioners."""
    every = rows()
    uneven = [row for row in every if row[4] != "S1P1" or row[0].endswith("-0")]
    path = write(here, "uneven.csv", uneven)
    found = figures(
        fidelity("aggregate", "visit.yaml", path, "--unit", "practitioner", "--format", "csv", "--threshold", "off")
    )
    row = one(found, measure="total", statistic="mean_of_practitioner_means")
    lead = [each for each in uneven if each[1] == "R1"]
    people = {each[4] for each in lead}
    means = [fmean(total(each) for each in lead if each[4] == person) for person in people]
    assert float(row["value"]) == pytest.approx(fmean(means), abs=1e-12)
    assert (row["n"], row["method"]) == ("12", "t_of_means")
    assert not [each for each in found if each["unit"] == "observation"]


def test_share_of_practitioners_at_criterion(fidelity: Fidelity, here: Path) -> None:
    """By their latest day unless said, or by any of their visits."""
    path = sites(here)["all"]
    words = ("aggregate", "visit.yaml", path, "--of", "criteria", "--format", "csv", "--threshold", "off")
    lead = [row for row in rows() if row[1] == "R1"]
    people = sorted({row[4] for row in lead})
    latest = 0
    for person in people:
        mine = [row for row in lead if row[4] == person]
        last = max(row[3] for row in mine)
        latest += all(total(row) >= 70 for row in mine if row[3] == last)
    ever = sum(any(total(row) >= 70 for row in lead if row[4] == person) for person in people)
    asked = {"measure": "competent", "statistic": "share_of_practitioners_at_criterion"}
    assert float(one(figures(fidelity(*words)), **asked)["value"]) == latest / 12
    assert float(one(figures(fidelity(*words, "--at-criterion", "ever")), **asked)["value"]) == ever / 12


def test_self_ratings_stand_apart(fidelity: Fidelity, here: Path) -> None:
    """What practitioners rated themselves has rows of its own, unless it is pooled on purpose."""
    every = [(*row[:2], "self" if row[4].endswith("P1") else row[2], *row[3:]) for row in rows() if row[1] == "R1"]
    path = write(here, "mixed.csv", every)
    words = ("aggregate", "visit.yaml", path, "--format", "csv", "--threshold", "off")
    apart = [each for each in figures(fidelity(*words)) if each["statistic"] == "mean_of_observations"]
    assert {(each["source"], each["n"]) for each in apart if each["measure"] == "total"} == {
        ("observed", "54"),
        ("self", "18"),
    }
    pooled = one(figures(fidelity(*words, "--pool", "sources")), measure="total", statistic="mean_of_observations")
    assert (pooled["source"], pooled["n"]) == ("all", "72")


def test_a_quarter_in_which_nothing_was_observed(fidelity: Fidelity, here: Path) -> None:
    """A site that was seen in the first and the third month has a row for the second too: not measured."""
    every = [row for row in rows() if row[5] != "S1" or row[3][:7] != "2026-02"]
    path = write(here, "gap.csv", every)
    found = figures(
        fidelity("aggregate", "visit.yaml", path, "--by", "site,month", "--format", "csv", "--threshold", "off")
    )
    row = one(found, site="S1", month="2026-02", measure="total", statistic="mean_of_observations")
    assert (row["value"], row["why_no_value"], row["n"]) == ("", "not_measured", "0")


def test_coverage_from_a_roster(fidelity: Fidelity, here: Path) -> None:
    """With a roster and a plan, each group says how many visits were planned, and full implementation has a verdict."""
    text = (here / "visit.yaml").read_text(encoding="utf-8")
    planned = text.replace(
        "      rated_by: [coach]", "      rated_by: [coach]\n      sampling: {per_practitioner: {every: 1 month, n: 2}}"
    )
    (here / "planned.yaml").write_text(planned, encoding="utf-8")
    people = sorted({(row[4], row[5]) for row in rows()} | {("S1P9", "S1")})
    lines = [f"{person},{site},2026-01-01,2026-06-30" for person, site in people]
    (here / "roster.csv").write_text("\n".join(["practitioner,site,from,until", *lines]), encoding="utf-8")
    path = sites(here)["all"]
    found = figures(
        fidelity(
            "aggregate", "planned.yaml", path, "--roster", "roster.csv", "--by", "site", "--format", "csv",
            "--threshold", "off",
        )
    )  # fmt: skip
    row = one(found, site="S1", measure="total", statistic="mean_of_observations")
    assert row["n_observations"] == "24"
    n, n_made = float(row["n_planned"]), float(row["n_planned_made"])
    assert 50 <= n <= 60
    assert float(row["coverage"]) == pytest.approx(n_made / n)
    # One visit a month each, of which a month has 28 days, so that each is one of the two that were planned.
    assert n_made == 24
    assert (row["n_intended"], row["n_intended_observed"]) == ("5", "4")
    full = one(found, site="S1", measure="competent", statistic="full_implementation")
    assert full["n"] == "5"
    assert full["value"] in ("0", "1", "0.0", "1.0")


def test_a_site_on_the_roster_appears_without_a_plan(fidelity: Fidelity, here: Path) -> None:
    """Where the definition does not say how often to observe, a site that was never seen has its empty rows."""
    people = [f"{person},{site}" for person, site in sorted({(row[4], row[5]) for row in rows()} | {("S9P1", "S9")})]
    (here / "roster.csv").write_text("\n".join(["practitioner,site", *people]), encoding="utf-8")
    words = ("aggregate", "visit.yaml", sites(here)["all"], "--roster", "roster.csv", "--threshold", "off")
    found = figures(fidelity(*words, "--by", "site,quarter", "--format", "csv"))
    row = one(found, site="S9", quarter="2026-Q1", measure="total", statistic="mean_of_observations")
    assert (row["n"], row["value"], row["why_no_value"], row["coverage"]) == ("0", "", "not_measured", "")
    assert "1 practitioner never observed: S9P1" in fidelity(*words).err


def test_who_was_never_observed_is_told_to_the_house(fidelity: Fidelity, here: Path) -> None:
    """By their codes beside the page, and as a number on it."""
    text = (here / "visit.yaml").read_text(encoding="utf-8")
    planned = text.replace(
        "      rated_by: [coach]", "      rated_by: [coach]\n      sampling: {per_practitioner: {every: 1 month, n: 2}}"
    )
    (here / "planned.yaml").write_text(planned, encoding="utf-8")
    people = sorted({row[4] for row in rows()} | {"S1P9"})
    (here / "roster.csv").write_text("\n".join(["practitioner", *people]), encoding="utf-8")
    ran = fidelity("aggregate", "planned.yaml", sites(here)["all"], "--roster", "roster.csv", "--of", "scores")
    assert ran.code == 0, ran.err
    assert "note: 1 practitioner never observed: S1P9" in ran.err
    assert "S1P9" not in ran.out
    assert "Note: Of 13 practitioners who were to be observed, 1 never was." in ran.out
    assert "12 (92.3 %)" in ran.out


def test_visits_that_name_nobody_are_told(fidelity: Fidelity, here: Path) -> None:
    """A figure of practitioners says how many visits name none, and counts only the others."""
    every = [(*row[:4], "" if row[0].endswith("-5") else row[4], *row[5:]) for row in rows()]
    path = write(here, "unnamed.csv", every)
    words = ("aggregate", "visit.yaml", path, "--of", "scores", "--threshold", "off")
    page = fidelity(*words)
    assert "Note: 12 visits name no practitioner and are not in the figures of practitioners." in " ".join(
        page.out.split()
    )
    row = one(figures(fidelity(*words, "--format", "csv")), measure="total", statistic="mean_of_practitioner_means")
    assert (row["n_observations"], row["n_unnamed"], row["n_not_rated"]) == ("72", "12", "0")
    assert "no practitioner" not in fidelity(*words, "--unit", "observation").out


def test_statistics_can_be_asked_for(fidelity: Fidelity, here: Path) -> None:
    """Means and standard deviations unless said; each has a column of the page beside the mean."""
    words = ("aggregate", "visit.yaml", sites(here)["all"], "--of", "scores", "--threshold", "off")
    usual = {row["statistic"].partition("_of_")[0] for row in figures(fidelity(*words, "--format", "csv"))}
    assert usual == {"mean", "sd"}
    page = fidelity(*words, "--statistic", "median", "--statistic", "mean", "--by", "site").out
    assert ["site", "obs.", "value", "95", "%", "interval", "median"] in [line.split() for line in page.splitlines()]
    assert "SD" not in page


def test_the_page_fits_and_names_its_methods(fidelity: Fidelity, here: Path) -> None:
    """The page is 80 columns wide and says how each interval was made."""
    ran = fidelity("aggregate", "visit.yaml", sites(here)["all"], "--by", "site", "--threshold", "off")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    words = " ".join(ran.out.split())
    assert "18 further ratings of the same visits are not counted" in words or "24 further ratings" in words
    assert "cluster-robust (CR2, Satterthwaite)" in words


def test_a_folder_holds_the_package(fidelity: Fidelity, here: Path) -> None:
    """A name without an ending is a folder of CSV with its codebook and descriptor."""
    ran = fidelity("aggregate", "visit.yaml", sites(here)["all"], "--out", "figures", "--threshold", "off")
    assert ran.code == 0
    names = {path.name for path in (here / "figures").iterdir()}
    assert {"estimates.csv", "codebook.csv", "datapackage.json"} <= names
    assert json.loads((here / "figures/datapackage.json").read_text(encoding="utf-8"))["resources"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--by", "sight"), "unknown-descriptor"),
        (("--by", "measure"), "reserved-name"),
        (("--out", "figures.xls"), "unknown-ending"),
        (("--level", "95"), "bad-level"),
        (("--threshold", "few"), "bad-threshold"),
        (("--checklist", "other"), "nothing-to-count"),
    ],
)
def test_what_makes_no_sense_is_refused(fidelity: Fidelity, here: Path, words: tuple[str, str], code: str) -> None:
    """With its code, and a way out."""
    ran = fidelity("aggregate", "visit.yaml", sites(here)["all"], *words)
    assert ran.code == 2
    assert code in ran.err
    assert not ran.out


def test_a_cluster_must_be_a_column(fidelity: Fidelity, here: Path) -> None:
    """What observations lie in is a column of theirs; a slip is told, with what there is, and no figure is made."""
    ran = fidelity("aggregate", "visit.yaml", sites(here)["all"], "--cluster", "sight")
    assert ran.code != 0
    assert "there is no column `sight` to group by" in ran.err
    assert ran.out == ""


def test_visits_of_nobody_by_name_are_of_one(fidelity: Fidelity, here: Path) -> None:
    """Whoever leaves the practitioner blank does not get around the threshold of people."""
    every = [(*row[:4], "" if row[5] == "S1" else row[4], *row[5:]) for row in rows()]
    path = write(here, "unnamed.csv", every)
    words = ("aggregate", "visit.yaml", path, "--of", "scores", "--by", "site", "--threshold", "4", "--format", "csv")
    found = figures(fidelity(*words))
    assert one(found, site="S1", measure="total", statistic="mean_of_observations")["why_no_value"] == "suppressed"
    assert one(found, site="", measure="total", statistic="mean_of_observations")["value"] != ""
