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
from fidelity.problems import Problem, nearest

Codes = npt.NDArray[np.unsignedinteger]


@attrs.frozen(eq=False)
class Column:
    """The answers to one item.

    Attributes:
        codes: For each observation, the place of its answer in ``levels``; shape (observations,), unsigned.
        levels: The answers that occur or can occur, each once: first those of `fidelity.model.answer.answers`, then the
            raw numbers that occur, rising.
    """

    codes: Codes
    levels: tuple[Answer, ...]

    def answer(self, row: int) -> Answer:
        """The answer in one observation."""
        return self.levels[int(self.codes[row])]


@attrs.frozen(eq=False)
class Origin:
    """Where the observations came from.

    Attributes:
        source: The file's name as the user gave it, or ``<stdin>``.
        rows: For each observation, the row in which it first stands, as a spreadsheet counts; shape (observations,).
        row_word: What a row is called in messages.
    """

    source: str
    rows: npt.NDArray[np.int64]
    row_word: str = "row"


@attrs.frozen(eq=False)
class Ratings:
    """Ratings of one checklist.

    Attributes:
        checklist: The checklist, as published or as a profile has it.
        columns: The answers by item id, one column for every item of the checklist.
        descriptors: What else is known of each observation, as text; shape (observations, descriptors). Its index is
            named ``observation`` and holds what the observations are called; a name occurs once for each rater.
        notes: What was noted at one answer, by the row counted from 0 and the item's id.
        remarks: What the reader took for granted, or found odd; none of it stops the ratings from being used.
        origin: Where the observations came from; None where they were made in memory.
    """

    checklist: Checklist
    columns: Mapping[str, Column]
    descriptors: pd.DataFrame
    notes: Mapping[tuple[int, str], str] = attrs.field(factory=dict)
    remarks: tuple[Problem, ...] = ()
    origin: Origin | None = None

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

    def descriptor(self, name: str) -> pd.Index | pd.Series | None:
        """One descriptor of all observations, ``observation`` among them; None where the table does not have it."""
        if name == "observation":
            return self.descriptors.index
        return self.descriptors[name] if name in self.descriptors.columns else None

    def of_rows(self, rows: npt.NDArray[np.intp]) -> Ratings:
        """Some of the observations, in the order in which they are named.

        Args:
            rows: Their places, each once.
        """
        origin = self.origin
        place = {row: number for number, row in enumerate(rows.tolist())} if self.notes else {}
        return attrs.evolve(
            self,
            columns={name: Column(column.codes[rows], column.levels) for name, column in self.columns.items()},
            descriptors=self.descriptors.iloc[rows],
            notes={(place[row], item): note for (row, item), note in self.notes.items() if row in place},
            origin=attrs.evolve(origin, rows=origin.rows[rows]) if origin else None,
        )

    def blocks(self, rows: int) -> Iterator[Ratings]:
        """The same ratings, at most ``rows`` observations at a time."""
        for start in range(0, len(self), rows):
            part = slice(start, start + rows)
            held = range(start, start + rows)
            origin = self.origin
            yield attrs.evolve(
                self,
                columns={name: Column(column.codes[part], column.levels) for name, column in self.columns.items()},
                descriptors=self.descriptors.iloc[part],
                notes={(row - start, item): note for (row, item), note in self.notes.items() if row in held},
                origin=attrs.evolve(origin, rows=origin.rows[part]) if origin else None,
            )


def from_codes(checklist: Checklist, codes: Mapping[str, Codes], descriptors: pd.DataFrame | None = None) -> Ratings:
    """Ratings from small integers that are in memory already.

    Nothing is copied, and the check looks for the highest integer of each column only.

    Args:
        checklist: The checklist; its items that hold raw numbers can only be unrated here.
        codes: For each item, the places of the answers in `fidelity.model.answer.answers`; shape (observations,),
            unsigned.
        descriptors: What else is known of each observation; where left out, or where there is no ``observation`` among
            its columns or in its index, observations are numbered from 1.

    Raises:
        RatingsError: A column is absent, unknown, of another length, or holds an integer that stands for no answer.
    """
    known = [item.id for item in checklist.items]
    problems = [
        Problem("unknown-item", f"the checklist has no item `{name}`", nearest(name, known), (name,))
        for name in codes
        if name not in known
    ]
    columns = {}
    for item in checklist.items:
        if item.id in codes:
            columns[item.id] = Column(codes[item.id], answers(item, item.id in checklist.off))
            problems += _code_problems(item.id, columns[item.id])
    if problems:
        raise RatingsError(problems)
    n = len(next(iter(columns.values())).codes) if columns else 0
    return Ratings(checklist, columns, numbered(n) if descriptors is None else _indexed(descriptors))


def _code_problems(name: str, column: Column) -> Iterator[Problem]:
    codes, last = column.codes, len(column.levels) - 1
    if not isinstance(codes, np.ndarray) or codes.dtype.kind != "u" or codes.ndim != 1:
        yield Problem("bad-code", f"column `{name}` is no row of unsigned integers", "convert it: `.astype('uint8')`")
    elif len(codes) and int(codes.max()) > last:
        yield Problem("bad-code", f"column `{name}` holds {int(codes.max())}, and {last} is its last", path=(name,))


def numbered(n: int) -> pd.DataFrame:
    """Observations that are numbered from 1, held as a range so that they cost no memory."""
    return pd.DataFrame(index=pd.RangeIndex(1, n + 1, name="observation"))


def _indexed(descriptors: pd.DataFrame) -> pd.DataFrame:
    if descriptors.index.name == "observation":
        return descriptors
    if "observation" in descriptors.columns:
        return descriptors.set_index("observation")
    return descriptors.set_index(numbered(len(descriptors)).index)
