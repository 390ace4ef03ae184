"""The order in which estimates are shown: measure, statistic, group; by name and never by value, totals last."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.report.estimate_words import STATISTICS
from fidelity.report.tidy.table import Table
from fidelity.tally.cells import natural
from fidelity.tally.estimates import ALWAYS

_PLACES = {name: place for place, name in enumerate(STATISTICS)}


def in_order(table: Table, measures: Sequence[tuple[str, str]], unit: str = "") -> pd.DataFrame:
    """The rows of a table of estimates in the order in which they are shown.

    Args:
        table: The estimates.
        measures: The measures in their order, each by kind and id; others come after them.
        unit: The unit of analysis, whose statistics come first.
    """
    frame = table.frame
    pairs = pd.MultiIndex.from_frame(frame[["kind", "measure"]].astype(str))
    places = {pair: place for place, pair in enumerate(measures)}
    others = sorted(set(pairs) - set(places), key=lambda pair: (natural(pair[0]), natural(pair[1])))
    places |= {pair: len(measures) + place for place, pair in enumerate(others)}
    ranks = [
        np.fromiter((places[pair] for pair in pairs), np.intp, len(frame)),
        (frame["unit"] != unit).to_numpy(),
        _rank(frame["statistic"], lambda name: (_PLACES.get(name, len(_PLACES)), natural(name))),
        _rank(frame["unit"], natural),
        *(rank for key in table.keys for rank in _of_group(frame, key)),
    ]
    return frame.iloc[np.lexsort(ranks[::-1])]


def grouped_by(text: str) -> list[str]:
    """The columns that a row is grouped by, as its cell in the column of this name has them."""
    return text.split(", ")


def _of_group(frame: pd.DataFrame, key: str) -> list[npt.NDArray[np.generic]]:
    """The ranks by one column of the groups: a total is the last of its column."""
    if key in ALWAYS:
        # The checklist as published comes before its profiles.
        return [_rank(frame[key], lambda text: (text != "", natural(text)))]
    groupings = frame["grouped_by"].cat
    is_total = np.array([key not in grouped_by(text) for text in groupings.categories], bool)
    return [is_total[groupings.codes.to_numpy()], _rank(frame[key], natural)]


def _rank(cells: pd.Series[str], by: Callable[[str], object]) -> npt.NDArray[np.intp]:
    """The rank of each cell among the distinct ones."""
    names = list(cells.cat.categories)
    order = sorted(range(len(names)), key=lambda place: by(names[place]))  # type: ignore[arg-type, return-value]
    ranks = np.empty(len(names), np.intp)
    ranks[order] = np.arange(len(names))
    return ranks[cells.cat.codes.to_numpy()]
