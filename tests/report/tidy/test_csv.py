"""Tables as CSV."""

from __future__ import annotations

import csv
import io

from fidelity.report.tidy.csv import csv_of
from fidelity.report.tidy.table import table_of
from tests.report.tidy.made import SPEC, frame


def read(text: str) -> list[list[str]]:
    """The cells as another reader sees them."""
    return list(csv.reader(io.StringIO(text, newline="")))


def test_numbers_are_whole_and_the_rest_is_as_it_was() -> None:
    """Numbers keep every bit, what is absent is an empty cell, and text survives commas, quotes and line ends."""
    assert read("".join(csv_of(table_of(SPEC, frame()), raw=True))) == [
        ["site", "item", "alpha", "why", "n_pairs"],
        ["", "asks", "0.30000000000000004", "", "12"],
        ["=1+1", "asks", "", "no_pairs", "0"],
        ["", "greets", "-0.125", "", ""],
        ['a,\n"b"', "greets", "", "all_alike", "3"],
    ]


def test_no_spreadsheet_computes_anything() -> None:
    """A group that looks like a formula gets an apostrophe, also where two then look alike; numbers stay."""
    rows: list[tuple[object, ...]] = [("=1", "asks", -1.5, "", 1), ("'=1", "asks", -2.5, "", 2)]
    cells = read("".join(csv_of(table_of(SPEC, frame(rows, "=key")))))
    assert cells == [["'=key", *SPEC.columns], ["'=1", "asks", "-1.5", "", "1"], ["'=1", "asks", "-2.5", "", "2"]]
