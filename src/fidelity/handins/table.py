"""A table as text, whatever it was read from: rows of cells, and which of them cannot be taken as they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs

from fidelity.handins.cell_names import Cell, cell_name
from fidelity.problems import Problem
from fidelity.ratings.heading import letters


@attrs.frozen(eq=False)
class Row:
    """A row that is not blank.

    Attributes:
        number: Its number as a spreadsheet counts, from 1.
        texts: Its cells by column, counted from 0, without white space around them; blank ones are left out.
    """

    number: int
    texts: Mapping[int, str]


@attrs.frozen(eq=False)
class Table:
    """A table as text.

    Attributes:
        source: The file, as the user named it.
        tab: The sheet of a workbook that holds it, where the workbook has several; else empty.
        rows: Its rows.
        odd: Cells that cannot be taken as they are, such as formulas.
        days: Cells that hold a day; their text is the day, as year-month-day.
        epoch: The day from which the workbook counts days; None for a table that is no workbook's.
    """

    source: str
    rows: tuple[Row, ...]
    tab: str = ""
    odd: Mapping[Cell, Problem] = attrs.field(factory=dict)
    days: frozenset[Cell] = frozenset()
    epoch: date | None = None

    def place(self, cell: Cell) -> str:
        """Where a cell stands, for people: ``cell C7`` in a workbook, ``row 7, column C`` in a text."""
        row, column = cell
        return f"cell {cell_name(cell)}" if self.epoch else f"row {row}, column {letters(column)}"
