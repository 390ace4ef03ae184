"""Stacking: tables of figures one under the other, with texts as categories and no more of them in memory than needed.

A table by site and quarter of a country has millions of rows. As plain text each cell takes fifty bytes, and as a
category one to four; and of every table that is put together column by column, only one column is there twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals


def stacked(frames: Sequence[pd.DataFrame], names: Iterable[str]) -> pd.DataFrame:
    """Tables one under the other; those that nobody else holds are given up column by column.

    Args:
        frames: The tables, at least one; they are emptied.
        names: The columns, in the order in which they are to stand.
    """
    columns = {name: _one_under_the_other([frame.pop(name).array for frame in frames]) for name in names}
    return pd.DataFrame(columns, copy=False)


def alike(text: str, n: int) -> pd.Categorical:
    """A column that says the same in every row.

    Args:
        text: What it says.
        n: How many rows there are.
    """
    return pd.Categorical.from_codes(np.zeros(n, np.int8), pd.Index([text], dtype="str"))


def with_categories(cells: pd.Series[Any], texts: Sequence[str]) -> pd.Series[Any]:
    """A column of text in which some further texts can be written.

    Args:
        cells: The column, with its texts as categories.
        texts: What may be written.
    """
    held = cells.cat.categories
    return cells.cat.add_categories([text for text in texts if text not in held])


def _one_under_the_other(parts: Sequence[Any]) -> Any:
    if any(isinstance(part.dtype, pd.CategoricalDtype) for part in parts):
        parts = [part if isinstance(part.dtype, pd.CategoricalDtype) else pd.Categorical(part) for part in parts]
        return union_categoricals(parts) if len(parts) > 1 else parts[0]
    if len(parts) == 1:
        return parts[0]
    numbers = [np.asarray(part) for part in parts]
    if all(part.strides == (0,) and np.isnan(part[:1]).all() for part in numbers):
        # One NaN that stands for all of them does so here, too.
        return np.broadcast_to(np.nan, sum(map(len, numbers)))
    return np.concatenate(numbers)
