"""A list as CSV, without the packages that large tables need."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from fidelity.ratings.harmless import harmless


def csv_rows(head: Sequence[str], rows: Iterable[Sequence[str]], *, raw: bool = False) -> str:
    """A list as CSV.

    Args:
        head: The heading of each column.
        rows: The cells, row by row.
        raw: Whether text is written as it is, for programs; else what a spreadsheet would compute is made harmless.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (head, *rows):
        # Python's writer puts no quotation marks round a carriage return, which its readers take for the end of a row.
        cells = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
        writer.writerow(cells if raw else map(harmless, cells))
    return text.getvalue()
