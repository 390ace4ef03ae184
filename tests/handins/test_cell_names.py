"""What spreadsheets call cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from fidelity.handins.cell_names import cell_name, cell_of, corners_of, within


@pytest.mark.parametrize(
    ("name", "cell"), [("A1", (1, 0)), ("Z9", (9, 25)), ("AA10", (10, 26)), ("$XFD$7", (7, 16383))]
)
def test_a_name_is_a_cell(name: str, cell: tuple[int, int]) -> None:
    """Rows count from 1, columns from 0; dollar signs do not matter."""
    assert cell_of(name) == cell
    assert cell_name(cell) == name.replace("$", "")


@given(integers(1, 9_999_999), integers(0, 18_277))
def test_names_and_cells_go_both_ways(row: int, column: int) -> None:
    """All columns of up to three letters."""
    assert cell_of(cell_name((row, column))) == (row, column)


@pytest.mark.parametrize("name", ["", "A", "7", "A0", "a1", "AAAA1", "A12345678", "A1:B2", "Ä1"])
def test_what_is_no_name_is_no_cell(name: str) -> None:
    """And nothing is raised."""
    assert cell_of(name) is None


def test_a_range_has_two_corners() -> None:
    """A cell alone is a range too."""
    assert corners_of("A1:C7") == ((1, 0), (7, 2))
    assert corners_of("B2") == ((2, 1), (2, 1))
    assert corners_of("A1:") == corners_of("A1")
    assert corners_of(":A1") is None


def test_a_cell_lies_within_its_corners() -> None:
    """The edges belong to it."""
    corners = ((2, 1), (4, 3))
    assert [within(cell, corners) for cell in ((2, 1), (4, 3), (3, 2), (1, 1), (2, 4))] == [True] * 3 + [False] * 2
