"""The texts of one column of a table, each distinct one kept once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.ratings.harmless import clean

Numbers = npt.NDArray[np.unsignedinteger]
Places = npt.NDArray[np.intp]

_LONGEST = 64
_WORD = 8
_MASKS = np.array([(1 << 8 * width) - 1 for width in range(_WORD + 1)], np.uint64)
_FEW = 120
_UNKNOWN = 255


@attrs.frozen(eq=False)
class Block:
    """A run of bytes that cells are in.

    Attributes:
        data: The bytes, none of them zero.
    """

    data: bytes

    @cached_property
    def words(self) -> npt.NDArray[np.uint64]:
        """The eight bytes from each place on as one number; beyond the end there are zeros."""
        padded = self.data + bytes(_WORD)
        return np.ndarray(len(self.data), "<u8", padded, strides=(1,)).astype(np.uint64)


@attrs.frozen(eq=False)
class Texts:
    """The texts of one column.

    Attributes:
        codes: For each row, the place of its text in ``texts``; shape (rows,).
        texts: The distinct texts, in the order in which they were met.
    """

    codes: Numbers
    texts: tuple[str, ...]

    def rows(self) -> npt.NDArray[np.object_]:
        """The text of each row."""
        return np.array([*self.texts, ""], dtype=object)[self.codes]


class TextColumn:
    """A column in the making: takes a block of rows at a time and remembers each distinct text."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        self._seen: dict[str, int] = {}
        self._letters = bytearray([_UNKNOWN]) * 256
        self._parts: list[Numbers] = []

    def add_letters(self, firsts: bytes, blank: bytes) -> bool:
        """Take cells that are one byte long or empty; False where the column has too many texts for this way.

        Args:
            firsts: The first byte of each cell; where the cell is empty, this is the delimiter that ends it.
            blank: The bytes that end a cell.
        """
        codes = firsts.translate(self._letters)
        if _UNKNOWN in codes:
            if len(self._known) > _FEW:
                return False
            for byte in set(firsts):
                if self._letters[byte] == _UNKNOWN:
                    self._letters[byte] = self._code("" if byte in blank else clean(chr(byte)))
            codes = firsts.translate(self._letters)
        self._parts.append(np.frombuffer(codes, np.uint8))
        return True

    def add_fields(self, block: Block, starts: Places, widths: Places) -> None:
        """Take cells by their places in a block, each distinct one decoded once."""
        codes, firsts = distinct(block, starts, widths)
        begins, sizes = starts[firsts].tolist(), widths[firsts].tolist()
        known = self._known
        texts = _decoded([block.data[at : at + size] for at, size in zip(begins, sizes, strict=True)])
        self._add(np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.intp)[codes])

    def add_texts(self, texts: Sequence[str]) -> None:
        """Take cells that are texts already."""
        for text in dict.fromkeys(texts):
            if text not in self._seen:
                self._seen[text] = self._code(clean(text))
        self._add(np.fromiter(map(self._seen.__getitem__, texts), np.intp, len(texts)))

    def done(self) -> Texts:
        """The whole column."""
        parts = self._parts or [np.empty(0, np.uint8)]
        return Texts(parts[0] if len(parts) == 1 else np.concatenate(parts), tuple(self._known))

    def _code(self, text: str) -> int:
        return self._known.setdefault(text, len(self._known))

    def _add(self, codes: Places) -> None:
        self._parts.append(codes.astype(np.min_scalar_type(max(len(self._known) - 1, 0))))


def _decoded(cells: list[bytes]) -> list[str]:
    """The texts of cells, without the quotation marks that stand round them."""
    joined = b"\n".join(cells)
    if b'"' not in joined and b"'" not in joined:
        # A cell without quotation marks holds no newline, so all can be decoded together.
        return [text.strip() for text in joined.decode().split("\n")] if cells else []
    return [_unquoted(cell.decode()) for cell in cells]


def _unquoted(text: str) -> str:
    return clean(text[1:-1].replace('""', '"') if text[:1] == '"' else text)


def distinct(block: Block, starts: Places, widths: Places) -> tuple[Places, Places]:
    """Which cells of a block are equal.

    Cells are compared eight bytes at a time, so that no text is made for them: exact, and no slower for many rows.

    Args:
        block: The bytes.
        starts: Where each cell begins; shape (cells,).
        widths: How many bytes each has; shape (cells,).

    Returns:
        For each cell the number of its text, and for each text the first cell that has it.
    """
    if int(widths.max(initial=0)) > _LONGEST:
        known: dict[bytes, int] = {}
        pairs = zip(starts.tolist(), widths.tolist(), strict=True)
        codes = np.fromiter((known.setdefault(block.data[at : at + size], len(known)) for at, size in pairs), np.intp)
    else:
        codes = _by_words(block, starts, widths)
    firsts = np.empty(int(codes.max(initial=-1)) + 1, np.intp)
    firsts[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return codes, firsts


def _by_words(block: Block, starts: Places, widths: Places) -> Places:
    """Which cells are equal: those whose first eight bytes are, and all that follow."""
    words = block.words[starts] & _MASKS[np.minimum(widths, _WORD)]
    codes, found = pd.factorize(words)
    longer = np.flatnonzero(widths > _WORD)
    if len(longer):
        rest = _by_words(block, starts[longer] + _WORD, widths[longer] - _WORD)
        # A longer cell is never equal to a shorter one, so its numbers may begin where theirs end.
        codes[longer] = len(found) + pd.factorize(codes[longer] * (int(rest.max()) + 1) + rest)[0]
        codes = pd.factorize(codes)[0]
    return codes
