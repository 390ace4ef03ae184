"""Comparing raters on the command line: nothing while a visit is sealed, everything afterwards."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.rated import DEFINED, FACTS, VISIT, Fidelity, lines, rate


@pytest.fixture
def workspace(here: Path, fidelity: Fidelity) -> Path:
    """The folder in which commands run, made a workspace of R1."""
    assert fidelity("init", "--by", "R1").code == 0
    return here


def double(fidelity: Fidelity) -> tuple[str, str]:
    """Two raters: the same, one apart with a note, two apart, and a rating against a status."""
    first = rate(
        fidelity, "R1", "2", "+ Zebra", "1", "2", "n", facts=("--raters", "2", "--role", "coach", "--site", "S1")
    )
    return first, rate(fidelity, "R2", "2", "2", "0", "1", facts=("--role", "coach"))


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_sealed_visit_shows_nothing_but_who_is_there(form: str, workspace: Path, fidelity: Fidelity) -> None:
    """By the visit's name or by a record's id, in any format."""
    name = rate(fidelity, "R1", "2", "+ Zebra", "1", "2", "n", facts=("--raters", "2"))
    for asked in (VISIT, name, name[:8]):
        ran = fidelity("compare", asked, *DEFINED, "--format", form)
        assert (ran.code, ran.out) == (2, "")
        assert "R1 handed in, and 1 more independent rater is awaited" in ran.err
        assert "Zebra" not in ran.err


def test_a_second_record_of_the_same_rater_opens_nothing(workspace: Path, fidelity: Fidelity) -> None:
    """Neither does naming two records of which one is of another visit."""
    rate(fidelity, "R1", "2", "1", "2", "n", facts=("--raters", "2"))
    ran = fidelity("compare", VISIT, *DEFINED)
    assert ran.code == 2
    other = fidelity(
        "rate", "visit.yaml", *FACTS, "--rater", "R2", "--visit", "elsewhere", stdin=lines("2", "2", "2", "n", "y")
    )
    ran = fidelity("compare", VISIT, other.out.strip(), *DEFINED)
    assert (ran.code, ran.out) == (2, "")
    assert "different visits" in ran.err


def test_the_page(workspace: Path, fidelity: Fidelity) -> None:
    """Who rated, what differs and how far, what is agreed, the figures with their counts, and the scores."""
    double(fidelity)
    ran = fidelity("compare", VISIT, *DEFINED)
    assert ran.code == 0
    for said in (
        "Rater R1 (coach)",
        "3 of 4 items to talk about.",
        "Item 2, one point apart: Asks openly\n  R1: 1, Attempted\n    Note by R1: Zebra\n  R2: 2, As described",
        "Item 3, more than one point apart: Listens",
        "Item 4, critical, a rating against a status: Plans\n  R1: not applicable\n  R2: 1, Attempted",
        "Agreed: item 1. `--all` shows it.",
        "all items  25 % (1 of 4)  50 % (2 of 4)",
        "caring     0 % (0 of 2)   50 % (1 of 2)",
    ):
        assert said in ran.out, ran.out
    assert "Greets" not in ran.out
    assert "Greets" in fidelity("compare", VISIT, *DEFINED, "--all").out
    # By hand: R1 has 5 of 6 points without plans, R2 5 of 8.
    assert "total               83.33, High  62.50, High  differs" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out


def test_records_can_be_named_instead(workspace: Path, fidelity: Fidelity) -> None:
    """One record means its visit; two mean just these two of three."""
    first, _ = double(fidelity)
    third = rate(fidelity, "R3", "2", "1", "2", "n")
    assert "Rater R3" in fidelity("compare", first[:8], *DEFINED).out
    ran = fidelity("compare", first[:8], third[:8], *DEFINED)
    assert "Rater R2" not in ran.out
    assert "R3: handed in after the other ratings could be seen; shown, and not in the figures" in " ".join(
        ran.out.split()
    )


def test_a_later_correction_is_marked_and_not_counted(workspace: Path, fidelity: Fidelity) -> None:
    """The page shows both, and says of what the figures are."""
    first, _ = double(fidelity)
    corrected = fidelity("correct", first, "--set", "asks=2", "--by", "R1", "--why", "saw it", *DEFINED)
    assert corrected.code == 0, corrected.err
    text = fidelity("compare", VISIT, *DEFINED).out
    assert "R1: 1, Attempted (corrected later to: 2, As described)" in text
    assert "all items  25 % (1 of 4)" in text
    assert "Figures are taken of what was handed in before that." in " ".join(text.split())


def test_ratings_that_nothing_kept_apart_say_so(workspace: Path, fidelity: Fidelity) -> None:
    """Without `--raters 2` the second could see the first."""
    rate(fidelity, "R1", "2", "1", "2", "n")
    rate(fidelity, "R2", "2", "1", "2", "n")
    text = " ".join(fidelity("compare", VISIT, *DEFINED).out.split())
    assert "nothing kept their ratings apart" in text
    assert "0 of 4 items to talk about." in text
    assert "100 % (4 of 4)" in text


def test_json_has_the_counts(workspace: Path, fidelity: Fidelity) -> None:
    """Every figure with what it is of, and no percentage of nothing."""
    double(fidelity)
    found = json.loads(fidelity("compare", VISIT, *DEFINED, "--format", "json").out)
    assert found["agreement"] == {
        "exact": 0.25,
        "within_one": 0.5,
        "why_no_exact": None,
        "why_no_within_one": None,
        "n_pairs": 4,
        "n_exact": 1,
        "n_graded": 4,
        "n_within_one": 2,
        "n_left_out": 0,
    }
    assert found["items"][1]["ratings"] == {"R1": "1", "R2": "2"}
    assert found["items"][1]["notes"] == {"R1": "Zebra"}
    assert found["items"][3]["closeness"] == "status"
    assert [rater["scores"]["total"]["shown"] for rater in found["raters"]] == ["83.33", "62.50"]
    assert found["blind"] is True


def test_csv_is_a_table_to_fill_in(workspace: Path, fidelity: Fidelity) -> None:
    """What all say is filled in, what differs is blank."""
    double(fidelity)
    rows = list(csv.DictReader(io.StringIO(fidelity("compare", VISIT, *DEFINED, "--format", "csv").out)))
    assert [(row["item"], row["R1"], row["R2"], row["agreed"]) for row in rows] == [
        ("greets", "2", "2", "2"),
        ("asks", "1", "2", ""),
        ("listens", "2", "0", ""),
        ("plans", "not_applicable", "1", ""),
    ]


def test_one_rater_is_nothing_to_compare(workspace: Path, fidelity: Fidelity) -> None:
    """And a master rating makes no second one."""
    rate(fidelity, "R1", "2", "1", "2", "n")
    rate(fidelity, "R2", "2", "1", "2", "n", facts=("--role", "master"))
    ran = fidelity("compare", VISIT, *DEFINED)
    assert ran.code == 2
    assert "was rated by R1, so there is nothing to compare" in ran.err


def test_a_visit_that_is_not_there_is_answered_with_the_nearest(workspace: Path, fidelity: Fidelity) -> None:
    """As every unknown name is."""
    double(fidelity)
    ran = fidelity("compare", "P03-2026-11-21", *DEFINED)
    assert ran.code == 2
    assert f"did you mean `{VISIT}`?" in ran.err


def test_several_checklists_of_one_visit_need_a_choice(workspace: Path, fidelity: Fidelity) -> None:
    """The help names them."""
    two = (workspace / "visit.yaml").read_text(encoding="utf-8").replace("id: delivery", "id: other")
    (workspace / "other.yaml").write_text(two, encoding="utf-8")
    double(fidelity)
    ran = fidelity("rate", "other.yaml", *FACTS, "--rater", "R1", stdin=lines("2", "1", "1", "n", "y"))
    assert ran.code == 0, ran.err
    ran = fidelity("compare", VISIT, *DEFINED)
    assert ran.code == 2
    assert "`--checklist`: delivery, other" in ran.err
    assert fidelity("compare", VISIT, *DEFINED, "--checklist", "delivery").code == 0
