"""`fidelity agreement`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran
from tests.cli.rated import DEFINED, VISIT, rate

Fidelity = Callable[..., Ran]
HEAD = "observation,date,practitioner,site,rater,role,greets,asks,listens,plans"


@pytest.fixture
def doubles(here: Path) -> str:
    """Twelve visits of two sites, each rated by two coaches; one by the practitioner too, one agreed on."""
    rows = [HEAD]
    for place in range(12):
        marks = [(place + shift) % 3 for shift in range(4)]
        said = f"v{place},2024-03-01,p{place % 3},S{place % 2}"
        other = [*marks[:3], "not_applicable" if place == 0 else (marks[3] + (place % 4 == 0)) % 3]
        rows.append(f"{said},R1,coach,{','.join(map(str, marks))}")
        rows.append(f"{said},R2,coach,{','.join(map(str, other))}")
    rows.append("v1,2024-03-01,p1,S1,p1,self,2,2,2,2")
    rows.append("v2,2024-03-01,p2,S0,R1 and R2,consensus,2,2,2,2")
    (here / "doubles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return "doubles.csv"


def rows_of(ran: Ran) -> list[dict[str, str]]:
    """What was printed as CSV."""
    assert ran.code == 0, ran.err
    return [*csv.DictReader(io.StringIO(ran.out))]


def test_a_page(fidelity: Fidelity, doubles: str) -> None:
    """Items and scores, within 80 columns, with what was left out."""
    ran = fidelity("agreement", "visit.yaml", doubles, "--threshold", "off")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    words = " ".join(ran.out.split())
    assert "Read: 1 file with 26 records." in words
    assert "Left out: 1 record of what raters agreed on afterwards." in words
    assert "Left out: 1 rating by practitioners themselves or by programs." in words
    assert "greets 12 100 % 100 %" in words
    assert "total 12" in words


def test_figures_as_csv(fidelity: Fidelity, doubles: str) -> None:
    """By site, of what is asked for, with totals unless these are left out."""
    ran = fidelity(
        "agreement",
        "visit.yaml",
        doubles,
        "--by",
        "site",
        "--of",
        "criteria",
        "--statistic",
        "exact",
        "--threshold",
        "off",
        "--format",
        "csv",
    )
    found = [row for row in rows_of(ran) if row["measure"] == "cares"]
    assert [(row["site"], row["grouped_by"], row["value"], row["n_visits"]) for row in found] == [
        ("S0", "site", "1.0", "6"),
        ("S1", "site", "1.0", "6"),
        ("", "", "1.0", "12"),
    ]
    words = ("--by", "site", "--no-totals", "--format", "csv")
    assert {row["site"] for row in rows_of(fidelity("agreement", "visit.yaml", doubles, *words))} == {"S0", "S1"}


def test_weights_and_pairs(fidelity: Fidelity, doubles: str) -> None:
    """Other weights give another kappa; the two raters are named."""
    said = ("--of", "pairs", "--statistic", "cohen_kappa", "--format", "csv", "--threshold", "off")
    kappas = {
        weights: next(
            row
            for row in rows_of(fidelity("agreement", "visit.yaml", doubles, *said, "--weights", weights))
            if row["measure"] == "plans"
        )
        for weights in ("identity", "quadratic")
    }
    assert {(row["first"], row["second"]) for row in kappas.values()} == {("R1", "R2")}
    assert kappas["identity"]["value"] != kappas["quadratic"]["value"]
    assert kappas["identity"]["n_visits"] == "11"
    statuses = rows_of(fidelity("agreement", "visit.yaml", doubles, *said, "--statuses-as-categories"))
    assert next(row for row in statuses if row["measure"] == "plans")["n_visits"] == "12"


def test_practitioners_beside_observers(fidelity: Fidelity, doubles: str) -> None:
    """Under a name of their own."""
    ran = fidelity(
        "agreement",
        "visit.yaml",
        doubles,
        *("--pair-with", "self", "--of", "items", "--threshold", "off", "--format", "csv"),
    )
    assert {row["comparison"]: row["n_visits"] for row in rows_of(ran) if row["measure"] == "asks"} == {
        "observers": "12",
        "observers_and_self": "1",
    }


def test_few_people_are_hidden(fidelity: Fidelity, doubles: str) -> None:
    """Three practitioners are fewer than five: nothing is shown, the page says why, and the house how to see it."""
    ran = fidelity("agreement", "visit.yaml", doubles)
    words = " ".join(ran.out.split())
    assert "figures are hidden: those that rest on fewer than 5 visits or practitioners, and those from which" in words
    assert "greets – –" in words
    assert "100 %" not in words
    assert "`--threshold off` shows them" in ran.err
    shown = fidelity("agreement", "visit.yaml", doubles, "--threshold", "3")
    assert "Nothing had to be hidden: no figure rests on fewer than 3 visits" in " ".join(shown.out.split())
    assert "bad-threshold" in fidelity("agreement", "visit.yaml", doubles, "--threshold", "1").err


def test_pairs_are_for_the_house(fidelity: Fidelity, doubles: str) -> None:
    """That people are named is said to whoever makes the table, and in it."""
    ran = fidelity("agreement", "visit.yaml", doubles, "--of", "pairs", "--threshold", "3")
    assert "name people and are for the house only" in ran.err
    assert "for use within the house, not for publication" in " ".join(ran.out.split())


def test_conventions_are_named(fidelity: Fidelity, doubles: str) -> None:
    """Standard errors, intervals and metrics in which packages differ, on the page and beside each figure."""
    page = fidelity("agreement", "visit.yaml", doubles, "--threshold", "off")
    words = " ".join(page.out.split())
    for said in ("divided by n − 1 (table form: by n)", "logit of the observed agreement", "generalised interval"):
        assert said in words
    assert "as in psych (irr takes other degrees of freedom)" in words
    assert "ordinal metric, which is not ordinal weights" in words
    ran = fidelity("agreement", "visit.yaml", doubles, "--threshold", "off", "--of", "scores", "--format", "csv")
    methods = {row["statistic"]: row["method"] for row in rows_of(ran) if row["measure"] == "total"}
    assert methods["icc_a1"] == "anova_generalised"
    assert methods["icc_ak"] == "anova_generalised_stepped_up"
    assert {row["weights"] for row in rows_of(ran) if row["statistic"] == "alpha"} == {"interval_metric"}


def test_a_correction_after_comparing_changes_nothing(here: Path, fidelity: Fidelity) -> None:
    """Whoever corrects with the other's rating in sight agrees no better; that is said, and a tally says the same."""
    assert fidelity("init", "--by", "R1").code == 0
    first = rate(fidelity, "R1", "2", "1", "1", "2", facts=("--raters", "2", "--role", "coach", "--site", "S1"))
    rate(fidelity, "R2", "2", "2", "0", "1", facts=("--role", "coach", "--site", "S1"))
    asked = ("agreement", "visit.yaml", "--threshold", "off", "--of", "items", "--statistic", "exact")

    def exact() -> dict[str, str]:
        return {row["measure"]: row["value"] for row in rows_of(fidelity(*asked, "--format", "csv"))}

    before = exact()
    assert before == {"greets": "1.0", "asks": "0.0", "listens": "0.0", "plans": "0.0"}
    assert fidelity("compare", VISIT, *DEFINED).code == 0
    seen = fidelity("correct", first, "--set", "asks=2", "--by", "R1", "--why", "saw it", *DEFINED)
    assert seen.code == 0, seen.err
    assert exact() == before
    words = " ".join(fidelity(*asked).out.split())
    assert "Compared as first rated: 1 record corrected when others' could be seen." in words
    assert "Files hold each record" not in words
    late = rate(fidelity, "R3", "2", "2", "0", "1", facts=("--role", "coach", "--site", "S1"))
    assert late
    assert exact() == before
    assert "Left out: 1 record handed in when the others' ratings could be seen." in " ".join(
        fidelity(*asked).out.split()
    )
    assert fidelity("tally", "visit.yaml", "--out", "tally.json").code == 0
    combined = rows_of(fidelity("combine", "tally.json", "--agreement", "--threshold", "off", "--format", "csv"))
    assert before == {
        row["measure"]: row["value"] for row in combined if (row["statistic"], row["of"]) == ("exact", "item")
    }


def test_files_do_not_tell_of_corrections(fidelity: Fidelity, doubles: str) -> None:
    """That is said, where files are read."""
    words = " ".join(fidelity("agreement", "visit.yaml", doubles).out.split())
    assert "do not tell whether a rating was corrected after raters had seen each other's" in words


def test_files(fidelity: Fidelity, doubles: str, here: Path) -> None:
    """A folder becomes a data package, a file what its ending says; nothing is replaced unasked."""
    assert fidelity("agreement", "visit.yaml", doubles, "--out", "package").code == 0
    assert sorted(path.name for path in (here / "package").iterdir()) == [
        "agreement.csv",
        "codebook.csv",
        "datapackage.json",
    ]
    assert fidelity("agreement", "visit.yaml", doubles, "--out", "all.json").code == 0
    assert json.loads((here / "all.json").read_text(encoding="utf-8"))["table"] == "agreement"
    assert fidelity("agreement", "visit.yaml", doubles, "--out", "all.json").code == 2
    assert fidelity("agreement", "visit.yaml", doubles, "--out", "all.json", "--force").code == 0
    ran = fidelity("agreement", "visit.yaml", doubles, "--format", "json")
    assert json.loads(ran.out)["about"]["unit"] == "visit"


def test_misuse(fidelity: Fidelity, doubles: str, here: Path) -> None:
    """No such column, no such checklist, a column of the table's own."""
    ran = fidelity("agreement", "visit.yaml", doubles, "--by", "sight")
    assert (ran.code, "unknown-descriptor" in ran.err) == (2, True)
    assert "nothing-to-count" in fidelity("agreement", "visit.yaml", doubles, "--checklist", "other").err
    assert fidelity("agreement", "visit.yaml", doubles, "--by", "measure").code == 2
    assert fidelity("agreement", "visit.yaml", doubles, "--statistic", "kapa").code == 2
