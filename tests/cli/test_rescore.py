"""`fidelity rescore`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Ran
from tests.cli.sample import DEFINITION, RATINGS
from tests.house.source import ROOT

Fidelity = Callable[..., Ran]
SCHEMA = Draft202012Validator(json.loads((ROOT / "schemas/rescored.schema.json").read_text(encoding="utf-8")))
FIFTH = "        - {id: thanks, component: care, scale: steps, text: Thanks}\n      scores:"


def version_2(here: Path, *changes: tuple[str, str]) -> str:
    """The sample's next version, with some texts changed, as another file."""
    text = DEFINITION
    for old, new in (('version: "1.2"', 'version: "2.0"'), *changes):
        assert old in text
        text = text.replace(old, new)
    (here / "two.yaml").write_text(text, encoding="utf-8")
    return "two.yaml"


def document(ran: Ran) -> Any:
    """What was printed as JSON, after its schema."""
    found = json.loads(ran.out)
    SCHEMA.validate(found)
    return found


def test_both_results_stand_side_by_side(fidelity: Fidelity, here: Path) -> None:
    """A version with one item more: what is comparable, what became of the records, and each record twice."""
    ran = fidelity("rescore", "visit.yaml", "visits.csv", "--to", version_2(here, ("      scores:", FIFTH)))
    words = " ".join(ran.out.split())
    assert ran.code == 0
    assert "then visit@1.2, checklist delivery" in words
    assert "now visit@2.0, checklist delivery" in words
    assert "score total linked only 4 of 5" in words
    assert "score caring same 2 of 2" in words
    assert "`thanks` was not rated before" in words
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_cuts_of_today_without_another_version(fidelity: Fidelity, here: Path) -> None:
    """The sample's cut rose from 60 to 70 on the first day of 2024: a visit of 2023 met the one of then."""
    found = document(fidelity("rescore", "visit.yaml", "visits.csv", "--format", "json"))
    (part,) = found["parts"]
    assert part["then"] == part["now"]
    competent, cares = part["criteria"]
    assert (competent["comparability"], cares["comparability"]) == ("comparable", "same")
    assert {"then": "met", "now": "not_met", "n": 1} in competent["moves"]
    assert sum(each["n"] for each in competent["moves"]) == part["n_records"] == len(part["records"]) == 5
    assert all(each["then"] == each["now"] for each in cares["moves"])
    a = next(each for each in part["records"] if each["observation"] == "a")
    assert a["criteria"]["competent"] == {"then": "met", "now": "not_met"}
    assert a["scores"]["total"]["then"]["exact"] == a["scores"]["total"]["now"]["exact"] == "62.5"
    before = document(fidelity("rescore", "visit.yaml", "visits.csv", "--on", "2023-06-01", "--format", "json"))
    assert before["parts"][0]["on"] == "2023-06-01"
    assert {"then": "not_met", "now": "met", "n": 2} in before["parts"][0]["criteria"][0]["moves"]


def test_a_profile_may_be_what_is_scored_by(fidelity: Fidelity, here: Path) -> None:
    """Of the same version; what it leaves out is off by design."""
    found = document(fidelity("rescore", "visit.yaml", "visits.csv", "--to-profile", "short", "--format", "json"))
    (part,) = found["parts"]
    assert (part["then"]["profile"], part["now"]["profile"]) == ("", "short")
    assert {each["item"]: each["fate"] for each in part["items"]}["plans"] == "left_out"
    assert [each["comparability"] for each in part["scores"]] == ["linked_only", "same"]


def test_csv_holds_the_same(fidelity: Fidelity, here: Path) -> None:
    """A row a record and score or criterion, with the exact numbers."""
    ran = fidelity("rescore", "visit.yaml", "visits.csv", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert len(rows) == 5 * 4
    row = next(row for row in rows if (row["observation"], row["id"]) == ("c", "total"))
    assert (row["then.exact"], row["now.exact"], row["comparability"]) == ("200/3", "200/3", "same")


def test_many_files_are_one_table(fidelity: Fidelity, here: Path) -> None:
    """Their records are counted together, and go into a file as a whole."""
    lines = RATINGS.splitlines()
    (here / "more.csv").write_text("\n".join([lines[0], lines[1].replace("a,", "z,", 1)]) + "\n", encoding="utf-8")
    ran = fidelity("rescore", "visit.yaml", "visits.csv", "more.csv", "--out", "out.json", "--format", "json")
    assert (ran.code, ran.out) == (0, "")
    assert "Wrote 6 records to out.json." in ran.err
    assert json.loads((here / "out.json").read_text(encoding="utf-8"))["parts"][0]["n_records"] == 6


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--to-profile", "shrot"), "unknown-profile"),
        (("--to", "other.yaml"), "another-intervention"),
        (("--to", "two.yaml", "--to-profile", "shrot"), "unknown-profile"),
        (("--to", "away.yaml"), "unknown-checklist"),
    ],
)
def test_what_has_no_counterpart_is_refused(fidelity: Fidelity, here: Path, words: tuple[str, ...], code: str) -> None:
    """Another intervention, a profile that is not there, a version with other checklists."""
    (here / "other.yaml").write_text(DEFINITION.replace("id: visit", "id: call"), encoding="utf-8")
    version_2(here)
    one, rest = DEFINITION.split("    - id: delivery\n")
    body, _ = rest.split("profiles:\n")
    (here / "away.yaml").write_text(f"{one}    - id: first\n{body}    - id: second\n{body}", encoding="utf-8")
    ran = fidelity("rescore", "visit.yaml", "visits.csv", *words)
    assert ran.code == 2
    assert f"error[{code}]" in ran.err
    assert ran.out == ""
