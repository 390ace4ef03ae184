"""Where the cells of a block of bytes begin and end."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_RETURN, _NEWLINE, _QUOTE = 13, 10, 34


@attrs.frozen(eq=False)
class Fields:
    """The cells of whole rows at the beginning of a block.

    Attributes:
        block: The bytes.
        starts: Where each cell begins; shape (cells,).
        ends: Where the delimiter or end of row is that ends it; shape (cells,).
        counts: How many cells each row has; shape (rows,).
        consumed: How many bytes these rows take.
    """

    block: bytes
    starts: Places
    ends: Places
    counts: Places
    consumed: int


def fields(block: bytes, delimiter: str) -> Fields | None:
    """The cells of the whole rows at the beginning of a block.

    A row ends with a newline, a carriage return, or both. Between quotation marks neither ends a row, nor does a
    delimiter end a cell.

    Args:
        block: Bytes that begin where a row does, and do not stop between a carriage return and its newline.
        delimiter: What stands between cells.

    Returns:
        The cells; None where quotation marks stand elsewhere than round a whole cell, or doubled within one.
    """
    buffer = np.frombuffer(block, np.uint8)
    returns = b"\r" in block
    breaks = _breaks(buffer, returns)
    marks = buffer == ord(delimiter)
    marks |= breaks
    quotes = np.empty(0, np.intp)
    if b'"' in block:
        is_quote = buffer == _QUOTE
        inside = np.bitwise_xor.accumulate(is_quote.view(np.uint8)).view(np.bool_)
        marks &= ~inside
        breaks &= ~inside
        quotes = np.flatnonzero(is_quote)
    ends = np.flatnonzero(marks)
    row_ends = np.flatnonzero(breaks[ends])
    if not len(row_ends):
        return Fields(block, ends[:0], ends[:0], ends[:0], 0)
    ends = ends[: int(row_ends[-1]) + 1]
    starts = np.empty_like(ends)
    starts[0] = 0
    np.add(ends[:-1], 1, out=starts[1:])
    consumed = int(ends[-1]) + 1
    if returns:
        starts[1:] += _pairs(buffer, ends[:-1])
        consumed += block[consumed - 1 : consumed + 1] == b"\r\n"
    quotes = quotes[quotes < consumed]
    if len(quotes) and not _regular(buffer, quotes, ord(delimiter)):
        return None
    return Fields(block, starts, ends, np.diff(row_ends, prepend=-1), consumed)


def _breaks(buffer: npt.NDArray[np.uint8], returns: bool) -> Flags:
    """Where a row ends: at a newline or a carriage return, and at the first of the two where they stand together."""
    breaks: Flags = buffer == _NEWLINE
    if returns:
        is_return = buffer == _RETURN
        breaks[1:] &= ~is_return[:-1]
        breaks |= is_return
    return breaks


def _pairs(buffer: npt.NDArray[np.uint8], ends: Places) -> Flags:
    """Whether an end is a carriage return with a newline after it."""
    pairs: Flags = (buffer[ends] == _RETURN) & (buffer[ends + 1] == _NEWLINE)
    return pairs


def _regular(buffer: npt.NDArray[np.uint8], quotes: Places, delimiter: int) -> bool:
    """Whether every quotation mark opens or closes a whole cell, or is one of two that stand for one."""
    opening, closing = quotes[::2], quotes[1::2]
    edges = np.zeros(256, np.bool_)
    edges[[delimiter, _RETURN, _NEWLINE, _QUOTE]] = True
    before = buffer[opening[opening > 0] - 1]
    after = buffer[closing[closing < len(buffer) - 1] + 1]
    return len(opening) == len(closing) and bool(edges[before].all() and edges[after].all())
