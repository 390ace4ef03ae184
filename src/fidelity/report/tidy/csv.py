"""A tidy table as CSV: codes and numbers, a row a line, every number as exactly as the computer holds it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from fidelity.ratings.harmless import harmless
from fidelity.report.tidy.table import Table


def csv_of(table: Table, *, raw: bool = False) -> str:
    """A table as CSV; a cell is empty where there is nothing.

    Args:
        table: The table.
        raw: Whether text is written as it is, for programs; else what a spreadsheet would compute is made harmless.
    """
    columns = {}
    for name, column in table.columns.items():
        cells = table.frame[name]
        columns[_plain(name, raw)] = _texts(cells, raw) if column.kind == "text" else cells
    return str(pd.DataFrame(columns).to_csv(index=False, lineterminator="\n"))


def _texts(cells: pd.Series[str], raw: bool) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """The cells, each distinct text looked at once."""
    texts = np.array([_plain(text, raw) for text in cells.cat.categories], object)
    return texts[cells.cat.codes.to_numpy()]


def _plain(text: str, raw: bool) -> str:
    # Python's writer puts no quotation marks round a carriage return, which its readers take for the end of a row.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if raw else harmless(text)
