"""A tidy table as CSV: codes and numbers, a row a line, every number as exactly as the computer holds it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.ratings.harmless import harmless
from fidelity.report.tidy.table import Table

ROWS = 20_000
"""So many rows are text at a time; a country's table as one text would fill the memory."""

_Texts = npt.NDArray[np.object_]


def csv_of(table: Table, *, raw: bool = False) -> Iterator[str]:
    """A table as CSV, in pieces; a cell is empty where there is nothing.

    Args:
        table: The table.
        raw: Whether text is written as it is, for programs; else what a spreadsheet would compute is made harmless.
    """
    words = {name: _words(table.frame[name], raw) for name, column in table.columns.items() if column.kind == "text"}
    yield ",".join(_quoted(_plain(name, raw)) for name in table.columns) + "\n"
    for start in range(0, len(table.frame), ROWS):
        rows = table.frame.iloc[start : start + ROWS]
        columns = [
            words[name][rows[name].cat.codes.to_numpy()] if name in words else _numbers(rows[name])
            for name in table.columns
        ]
        yield "".join(f"{','.join(row)}\n" for row in zip(*(column.tolist() for column in columns), strict=True))


def _words(cells: pd.Series[str], raw: bool) -> _Texts:
    """Each distinct text of a column as it is written, looked at once."""
    return np.array([_quoted(_plain(text, raw)) for text in cells.cat.categories], object)


def _numbers(cells: pd.Series[Any]) -> _Texts:
    """The cells of a column of numbers: each distinct number is written once, because that is what takes long."""
    absent = cells.isna().to_numpy()
    held = cells.to_numpy(np.int64, na_value=0) if cells.dtype.kind == "i" else cells.to_numpy(np.float64)
    # By their bits, so that -0.0 is not taken for 0.0.
    distinct, places = np.unique(held.view(np.int64), return_inverse=True)
    texts = np.array([*map(repr, distinct.view(held.dtype).tolist()), ""], object)
    return texts[np.where(absent, len(distinct), places)]


def _plain(text: str, raw: bool) -> str:
    # Python's writer puts no quotation marks round a carriage return, which its readers take for the end of a row.
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if raw else harmless(text)


def _quoted(text: str) -> str:
    """A text as a cell, with quotation marks where it needs them; beside another cell, so that it can be empty."""
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow([text, ""])
    return row.getvalue()[:-1]
