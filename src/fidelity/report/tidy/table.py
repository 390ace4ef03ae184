"""A tidy table: a data frame together with what each of its columns, and each code in them, means."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import prod
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.estimates import Column
from fidelity.tally.narrow import integers, narrow

_PACKABLE, _PACKABLE_SMALL = 2**62, 2**31
"""So many combinations are told apart by a number of 64 bits, and of 32."""


@attrs.frozen
class WhyNot:
    """A column that says why there is no number in others: in each row either all these have one, or it says why not.

    Attributes:
        reason: The column.
        numbers: The columns of numbers.
        given: Where this column has no number, these have none either, and nothing need be said; empty where something
            always must be.
    """

    reason: str
    numbers: tuple[str, ...]
    given: str = ""


@attrs.frozen(eq=False)
class TableSpec:
    """What a kind of table holds, whatever it is grouped by.

    Attributes:
        name: What its file is called.
        title: What it is, for people.
        columns: Its columns after those of the groups, in their order.
        identity: The columns that, with those of the groups, tell each row from any other.
        closed: By column, every code that it can hold, in words.
        said: By column, how any code that it holds is said, where the list of them is open.
        why_not: The columns that say why there is no number.
        key: What the column of a group means, by its name.
    """

    name: str
    title: str
    columns: Mapping[str, Column]
    identity: tuple[str, ...] = ()
    closed: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    said: Mapping[str, Callable[[str], str]] = attrs.field(factory=dict)
    why_not: tuple[WhyNot, ...] = ()
    key: Callable[[str], Column] = lambda name: Column(f"The group by {name}; empty in the row of a total.")


@attrs.frozen(eq=False)
class Table:
    """A table that is as its specification says; made by `table_of`.

    Attributes:
        spec: What it holds.
        keys: The columns of the groups, in their order.
        frame: The rows: text as categories, integers that may be absent, numbers with NaN where there is none.
    """

    spec: TableSpec
    keys: Mapping[str, Column]
    frame: pd.DataFrame

    @property
    def columns(self) -> dict[str, Column]:
        """All columns in their order."""
        return {**self.keys, **self.spec.columns}

    @property
    def identity(self) -> tuple[str, ...]:
        """The columns that tell each row from any other."""
        return (*self.keys, *self.spec.identity)

    def codes(self, name: str) -> dict[str, str]:
        """The codes of a column, in words: all that there can be, or else those that there are.

        Args:
            name: The column.
        """
        if name in self.spec.closed:
            return dict(self.spec.closed[name])
        if name in self.spec.said:
            return {code: self.spec.said[name](code) for code in self.frame[name].cat.categories if code}
        return {}


def table_of(spec: TableSpec, frame: pd.DataFrame) -> Table:
    """A data frame as a table of a kind; the columns of the groups are those before the first that the kind names.

    Args:
        spec: What the table holds.
        frame: Its rows.

    Raises:
        UsageError: The table is grouped by a column that has the name of one of its own.
        ValueError: The frame is not such a table: a column is absent, a row is there twice, a code is unknown, or there
            is neither a number nor a reason, or both.
    """
    names = [str(name) for name in frame.columns]
    own = list(spec.columns)
    keys = names[: len(names) - len(own)]
    taken = [key for key in keys if key in spec.columns]
    if taken:
        message = f"nothing can be grouped by `{taken[0]}`: a column of the result has this name"
        raise UsageError(Problem("reserved-name", message, "give the column of the group another name"))
    if names[len(keys) :] != own:
        raise ValueError(f"{spec.name} needs the columns {own} after those of the groups, not {names}")
    described = {**{key: Column("") for key in keys}, **spec.columns}
    columns = {name: _of_kind(frame.iloc[:, place], described[name]) for place, name in enumerate(names)}
    table = Table(spec, {key: spec.key(key) for key in keys}, pd.DataFrame(columns, copy=False))
    _check(table)
    return table


def _of_kind(cells: pd.Series[Any], column: Column) -> object:
    """The cells of a column as its kind has them."""
    if column.kind == "text":
        return _categories(cells)
    if isinstance(cells.array, pd.arrays.IntegerArray) and column.kind == "integer":
        return cells.array
    if isinstance(cells.dtype, np.dtype) and cells.dtype.kind == "i" and column.kind == "integer":
        return pd.arrays.IntegerArray(narrow(cells.to_numpy()), np.broadcast_to(np.False_, len(cells)))
    if column.kind == "integer" and cells.dtype.kind == "f" and cells.isna().all():
        # One nothing that stands for all of them takes no memory.
        nothing = np.broadcast_to(np.int64(1), len(cells))
        return pd.arrays.IntegerArray(nothing, np.broadcast_to(np.True_, len(cells)))
    known = cells if cells.dtype.kind in "iuf" else pd.to_numeric(cells.astype(object), errors="raise")
    numbers = known.to_numpy(np.float64, na_value=np.nan)
    if np.isinf(numbers).any():
        numbers = np.where(np.isfinite(numbers), numbers, np.nan)
    return integers(numbers) if column.kind == "integer" else numbers


def _categories(cells: pd.Series[Any]) -> pd.Categorical:
    """Text as categories: those that occur, in their order; an empty text where there is nothing."""
    if isinstance(cells.dtype, pd.CategoricalDtype):
        codes, found = cells.cat.codes.to_numpy(), [str(text) for text in cells.cat.categories]
    else:
        codes, distinct = pd.factorize(cells.astype(object).where(cells.notna(), ""))
        found = [str(text) for text in distinct]
    unsaid = bool((codes < 0).any())
    occurs = np.bincount(codes[codes >= 0] if unsaid else codes, minlength=len(found)) > 0
    # Where there is no code, -1 means the last of them.
    texts, held = [*found, ""], [*occurs.tolist(), unsaid]
    kept = sorted({text for text, is_held in zip(texts, held, strict=True) if is_held})
    if kept != found:
        place = {text: number for number, text in enumerate(kept)}
        codes = np.array([place.get(text, 0) for text in texts], np.min_scalar_type(-max(len(kept), 1)))[codes]
    return pd.Categorical.from_codes(codes, pd.Index(kept, dtype="str"))


def _check(table: Table) -> None:
    """What must hold in every row."""
    frame, spec = table.frame, table.spec
    if table.identity and _repeats([frame[name] for name in table.identity]):
        raise ValueError(f"a row of {spec.name} is there twice, by {table.identity}")
    for name, codes in spec.closed.items():
        unknown = set(frame[name].cat.categories) - {"", *codes}
        if unknown:
            raise ValueError(f"{name} has codes that nobody knows: {sorted(unknown)}")
    for each in spec.why_not:
        has = [frame[name].notna() for name in each.numbers]
        said = frame[each.reason] != ""
        asked = frame[each.given].notna() if each.given else pd.Series(True, frame.index)
        any_, all_ = np.logical_or.reduce(has), np.logical_and.reduce(has)
        wrong = (any_ != all_) | (any_ & (said | ~asked)) | (asked & ~any_ & ~said)
        if wrong.any():
            row = frame[wrong].iloc[0].to_dict()
            raise ValueError(f"{each.reason}: neither a number nor a reason, or both: {row}")


def _repeats(columns: Sequence[pd.Series[Any]]) -> bool:
    """Whether two rows are alike; the places of their texts are packed into one number, if they fit into it."""
    # Numbers tell rows apart in some tables, and may be absent.
    held = [column.astype("category").cat for column in columns]
    size = prod(len(each.categories) + 1 for each in held)
    if size > _PACKABLE:
        return bool(pd.concat(columns, axis=1).duplicated().any())
    number = np.int32 if size <= _PACKABLE_SMALL else np.int64
    packed: npt.NDArray[np.signedinteger] = np.zeros(len(columns[0]), number)
    for each in held:
        packed *= number(len(each.categories) + 1)
        packed += number(1)
        packed += each.codes.to_numpy()
    packed.sort()
    return bool((packed[1:] == packed[:-1]).any())
