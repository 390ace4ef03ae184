"""Workbooks as text: what other programs write, and what nobody should take in silence."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from random import Random

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from openpyxl.worksheet.formula import ArrayFormula

from fidelity.errors import HandInError
from fidelity.forms.sheet_xlsx import sheet_xlsx
from fidelity.handins import sheet_cells
from fidelity.handins.cell_texts import SINCE_1904
from fidelity.handins.limits import COLUMNS, MEMBERS, MIB, ROWS
from fidelity.handins.sheet_cells import CELLS
from fidelity.handins.table import Table
from fidelity.handins.workbook import read_workbook
from tests.handins.samples import BLANK, archive, by_hand, cells


def table(data: bytes) -> Table:
    """The one sheet of a workbook that holds anything."""
    (found,) = read_workbook("a.xlsx", data)
    return found


def texts(found: Table) -> list[dict[int, str]]:
    """The cells of a table, row by row."""
    return [dict(row.texts) for row in found.rows]


def refused(data: bytes) -> str:
    """What a workbook is refused for."""
    with pytest.raises(HandInError) as caught:
        read_workbook("a.xlsx", data)
    (problem,) = caught.value.problems
    return f"{problem.code}: {problem.message}"


def test_a_sheet_is_read_as_another_library_reads_it() -> None:
    """Every cell of our own form, as calamine has it."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheet_xlsx(BLANK)))
    theirs = book.get_sheet_by_name("Form").to_python(skip_empty_area=False)
    assert [{column: str(text).strip() for column, text in enumerate(row) if text} for row in theirs] == cells()


def test_what_openpyxl_writes_is_read() -> None:
    """Numbers, days, texts of several runs, and nothing at all."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", 2, 2.5, date(2026, 11, 20), datetime(2026, 11, 20, 9, 30), " spaced ", None, "=no"[1:]])
    sheet["A3"] = 0.85
    sheet["A3"].number_format = "0%"
    out = io.BytesIO()
    book.save(out)
    found = table(out.getvalue())
    first = {0: "a", 1: "2", 2: "2.5", 3: "2026-11-20", 4: "2026-11-20", 5: "spaced", 7: "no"}
    assert texts(found) == [first, {0: "85%"}]
    assert [row.number for row in found.rows] == [1, 3]
    assert found.days == {(1, 3), (1, 4)}
    assert (found.tab, found.place((3, 0))) == ("Sheet", "cell A3")


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    """As old Macs did."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "date_1904": True}) as book:
        book.add_worksheet().write_datetime(0, 0, date(2026, 11, 20), book.add_format({"num_format": "yyyy-mm-dd"}))
    found = table(out.getvalue())
    assert (found.epoch, texts(found)) == (SINCE_1904, [{0: "2026-11-20"}])


def test_formulas_errors_truth_values_and_times_are_told() -> None:
    """Cell by cell, whatever they last came to; what they came to is nothing to rely on."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", None, 2)
        sheet.write_boolean("A2", True)
        sheet.write_formula("A3", "=NA()", None, "#N/A")
        sheet.write_datetime("A4", time(9, 30), book.add_format({"num_format": "hh:mm"}))
        sheet.write_array_formula("B1:B3", "{=A1:A3}", None, 1)
        sheet.write_number("B2", 1)
        sheet.write_number("B4", 1)
    found = table(out.getvalue())
    expected = dict.fromkeys([(1, 0), (3, 0), (1, 1), (2, 1), (3, 1)], "formula-in-cell")
    assert {cell: problem.code for cell, problem in found.odd.items()} == {
        **expected, (2, 0): "bad-cell", (4, 0): "bad-cell",
    }  # fmt: skip


def test_cells_that_a_formula_fills_are_told_whoever_wrote_it() -> None:
    """A formula that spills stands in one cell only, and values stand in the others."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = ArrayFormula("A1:A3", "=B1:B3")
    for row in (2, 3, 4):
        sheet[f"A{row}"] = row
    out = io.BytesIO()
    book.save(out)
    assert sorted(table(out.getvalue()).odd) == [(1, 0), (2, 0), (3, 0)]


def test_formulas_without_number_are_refused() -> None:
    """Each would be looked up for each cell."""
    row = '<row><c><f t="array" ref="A1:A9">1</f><v>1</v></c></row>'
    assert refused(by_hand(row * 1001)).startswith("formula-in-cell: the sheet is full of formulas")
    assert refused(by_hand(row.replace("A1:A9", "everywhere"))).startswith("formula-in-cell")


def test_shared_texts_have_runs_and_readings() -> None:
    """The runs are one text; how a name is read aloud is no part of it."""
    strings = '<si><r><t>two </t></r><r><t xml:space="preserve">runs</t></r></si>'
    strings += "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
    found = table(by_hand('<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>', strings))
    assert texts(found) == [{0: "two runs", 1: "東京"}]


def test_what_xml_cannot_hold_comes_back_as_it_was_typed() -> None:
    """A carriage return is written with its number; so is what only looks like one."""
    cells_ = '<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>a_x000D_b</t></is></c></row>'
    assert texts(table(by_hand(cells_, "<si><t>_x005F_x0041_ _x41_</t></si>"))) == [{0: "_x0041_ _x41_", 1: "a\rb"}]


def test_cells_without_names_follow_each_other() -> None:
    """Some programs leave the names out."""
    found = table(
        by_hand(
            '<row><c><v>1</v></c><c><v>2</v></c></row><row r="5"><c r="C5"><v>3</v></c></row><row><c><v>4</v></c></row>'
        )
    )
    assert [(row.number, dict(row.texts)) for row in found.rows] == [
        (1, {0: "1", 1: "2"}),
        (5, {2: "3"}),
        (6, {0: "4"}),
    ]


@pytest.mark.parametrize("name", [f"A{ROWS + 1}", "XFD1048576", "ALM1"])
def test_a_cell_far_away_is_refused(name: str) -> None:
    """A reader that lays a sheet out whole would ask for half a terabyte."""
    assert COLUMNS == 1000  # ALM is column 1001
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{name}"><v>1</v></c></row>'
    assert refused(by_hand(rows)) == f"too-large: the sheet goes on as far as cell {name}, and holds more than is read"


def test_an_empty_cell_far_away_is_nothing() -> None:
    """Whoever colours a whole row leaves thousands of them behind."""
    assert texts(table(by_hand('<row><c r="A1"><v>1</v></c><c r="XFD1048576" s="1"/></row>'))) == [{0: "1"}]


def test_a_long_text_that_many_cells_share_takes_its_room_once() -> None:
    """It is too long for an answer, and no cell gets a copy of it."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2001))
    found = table(by_hand(rows, f"<si><t>{Random(1).randbytes(2_500_000).hex()}</t></si>"))
    assert {problem.code for problem in found.odd.values()} == {"too-long"}
    assert len(found.odd) == 2000


def test_too_many_cells_are_refused() -> None:
    """However small the file is."""
    row = "<row>" + "<c><v>1</v></c>" * 900 + "</row>"
    assert refused(by_hand(row * (CELLS // 900 + 1))).startswith("too-large")


def test_cells_that_hold_nothing_are_counted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row of millions of blank cells packs into a small file."""
    monkeypatch.setattr(sheet_cells, "ANY_CELLS", 1_000)
    assert not read_workbook("a.xlsx", by_hand("<row>" + "<c/>" * 1_000 + "</row>"))
    assert refused(by_hand("<row>" + "<c/>" * 1_001 + "</row>")).startswith("too-large: the sheet has more than")


def test_two_tabs_of_one_part_are_refused() -> None:
    """Each would be read anew, so that a small file would take long."""
    book = '<sheets><sheet name="B" r:id="r1"/></sheets>'
    assert refused(by_hand("<row><c><v>1</v></c></row>", book=book)) == "bad-workbook: two of its sheets are one"


def test_a_document_type_in_any_part_is_refused() -> None:
    """Entities could grow without end."""
    before = '<!DOCTYPE worksheet [<!ENTITY a "1">]>'
    assert refused(by_hand("<row><c><v>&a;</v></c></row>", before=before)).startswith("bad-workbook")


def test_sheets_without_end_are_refused() -> None:
    """A list of them takes little room."""
    book = "<sheets>" + '<sheet name="B" r:id="r1"/>' * (MEMBERS + 1) + "</sheets>"
    assert refused(by_hand("", book=book)).startswith("too-large: the workbook has 202 sheets")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("word/document.xml", "a Word document"),
        ("xl/workbook.bin", "a binary Excel workbook"),
        ("mimetype", "an OpenDocument or e-book file"),
        ("photo.jpg", "an archive of files"),
    ],
)
def test_other_archives_are_called_what_they_are(name: str, what: str) -> None:
    """So that nobody looks for a mistake in the form."""
    assert refused(archive({name: b""})) == f"not-a-hand-in: this is {what}"


def test_a_workbook_without_its_parts_holds_nothing() -> None:
    """No links, no styles, no shared texts."""
    assert (
        read_workbook("a.xlsx", archive({"xl/workbook.xml": "<workbook><sheets><sheet id='1'/></sheets></workbook>"}))
        == ()
    )


def test_parts_that_unpack_too_far_are_refused() -> None:
    """Whatever part of the workbook it is."""
    padding = f"<!--{'x' * (33 * MIB)}-->"
    assert refused(by_hand(padding)).startswith("too-large")
