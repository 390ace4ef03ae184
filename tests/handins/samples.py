"""Hand-ins of the sample form: as it saves them, as sheets that were filled in, and workbooks made by hand."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import xlsxwriter

from fidelity.forms.blank import Blank
from fidelity.forms.sheet_csv import sheet_csv
from fidelity.forms.sheet_xlsx import sheet_xlsx
from fidelity.handins.checking import Checked, check
from fidelity.handins.layout import ANSWER, KEY, NOTE
from fidelity.handins.reading import read_handin
from fidelity.handins.workbook import read_workbook
from fidelity.intervention import Intervention
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.problems import Problem
from fidelity.records.observation import Edition, Observation, as_content
from fidelity.records.policy import Policy
from tests.forms.samples import blank, intervention

BLANK = blank()
ID = "3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f"
FACTS = {
    "observation": "P03-2026-11-20",
    "date": "2026-11-20",
    "practitioner": "P03",
    "rater": "R1",
    "role": "coach",
    "mode": "live",
    "minutes": "45",
}
RATINGS = {"greets": "2", "plans": "not_applicable", "talks": "12.5", "takes_part": "85", "knows": "4/4 2/3"}
NOTES = {"greets": "Smiled at everybody."}
OBSERVATION = Observation(ID, BLANK.edition, FACTS, RATINGS, NOTES)
TODAY = date(2026, 11, 23)
POLICY = Policy.of({"practitioner": "[A-Z]{1,4}[0-9]{1,5}", "rater": "[A-Z]{1,4}[0-9]{1,5}"})


class Installed:
    """Finds definitions among one intervention; each checklist is compiled once."""

    def __init__(self, one: Intervention | None = None) -> None:
        self.one = one or intervention()
        self.asked: list[Edition] = []
        self._known: dict[tuple[str, str], Definition] = {}

    def get(self, edition: Edition) -> Definition | Problem:
        """The definition of an edition, or why there is none."""
        self.asked.append(edition)
        if (edition.intervention, edition.version) != (self.one.id, self.one.version):
            return Problem("edition-not-installed", f"{edition.intervention}@{edition.version} is not there")
        names = edition.checklist, edition.profile
        if edition.checklist not in ("delivery", "team_day"):
            return Problem("edition-not-installed", f"there is no checklist `{edition.checklist}`")
        return self._known.setdefault(names, Definition(self.one, lower(self.one.checklist(*names))))


def content(**changes: object) -> dict[str, Any]:
    """A hand-in as a form saves it."""
    shown = {"total": "100"}
    return {**as_content(OBSERVATION), "shown": shown, "made_with": "fidelity-form 0.1.0", **changes}


def checked(name: str, data: bytes) -> Checked:
    """The one hand-in of a file, read and checked."""
    (sheet,) = read_handin(name, data)
    return check(sheet, Installed(), POLICY, TODAY)


def codes(found: tuple[Problem, ...]) -> list[str]:
    """What was found, by code."""
    return [problem.code for problem in found]


def answers(
    facts: Mapping[str, str] = FACTS, ratings: Mapping[str, str] = RATINGS, notes: Mapping[str, str] = NOTES
) -> Callable[[str], tuple[str, str]]:
    """What is filled in at a key: answer and note; facts of the sheet's parts of the date too."""
    parts = dict(zip(("year", "month", "day"), facts.get("date", "--").split("-"), strict=True))

    def at(key: str) -> tuple[str, str]:
        kind, _, name = key.partition(":")
        said = {"fact": facts, "date": parts, "item": ratings}.get(kind, {})
        return said.get(name, ""), notes.get(name, "") if kind == "item" else ""

    return at


def filled_csv(
    at: Callable[[str], tuple[str, str]],
    delimiter: str = ",",
    quoting: Any = csv.QUOTE_MINIMAL,
    newline: str = "\r\n",
    form: Blank = BLANK,
) -> str:
    """The sheet in text, filled in, as a spreadsheet might write it: without the mark of the byte order."""
    rows = [*csv.reader(io.StringIO(sheet_csv(form).removeprefix("\ufeff")))]
    columns = [rows[0].index(name) for name in (KEY, ANSWER, NOTE)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=newline)
    for row in rows:
        answer, note = at(row[columns[0]])
        row[columns[1]], row[columns[2]] = answer or row[columns[1]], note or row[columns[2]]
        writer.writerow(row)
    return out.getvalue()


@cache
def cells(form: Blank = BLANK) -> list[dict[int, str]]:
    """The cells of the sheet as a workbook, row by row, as our own reader finds them."""
    (table, _) = read_workbook("form.xlsx", sheet_xlsx(form))
    found = {row.number: dict(row.texts) for row in table.rows}
    return [found.get(number, {}) for number in range(1, max(found) + 1)]


def filled_workbook(
    at: Callable[[str], tuple[object, str]], form: Blank = BLANK, rename: str = "Visit", formats: str = "@"
) -> bytes:
    """The sheet filled in and written by another program: as it was, but for its looks and its name.

    Args:
        at: The answer and the note at a key; answers may be numbers, days, truth values or formulas.
        form: The form.
        rename: What the sheet is called.
        formats: The number format of the answers.
    """
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(rename)
        looks = {"text": book.add_format({"num_format": formats}), "day": book.add_format({"num_format": "d/m/yy"})}
        for number, row in enumerate(cells(form)):
            for column, text in row.items():
                sheet.write_string(number, column, text)
            answer, note = at(row.get(6, ""))
            if isinstance(answer, date):
                sheet.write_datetime(number, 2, answer, looks["day"])
            elif isinstance(answer, bool | int | float) or str(answer).startswith("{=") or str(answer)[:1] == "=":
                sheet.write(number, 2, answer, looks["text"])
            elif answer:
                sheet.write_string(number, 2, str(answer), looks["text"])
            if note:
                sheet.write_string(number, 3, note)
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def by_hand(
    rows: str,
    strings: str = "",
    styles: str = "",
    book: str = "",
    before: str = "",
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A workbook of one sheet, its XML as it is given.

    Args:
        rows: What stands in ``sheetData``.
        strings: The shared texts.
        styles: What stands in the styles.
        book: What stands before the list of sheets.
        before: What stands before the sheet's own XML, such as a document type.
        more: Further files of the archive.
    """
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{book}<sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{LINKS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        **(more or {}),
    }
    return archive(parts)


def archive(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return out.getvalue()
