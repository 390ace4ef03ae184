"""The cells of one sheet of a workbook, listened to one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fidelity.errors import HandInError
from fidelity.handins.cell_names import Cell, cell_name, cell_of, corners_of, within
from fidelity.handins.cell_texts import said
from fidelity.handins.limits import COLUMNS, ROWS
from fidelity.handins.number_styles import NumberStyles
from fidelity.handins.table import Row
from fidelity.problems import Problem

CELLS = 500_000
"""How many cells of a sheet may hold something."""
ANY_CELLS = 2_000_000
"""How many there may be, with those that hold nothing and have a style only."""
_SPILLS = 1_000
_SPREADING = ("array", "dataTable")
_FORMULA = Problem(
    "formula-in-cell",
    "the cell holds a formula, and what it last came to may be out of date",
    "type the answer itself into the cell",
)


class SheetCells:
    """Listens to a sheet.

    Args:
        styles: The styles of the workbook.
        shared: The texts that its cells share.
        epoch: The day from which it counts.

    Attributes:
        odd: Cells that cannot be taken as they are.
        days: Cells that hold a day.
    """

    def __init__(self, styles: NumberStyles, shared: Sequence[str], epoch: date) -> None:
        self.odd: dict[Cell, Problem] = {}
        self.days: set[Cell] = set()
        self._styles, self._shared, self._epoch = styles, shared, epoch
        self._rows: dict[int, dict[int, str]] = {}
        self._n = self._n_seen = 0
        self._at: Cell = (0, -1)
        self._kind = self._style = ""
        self._value: list[str] = []
        self._listening = False
        self._in_cell = self._has_formula = False
        self._spills: list[tuple[Cell, Cell]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a row, a cell, or something in a cell."""
        if name == "row":
            number = attributes.get("r", "")
            self._at = (
                int(number) if number.isascii() and number.isdigit() and len(number) < 8 else self._at[0] + 1,
                -1,
            )
        elif name == "c":
            # Cells that hold nothing are counted too: to read many millions of them takes its time.
            self._n_seen += 1
            if self._n_seen > ANY_CELLS:
                message = f"the sheet has more than {ANY_CELLS:,} cells"
                raise HandInError(Problem("too-large", message, "hand in the filled-in form alone"))
            self._at = cell_of(attributes.get("r", "")) or (self._at[0], self._at[1] + 1)
            self._kind, self._style, self._value = attributes.get("t", ""), attributes.get("s", ""), []
            self._in_cell, self._has_formula = True, False
        elif name == "f" and self._in_cell:
            self._has_formula = True
            if attributes.get("t") in _SPREADING:
                self._spill(attributes.get("ref", ""))
        self._listening = self._in_cell and name in ("v", "t")

    def end(self, name: str) -> None:
        """End a cell, or something in a cell."""
        self._listening = False
        if name == "c":
            self._in_cell = False
            self._take()

    def text(self, text: str) -> None:
        """Take a part of a cell's value."""
        if self._listening:
            self._value.append(text)

    def rows(self) -> tuple[Row, ...]:
        """The rows that are not blank, from the top."""
        for row, column in (
            [(row, column) for row, cells in self._rows.items() for column in cells] if self._spills else ()
        ):
            if any(within((row, column), corners) for corners in self._spills):
                self.odd[row, column] = _FORMULA
        return tuple(Row(number, self._rows[number]) for number in sorted(self._rows))

    def _take(self) -> None:
        """Take the cell that has ended."""
        found = said(self._kind, "".join(self._value), self._styles.shows(self._style), self._shared, self._epoch)
        problem = _FORMULA if self._has_formula else found.problem
        if not found.text and problem is None:
            return
        row, column = self._at
        self._n += 1
        if row > ROWS or column >= COLUMNS or self._n > CELLS:
            message = f"the sheet goes on as far as cell {cell_name(self._at)}, and holds more than is read"
            raise HandInError(Problem("too-large", message, "hand in the filled-in form alone"))
        self._rows.setdefault(row, {})[column] = found.text
        if problem:
            self.odd[self._at] = problem
        elif found.is_day:
            self.days.add(self._at)

    def _spill(self, name: str) -> None:
        corners = corners_of(name)
        if corners is None or len(self._spills) >= _SPILLS:
            raise HandInError(
                Problem("formula-in-cell", "the sheet is full of formulas that fill other cells", _FORMULA.help)
            )
        self._spills.append(corners)
