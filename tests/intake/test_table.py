"""One table: its columns, its facts, its answers, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fidelity.intake.asked import Asked
from fidelity.records.observation import Edition
from tests.cli.sample import DEFINITION
from tests.intake.made import (
    HEAD,
    ITEMS,
    answers,
    both,
    codes,
    facts,
    gathered,
    refused,
    row,
    said,
    visit,
    write_book,
    write_csv,
)

SECOND = """\
    - id: second
      title: Something else
      rated_by: [coach]
      items:
        - {id: smiles, component: welcome, scale: steps, text: Smiles}
"""
LONG = ("observation", "rater", "date", "item", "rating")


def table(folder: Path, *rows: object, head: object = HEAD) -> Path:
    """A small table."""
    return write_csv(folder / "a.csv", [head, *rows])  # type: ignore[list-item]


def test_a_renamed_item_is_asked_about(tmp_path: Path) -> None:
    """A name that is near is refused with the option that would take it, and taken with that option."""
    head = ("observation", "date", "practitioner", "rater", "site", "greets", "asked", "listens", "plans")
    path = table(tmp_path, row("V1"), head=head)
    assert '`--rename "asked=asks"`' in said(refused(path), "item-without-column")
    assert answers(gathered(path, asked=Asked(renames={"Asked": "asks"})).editions[0]) == {("V1", "R1"): "2110"}


def test_an_item_without_any_column_is_refused_or_not_rated(tmp_path: Path) -> None:
    """Nothing is near: it is refused, unless the caller takes absent items as not rated, which is told."""
    path = table(tmp_path, row("V1")[:-1], head=HEAD[:-1])
    assert "item `plans` has no column" in said(refused(path), "item-without-column")
    found = gathered(path, asked=Asked(absent="missing"))
    assert answers(found.editions[0]) == {("V1", "R1"): "211-"}
    assert "taken as not rated" in said(found.notes, "item-without-column")


def test_a_table_without_items_is_refused(tmp_path: Path) -> None:
    """All items may have been renamed: the message says how to go on."""
    path = table(tmp_path, row("V1"), head=(*HEAD[:5], "Q1", "Q2", "Q3", "Q4"))
    assert "--rename" in said(refused(path), "no-item-column")


def test_a_fact_with_a_name_that_is_near_is_asked_about(tmp_path: Path) -> None:
    """Neither taken nor lost in silence: both ways out are options."""
    head = ("observation", "date", "practicioner", "rater", "site", *ITEMS)
    path = table(tmp_path, row("V1"), head=head)
    told = said(refused(path), "unknown-column")
    assert '`--rename "practicioner=practitioner"`' in told
    assert '`--rename "practicioner=other_practicioner"`' in told
    found = gathered(path, asked=Asked(renames={"practicioner": "practitioner"}))
    assert facts(found.editions[0], "V1", "practitioner") == ["P03"]


def test_a_column_that_holds_the_word_of_a_fact_is_told(tmp_path: Path) -> None:
    """It is kept as it is."""
    head = ("observation", "Date rated", "practitioner", "rater", "site", *ITEMS)
    found = gathered(table(tmp_path, row("V1"), head=head))
    assert facts(found.editions[0], "V1", "date", "Date rated") == ["", "2026-04-03"]
    assert '`--rename "Date rated=date"`' in said(found.notes, "column-kept")


def test_what_others_call_a_fact_is_taken_and_told(tmp_path: Path) -> None:
    """A session is an observation and a therapist a practitioner, for all to see and with the way back."""
    head = ("Session", "date", "Therapist ID", "rater", "site", *ITEMS)
    found = gathered(table(tmp_path, row("V1"), head=head))
    assert facts(found.editions[0], "V1", "practitioner") == ["P03"]
    told = said(found.notes, "column-taken")
    assert "`Session` is taken to be the observation and `Therapist ID` is taken to be the practitioner" in told
    assert '`--rename "Session=other_session"`' in told
    found = gathered(table(tmp_path, row("V1"), head=head), asked=Asked(renames={"Therapist ID": "seen"}))
    assert facts(found.editions[0], "V1", "practitioner", "seen") == ["", "P03"]


@pytest.mark.parametrize(
    ("head", "column"),
    [
        (("observation", "date", "therapist", "clinician", "site"), "therapist"),
        (("observation", "date", "coach", "rater", "site"), "coach"),
        (("observation", "date", "facilitator", "rater", "site"), "facilitator"),
    ],
)
def test_what_is_not_sure_is_asked_about(tmp_path: Path, head: tuple[str, ...], column: str) -> None:
    """Two that may be the practitioner, and those who practise in one place and rate in another: none is taken."""
    found = gathered(table(tmp_path, row("V1"), head=(*head, *ITEMS)))
    assert facts(found.editions[0], "V1", "practitioner", column) == ["", "P03"]
    assert f'`--rename "{column}=practitioner"`' in said(found.notes, "column-kept")


def test_a_fact_that_is_said_needs_no_other_name(tmp_path: Path) -> None:
    """A therapist beside a practitioner is kept as it is, and so is an item that is called as a fact may be."""
    head = ("observation", "date", "practitioner", "therapist", "visit", *ITEMS)
    found = gathered(table(tmp_path, row("V1"), head=head))
    assert facts(found.editions[0], "V1", "practitioner", "therapist", "visit") == ["P03", "R1", "S01"]
    assert "column-taken" not in codes(found.notes)


def test_every_column_that_nobody_knows_is_told_once(tmp_path: Path) -> None:
    """All of a file together; remarks are not read, and that is told as well."""
    head = (*HEAD, "Weather", "agency", "note.greets", "Notes")
    rows = [[*row("V1"), "rain", "A1", "", "warm"], [*row("V2"), "sun", "A1", "late", ""]]
    found = gathered(write_csv(tmp_path / "a.csv", [head, *rows]))
    (kept,) = [note for note in found.notes if note.code == "column-kept"]
    assert kept.message == "kept as they are, and used only to group by: `Weather` and `agency`"
    assert kept.help == 'if one of them is something known: `--rename "Weather=…"`'
    assert facts(found.editions[0], "V1", "Weather") == ["rain"]
    assert "note.greets and notes" in said(found.notes, "column-not-read")
    assert {"notes", "Notes", "note.greets"}.isdisjoint(found.editions[0].ratings.descriptors.columns)


def test_what_names_of_files_say_is_not_asked_about(tmp_path: Path) -> None:
    """An agency may be the site where nothing else says it, and is no more than a column where the folder does."""
    path = table(tmp_path, row("V1"), head=(*HEAD[:4], "agency", *ITEMS))
    assert '`--rename "agency=site"`' in said(gathered(path).notes, "column-kept")
    assert "agency=site" not in said(gathered(path, asked=Asked(from_folder="site")).notes, "column-kept")


def test_an_item_without_a_column_names_the_columns_that_may_be_it(tmp_path: Path) -> None:
    """The only one that is left over, or all of them, with the option to say it; `--absent` comes last."""
    head = (*HEAD[:5], "zzz", *ITEMS[1:])
    told = said(refused(table(tmp_path, row("V1"), head=head)), "item-without-column")
    assert 'is it `zzz`? `--rename "zzz=greets"`; else add the columns' in told
    head = (*HEAD[:5], "zzz", "yyy", *ITEMS[2:])
    told = said(refused(table(tmp_path, row("V1"), head=head)), "item-without-column")
    assert 'is one of them `zzz` and `yyy`? `--rename "zzz=greets"`' in told


def test_a_cell_that_is_no_code_says_how_to_say_what_it_means(tmp_path: Path) -> None:
    """With the very cell in the option."""
    told = said(refused(table(tmp_path, row("V1", codes="9110"))), "bad-cell")
    assert '`--mark "9=missing"` if that is what it means; else permitted: 2, 1, 0' in told


def test_two_columns_for_one_thing_are_refused(tmp_path: Path) -> None:
    """Two sites, or two columns of one item."""
    head = ("observation", "date", "Site ID", "rater", "site", *ITEMS)
    assert "both mean `site`" in said(refused(table(tmp_path, row("V1"), head=head)), "column-twice")
    head = (*HEAD[:4], "Greets everyone", *ITEMS)
    assert "both mean item `greets`" in said(refused(table(tmp_path, row("V1"), head=head)), "column-twice")


def test_cells_that_mean_nothing_are_refused_with_their_place(tmp_path: Path) -> None:
    """Each of them, also beside other problems of the same file."""
    path = table(tmp_path, row("V1", codes="29x0"), row("V2", on="soon"), row("V3", codes="211-"))
    problems = refused(path)
    assert codes(problems) == ["bad-date", "bad-cell", "bad-cell", "bad-cell"]
    assert [problem.path for problem in problems[1:]] == [(2, "asks"), (2, "listens"), (4, "plans")]
    assert {str(problem.place) for problem in problems} == {str(path)}


def test_marks_say_what_cells_mean(tmp_path: Path) -> None:
    """The caller says what a dash and a role of their own mean."""
    path = table(tmp_path, [*row("V1", codes="211-"), "self report"], head=(*HEAD, "role"))
    assert set(codes(refused(path))) == {"bad-cell", "bad-fact"}
    found = gathered(path, asked=Asked(marks={"-": "missing", "Self report": "self"})).editions[0]
    assert answers(found) == {("V1", "R1"): "211-"}
    assert facts(found, "V1", "role") == ["self"]


def test_facts_of_the_caller_hold_where_nothing_is_said(tmp_path: Path) -> None:
    """They fill blanks, and contradict what is said otherwise."""
    path = table(tmp_path, row("V1", site=""), row("V2"))
    found = gathered(path, asked=Asked(facts={"site": "S01", "region": "C1"})).editions[0]
    assert facts(found, "V1", "site", "region") == ["S01", "C1"]
    told = said(refused(path, asked=Asked(facts={"site": "S09"})), "fact-contradicts")
    assert "row 3, column site: it says `S01`, and `--fact` says `S09`" in told


def test_names_of_files_folders_and_sheets_say_facts(tmp_path: Path) -> None:
    """As the caller says; a text has no sheet."""
    head = ("observation", "date", "practitioner", "rater", *ITEMS)
    rows = [head, ["V1", "2026-04-03", "P03", "R1", *"2110"]]
    asked = Asked(from_file="site", from_folder="region", from_sheet="team")
    path = write_book(tmp_path / "C1" / "S01.xlsx", {"T1": rows, "T2": [head, ["V2", *rows[1][1:]]]})
    found = gathered(path, asked=asked)
    assert [facts(found.editions[0], name, "site", "region", "team") for name in ("V1", "V2")] == [
        ["S01", "C1", "T1"], ["S01", "C1", "T2"]
    ]  # fmt: skip
    assert [note.message for note in found.notes if note.code == "name-says"] == [
        "site is taken from names: `S01`", "region is taken from names: `C1`", "team is taken from names: `T1` and `T2`"
    ]  # fmt: skip
    assert codes(refused(write_csv(tmp_path / "S02.csv", rows), asked=asked)) == ["name-says"]


def test_formulas_errors_and_days_in_cells_of_items_are_refused(tmp_path: Path) -> None:
    """Facts may come from formulas, which is told; what nobody reads may hold what it likes."""
    good = ["V1", date(2026, 4, 3), '="P03"', "R1", "S01", 2, 1, 1, 0, "=SUM(F2:I2)"]
    bad = ["V2", date(2026, 4, 3), "P03", "R1", "S01", "=F2", date(2026, 2, 1), True, 0, None]
    path = write_book(tmp_path / "a.xlsx", {"A": [[*HEAD, "sum"], good, bad]})
    problems = refused(path)
    assert [(problem.code, problem.path) for problem in problems] == [
        ("formula-in-cell", (3, "greets")), ("bad-cell", (3, "asks")), ("bad-cell", (3, "listens"))
    ]  # fmt: skip
    found = gathered(write_book(tmp_path / "a.xlsx", {"A": [[*HEAD, "sum"], good]}))
    assert answers(found.editions[0]) == {("V1", "R1"): "2110"}
    assert "column practitioner" in said(found.notes, "formula-in-cell")
    wrong = ["V1", "2026-04-03", True, "R1", "S01", 2, 1, 1, 0]
    assert "column practitioner" in said(refused(write_book(tmp_path / "b.xlsx", {"A": [HEAD, wrong]})), "bad-cell")


def test_a_long_table_is_read_as_a_wide_one(tmp_path: Path) -> None:
    """Items by their texts, answers in other words, a status beside them; a row that is there twice counts once."""
    rows = [
        ["V1", "R1", "3 April 2026", "Greets everyone", "As described"],
        ["V1", "R1", "3 April 2026", "asks", "1"],
        ["V1", "R1", "3 April 2026", "Listens", "1"],
        ["V1", "R1", "3 April 2026", "Item 4: Plans", "n/a"],
        ["V1", "R1", "3 April 2026", "asks", "1"],
    ]
    found = gathered(table(tmp_path, *rows, head=LONG))
    assert answers(found.editions[0]) == {("V1", "R1"): "211a"}
    assert facts(found.editions[0], "V1", "date") == ["2026-04-03"]
    assert "row 6: an earlier row says the same" in said(found.notes, "duplicate-left-out")


def test_a_long_table_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    """Two answers of one rater to one item, an item that is not there, and a text that means nothing."""
    rows = [
        ["V1", "R1", "2026-04-03", *each] for each in (("asks", "1"), ("asks", "2"), ("smiles", "1"), ("greets", "n/a"))
    ]
    assert sorted(codes(refused(table(tmp_path, *rows, head=LONG)))) == [
        "bad-cell", "observation-twice", "unknown-item"
    ]  # fmt: skip


def test_rows_of_one_visit_must_agree_on_whom_and_when(tmp_path: Path) -> None:
    """Both rows are named; blanks contradict nothing, and are filled from the other rater's row."""
    path = table(tmp_path, row("V1"), row("V1", rater="R2", on="2026-04-04"))
    assert "row 3, column date: visit `V1` has `2026-04-04`, and `2026-04-03` in row 2" in said(
        refused(path), "visit-contradicts"
    )
    found = gathered(table(tmp_path, row("V1"), row("V1", rater="R2", on="", who="", site=""))).editions[0]
    assert found.ratings.descriptors["practitioner"].tolist() == ["P03", "P03"]


def test_visits_without_a_name_are_called_after_whom_and_when(tmp_path: Path) -> None:
    """And where that is not known, after file and row; a long table cannot do without."""
    found = gathered(table(tmp_path, row(""), row("", rater="R2"), row("", who="")))
    path = tmp_path / "a.csv"
    assert [*answers(found.editions[0])] == [
        ("P03-2026-04-03", "R1"),
        ("P03-2026-04-03", "R2"),
        (f"{path} row 4", "R1"),
    ]
    assert "numbered" in codes(found.notes)
    rows = [["", "R1", "2026-04-03", "asks", "1"], ["V2", "R1", "2026-04-03", "asks", "1"]]
    assert "row 2:" in said(refused(table(tmp_path, *rows, head=LONG)), "no-observation")


def test_a_row_that_was_never_filled_in_is_no_record(tmp_path: Path) -> None:
    """A visit that was prepared and not rated is left out; one of which nothing was applicable is not."""
    found = gathered(table(tmp_path, row("V1"), [*row("V2")[:5], "", "", "", ""], [*row("V3")[:5], "", "", "", "n/a"]))
    assert [*answers(found.editions[0])] == [("V1", "R1"), ("V3", "R1")]
    assert "row 3: no item has an answer" in said(found.notes, "row-left-out")
    assert codes(refused(table(tmp_path, [""] * 9))) == ["no-rows"]


def test_several_checklists_may_stand_side_by_side(tmp_path: Path) -> None:
    """A row with the items of two checklists of one version is a record of each."""
    known = visit(
        text=DEFINITION.replace("profiles:\n", SECOND + "profiles:\n").replace(
            "- {id: short", "- {checklist: delivery, id: short"
        )
    )
    path = table(tmp_path, [*row("V1"), "2"], head=(*HEAD, "smiles"))
    found = gathered(path, of=known)
    assert [(each.edition.checklist, *answers(each).values()) for each in found.editions] == [
        ("delivery", "2110"), ("second", "2")
    ]  # fmt: skip


def test_a_column_about_something_else_is_not_the_edition(tmp_path: Path) -> None:
    """A hundred different profiles are no profiles."""
    rows = [[*row(f"V{n}"), f"group {n}"] for n in range(120)]
    assert '--rename "profile=' in said(refused(table(tmp_path, *rows, head=(*HEAD, "profile"))), "which-edition")


@pytest.mark.parametrize(("edition", "code"), [(Edition("visit", "9.9", ""), "which-edition")])
def test_an_edition_that_is_not_asked_for_is_refused(tmp_path: Path, edition: Edition, code: str) -> None:
    """What the caller says has to be among what is asked for."""
    assert codes(refused(table(tmp_path, row("V1")), of=both(), asked=Asked(edition))) == [code]


def test_a_profile_holds_where_it_is_said(tmp_path: Path) -> None:
    """The profile leaves an item out: it needs no column, and what stands there is not used, which is told."""
    asked = Asked(Edition("visit", "1.2", "delivery", "short"))
    found = gathered(table(tmp_path, row("V1")), asked=asked)
    assert found.editions[0].edition.profile == "short"
    assert answers(found.editions[0]) == {("V1", "R1"): "211?"}
    assert "rated-but-off" in codes(found.notes)
    assert gathered(table(tmp_path, row("V1")[:-1], head=HEAD[:-1]), asked=asked).n_records == 1
