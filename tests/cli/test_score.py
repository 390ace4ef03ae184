"""`fidelity score`, against values worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Ran
from tests.cli.sample import RATINGS, TWO_CHECKLISTS
from tests.house.source import ROOT

Fidelity = Callable[..., Ran]


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(io.StringIO(text)))


def test_values_are_those_worked_out_by_hand(fidelity: Fidelity, here: Path) -> None:
    """Each total, its bounds, counts and reason are those of the derivation beside the ratings."""
    ran = fidelity("score", "visit.yaml", "visits.csv", "--format", "csv")
    rows = {row["observation"]: row for row in rows_of(ran.out)}
    assert (ran.code, ran.err) == (0, "")
    assert {name: row["total.exact"] for name, row in rows.items()} == {
        "a": "62.5",
        "b": "62.5",
        "c": "200/3",
        "d": "100",
        "e": "",
        "f": "",
    }
    assert [row["total.reason"] for row in rows.values()] == ["", "", "", "", "too_many_missing", "nothing_rated"]
    assert [row["total.band"] for row in rows.values()] == ["high", "high", "high", "high", "", ""]
    counts = ("n_expected", "n_applicable", "n_rated", "n_missing", "n_used")
    assert [rows["d"][f"total.{name}"] for name in counts] == ["4", "3", "2", "1", "2"]
    assert [rows["e"][f"total.{name}"] for name in counts] == ["4", "4", "2", "2", "0"]
    assert (float(rows["d"]["total.lowest"]), float(rows["d"]["total.highest"])) == (float(Fraction(200, 3)), 100)
    assert (float(rows["e"]["total.lowest"]), float(rows["e"]["total.highest"])) == (25, 75)
    assert [row["caring"] for row in rows.values()] == ["1.5", "1.5", "1.0", "", "", ""]


def test_criteria_hold_by_their_dates(fidelity: Fidelity, here: Path) -> None:
    """The same ratings meet the cut-off of one year and miss that of the next; a missing rating leaves it open."""
    rows = rows_of(fidelity("score", "visit.yaml", "visits.csv", "--format", "csv").out)
    assert [row["competent"] for row in rows] == ["met", "not_met", "not_met", "met", "cannot_tell", "cannot_tell"]
    assert [row["cares"] for row in rows] == ["met", "met", "met", "cannot_tell", "cannot_tell", "cannot_tell"]


def test_table_json_and_csv_hold_the_same_numbers(fidelity: Fidelity, here: Path) -> None:
    """What is read back from each of the three is the same, and exactly so where the form is exact."""
    in_csv = rows_of(fidelity("score", "visit.yaml", "visits.csv", "--format", "csv", "--raw").out)
    in_json = json.loads(fidelity("score", "visit.yaml", "visits.csv", "--format", "json").out)
    in_table = fidelity("score", "visit.yaml", "visits.csv").out.splitlines()
    assert len(in_csv) == len(in_json["observations"]) == 6
    for row, observation in zip(in_csv, in_json["observations"], strict=True):
        for name, result in observation["scores"].items():
            value = result["value"]
            assert row[name] == ("" if value is None else str(float(value)))
            assert row[f"{name}.exact"] == (result["exact"] or "")
            if result["exact"] is not None:
                assert float(Fraction(result["exact"])) == value
            for field in ("reason", "n_expected", "n_applicable", "n_rated", "n_missing", "n_used"):
                assert row[f"{name}.{field}"] == ("" if result[field] is None else str(result[field]))
            for end in ("lowest", "highest"):
                assert row[f"{name}.{end}"] == ("" if result[end] is None else str(float(result[end])))
        assert {name: row[name] for name in observation["criteria"]} == observation["criteria"]
    totals = [line.split()[2] for line in in_table if " total " in line]
    assert totals == ["62.50", "62.50", "66.67", "100.00", "–", "–"]


def test_json_is_what_its_schema_describes(fidelity: Fidelity, here: Path) -> None:
    """The JSON validates against the published schema."""
    schema = json.loads((ROOT / "schemas/scores.schema.json").read_text(encoding="utf-8"))
    scored = json.loads(fidelity("score", "visit.yaml", "visits.csv", "--format", "json").out)
    Draft202012Validator(schema).validate(scored)
    assert (scored["intervention"], scored["version"], scored["checklist"]) == ("visit", "1.2", "delivery")
    assert scored["observations"][0]["descriptors"] == {"date": "2023-12-31", "practitioner": "p1"}


def test_a_long_table_scores_the_same(fidelity: Fidelity, here: Path) -> None:
    """A row for each answer gives what a row for each observation gives."""
    wide = rows_of(RATINGS)
    items = ("greets", "asks", "listens", "plans")
    lines = ["observation,date,practitioner,item,rating"]
    lines += [
        ",".join((row["observation"], row["date"], row["practitioner"], item, row[item]))
        for row in wide
        for item in items
    ]
    Path("long.csv").write_text("\n".join(lines), encoding="utf-8")
    long = fidelity("score", "visit.yaml", "long.csv", "--format", "csv")
    assert (long.code, long.out) == (0, fidelity("score", "visit.yaml", "visits.csv", "--format", "csv").out)
    assert fidelity("score", "visit.yaml", "long.csv", "--layout", "wide").code == 1


def test_ratings_are_read_from_the_standard_input(fidelity: Fidelity, here: Path) -> None:
    """A dash stands for the standard input, and line ends of any kind are line ends."""
    expected = fidelity("score", "visit.yaml", "visits.csv").out
    windows = RATINGS.replace("\n", "\r\n").encode("utf-8-sig")
    assert fidelity("score", "visit.yaml", "-", stdin=RATINGS.encode()).out == expected
    assert fidelity("score", "visit.yaml", "-", stdin=windows).out == expected


def test_a_definition_with_windows_line_ends_is_the_same_definition(fidelity: Fidelity, here: Path) -> None:
    """Neither the scores nor the hashes depend on how lines end."""
    text = Path("visit.yaml").read_bytes()
    before = fidelity("score", "visit.yaml", "visits.csv", "--format", "json").out
    Path("visit.yaml").write_bytes(text.replace(b"\n", b"\r\n"))
    assert fidelity("score", "visit.yaml", "visits.csv", "--format", "json").out == before


def test_an_observation_is_explained(fidelity: Fidelity, here: Path) -> None:
    """The page says which items counted, with what points, by which rule, and against which cut."""
    page = fidelity("score", "visit.yaml", "visits.csv", "--explain", "d").out
    words = " ".join(page.split())
    assert "Observation d" in page
    assert "total: 100.00, High" in words
    assert "it could still be 66.67 to 100.00" in words
    assert "rule: the points of all 4 items as a percentage of the possible points" in words
    assert "limit: at most 1 rating may be missing" in words
    assert "limit: not applicable is left out of the score" in words
    assert "band: High: at least 60" in words
    assert "counts: 4 expected, 3 applicable, 2 rated, 1 missing, 2 used" in words
    lines = [line.split() for line in page.splitlines()]
    assert ["greets", "2", "used", "2", "1"] in lines
    assert ["listens", "missing", "missing", "1"] in lines
    assert ["plans", "not", "applicable", "excluded", "1"] in lines
    assert "caring: no score, because too many ratings are missing" in words


def test_an_explanation_says_which_criterion_held_on_the_day(fidelity: Fidelity, here: Path) -> None:
    """Of two cut-offs with one name, the one of another year is said to be out of force."""
    words = " ".join(fidelity("score", "visit.yaml", "visits.csv", "--explain", "b").out.split())
    assert "competent: not in force on that day; asks for total at least 60, until" in words
    assert "competent: not met; asks for total at least 70, from 2024-01-01 (Trial)" in words


def test_an_exact_value_stands_beside_a_rounded_one(fidelity: Fidelity, here: Path) -> None:
    """Two thirds of a hundred are shown rounded, with the fraction behind."""
    page = fidelity("score", "visit.yaml", "visits.csv", "--explain", "c").out
    assert "total: 66.67 (exactly 200/3), High" in page


def test_an_explanation_is_text(fidelity: Fidelity, here: Path) -> None:
    """A program that asks for an explanation as data is told that there is none, rather than given words."""
    ran = fidelity("score", "visit.yaml", "visits.csv", "--explain", "a", "--format", "json")
    assert (ran.code, ran.out) == (2, "")


def test_every_rater_of_an_observation_is_explained(fidelity: Fidelity, here: Path) -> None:
    """Two raters of one observation have a page each, and either may be asked for alone."""
    text = "observation,rater,greets,asks,listens,plans\na,ann,2,2,2,2\na,ben,0,0,0,0\nab,ann,1,1,1,1\n"
    Path("two.csv").write_text(text, encoding="utf-8")
    both = fidelity("score", "visit.yaml", "two.csv", "--explain", "a").out
    assert ("Observation a (ann)" in both, "Observation a (ben)" in both, "Observation ab" in both) == (
        True,
        True,
        False,
    )
    one = fidelity("score", "visit.yaml", "two.csv", "--explain", "a (ben)").out
    assert ("a (ann)" in one, "a (ben)" in one) == (False, True)
    assert "a (ann)" in fidelity("score", "visit.yaml", "two.csv").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("score", "visit.yaml", "visits.csv", "--explain", "aa"), "did you mean `a`?"),
        (("score", "visit.yaml", "visits.csv", "--profile", "shor"), "did you mean `short`?"),
        (("score", "visit.yaml", "visits.csv", "--checklist", "delivry"), "did you mean `delivery`?"),
        (("score", "imrr", "visits.csv"), "did you mean `imr`?"),
        (("score", "imr@1.1", "visits.csv"), "did you mean `imr@1.0`?"),
        (("score", "fidelity-im/imr", "visits.csv"), "did you mean `fidelity-imr/imr@1.0`?"),
        (("score", "visit.yaml", "visits.csv", "--explian", "a"), "--explain"),
    ],
)
def test_a_near_name_is_offered(fidelity: Fidelity, here: Path, words: tuple[str, ...], said: str) -> None:
    """A name that nothing has is misuse, and the nearest is offered."""
    ran = fidelity(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_several_checklists_must_be_chosen_from(fidelity: Fidelity, here: Path) -> None:
    """With several checklists the choice is the user's, and both are named."""
    Path("pair.yaml").write_text(TWO_CHECKLISTS, encoding="utf-8")
    Path("pair.csv").write_text("observation,sleeps\nx,yes\n", encoding="utf-8")
    ran = fidelity("score", "pair.yaml", "pair.csv")
    assert (ran.code, ran.out) == (2, "")
    assert all(word in ran.err for word in ("several checklists", "morning", "evening"))
    assert " 1 " in fidelity("score", "pair.yaml", "pair.csv", "--checklist", "evening").out


def test_a_checklist_that_computes_nothing_says_so(fidelity: Fidelity, here: Path) -> None:
    """Instead of an empty table there is a sentence."""
    Path("pair.yaml").write_text(TWO_CHECKLISTS, encoding="utf-8")
    Path("pair.csv").write_text("observation,wakes\nx,yes\n", encoding="utf-8")
    ran = fidelity("score", "pair.yaml", "pair.csv", "--checklist", "morning")
    assert ran.code == 0
    assert "computes nothing" in ran.out


def test_a_profile_scores_its_variant(fidelity: Fidelity, here: Path) -> None:
    """What a profile leaves out does not count, and the scores say which profile they are by."""
    ran = fidelity("score", "visit.yaml", "visits.csv", "--profile", "short", "--format", "json")
    scored = json.loads(ran.out)
    results = {each["observation"]: each["scores"]["total"] for each in scored["observations"]}
    assert scored["profile"] == "short"
    assert (results["a"]["exact"], results["a"]["n_used"]) == ("250/3", 3)
    assert "not used, because the profile leaves it out" in ran.err


def test_every_bad_cell_is_told(fidelity: Fidelity, here: Path) -> None:
    """All mistakes of a table come at once, each with its row, and nothing is scored."""
    bad = "observation,greets,asks,listens,plans\nx,3,2,Yes,1\ny,2,2,1,1\nz,,1.5,not_applicable,1\n"
    Path("bad.csv").write_text(bad, encoding="utf-8")
    ran = fidelity("score", "visit.yaml", "bad.csv", "--format", "json")
    assert (ran.code, ran.out) == (1, "")
    assert all(cell in ran.err for cell in ("`3`", "`Yes`", "`1.5`", "`not_applicable`"))
    assert all(place in ran.err for place in ("bad.csv", "row 2", "row 4", "bad-cell", "status-not-allowed"))


def test_a_bad_date_is_told(fidelity: Fidelity, here: Path) -> None:
    """Where a cut-off depends on the day, a day that can be read in two ways stops everything."""
    Path("bad.csv").write_text(RATINGS.replace("2023-12-31", "03/04/2024"), encoding="utf-8")
    ran = fidelity("score", "visit.yaml", "bad.csv")
    assert (ran.code, ran.out) == (1, "")
    assert "bad-date" in ran.err
    assert "bad.csv" in ran.err
    assert "row 2" in ran.err


def test_an_absent_column_is_refused_until_it_is_meant(fidelity: Fidelity, here: Path) -> None:
    """Items without a column are a mistake, unless they are said to be absent."""
    Path("less.csv").write_text("observation,greets,asks,listens\nx,2,2,2\n", encoding="utf-8")
    refused = fidelity("score", "visit.yaml", "less.csv")
    assert refused.code == 1
    assert "plans" in refused.err
    taken = fidelity("score", "visit.yaml", "less.csv", "--absent", "--format", "csv")
    assert (taken.code, rows_of(taken.out)[0]["total.n_missing"]) == (0, "1")


def test_formulas_are_made_harmless_in_csv(fidelity: Fidelity, here: Path) -> None:
    """Text that a spreadsheet would compute gets an apostrophe, in cells, names and headings; `--raw` leaves it."""
    text = 'observation,practitioner,=2+3,longitude,greets,asks,listens,plans\n=1+1,"@sum(a)",+x,-12.5,2,2,2,2\n'
    Path("evil.csv").write_text(text, encoding="utf-8")
    (row,) = rows_of(fidelity("score", "visit.yaml", "evil.csv", "--format", "csv").out)
    assert (row["observation"], row["practitioner"], row["'=2+3"]) == ("'=1+1", "'@sum(a)", "'+x")
    assert row["longitude"] == "-12.5"
    (raw,) = rows_of(fidelity("score", "visit.yaml", "evil.csv", "--format", "csv", "--raw").out)
    assert (raw["observation"], raw["practitioner"], raw["=2+3"]) == ("=1+1", "@sum(a)", "+x")


def test_a_descriptor_may_be_called_like_a_score(fidelity: Fidelity, here: Path) -> None:
    """No column is lost and none comes twice where the table has columns with the names of ours."""
    text = "observation,total,total.band,plan_hash,ratings.total,greets,asks,listens,plans\nx,t,b,h,r,2,2,2,2\n"
    Path("same.csv").write_text(text, encoding="utf-8")
    out = fidelity("score", "visit.yaml", "same.csv", "--format", "csv").out
    header, line = (next(csv.reader([each])) for each in out.splitlines())
    assert len(header) == len(set(header)) == len(line)
    row = dict(zip(header, line, strict=True))
    assert {row[name] for name in header if name.startswith("ratings.")} == {"t", "b", "h", "r"}
    assert (row["total"], row["total.band"]) == ("100.0", "high")


def test_scores_are_written_to_a_file(fidelity: Fidelity, here: Path) -> None:
    """The file holds what would have been printed, is not replaced unasked, and leaves nothing beside it."""
    expected = fidelity("score", "visit.yaml", "visits.csv", "--format", "csv").out
    ran = fidelity("score", "visit.yaml", "visits.csv", "--format", "csv", "--out", "scores.csv")
    assert (ran.code, ran.out) == (0, "")
    assert "6 observations" in ran.err
    assert Path("scores.csv").read_text(encoding="utf-8") == expected
    Path("scores.csv").write_text("mine", encoding="utf-8")
    again = fidelity("score", "visit.yaml", "visits.csv", "--out", "scores.csv")
    assert (again.code, "file-exists" in again.err) == (2, True)
    assert Path("scores.csv").read_text(encoding="utf-8") == "mine"
    assert fidelity("score", "visit.yaml", "visits.csv", "--out", "scores.csv", "--force").code == 0
    assert Path("scores.csv").read_text(encoding="utf-8") == fidelity("score", "visit.yaml", "visits.csv").out
    assert sorted(each.name for each in here.iterdir()) == ["scores.csv", "visit.yaml", "visits.csv"]


def test_a_dash_as_the_file_is_the_standard_output(fidelity: Fidelity, here: Path) -> None:
    """No file with the name of a dash is made."""
    ran = fidelity("score", "visit.yaml", "visits.csv", "--out", "-")
    assert ran.out == fidelity("score", "visit.yaml", "visits.csv").out
    assert not Path("-").exists()


def test_a_written_table_is_whole(fidelity: Fidelity, here: Path) -> None:
    """A page stops after many observations and says so; a file holds all of them."""
    head, *rows = Path("visits.csv").read_text(encoding="utf-8").splitlines()
    many = [f"x{number}{row}" for number in range(50) for row in rows]
    Path("many.csv").write_text("\n".join([head, *many]) + "\n", encoding="utf-8")
    assert "more observations" in fidelity("score", "visit.yaml", "many.csv").out
    fidelity("score", "visit.yaml", "many.csv", "--out", "page.txt")
    page = Path("page.txt").read_text(encoding="utf-8")
    assert "more observations" not in page
    assert "x49a " in page


def test_what_cannot_be_computed_is_told_with_its_line(fidelity: Fidelity, here: Path) -> None:
    """Bands that leave out a value are told by `score`, too, at their line of the file."""
    text = Path("visit.yaml").read_text(encoding="utf-8")
    Path("holed.yaml").write_text(text.replace("label: Low, below: 60", "label: Low, at_most: 59"), encoding="utf-8")
    ran = fidelity("score", "holed.yaml", "visits.csv")
    assert (ran.code, ran.out) == (1, "")
    assert "ranges-gap" in ran.err
    assert "holed.yaml:" in ran.err


def test_a_failed_writing_leaves_the_old_file(fidelity: Fidelity, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where writing breaks off halfway, the file that was there is untouched and no half file is left."""
    Path("scores.json").write_text("old", encoding="utf-8")

    def broken(*_: Any) -> Any:
        yield '{"half": '
        raise KeyboardInterrupt

    monkeypatch.setattr("fidelity.cli.score.scores_json", broken)
    ran = fidelity("score", "visit.yaml", "visits.csv", "--format", "json", "--out", "scores.json", "--force")
    assert ran.code == 130
    assert Path("scores.json").read_text(encoding="utf-8") == "old"
    assert sorted(each.name for each in here.iterdir()) == ["scores.json", "visit.yaml", "visits.csv"]


def test_an_absent_file_of_ratings_is_told(fidelity: Fidelity, here: Path) -> None:
    """A table that is not there is named, without a traceback."""
    ran = fidelity("score", "visit.yaml", "none.csv")
    assert ran.code in (1, 2)
    assert "none.csv" in ran.err


def test_a_broken_definition_is_told_with_its_lines(fidelity: Fidelity, here: Path) -> None:
    """A definition that cannot be used stops the scoring, with the place of the mistake."""
    text = Path("visit.yaml").read_text(encoding="utf-8").replace("scale: steps, text: Listens", "scale: stps, text: L")
    Path("visit.yaml").write_text(text, encoding="utf-8")
    ran = fidelity("score", "visit.yaml", "visits.csv")
    assert (ran.code, ran.out) == (1, "")
    assert "visit.yaml:23:" in ran.err
    assert "did you mean `steps`?" in ran.err


def test_no_line_is_wider_than_the_page(fidelity: Fidelity, here: Path) -> None:
    """However long names and many criteria are, nothing is wider than 80 characters where there is no terminal."""
    name = "the_visit_of_a_family_with_a_very_long_name_" * 3
    Path("wide.csv").write_text(f"observation,greets,asks,listens,plans\n{name},2,,,1\n", encoding="utf-8")
    for words in (("score", "visit.yaml", "wide.csv"), ("score", "visit.yaml", "wide.csv", "--explain", name)):
        assert max(map(len, fidelity(*words).out.splitlines())) <= 80


def test_control_characters_of_a_name_do_not_reach_the_terminal(fidelity: Fidelity, here: Path) -> None:
    """A name that would colour the screen is either refused or shown without its power."""
    text = "observation,greets,asks,listens,plans\n\x1b[31mred,2,2,2,2\n"
    ran = fidelity("score", "visit.yaml", "-", stdin=text.encode())
    assert "\x1b" not in ran.out + ran.err
