"""`fidelity score --figures`, against values worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from fidelity.definition.schema_files import schema
from tests.cli.conftest import Ran
from tests.cli.sample import FIGURED

Fidelity = Callable[..., Ran]
FIGURES = ("score", "visit.yaml", "visits.csv", "--figures")


@pytest.fixture
def there(here: Path) -> Path:
    """The folder in which commands run, with figures in its definition."""
    (here / "visit.yaml").write_text(FIGURED, encoding="utf-8")
    return here


def test_figures_are_those_worked_out_by_hand(fidelity: Fidelity, there: Path) -> None:
    """Two of four judged visits are met; of four items the means are 100, 87.5, 50 and 0 per cent."""
    ran = fidelity(*FIGURES)
    assert (ran.code, ran.err) == (0, "")
    words = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "Visits at fidelity site 50.0 % at least 80 % not met 4 of 6" in words
    assert "Mean of the total practitioner – 4 of 6" in words
    assert "Mean over items site 59.4 % at least 60 % not met 5 of 6" in words
    assert max(map(len, ran.out.splitlines())) <= 80


def test_figures_of_groups_and_of_the_whole(fidelity: Fidelity, there: Path) -> None:
    """Each practitioner has figures of the visits made, and the whole stands apart."""
    ran = fidelity(*FIGURES, "--by", "practitioner")
    words = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert "practitioner figure value met? used remark" in words
    assert any(line.startswith("p1 Visits at 50.0 % not met 2 of 2") for line in words)
    assert "All observations together, whatever their group:" in words


def test_table_json_and_csv_hold_the_same_figures(fidelity: Fidelity, there: Path) -> None:
    """What is read back from both forms is the same, and the JSON is what its schema describes."""
    ran = fidelity(*FIGURES, "--by", "practitioner", "--format", "json")
    in_json = json.loads(ran.out)
    Draft202012Validator(schema("scores")).validate(in_json)
    in_csv = list(csv.DictReader(io.StringIO(fidelity(*FIGURES, "--by", "practitioner", "--format", "csv").out)))
    assert len(in_csv) == len(in_json["figures"]) == 12
    for row, figure in zip(in_csv, in_json["figures"], strict=True):
        assert row["figure"] == figure["figure"]
        assert row["exact"] == (figure["exact"] or "")
        assert row["reason"] == (figure["reason"] or "")
        assert row["goal_met"] == (figure["goal_met"] or "")
        assert row["group"] == (figure["by"]["value"] if figure["by"] else "")
        assert [int(row["n_used"]), int(row["n_observations"])] == [figure["n_used"], figure["n_observations"]]
    assert [each["exact"] for each in in_json["figures"]][-3:] == ["50", None, "59.375"]


def test_figures_are_written_to_a_file(fidelity: Fidelity, there: Path) -> None:
    """What is told is of how many observations they are."""
    ran = fidelity(*FIGURES, "--format", "csv", "--out", "figures.csv")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Wrote figures of 6 observations to figures.csv.\n"
    assert len(Path("figures.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_who_was_rated_twice_is_told(fidelity: Fidelity, there: Path) -> None:
    """Each rating counts, and nobody is left to find that out."""
    rows = "a,ann,2,2,2,2\na,ben,0,0,0,0\nb,ann,1,1,1,1\n"
    Path("two.csv").write_text(f"observation,rater,greets,asks,listens,plans\n{rows}", encoding="utf-8")
    ran = fidelity("score", "visit.yaml", "two.csv", "--figures")
    assert "note: 1 rating is of an observation that somebody else rated too" in ran.err
    assert "3 of 3" in ran.out
    Path("two.csv").write_text(f"observation,rater,greets,asks,listens,plans\n{rows}b,ben,1,1,1,1\n", encoding="utf-8")
    assert "note: 2 ratings are of" in fidelity("score", "visit.yaml", "two.csv", "--figures").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*FIGURES, "--by", "practitionr"), "did you mean `practitioner`?"),
        ((*FIGURES, "--by", "greets"), "unknown-descriptor"),
        ((*FIGURES, "--explain", "a"), "figures-or-explain"),
        (("score", "visit.yaml", "visits.csv", "--by", "practitioner"), "by-without-figures"),
    ],
)
def test_what_contradicts_itself_is_misuse(fidelity: Fidelity, there: Path, words: tuple[str, ...], said: str) -> None:
    """A column that is not there, and options that exclude each other, print nothing."""
    ran = fidelity(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_checklist_without_figures_has_none(fidelity: Fidelity, here: Path) -> None:
    """Whoever asks for them is told where they would stand."""
    ran = fidelity(*FIGURES)
    assert (ran.code, ran.out) == (2, "")
    assert "no-figures" in ran.err


def test_figures_are_shown_in_sentences(fidelity: Fidelity, there: Path) -> None:
    """`fidelity show` says of each for whom it is and of what, with its goal and source."""
    words = " ".join(fidelity("show", "visit.yaml").out.split())
    assert (
        "Figure competent_share (Visits at fidelity): for each site, the percentage of the judged sessions that meet "
        "competent; the goal is at least 80 %. (Trial)"
    ) in words
    shown = json.loads(fidelity("show", "visit.yaml", "--format", "json").out)
    assert [each["id"] for each in shown["checklists"][0]["figures"]] == ["competent_share", "mean_total", "by_item"]
