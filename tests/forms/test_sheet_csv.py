"""The fill-in sheet as text."""

from __future__ import annotations

import csv
import io

import attrs
import pytest

from fidelity.forms.blank import Blank
from fidelity.forms.sheet_csv import sheet_csv
from fidelity.handins.reading import read_handin
from tests.forms.samples import blank


def rows(form: Blank) -> list[list[str]]:
    """The rows of a sheet, without the mark of the byte order."""
    return [*csv.reader(io.StringIO(sheet_csv(form)[1:], newline=""))]


def test_a_sheet_begins_with_its_mark_and_its_headings() -> None:
    """So that Excel knows its letters; the first line is no `sep=`, which would make it forget."""
    text = sheet_csv(blank())
    assert text.startswith("\ufeffNo.,Question,Answer,Note,Permitted,How to decide,Key\r\n")
    assert {len(row) for row in rows(blank())} == {7}


def test_there_is_a_row_for_each_question() -> None:
    """The parts of the date, the facts, the items of the form, and which form it is."""
    keys = [row[6] for row in rows(blank(profile="short"))[1:]]
    assert keys[:4] == ["date:year", "date:month", "date:day", "fact:practitioner"]
    assert [key for key in keys if key.startswith("item:")] == [
        "item:greets",
        "item:plans",
        "item:takes_part",
        "item:knows",
    ]
    assert keys[-4:] == ["form:edition", "form:plan_hash", "form:text_hash", "form:id"]


def test_what_is_known_stands_in_its_place() -> None:
    """The date in its parts."""
    said = {row[6]: row[2] for row in rows(blank(date="2026-04-03", site="N7"))}
    assert [said[f"date:{part}"] for part in ("year", "month", "day")] == ["2026", "04", "03"]
    assert (said["fact:site"], said["fact:rater"], said["item:greets"]) == ("N7", "", "")


def test_anchors_stand_beside_the_item() -> None:
    """There is no second sheet to look them up in."""
    guidance = {row[6]: row[5] for row in rows(blank())}["item:plans"]
    assert guidance.startswith(
        "Work on a plan. Read it together. Look at: observation and record. | 2: All steps. | 1: With some."
    )


@pytest.mark.parametrize("text", ["=1+1", "+plus", "-8 is refused", "@home", "\tx", 'a, "b"; c\nd'])
def test_a_text_that_a_spreadsheet_would_compute_is_made_harmless(text: str) -> None:
    """Texts of items come from anybody's definition."""
    form = blank()
    asked = attrs.evolve(form.questions[0], text=text)
    found = rows(attrs.evolve(form, questions=(asked,)))
    (question,) = (row[1] for row in found if row[6] == "item:greets")
    assert question in (text, f"'{text}")
    assert question[0] not in "=+-@\t"


def test_the_sheet_is_read_again_as_it_was_made() -> None:
    """With and without the mark."""
    text = sheet_csv(blank(date="2026-04-03"))
    for data in (text.encode(), text[1:].encode()):
        (sheet,) = read_handin("a.csv", data)
        assert (sheet.edition, sheet.facts, sheet.problems, sheet.remarks) == (
            blank().edition, {"date": "2026-04-03"}, (), (),
        )  # fmt: skip
