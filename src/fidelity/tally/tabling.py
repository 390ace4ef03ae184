"""Tabling: blocks of figures one under the other, as the table of estimates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.tally.block import Block, Filled
from fidelity.tally.cells import Cells
from fidelity.tally.estimates import COLUMNS, NOT_SAID
from fidelity.tally.narrow import narrow
from fidelity.tally.texts import Texts, alike, joined

Row = Mapping[str, Filled]
"""The columns of one block, as far as it has them."""


@attrs.frozen(eq=False)
class Stack:
    """The blocks of one grouping.

    Attributes:
        cells: The groups.
        blocks: The figures of these groups.
        shared: Columns that are the same for every figure, by name; each of shape (groups,).
    """

    cells: Cells
    blocks: Sequence[Block]
    shared: Row


def tabled(stacks: Sequence[Stack], keys: Sequence[str]) -> pd.DataFrame:
    """The table of estimates: a row for each figure of each group, its texts as categories.

    Args:
        stacks: The figures, grouping by grouping.
        keys: The columns that groups are told apart by, in order.
    """
    rows = [columns for stack in stacks for columns in _rows(stack, keys)]
    texts = [*keys, *(name for name, column in COLUMNS.items() if column.kind == "text")]
    order = [*keys, *COLUMNS]
    columns = {name: _texts(rows, name) if name in texts else _numbers(rows, name) for name in order}
    # Nobody else has these columns.
    return pd.DataFrame(columns, copy=False)


def _rows(stack: Stack, keys: Sequence[str]) -> Iterator[Row]:
    n = len(stack.cells)
    grouped_by = alike(", ".join(stack.cells.names[1:]), n)
    shared = {**{name: _key(stack.cells, name) for name in keys}, "grouped_by": grouped_by, **stack.shared}
    for block in stack.blocks:
        own = {name: alike(getattr(block, name), n) for name in ("kind", "measure", "statistic", "unit", "cluster")}
        yield {**shared, **own, **block.columns}


def _key(cells: Cells, name: str) -> Texts:
    """What a key says of each group; an empty text means a total."""
    if name not in cells.names:
        return alike("", len(cells))
    place = cells.place(name)
    return Texts(cells.codes[:, place], tuple(text or NOT_SAID for text in cells.values[place]))


def _texts(rows: Sequence[Row], name: str) -> pd.Categorical:
    held = [columns.get(name) for columns in rows]
    blank = [alike("", len(columns["kind"])) for columns in rows]
    return joined([part if isinstance(part, Texts) else none for part, none in zip(held, blank, strict=True)])


def _numbers(rows: Sequence[Row], name: str) -> npt.NDArray[np.generic]:
    held = [columns.get(name) for columns in rows]
    lengths = [len(columns["kind"]) for columns in rows]
    if not any(isinstance(part, np.ndarray) for part in held):
        # What nobody planned takes no memory: one NaN stands for all of them.
        return np.broadcast_to(np.nan, sum(lengths))
    blank = (np.full(n, np.nan) for n in lengths)
    return np.concatenate(
        [narrow(part) if isinstance(part, np.ndarray) else none for part, none in zip(held, blank, strict=True)]
    )
