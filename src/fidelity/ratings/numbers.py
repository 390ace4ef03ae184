"""Columns of numbers turned into columns of answers, quickly enough for millions of observations.

A code such as 4 is a whole number between -128 and 127, or at worst between -32768 and 32767. So each number is cast to
a small integer, cast back and compared: what is not the same is missing (not a number at all) or no code. This is
exact for every number, it never makes a table of the size of the input, and it looks at a block of rows at a time so
that what was just computed is still at hand.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.model.answer import MISSING
from fidelity.ratings.cells import Cells
from fidelity.ratings.findings import MOST
from fidelity.ratings.table import Codes

Numbers = npt.NDArray[np.generic]
Small = npt.NDArray[np.signedinteger]

_TOGETHER = 1 << 15
_SCATTERED = 1 << 13
_NO_CODE = 255
_FREE = range(-1, -128, -1)


@attrs.frozen(eq=False)
class Table:
    """What each small integer stands for in one column.

    Attributes:
        small: The kind of small integer.
        codes: For each of them, taken as unsigned, the place of its answer; 255 where it stands for none.
        free: One that is no code, and stands for *missing* here.
    """

    small: np.dtype[np.signedinteger]
    codes: npt.NDArray[np.uint8]
    free: int


@attrs.frozen(eq=False)
class Encoded:
    """One column of answers.

    Attributes:
        codes: The places of the answers; shape (observations,).
        bad: The first rows, counted from 0, whose number stands for no answer.
        n_bad: How many there are.
    """

    codes: Codes
    bad: tuple[int, ...]
    n_bad: int


def table_of(cells: Cells) -> Table | None:
    """The table for one item; None where its codes are not such integers or are too many."""
    if cells.item.scale.is_measure or len(cells.levels) > _NO_CODE or any("." in text for text in cells.numbers):
        return None
    whole = {int(text): answer for text, answer in cells.numbers.items()}
    span = range(min(whole, default=0), max(whole, default=0) + 1)
    kind = next((each for each in ("i1", "i2") if _holds(each, span)), None)
    if kind is None:
        return None
    small: np.dtype[np.signedinteger] = np.dtype(kind)
    codes = np.full(256**small.itemsize, _NO_CODE, np.uint8)
    for number, answer in whole.items():
        codes[number % len(codes)] = cells.levels.index(answer)
    free = next((number for number in _FREE if number not in whole), None)
    if free is None:
        return None
    codes[free % len(codes)] = cells.levels.index(MISSING)
    return Table(small, codes, free)


def _holds(kind: str, span: range) -> bool:
    info = np.iinfo(kind)
    return info.min <= span.start and span.stop - 1 <= info.max


def encode(columns: Sequence[Numbers], tables: Sequence[Table]) -> list[Encoded]:
    """The answers that columns of numbers stand for; what is not a number is missing.

    Args:
        columns: Whole or floating-point numbers; shape (observations,) each, all of the same length.
        tables: What the numbers of each column stand for.
    """
    n = len(columns[0]) if columns else 0
    # The columns of an array that was filled row by row lie among each other: fewer rows fit in what is at hand.
    rows = _TOGETHER if all(column.strides == (column.itemsize,) for column in columns) else _SCATTERED
    rooms = {
        (column.dtype, table.small): _Room(column.dtype, table, rows)
        for column, table in zip(columns, tables, strict=True)
    }
    encoders = [
        _Encoder(column, table, rooms[column.dtype, table.small]) for column, table in zip(columns, tables, strict=True)
    ]
    with np.errstate(invalid="ignore", over="ignore"):
        for start in range(0, n, rows):
            for encoder in encoders:
                encoder.block(start, min(start + rows, n))
    return [Encoded(each.codes, tuple(each.bad), each.n_bad) for each in encoders]


class _Room:
    """Where one block is worked on, shared by all columns of a kind so that it stays at hand."""

    def __init__(self, dtype: np.dtype[np.generic], table: Table, rows: int) -> None:
        self.small = np.empty(rows, table.small)
        self.near = np.empty(rows, dtype)
        self.back = np.empty(rows, dtype)
        self.odd = np.empty(rows, np.bool_)


class _Encoder:
    """One column in the making."""

    def __init__(self, column: Numbers, table: Table, room: _Room) -> None:
        self.column = column
        self.codes = np.empty(len(column), np.uint8)
        self.bad: list[int] = []
        self.n_bad = 0
        self._table = table
        self._bytes = table.codes.tobytes()
        self._room = room

    def block(self, start: int, stop: int) -> None:
        """Encode some rows."""
        n, room = stop - start, self._room
        numbers, out = self.column[start:stop], self.codes[start:stop]
        small, back, odd = room.small[:n], room.back[:n], room.odd[:n]
        if numbers.strides != back.strides:
            numbers = room.near[:n]
            np.copyto(numbers, self.column[start:stop])
        np.copyto(small, numbers, casting="unsafe")
        np.copyto(back, small, casting="unsafe")
        np.not_equal(back, numbers, out=odd)
        n_odd = np.count_nonzero(odd)
        if n_odd:
            self._free(small, odd)
        self._look_up(small, out)
        if n_odd and n_odd != np.count_nonzero(numbers != numbers):
            out[odd & (numbers == numbers)] = _NO_CODE
        if n_odd != np.count_nonzero(small == self._table.free):
            out[(small == self._table.free) & ~odd] = _NO_CODE
        if out.max() == _NO_CODE:
            bad = np.flatnonzero(out == _NO_CODE)
            self.n_bad += len(bad)
            self.bad += (bad[: max(MOST - len(self.bad), 0)] + start).tolist()

    def _free(self, small: Small, odd: npt.NDArray[np.bool_]) -> None:
        """Put the integer that stands for *missing* wherever a number was changed by the cast."""
        if self._table.free == -1 and small.itemsize == 1:
            # True is 1 and becomes -1, which has all bits set.
            np.bitwise_or(small, np.negative(odd.view(np.int8)), out=small)
        else:
            np.copyto(small, self._table.free, where=odd, casting="unsafe")

    def _look_up(self, small: Small, out: npt.NDArray[np.uint8]) -> None:
        if small.itemsize == 1:
            # Translating bytes is twice as fast as indexing by them.
            out[:] = np.frombuffer(small.tobytes().translate(self._bytes), np.uint8)
        else:
            np.take(self._table.codes, small.view(np.uint16), out=out)
