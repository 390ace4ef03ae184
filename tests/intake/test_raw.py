"""Tables found below whatever stands above them."""

from __future__ import annotations

from pathlib import Path

from fidelity.handins.workbook import read_workbook
from fidelity.intake.raw import Raw, raw_sheet, raw_text
from tests.intake.made import ITEMS, codes, write_book

KNOWN = frozenset({"observation", *ITEMS})


def text(data: str) -> Raw:
    """The table in a text."""
    return raw_text("a.csv", data.encode(), KNOWN.__contains__, KNOWN)


def test_the_header_is_the_row_with_most_names_that_are_known() -> None:
    """Titles and blank rows above it are not read, and told; rows keep their numbers."""
    raw = text("Visits, spring\n\n,greets,\nobservation;greets;asks\nV1;2;1\n")
    assert raw.grid.names == ("observation", "greets", "asks")
    assert raw.grid.rows.tolist() == [5]
    assert raw.has_commas
    assert [note.message for note in raw.notes] == ["rows 1 and 3 above the header are not read: `Visits`"]


def test_without_a_known_name_the_first_row_is_the_header() -> None:
    """Whoever looks at the columns will say what is wrong with them."""
    assert text("a,b\n1,2\n").grid.names == ("a", "b")


def test_columns_without_name_and_cell_are_left_out() -> None:
    """Empty columns are nothing, numbers of rows that R writes are told, and other cells without a name are refused."""
    raw = text(",observation,greets,,\n1,V1,2,,\n2,V2,1,,\n")
    assert raw.grid.names == ("observation", "greets")
    assert raw.places == (1, 2)
    assert codes(raw.notes) == ["row-left-out"]
    assert codes(text("observation,greets,\nV1,2,x\n").problems) == ["no-column-name"]
    assert codes(text("observation,greets\nV1,2,x\n").problems) == ["ragged-row"]


def test_a_sheet_of_a_workbook(tmp_path: Path) -> None:
    """Columns keep their places in the sheet, so that cells with formulas are found again."""
    rows: list[list[object]] = [
        ["Visits"],
        [],
        [None, "observation", "greets", None, "sum"],
        [None, "V1", 2, None, "=B4"],
    ]
    (table,) = read_workbook("a.xlsx", write_book(tmp_path / "a.xlsx", {"Data": rows}).read_bytes())
    raw = raw_sheet(table, "a.xlsx", KNOWN.__contains__)
    assert (raw.grid.names, raw.places, raw.tab) == (("observation", "greets", "sum"), (1, 2, 4), "Data")
    assert list(raw.odd) == [(4, 4)]
    assert raw.grid.rows.tolist() == [4]
