"""A fill-in sheet as comma-separated text, for whatever spreadsheet there is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import attrs

from fidelity.forms.blank import Blank
from fidelity.forms.facts import Answered, Field
from fidelity.forms.sheet_rows import SheetRow, fact_row, form_rows, item_row
from fidelity.handins.layout import COLUMNS, DATE, DATE_PARTS, key
from fidelity.ratings.harmless import harmless

BOM = "\ufeff"
"""Without it Excel takes the text for one of its country's own, and every dash and accent comes out as two signs."""
_PERMITTED = {"year": "4 digits, such as 2026", "month": "1 to 12", "day": "1 to 31"}


def sheet_csv(blank: Blank) -> str:
    """A fill-in sheet as text: a row for each fact and each item, to be filled in under ``Answer`` and ``Note``.

    The text begins with a byte-order mark. There is no first line ``sep=,``, since Excel forgets about the mark where
    there is one. Texts that a spreadsheet would compute get an apostrophe, which is undone when the sheet is read.

    Args:
        blank: The form.
    """
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in _rows(blank):
        cells = (row.number, row.question, row.answer, "", "; ".join(row.permitted), row.guidance, row.key)
        writer.writerow(map(harmless, cells))
    return out.getvalue()


def _rows(blank: Blank) -> Iterator[SheetRow]:
    for field in blank.fields:
        if field.answered is Answered.DAY:
            yield from _date_rows(field)
        else:
            yield fact_row(field)
    for question in blank.questions:
        row = item_row(question)
        anchors = (f"{text}: {anchor}" for text, _, anchor in row.answers if anchor)
        yield attrs.evolve(row, guidance=" | ".join(filter(None, (row.guidance, *anchors))))
    yield from form_rows(blank)


def _date_rows(field: Field) -> Iterator[SheetRow]:
    """The parts of the date, each in its row."""
    known = field.value.split("-") if field.value else [""] * len(DATE_PARTS)
    for part, text in zip(DATE_PARTS, known, strict=True):
        yield SheetRow(
            key(DATE, part), question=f"{field.label}: {part}", answer=text, permitted=(_PERMITTED[part], "needed")
        )
