"""The records whose time is over: on a page of plain text, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from fidelity.model.period import Period
from fidelity.records.retention import Kept
from fidelity.report.grid import grid, paragraph
from fidelity.report.records_text import fact, short

COLUMNS = ("id", "kind", "visit", "rater", "from", "due")
"""What is told of each record, in order: ``from`` is the day from which its time counts."""


def retention_text(due: Sequence[Kept], keep: Period, width: int = 80) -> str:
    """What is due, on a page.

    Args:
        due: The records whose time is over.
        keep: How long records are kept.
        width: How wide the page is, in characters.
    """
    kept = f"records are kept for {keep} after the day of the visit"
    if not due:
        return paragraph(f"No record is due to be erased; {kept}.", width)
    rows = [[short(row[0]), *row[1:]] for row in retention_rows(due)]
    many = "1 record is" if len(due) == 1 else f"{len(due)} records are"
    return f"{paragraph(f'{many} due to be erased; {kept}.', width)}\n\n{grid(COLUMNS, rows, (), width)}"


def retention_rows(due: Iterable[Kept]) -> list[list[str]]:
    """What is told of each record, by `COLUMNS`."""
    return [
        [
            each.record.id,
            each.record.kind,
            fact(each.record, "observation"),
            fact(each.record, "rater"),
            each.day.isoformat() if each.day else "",
            each.until.isoformat() if each.until else "",
        ]
        for each in due
    ]


def retention_json(due: Iterable[Kept], keep: Period, on: date) -> dict[str, object]:
    """What is due, as plain data."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in retention_rows(due)]
    return {"format": 1, "on": on.isoformat(), "keep": str(keep), "due": rows}
