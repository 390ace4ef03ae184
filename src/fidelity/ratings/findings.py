"""What is wrong with a table of ratings, gathered while it is read and told all at once."""

from __future__ import annotations

from typing import NoReturn

import numpy as np
import numpy.typing as npt

from fidelity.errors import RatingsError
from fidelity.problems import Place, Problem
from fidelity.ratings.cells import Cells

MOST = 10_000
"""How many problems are told; a last one says how many more there are."""


class Findings:
    """The problems of one table.

    Args:
        source: What the table is called in messages.
        row_word: What a row is called: ``row`` in a file, where the header is row 1.
    """

    def __init__(self, source: str, row_word: str = "row") -> None:
        self.source = source
        self.row_word = row_word
        self.n = 0
        self._table: list[Problem] = []
        self._rows: list[tuple[int, int, Problem]] = []
        self._cells: list[tuple[int, int, str, str, Cells]] = []

    def table(self, problem: Problem) -> None:
        """Report something that is wrong with the table as a whole."""
        self.n += 1
        if len(self._table) < MOST:
            self._table.append(problem.at(Place(self.source)))

    def row(self, row: int, code: str, message: str, help: str = "", column: str = "") -> None:
        """Report something that is wrong with a row, or with one cell of it."""
        self.n += 1
        if len(self._rows) < MOST:
            self._rows.append((row, -1, self._placed(row, column, Problem(code, message, help))))

    def cells(self, order: int, column: str, found: list[tuple[int, str]], n: int, cells: Cells) -> None:
        """Report cells that mean nothing in their column.

        Args:
            order: Which column it is, counted from 0.
            column: What the column is called.
            found: Row and text of these cells, the first `MOST` of them.
            n: How many there are.
            cells: The reader of the column.
        """
        self.n += n
        self._cells += ((row, order, column, text, cells) for row, text in found)

    def take_over(self, others: Findings) -> None:
        """Take what was found elsewhere in the same table."""
        self.n += others.n
        self._table += others._table
        self._rows += others._rows
        self._cells += others._cells

    def problems(self) -> tuple[Problem, ...]:
        """All problems: those of the table first, then by row and column."""
        self._cells.sort(key=lambda each: each[:2])
        # A text is explained once, however often it occurs: finding what was meant takes its time.
        why: dict[tuple[str, str], Problem] = {}
        rows = self._rows.copy()
        for row, order, column, text, cells in self._cells[:MOST]:
            key = (column, text)
            if key not in why:
                why[key] = cells.problem(text)
            rows.append((row, order, self._placed(row, column, why[key])))
        rows.sort(key=lambda each: each[:2])
        told = [*self._table, *(problem for _, _, problem in rows)][:MOST]
        if self.n > len(told):
            said = f"there are {self.n - len(told):,} more problems, which are not listed"
            told.append(Problem("more-problems", said, "mend these first", place=Place(self.source)))
        return tuple(told)

    def raise_any(self) -> None:
        """Raise what was found, if anything was.

        Raises:
            RatingsError: Something was found.
        """
        if self.n:
            self.stop()

    def stop(self) -> NoReturn:
        """Raise what was found."""
        raise RatingsError(self.problems())

    def _placed(self, row: int, column: str, problem: Problem) -> Problem:
        where = f"{self.row_word} {row}" + (f", column {column}" if column else "")
        path = (row, column) if column else (row,)
        return Problem(problem.code, f"{where}: {problem.message}", problem.help, path, Place(self.source))


def first_rows(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """The places of the first `MOST` flags that are set."""
    return np.flatnonzero(flags)[:MOST]
