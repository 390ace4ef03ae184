"""The one table of ratings: an observation a row, an item a column of small integers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.errors import RatingsError
from fidelity.model.answer import Answer, answers
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem

Codes = npt.NDArray[np.unsignedinteger]


@attrs.frozen(eq=False)
class Column:
    """The answers to one item.

    Attributes:
        codes: For each observation, the place of its answer in ``levels``; shape (observations,), unsigned.
        levels: The answers that occur or can occur, each once.
    """

    codes: Codes
    levels: tuple[Answer, ...]

    def answer(self, row: int) -> Answer:
        """The answer in one observation."""
        return self.levels[int(self.codes[row])]


@attrs.frozen(eq=False)
class Ratings:
    """Ratings of one checklist.

    Attributes:
        checklist: The checklist, as published or as a profile has it.
        columns: The answers by item id, one column for every item of the checklist.
        descriptors: What else is known of each observation, as text: ``observation`` always, then whatever the table
            had that is no item; shape (observations, descriptors).
    """

    checklist: Checklist
    columns: Mapping[str, Column]
    descriptors: pd.DataFrame

    def __attrs_post_init__(self) -> None:
        """Refuse columns of unequal length and items without a column."""
        absent = [item.id for item in self.checklist.items if item.id not in self.columns]
        uneven = [name for name, column in self.columns.items() if len(column.codes) != len(self.descriptors)]
        if absent or uneven:
            raise RatingsError(
                Problem("bad-table", f"these columns are absent or of another length: {', '.join(absent + uneven)}")
            )

    def __len__(self) -> int:
        """How many observations there are."""
        return len(self.descriptors)

    def blocks(self, rows: int) -> Iterator[Ratings]:
        """The same ratings, at most ``rows`` observations at a time."""
        for start in range(0, len(self), rows):
            part = slice(start, start + rows)
            yield Ratings(
                self.checklist,
                {name: Column(column.codes[part], column.levels) for name, column in self.columns.items()},
                self.descriptors.iloc[part],
            )


def from_codes(checklist: Checklist, codes: Mapping[str, Codes], descriptors: pd.DataFrame | None = None) -> Ratings:
    """Ratings from small integers that are in memory already.

    Args:
        checklist: The checklist; none of its items holds raw numbers.
        codes: For each item, the places of the answers in `fidelity.model.answer.answers`; shape (observations,).
        descriptors: What else is known of each observation; where left out, they are numbered from 1.

    Raises:
        RatingsError: A column is absent, of another length, or holds an integer that stands for no answer.
    """
    columns = {}
    for item in checklist.items:
        if item.id in codes:
            levels = answers(item)
            column = codes[item.id]
            if len(column) and int(column.max()) >= len(levels):
                raise RatingsError(
                    Problem(
                        "bad-code", f"column `{item.id}` holds {int(column.max())}, and {len(levels) - 1} is its last"
                    )
                )
            columns[item.id] = Column(column, levels)
    if descriptors is None:
        n = len(next(iter(columns.values())).codes) if columns else 0
        descriptors = _numbered(n)
    return Ratings(checklist, columns, descriptors)


def _numbered(n: int) -> pd.DataFrame:
    """Observations that are numbered from 1, held as a range so that they cost no memory."""
    return pd.DataFrame(index=pd.RangeIndex(1, n + 1, name="observation"))
