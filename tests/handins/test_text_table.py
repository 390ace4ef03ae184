"""Tables as text: the headings first, and no larger than they may be."""

from __future__ import annotations

import pytest

from fidelity.errors import HandInError
from fidelity.handins.limits import CELLS, COLUMNS, ROWS
from fidelity.handins.text_table import read_text_table


def refused(data: str, items: frozenset[str] = frozenset()) -> list[str]:
    """What a table is refused for: codes and places."""
    with pytest.raises(HandInError) as caught:
        read_text_table("a.csv", data.encode(), items)
    return [f"{problem.code} {problem.place}" for problem in caught.value.problems]


def test_rows_keep_their_numbers() -> None:
    """Blank rows are left out, and counted."""
    table = read_text_table("a.csv", b"\nKey;Answer;Note\n;;\n a ;;'=b\n")
    assert [(row.number, dict(row.texts)) for row in table.rows] == [
        (2, {0: "Key", 1: "Answer", 2: "Note"}),
        (4, {0: "a", 2: "=b"}),
    ]
    assert table.place((4, 2)) == "row 4, column C"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "no table at all", '"never closed', "Key,Note\nx,y\n"])
def test_what_is_no_sheet_is_no_hand_in(text: str) -> None:
    """Unless it is known what a table of visits would be of; then it is told what is wrong with it."""
    assert refused(text) == ["not-a-hand-in a.csv"]


def test_a_table_that_cannot_be_told_into_cells_is_refused_row_by_row() -> None:
    """All rows at once."""
    assert refused("Key,Answer\na\nb,c,d\n") == ["ragged-row a.csv"] * 2
    assert refused('Key,Answer\n"a,b\n') == ["bad-csv a.csv"]
    assert refused('"a,b\n', frozenset({"greets"})) == ["bad-csv a.csv"]


def test_a_table_that_is_too_large_is_refused_before_it_is_read() -> None:
    """Ten thousand columns, too many rows, too many cells."""
    items = frozenset({"greets"})
    assert refused(",".join(["greets"] * 10_000) + "\n", items) == ["too-large a.csv"]
    assert refused("greets\n" + "1\n" * (2 * ROWS + 1), items) == ["too-large a.csv"]
    wide = ",".join(f"c{number}" for number in range(COLUMNS))
    assert refused(f"{wide}\n" + ("," * (COLUMNS - 1) + "\n") * (CELLS // (COLUMNS - 1) + 1), items) == [
        "too-large a.csv"
    ]
