"""Cells: what observations are counted by, such as site and quarter, each combination that occurs once, in order."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from math import prod

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.errors import UsageError
from fidelity.plan.dense import ADDRESSABLE
from fidelity.problems import Problem, nearest

Places = npt.NDArray[np.intp]
"""Places of cells, counted from 0."""

Column = npt.NDArray[np.integer]
"""For each row the place of its text among the texts of a key."""

_PACKABLE = 1 << 62
_NUMBERS = re.compile(r"[0-9]+")
_MOST_DIGITS = sys.maxunicode
_LAST = chr(sys.maxunicode)


@attrs.frozen(eq=False)
class Cells:
    """The combinations of keys that occur.

    Attributes:
        names: What the keys are called, such as ``site``.
        values: For each key, the texts that occur, in their natural order: ``S2`` before ``S10``. An empty text stands
            where nothing is said.
        codes: For each cell, the place of its text among ``values``, key by key; shape (cells, keys), each row once, in
            rising order.
    """

    names: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    codes: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """How many cells there are."""
        return len(self.codes)

    def texts(self, name: str) -> npt.NDArray[np.object_]:
        """What a key says, cell by cell.

        Args:
            name: The key.

        Raises:
            UsageError: There is no such key.
        """
        place = self.place(name)
        found: npt.NDArray[np.object_] = np.array([*self.values[place], ""], dtype=object)[self.codes[:, place]]
        return found

    def place(self, name: str) -> int:
        """The place of a key among the keys.

        Raises:
            UsageError: There is no such key.
        """
        if name not in self.names:
            message = f"there is no column `{name}` to group by"
            raise UsageError(Problem("unknown-descriptor", message, nearest(name, self.names)))
        return self.names.index(name)

    def rows(self) -> list[tuple[str, ...]]:
        """The cells as texts, in order."""
        columns = [self.texts(name).tolist() for name in self.names]
        return [*zip(*columns, strict=True)] if columns else [()] * len(self)

    def by(self, names: Sequence[str]) -> tuple[Cells, Places]:
        """Coarser cells, that know only some of the keys.

        Args:
            names: The keys to keep, in the order in which they are to stand.

        Returns:
            The coarser cells; and for each of these cells the place of the one that it falls into, shape (cells,).

        Raises:
            UsageError: There is no such key.
        """
        places = [self.place(name) for name in names]
        values, codes = [self.values[place] for place in places], [self.codes[:, place] for place in places]
        return _gathered(tuple(names), values, codes, len(self))

    def renamed(self, name: str, texts: Mapping[str, str]) -> tuple[Cells, Places]:
        """The same cells with other texts for one key; what is then alike falls together.

        Args:
            name: The key.
            texts: For each of its texts the other one.

        Returns:
            The cells; and for each of these cells the place of the one that it becomes, shape (cells,).
        """
        key = self.place(name)
        others = sorted({texts[text] for text in self.values[key]}, key=natural)
        number = {text: place for place, text in enumerate(others)}
        place = np.array([number[texts[text]] for text in self.values[key]], np.int64)
        codes = [place[each] if other == key else each for other, each in enumerate(self.codes.T)]
        values = [tuple(others) if other == key else each for other, each in enumerate(self.values)]
        return _gathered(self.names, values, codes, len(self))


def cells_of(columns: Mapping[str, pd.Series | pd.Index], n: int) -> tuple[Cells, Places]:
    """The cells that observations fall into.

    Args:
        columns: What is said of each observation, by key; each of shape (observations,). Columns of categories are
            fastest.
        n: How many observations there are.

    Returns:
        The cells; and for each observation the place of its cell, shape (observations,).
    """
    coded = [_coded(column) for column in columns.values()]
    return _gathered(tuple(columns), [values for values, _ in coded], [codes for _, codes in coded], n)


def united(parts: Sequence[Cells]) -> tuple[Cells, tuple[Places, ...]]:
    """The cells of several, each once.

    Args:
        parts: Cells with the same keys in the same order.

    Returns:
        The cells; and for each part, the places of its cells among them.
    """
    names = parts[0].names
    values = [sorted(set().union(*(part.values[key] for part in parts)), key=natural) for key in range(len(names))]
    codes = np.concatenate([_recoded(part, values) for part in parts])
    cells, of = _gathered(names, [tuple(each) for each in values], [*codes.T], len(codes))
    ends = np.cumsum([len(part) for part in parts])
    return cells, tuple(np.split(of, ends[:-1]))


def natural(text: str) -> tuple[str, str]:
    """What a text is sorted by, so that ``S2`` comes before ``S10``, and an empty text last.

    Args:
        text: The text.
    """
    return _NUMBERS.sub(_by_length, text.casefold()) or _LAST, text


def _by_length(number: re.Match[str]) -> str:
    """A number behind what comes before any letter, and how many digits it has."""
    digits = number[0].lstrip("0")
    return f"\0{chr(min(len(digits), _MOST_DIGITS))}{digits}"


def _recoded(part: Cells, values: Sequence[Sequence[str]]) -> npt.NDArray[np.int64]:
    codes = np.empty_like(part.codes)
    for key, texts in enumerate(part.values):
        place = {text: number for number, text in enumerate(values[key])}
        codes[:, key] = np.array([place[text] for text in texts], np.int64)[part.codes[:, key]]
    return codes


def _coded(column: pd.Series | pd.Index) -> tuple[tuple[str, ...], Column]:
    """The texts of a column in order, and for each observation the place of its text."""
    codes: Column
    if isinstance(column.dtype, pd.CategoricalDtype):
        held = pd.Categorical(column)
        codes, found = held.codes, [*held.categories]
    elif isinstance(column.dtype, np.dtype) and column.dtype.kind in "iu" and len(column):
        codes, found = _coded_integers(column.to_numpy())
    else:
        codes, distinct = pd.factorize(np.asarray(column, dtype=object))
        found = [*distinct]
    texts = ["" if text is None or pd.isna(text) else str(text).strip() for text in found]
    unsaid = bool((codes < 0).any())
    values = tuple(sorted({*texts, *([""] if unsaid else [])}, key=natural))
    if not unsaid and tuple(texts) == values:
        return values, codes
    place = {text: number for number, text in enumerate(values)}
    moved = np.array([*(place[text] for text in texts), place.get("", 0)], np.intp)
    return values, moved[codes]


def _coded_integers(column: npt.NDArray[np.integer]) -> tuple[Column, list[int]]:
    """The integers that occur, and for each observation the place of its own; by counting from the lowest, if near."""
    low, high = int(column.min()), int(column.max())
    if high - low >= max(ADDRESSABLE, 8 * len(column)):
        distinct, codes = np.unique(column, return_inverse=True)
        return codes, distinct.tolist()
    # Unsigned integers of 64 bits may be too large for signed ones, and small ones may be further apart than they hold.
    from_low = column - np.uint64(low) if column.dtype == np.uint64 else column.astype(np.int64) - low
    found, codes = _numbered(from_low.astype(np.intp), high - low + 1)
    return codes, [place + low for place in found.tolist()]


def _gathered(
    names: tuple[str, ...], values: Sequence[tuple[str, ...]], codes: Sequence[Column], n: int
) -> tuple[Cells, Places]:
    """Rows of codes, column by column, as cells, each once, with the texts that occur and no others."""
    sizes = [max(len(each), 1) for each in values]
    distinct, of = _distinct(codes, sizes, n)
    kept: list[tuple[str, ...]] = []
    for key, texts in enumerate(values):
        present = np.unique(distinct[:, key])
        kept.append(tuple(texts[place] for place in present.tolist()))
        distinct[:, key] = np.searchsorted(present, distinct[:, key])
    return Cells(names, tuple(kept), distinct), of


def _distinct(codes: Sequence[Column], sizes: Sequence[int], n: int) -> tuple[npt.NDArray[np.int64], Places]:
    """The rows that occur, in rising order, and for each row its place among them."""
    if prod(sizes) > _PACKABLE:
        rows, inverse = np.unique(np.column_stack(codes).astype(np.int64), axis=0, return_inverse=True)
        return rows, inverse.reshape(-1).astype(np.intp)
    packed = np.zeros(n, np.intp)
    for column, size in zip(codes, sizes, strict=True):
        packed *= size
        packed += column
    keys, of = _numbered(packed, prod(sizes))
    rows = np.empty((len(keys), len(sizes)), np.int64)
    for key in reversed(range(len(sizes))):
        keys, rows[:, key] = np.divmod(keys, sizes[key])
    return rows, of


def _numbered(keys: Places, n_keys: int) -> tuple[Places, Places]:
    """The keys that occur, rising, and for each row the place of its key among them."""
    if n_keys > max(ADDRESSABLE, 8 * len(keys)):
        found, inverse = np.unique(keys, return_inverse=True)
        return found, inverse.astype(np.intp)
    marked = np.zeros(n_keys, np.bool_)
    marked[keys] = True
    found = np.flatnonzero(marked)
    if len(found) == n_keys:
        return found, keys
    place = np.empty(n_keys, np.intp)
    place[found] = np.arange(len(found))
    return found, place[keys]
