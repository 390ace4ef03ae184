"""A table as text: columns of distinct texts, with the row that each line of it came from.

Telling cells apart is most of the work of reading a file, so it is done for a block of bytes at a time with array
operations, and a text is only made for each distinct cell of a column. Files whose quotation marks follow no rule go
through Python's own reader, which is slower and says what is wrong with them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

import attrs
import numpy as np
import numpy.typing as npt

from fidelity.ratings.fields import Fields, fields
from fidelity.ratings.findings import Findings
from fidelity.ratings.header import Header
from fidelity.ratings.text import Block, TextColumn, Texts

BLOCK = 1 << 19
"""How many bytes are looked at together: as many as a processor keeps at hand."""

_BATCH = 1 << 13


@attrs.frozen(eq=False)
class Grid:
    """A table as text.

    Attributes:
        source: What the table is called in messages.
        names: What the columns are called.
        columns: The columns, in the same order.
        rows: For each line, its row as a spreadsheet counts: the header is row 1; shape (rows,).
    """

    source: str
    names: tuple[str, ...]
    columns: tuple[Texts, ...]
    rows: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many rows there are, without the header and blank ones."""
        return len(self.rows)

    def column(self, name: str) -> Texts | None:
        """A column by name; None where there is none."""
        return self.columns[self.names.index(name)] if name in self.names else None


class _Making:
    """A grid in the making."""

    def __init__(self, header: Header, findings: Findings) -> None:
        self.header = header
        self.findings = findings
        self.columns = [TextColumn() for _ in header.names]
        self.rows: list[npt.NDArray[np.int64]] = []
        self.seen = header.row
        self.ending = header.delimiter.encode() + b"\r\n"
        self.nothing = self.ending + b" \t"

    def take(self, part: Fields) -> None:
        """Take the rows of a block that have the right number of cells; report the others."""
        width = len(self.columns)
        numbers = np.arange(self.seen + 1, self.seen + 1 + len(part.counts))
        self.seen += len(part.counts)
        last = np.cumsum(part.counts)
        good = part.counts == width
        for place in np.flatnonzero(~good).tolist():
            begin = int(part.starts[last[place] - part.counts[place]])
            if not self._is_blank(part.block[begin : int(part.ends[last[place] - 1])]):
                self.ragged(int(numbers[place]), int(part.counts[place]))
        self._take_cells(part, good)
        self.rows.append(numbers[good])

    def _is_blank(self, row: bytes) -> bool:
        if b'"' not in row:
            return not row.strip(self.nothing)
        lines = csv.reader(io.StringIO(row.decode(), newline=""), delimiter=self.header.delimiter)
        return not any(cell.strip() for cells in lines for cell in cells)

    def _take_cells(self, part: Fields, good: npt.NDArray[np.bool_]) -> None:
        starts, ends, width = part.starts, part.ends, len(self.columns)
        if not good.all():
            kept = np.repeat(good, part.counts)
            starts, ends = starts[kept], ends[kept]
        if not len(starts):
            return
        widths = (ends - starts).reshape(-1, width)
        places = starts.reshape(-1, width)
        firsts = np.frombuffer(part.block, np.uint8)[starts].reshape(-1, width).T.copy()
        block = Block(part.block)
        for place, (column, widest) in enumerate(zip(self.columns, widths.max(axis=0).tolist(), strict=True)):
            if widest > 1 or not column.add_letters(firsts[place].tobytes(), self.ending):
                column.add_fields(block, places[:, place], widths[:, place])

    def take_texts(self, rows: list[list[str]]) -> None:
        """Take rows that are texts already."""
        numbers = np.arange(self.seen + 1, self.seen + 1 + len(rows))
        self.seen += len(rows)
        good = np.array([len(row) == len(self.columns) for row in rows], dtype=np.bool_)
        for place in np.flatnonzero(~good).tolist():
            if any(cell.strip() for cell in rows[place]):
                self.ragged(int(numbers[place]), len(rows[place]))
        kept = [row for row, fits in zip(rows, good.tolist(), strict=True) if fits]
        for column, texts in zip(self.columns, zip(*kept, strict=True), strict=False):
            column.add_texts(texts)
        self.rows.append(numbers[good])

    def ragged(self, row: int, n_cells: int) -> None:
        """Report a row that has more or fewer cells than there are columns."""
        more = n_cells > len(self.columns)
        self.findings.row(
            row,
            "ragged-row",
            f"{n_cells} {'cell' if n_cells == 1 else 'cells'}, and the header names {len(self.columns)} columns",
            "put a text that holds the delimiter between quotation marks"
            if more
            else "write the delimiters of empty cells too",
        )

    def done(self) -> Grid:
        """The whole grid."""
        rows = np.concatenate(self.rows) if self.rows else np.empty(0, np.int64)
        columns = tuple(column.done() for column in self.columns)
        blank = _blank(columns, len(rows))
        if blank.any():
            columns = tuple(Texts(column.codes[~blank], column.texts) for column in columns)
        return Grid(self.findings.source, self.header.names, columns, rows[~blank])


def _blank(columns: tuple[Texts, ...], n: int) -> npt.NDArray[np.bool_]:
    """Rows that are nothing but delimiters, which spreadsheets leave behind: no observations."""
    blank = np.ones(n, np.bool_)
    for column in columns:
        if not n or not blank.any():
            break
        blank &= column.codes == column.texts.index("") if "" in column.texts else False
    return blank


def read_grid(data: bytes, header: Header, findings: Findings) -> Grid:
    """The rows below the header.

    Args:
        data: The table, in UTF-8 and without zero bytes.
        header: Its first row.
        findings: Where rows that have too many or too few cells are reported, and quotation marks that do not close.
    """
    quickly = Findings(findings.source)
    making = _Making(header, quickly)
    for part in _blocks(data, header):
        if part is None:
            return _read_slowly(data, header, findings)
        making.take(part)
    findings.take_over(quickly)
    return making.done()


def _blocks(data: bytes, header: Header) -> Iterator[Fields | None]:
    """The cells of one block of rows after the other; None where quotation marks follow no rule."""
    at, size = header.body, BLOCK
    while at < len(data):
        stop = min(at + size, len(data))
        stop += data[stop - 1 : stop + 1] == b"\r\n"
        block = data[at:stop]
        if stop == len(data) and not block.endswith((b"\n", b"\r")):
            block += b"\n"
        part = fields(block, header.delimiter)
        if part is None or (not len(part.ends) and stop == len(data)):
            yield None
            return
        if len(part.ends):
            yield part
        at, size = at + part.consumed, BLOCK if len(part.ends) else 4 * size


def _read_slowly(data: bytes, header: Header, findings: Findings) -> Grid:
    """The same by Python's reader, which knows what to make of quotation marks within a text."""
    making = _Making(header, findings)
    text = io.StringIO(data[header.body :].decode(), newline="")
    lines = csv.reader(text, delimiter=header.delimiter, skipinitialspace=True, strict=True)
    try:
        while rows := list(islice(lines, _BATCH)):
            making.take_texts(rows)
    except csv.Error as error:
        findings.row(
            making.seen + 1,
            "bad-csv",
            f"this row or one soon after cannot be told into cells: {error}",
            "a quotation mark within a cell is written twice, and every one that opens must close",
        )
    return making.done()
