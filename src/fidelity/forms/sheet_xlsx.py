"""A fill-in sheet as an Excel workbook: one sheet to fill in, and one with what each answer looks like."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from fidelity.forms.blank import Blank, Question
from fidelity.forms.facts import Answered, Field
from fidelity.forms.sheet_rows import SheetRow, fact_row, form_rows, item_row
from fidelity.handins.layout import ANSWER, COLUMNS, KEY, NOTE
from fidelity.handins.plain_text import plain as plain_text
from fidelity.model.number import plain
from fidelity.model.scale import Kind
from fidelity.ratings.measure import ends

FORM, ANSWERS = "Form", "Answers"
"""What the two sheets are called; reading does not depend on it."""
HEAD = 2
"""The row of the headings, counted from 0."""
WIDTHS = (5, 46, 16, 30, 30, 44, 10)
"""How wide the columns are, in digits."""
_PAPER = 9
"""A4."""
_CREATED = datetime(2020, 1, 1)
"""The same form is the same file, whenever it is made."""
_MESSAGE, _TITLE = 255, 32
"""How long a message that comes up at a cell can be, and its heading."""
_HOW = (
    "Fill in the columns Answer and Note, save this workbook, and hand it in. Leave an answer empty where nothing was "
    "rated. The sheet Answers says what each answer looks like."
)


@attrs.frozen(eq=False)
class _Look:
    """How cells look."""

    title: Format
    head: Format
    text: Format
    answer: Format
    day: Format
    note: Format


def sheet_xlsx(blank: Blank) -> bytes:
    """A fill-in sheet as a workbook, to be filled in under ``Answer`` and ``Note``.

    Answers are text, so that no spreadsheet makes a date of ``4/4`` or 0.85 of ``85%``. What can be answered is offered
    at each cell. Nothing is computed in it, and nothing is locked with a password.

    Args:
        blank: The form.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": f"{blank.subject}: {blank.title}", "created": _CREATED})
        look = _look(book)
        form, answers = book.add_worksheet(FORM), _Answers(book.add_worksheet(ANSWERS), look)
        rows = _Rows(form, answers, look)
        for field in blank.fields:
            rows.fact(field)
        for question in blank.questions:
            rows.item(question)
        for row in form_rows(blank):
            rows.hidden(row)
        _set_up(form, blank, look, rows.at)
        answers.done(blank)
    return out.getvalue()


class _Answers:
    """The sheet that says what each answer looks like; the lists of the form point into it."""

    HEADINGS = ("No.", "Question", "Answer", "Label", "What it looks like")

    def __init__(self, sheet: Worksheet, look: _Look) -> None:
        self.sheet, self.look, self.at = sheet, look, HEAD + 1

    def add(self, row: SheetRow) -> str:
        """Add the answers of a row, and say where they stand: ``Answers!$C$4:$C$6``."""
        first = self.at
        for text, label, anchor in row.answers:
            for column, cell in enumerate((row.number, row.question, text, label, anchor)):
                self.sheet.write_string(self.at, column, cell, self.look.text)
            self.at += 1
        return f"{ANSWERS}!$C${first + 1}:$C${self.at}"

    def done(self, blank: Blank) -> None:
        """Set the sheet up for reading and printing."""
        self.sheet.write_string(0, 0, f"{blank.title}: what each answer looks like", self.look.title)
        said = "; ".join(filter(None, (blank.citation and f"Source: {blank.citation}", blank.licence)))
        self.sheet.write_string(1, 0, said)
        _headings(self.sheet, self.HEADINGS, (5, 40, 16, 24, 70), max(self.at, HEAD + 2), self.look, ANSWERS)
        _printed(self.sheet, blank)


class _Rows:
    """The rows of the sheet that is filled in."""

    def __init__(self, sheet: Worksheet, answers: _Answers, look: _Look) -> None:
        self.sheet, self.answers, self.look, self.at = sheet, answers, look, HEAD + 1

    def fact(self, field: Field) -> None:
        """Add a fact."""
        row = fact_row(field)
        if field.answered is Answered.DAY:
            self._write(row, self.look.day)
            first, last = date(1900, 3, 1), date(2199, 12, 31)
            self._offer(row, {"validate": "date", "criteria": "between", "minimum": first, "maximum": last})
            if field.value:
                self.sheet.write_datetime(self.at, _COLUMN[ANSWER], date.fromisoformat(field.value), self.look.day)
        else:
            self._write(row, self.look.answer)
            if row.answers:
                self._offer(row, {"validate": "list", "source": f"={self.answers.add(row)}"})
            elif field.answered is Answered.NUMBER:
                self._offer(row, {"validate": "custom", "value": f"={_number_test(self._cell(), True, '1', '')}"})
        self.at += 1

    def item(self, question: Question) -> None:
        """Add an item."""
        row = item_row(question)
        self._write(row, self.look.answer)
        listed = self.answers.add(row) if row.answers else ""
        if not question.wanted:
            self._offer(row, {"validate": "list", "source": f"={listed}"})
        elif question.item.scale.kind is not Kind.PERSONS:
            self._offer(row, {"validate": "custom", "value": f"={self._measured(question, listed)}"})
        self.at += 1

    def hidden(self, row: SheetRow) -> None:
        """Add a row that nobody needs to see, and everybody may."""
        self._write(row, self.look.text)
        self.sheet.set_row(self.at, None, None, {"hidden": True})
        self.at += 1

    def _write(self, row: SheetRow, answer: Format) -> None:
        cells = (row.number, row.question, row.answer, "", "\n".join(row.permitted), row.guidance, row.key)
        looks = {ANSWER: answer, NOTE: self.look.note if row.number else self.look.text}
        for column, (name, text) in enumerate(zip(COLUMNS, cells, strict=True)):
            self.sheet.write_string(self.at, column, text, looks.get(name, self.look.text))

    def _offer(self, row: SheetRow, test: dict[str, object]) -> None:
        said = _short("\n".join(row.permitted), _MESSAGE)
        more = {
            "input_title": _short(row.question, _TITLE),
            "input_message": said,
            "error_title": "Not an answer to this",
            "error_message": said,
        }
        column = _COLUMN[ANSWER]
        self.sheet.data_validation(self.at, column, self.at, column, {**test, **more})

    def _cell(self) -> str:
        return f"$C${self.at + 1}"

    def _measured(self, question: Question, listed: str) -> str:
        """The test of a raw number, or of what may stand instead of one."""
        scale = question.item.scale
        low, high = (plain(end) if end is not None else "" for end in ends(scale))
        test = _number_test(self._cell(), scale.kind is Kind.COUNT, low, high, scale.kind is Kind.PERCENT)
        return f"OR({test},COUNTIF({listed},{self._cell()})>0)" if listed else test


_COLUMN = {name: place for place, name in enumerate(COLUMNS)}


def _number_test(cell: str, whole: bool, low: str, high: str, percent: bool = False) -> str:
    """A formula that says whether a text is a number that fits.

    A percentage may be typed as 85 or as 85%.
    """
    number = f'VALUE(SUBSTITUTE({cell},"%",""))' if percent else f"VALUE({cell})"
    tests = [f"{number}>={low}" if low else "", f"{number}<={high}" if high else ""]
    tests.append(f"{number}=INT({number})" if whole else f"ISNUMBER({number})")
    return f"IFERROR(AND({','.join(filter(None, tests))}),FALSE)"


def _look(book: Workbook) -> _Look:
    cell = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#808080"}
    free = {**cell, "locked": False}
    return _Look(
        title=book.add_format({"bold": True, "font_size": 14}),
        head=book.add_format({**cell, "bold": True, "bg_color": "#E6E6E6"}),
        text=book.add_format({**cell, "num_format": "@"}),
        answer=book.add_format({**free, "num_format": "@", "bold": True}),
        day=book.add_format({**free, "num_format": "yyyy-mm-dd", "bold": True, "align": "left"}),
        note=book.add_format({**free, "num_format": "@"}),
    )


def _set_up(sheet: Worksheet, blank: Blank, look: _Look, end: int) -> None:
    """Everything of the sheet but its rows."""
    sheet.write_string(0, 0, " · ".join(filter(None, (blank.title, blank.subject, blank.workspace))), look.title)
    sheet.write_string(1, 0, _HOW)
    _headings(sheet, COLUMNS, WIDTHS, end, look, FORM)
    sheet.set_column(_COLUMN[KEY], _COLUMN[KEY], WIDTHS[-1], None, {"hidden": True})
    sheet.set_selection(HEAD + 1, _COLUMN[ANSWER], HEAD + 1, _COLUMN[ANSWER])
    sheet.protect("", {"format_columns": True, "format_rows": True})
    # To a spreadsheet, the text 2 is a number that lost its way; here it is meant.
    sheet.ignore_errors({"number_stored_as_text": f"A{HEAD + 2}:D{end}"})
    _printed(sheet, blank)


def _headings(sheet: Worksheet, names: Sequence[str], widths: Sequence[int], end: int, look: _Look, name: str) -> None:
    """A table with headings that stay in sight, and that a screen reader tells with each cell."""
    columns = [{"header": each, "header_format": look.head} for each in names]
    options = {"name": f"{name}_table", "columns": columns, "autofilter": False, "style": None}
    sheet.add_table(HEAD, 0, end - 1, len(names) - 1, options)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(HEAD + 1, 0)


def _printed(sheet: Worksheet, blank: Blank) -> None:
    """The sheet on A4 across, as many pages long as it needs."""
    sheet.set_landscape()
    sheet.set_paper(_PAPER)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.repeat_rows(HEAD)
    edition = f"{blank.edition.intervention} {blank.edition.version}, {blank.title}".replace("&", "&&")
    sheet.set_footer(f"&L{_short(edition, 200)}&RPage &P of &N")


def _short(text: str, most: int) -> str:
    text, _ = plain_text(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
