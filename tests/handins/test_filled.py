"""Fill-in sheets that were filled in, as a workbook and as text."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from fidelity.handins.filled import filled_sheet
from fidelity.handins.reading import read_handin
from fidelity.handins.sheet import Sheet
from fidelity.handins.table import Row, Table
from tests.handins.samples import BLANK, FACTS, NOTES, RATINGS, answers, codes, filled_csv, filled_workbook

AT = answers()


def read(text: str) -> Sheet:
    """What a sheet in text says."""
    (sheet,) = read_handin("a.csv", text.encode())
    return sheet


def book(changes: dict[str, object] | None = None, rename: str = "Visit", formats: str = "@") -> Sheet:
    """What a workbook says, with other answers at some keys."""
    filled = filled_workbook(
        lambda key: ((changes or {}).get(key, AT(key)[0]), AT(key)[1]), rename=rename, formats=formats
    )
    (sheet,) = read_handin("a.xlsx", filled)
    return sheet


def says_all(sheet: Sheet) -> bool:
    """Whether a sheet says everything that was filled in, and nothing is odd."""
    assert (sheet.problems, sheet.remarks) == ((), ())
    return (sheet.edition, sheet.facts, sheet.ratings, sheet.notes) == (BLANK.edition, FACTS, RATINGS, NOTES)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_text_is_read_however_a_spreadsheet_wrote_it(delimiter: str, quoting: int, newline: str) -> None:
    """Any delimiter, quotation marks anyhow, with a byte-order mark, with a first line that names the delimiter."""
    text = filled_csv(AT, delimiter, quoting, newline)
    assert says_all(read(text))
    assert says_all(read(f"\ufeff{text}"))
    assert says_all(read(f"sep={delimiter}{newline}{text}"))


def test_a_workbook_is_read_whoever_wrote_it() -> None:
    """Sheets may be renamed, and answers be numbers and days."""
    assert says_all(book())
    assert says_all(book({"fact:date": date(2026, 11, 20), "item:greets": 2, "item:talks": 12.5, "fact:minutes": 45.0}))
    assert says_all(book({"fact:date": 46346, "item:takes_part": 85}, rename="Besuch 3", formats="General"))
    percent = book({"item:takes_part": 0.85}, formats="0%")
    assert percent.ratings["takes_part"] == "85%"


@pytest.mark.parametrize(
    ("key", "answer", "code", "words"),
    [
        ("item:greets", "=1+1", "formula-in-cell", "cell C15, item `greets`: the cell holds a formula"),
        ("item:greets", "{=1+1}", "formula-in-cell", "holds a formula"),
        ("fact:rater", "=A1", "formula-in-cell", "cell C6, fact `rater`"),
        ("form:plan_hash", "=A1", "formula-in-cell", "holds a formula"),
        ("item:greets", True, "bad-cell", "the truth value TRUE"),
        ("item:knows", date(2026, 4, 4), "bad-cell", "has made a date of the answer"),
        ("fact:observation", date(2026, 4, 4), "bad-cell", "has made a date of the answer"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(key: str, answer: object, code: str, words: str) -> None:
    """A value that is computed is not taken, whatever it came to."""
    sheet = book({key: answer})
    (problem,) = sheet.problems
    assert problem.code == code
    assert words in problem.message
    assert "2" not in sheet.ratings.get("greets", "") or key != "item:greets"


def test_a_formula_that_nobody_reads_is_nothing() -> None:
    """Somebody may count their answers beside them."""
    rows = (Row(1, {0: "Answer", 1: "Key", 2: "Count"}), Row(2, {0: "2", 1: "item:greets", 2: "1"}))
    sheet = filled_sheet(Table("a.xlsx", rows, odd={(2, 2): book({"item:greets": "=1"}).problems[0]}))
    assert sheet is not None
    assert (sheet.ratings, sheet.problems) == ({"greets": "2"}, ())


def test_rows_and_columns_may_be_moved() -> None:
    """The key says what a row is about."""
    lines = filled_csv(AT).splitlines()
    rows = [*csv.reader([lines[0], *reversed(lines[1:])])]
    text = "\n".join(",".join(f'"{cell}"' for cell in reversed(row)) for row in rows)
    assert says_all(read(text))


def test_texts_and_headings_of_columns_that_are_not_read_may_be_changed() -> None:
    """In another language, say."""
    text = filled_csv(AT).replace("Question", "Frage").replace("Greets", "Begrüßt").replace(",Answer,", ",ANSWER,")
    sheet = read(text)
    assert (sheet.ratings, sheet.problems) == (RATINGS, ())


def lines(*rows: str) -> Sheet:
    """A sheet of a few rows."""
    return read("\n".join(("Key,Answer,Note", *rows)))


def test_a_key_that_stands_twice_is_refused() -> None:
    """Even where both say the same: nobody knows which one is looked after."""
    sheet = lines("item:greets,2,", "item:greets,2,")
    assert codes(sheet.problems) == ["key-twice"]
    assert "row 3" in sheet.problems[0].message


@pytest.mark.parametrize("key", ["item:", "greets", "form:versoin", "date:hour", "x" * 300, ":", "Item:greets"])
def test_a_key_of_nothing_is_refused(key: str) -> None:
    """With the nearest, where there is one."""
    (problem,) = lines(f"{key},2,").problems
    assert problem.code == "bad-row-key"
    assert len(problem.message) < 120


def test_what_is_written_beside_the_sheet_is_pointed_out() -> None:
    """A row without a key, a column of somebody's own: neither is read, and both are said."""
    text = "Key,Answer,Note,Mine\nitem:greets,2,,x\n,A fine visit,,\n,,,\n"
    sheet = read(text)
    assert codes(sheet.remarks) == ["not-read", "not-read"]
    assert "row 3 has no key" in sheet.remarks[0].message
    assert "`Mine`" in sheet.remarks[1].message


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("date:year,2026,", "date:month,4,", "date:day,3,"), "2026-04-03"),
        (("date:year,2026,", "date:month,11,", "date:day,,"), "2026-11-?"),
        (("date:day,,", "date:month,,"), None),
        (("fact:date,2026-04-03,",), "2026-04-03"),
        (("fact:date,3/4/2026,",), "3/4/2026"),
        (("fact:date,46346,",), "46346"),
    ],
)
def test_the_date_is_put_together(rows: tuple[str, ...], expected: str | None) -> None:
    """From its parts, or whole; a number of days is a day in a workbook only."""
    assert lines(*rows).facts.get("date") == expected


@pytest.mark.parametrize(
    ("edition", "plan_hash"),
    [
        ("", ""),
        ("visit@1.2", "ok"),
        ("visit/delivery@1.2", ""),
        ("visit/delivery@1.2", "sha256:1"),
        ("Visit/d@1", "ok"),
    ],
)
def test_a_sheet_that_does_not_say_which_form_it_is_has_no_edition(edition: str, plan_hash: str) -> None:
    """Whatever part of it was lost or changed."""
    hash_ = BLANK.edition.plan_hash if plan_hash == "ok" else plan_hash
    assert lines(f"form:edition,{edition},", f"form:plan_hash,{hash_},").edition is None


def test_texts_that_a_spreadsheet_would_compute_come_back() -> None:
    """The apostrophe before them is undone, in notes too."""
    sheet = lines("item:greets,'=1+1,'@home")
    assert (sheet.ratings, sheet.notes) == ({"greets": "=1+1"}, {"greets": "@home"})
