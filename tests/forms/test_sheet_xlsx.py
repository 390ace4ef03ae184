"""The fill-in sheet as a workbook, as other libraries read it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

import attrs
import openpyxl
import pytest
import python_calamine

from fidelity.forms.blank import blank_of
from fidelity.forms.sheet_xlsx import sheet_xlsx
from fidelity.handins.reading import read_handin
from fidelity.plan.lowering import lower
from fidelity.plugins.loader import catalogue
from fidelity.plugins.reading import intervention_of
from tests.forms.samples import blank

FORM = blank(date="2026-11-20", site="N7")
DATA = sheet_xlsx(FORM)


def book(data: bytes = DATA) -> Any:
    """The workbook as openpyxl has it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def at(key: str) -> int:
    """The row of a key."""
    return next(row for row in range(1, 100) if book()["Form"].cell(row, 7).value == key)


def offered(key: str) -> Any:
    """What is tested at the answer of a key; None where anything goes."""
    cell = f"C{at(key)}"
    found = [test for test in book()["Form"].data_validations.dataValidation if cell in test.sqref]
    return found[0] if found else None


def test_it_opens_in_other_libraries() -> None:
    """Every row of the form, with what is known already."""
    sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(DATA)).get_sheet_by_name("Form")
    rows = sheet.to_python()
    assert rows[2] == ["No.", "Question", "Answer", "Note", "Permitted", "How to decide", "Key"]
    assert [row[6] for row in rows if str(row[6]).startswith("item:")] == [
        "item:greets", "item:plans", "item:talks", "item:takes_part", "item:knows",
    ]  # fmt: skip
    assert book()["Form"].cell(at("fact:date"), 3).value == datetime(2026, 11, 20)
    assert book()["Form"].cell(at("fact:site"), 3).value == "N7"


def test_what_can_be_answered_is_offered_in_a_list() -> None:
    """Codes and statuses, by a list that stands in the second sheet with labels and anchors."""
    test = offered("item:plans")
    assert (test.type, test.showErrorMessage) == ("list", True)
    assert test.prompt.splitlines()[3] == "not_applicable or NA = Not applicable"
    first, last = map(int, re.findall(r"\$(\d+)", test.formula1))
    answers = book()["Answers"]
    listed = [[answers.cell(row, column).value for column in (1, 3, 4, 5)] for row in range(first, last + 1)]
    assert listed[0] == ["2", "2", "Yes", "All steps."]
    assert [row[1] for row in listed] == ["2", "1", "0", "not_applicable", "NA", "not_observed"]
    assert offered("fact:role").type == "list"


def test_numbers_have_their_limits() -> None:
    """As text, for that is what the answers are; results of persons are only read when they come back."""
    cell = f"$C${at('item:talks')}"
    assert offered("item:talks").formula1 == f"IFERROR(AND(VALUE({cell})>=0,ISNUMBER(VALUE({cell}))),FALSE)"
    assert "SUBSTITUTE" in offered("item:takes_part").formula1
    assert "<=100" in offered("item:takes_part").formula1
    assert offered("item:knows") is None
    assert offered("fact:minutes").type == "custom"
    assert (offered("fact:date").type, offered("fact:date").operator) == ("date", None)


def test_answers_are_text_and_nothing_is_computed() -> None:
    """No spreadsheet makes a date of 4/4, and no text becomes a formula or a link."""
    sheet = book()["Form"]
    assert {sheet.cell(at(key), 3).number_format for key in ("item:greets", "item:knows", "fact:rater")} == {"@"}
    with zipfile.ZipFile(io.BytesIO(DATA)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", ["=1+1", "http://example.org", "{=1}", "<b>&amp;</b>", "\x1f\x00_x0041_"])
def test_a_text_of_a_definition_stays_text(text: str) -> None:
    """Whatever it looks like."""
    whole = blank()
    question = whole.questions[0]
    changed = attrs.evolve(question, text=text)
    data = sheet_xlsx(attrs.evolve(whole, questions=(changed,)))
    (sheet,) = read_handin("a.xlsx", data)
    assert (sheet.problems, [*sheet.ratings]) == ((), ["greets"])
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Form").to_python()
    assert [row[1] for row in rows if row[6] == "item:greets"] == [text]


def test_the_sheet_is_for_people_with_any_eyes_and_for_paper() -> None:
    """Real tables with headings that stay, A4 across, and only the key and what says which form it is hidden."""
    workbook = book()
    sheet = workbook["Form"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert [table.ref for table in sheet.tables.values()] == [f"A3:G{sheet.max_row}"]
    assert [table.ref for table in workbook["Answers"].tables.values()] == [f"A3:E{workbook['Answers'].max_row}"]
    for each in workbook:
        assert (each.page_setup.orientation, each.page_setup.paperSize, each.page_setup.fitToHeight) == (
            "landscape",
            9,
            0,
        )
        assert not each.merged_cells.ranges
    assert sheet.column_dimensions["G"].hidden
    hidden = [row for row in range(1, sheet.max_row + 1) if sheet.row_dimensions[row].hidden]
    assert [sheet.cell(row, 7).value for row in hidden] == [
        "form:edition",
        "form:plan_hash",
        "form:text_hash",
        "form:id",
    ]
    assert sheet.cell(at("item:plans"), 2).alignment.wrap_text
    assert workbook.properties.title == "Home visit: Delivery of visits"


def test_only_what_is_filled_in_is_open_and_there_is_no_password() -> None:
    """A slip of the hand changes no question; who wants to change one can."""
    sheet = book()["Form"]
    row = at("item:greets")
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert [sheet.cell(row, column).protection.locked for column in range(1, 8)] == [
        True,
        True,
        False,
        False,
        True,
        True,
        True,
    ]


def test_the_same_form_is_the_same_file() -> None:
    """Whenever it is made."""
    assert sheet_xlsx(blank(date="2026-11-20", site="N7")) == DATA


def test_every_installed_checklist_has_a_sheet_that_is_read_again() -> None:
    """With all its items, however long its texts and lists are."""
    n = 0
    for entry in catalogue().entries():
        intervention = intervention_of(entry)
        for checklist in intervention.assessable.checklists:
            form = blank_of(intervention, lower(checklist))
            (sheet,) = read_handin("a.xlsx", sheet_xlsx(form))
            assert (sheet.edition, [*sheet.ratings]) == (form.edition, [question.id for question in form.questions])
            assert (sheet.problems, sheet.remarks) == ((), ())
            n += 1
    assert n
