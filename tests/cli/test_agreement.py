"""`fidelity agreement`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

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
    ran = fidelity("agreement", "visit.yaml", doubles)
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
    said = ("--of", "pairs", "--statistic", "cohen_kappa", "--format", "csv")
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
    ran = fidelity("agreement", "visit.yaml", doubles, "--pair-with", "self", "--of", "items", "--format", "csv")
    assert {row["comparison"]: row["n_visits"] for row in rows_of(ran) if row["measure"] == "asks"} == {
        "observers": "12",
        "observers_and_self": "1",
    }


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
