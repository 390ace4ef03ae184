"""A tidy table: a data frame together with what each of its columns, and each code in them, means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
import numpy as np
import pandas as pd

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.estimates import Column


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
    table = Table(spec, {key: spec.key(key) for key in keys}, pd.DataFrame(columns))
    _check(table)
    return table


def _of_kind(cells: pd.Series[Any], column: Column) -> object:
    """The cells of a column as its kind has them."""
    if column.kind == "text":
        return pd.Categorical([str(cell) for cell in cells.astype(object).where(cells.notna(), "")])
    numbers = pd.to_numeric(cells.astype(object), errors="raise").to_numpy(np.float64, na_value=np.nan)
    numbers = np.where(np.isfinite(numbers), numbers, np.nan)
    return pd.array(numbers, pd.Int64Dtype()) if column.kind == "integer" else numbers


def _check(table: Table) -> None:
    """What must hold in every row."""
    frame, spec = table.frame, table.spec
    if table.identity and frame.duplicated(list(table.identity)).any():
        raise ValueError(f"a row of {spec.name} is there twice, by {table.identity}")
    for name, codes in spec.closed.items():
        unknown = set(frame[name].cat.categories) - {"", *codes}
        if unknown:
            raise ValueError(f"{name} has codes that nobody knows: {sorted(unknown)}")
    for each in spec.why_not:
        has = frame[list(each.numbers)].notna()
        said = frame[each.reason] != ""
        asked = frame[each.given].notna() if each.given else pd.Series(True, frame.index)
        any_, all_ = has.any(axis=1), has.all(axis=1)
        wrong = (any_ != all_) | (any_ & (said | ~asked)) | (asked & ~any_ & ~said)
        if wrong.any():
            row = frame[wrong].iloc[0].to_dict()
            raise ValueError(f"{each.reason}: neither a number nor a reason, or both: {row}")
