"""Figures of agreement as rows of the one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs
import numpy as np
import numpy.typing as npt
import pandas as pd

from fidelity.evaluation.agreement_columns import DEPENDENT
from fidelity.evaluation.agreement_figures import Columns, Figures
from fidelity.tally.cells import Cells
from fidelity.tally.estimates import NOT_SAID

CELL = "cell"
"""The place of the group of visits, by which rows are put in order before the table is finished."""


@attrs.frozen(eq=False)
class Groups:
    """What each cell of some figures is about.

    Attributes:
        of: What is rated; shape (groups,).
        measure: Its id.
        cell: The group of visits.
        n_raters: How many raters there are; NaN where that is not known.
        n_practitioners: Of how many practitioners the visits with two ratings are; NaN where that is not known.
        first: One of two raters; empty where all are taken together.
        second: The other one.
        is_pooled: Whether several ratings of one visit and rater are in it.
    """

    of: npt.NDArray[np.object_]
    measure: npt.NDArray[np.object_]
    cell: npt.NDArray[np.integer]
    n_raters: npt.NDArray[np.float64]
    n_practitioners: npt.NDArray[np.float64]
    first: npt.NDArray[np.object_]
    second: npt.NDArray[np.object_]
    is_pooled: npt.NDArray[np.bool_]


def groups(
    named: Sequence[tuple[str, str, bool]],
    n_cells: int,
    n_raters: npt.NDArray[np.float64],
    n_practitioners: npt.NDArray[np.float64],
) -> Groups:
    """The groups of things, each in every group of visits.

    Args:
        named: Of each thing what it is, its id, and whether several ratings of one visit and rater are in it.
        n_cells: How many groups of visits there are.
        n_raters: How many raters each group has.
        n_practitioners: Of how many practitioners the visits of each are.
    """
    of, measure, pooled = ([each[place] for each in named] for place in range(3))
    empty = np.full(len(named) * n_cells, "", object)
    return Groups(
        np.repeat(np.array(of, object), n_cells),
        np.repeat(np.array(measure, object), n_cells),
        np.tile(np.arange(n_cells), len(named)),
        n_raters,
        n_practitioners,
        empty,
        empty,
        np.repeat(np.array(pooled, np.bool_), n_cells),
    )


def frame_of(
    found: Iterable[Figures], groups: Groups, cells: Cells, keys: Sequence[str], comparison: str
) -> pd.DataFrame:
    """Rows of the table: a row for each figure of each group; nothing at all where there is none.

    Args:
        found: The figures.
        groups: What they are about.
        cells: The groups of visits.
        keys: The columns of the groups in the table, of which the cells may have the first only.
        comparison: Who is compared.
    """
    said = {"comparison": comparison, "of": groups.of, "measure": groups.measure}
    said |= {"first": groups.first, "second": groups.second, "n_raters": groups.n_raters}
    said |= {"n_practitioners": groups.n_practitioners}
    said |= {name: _texts(cells, name)[groups.cell] if name in cells.names else "" for name in keys}
    said |= {"grouped_by": ", ".join(cells.names), CELL: groups.cell}
    index = range(len(groups.of))
    frames = []
    for each in found:
        columns = _without_false_intervals(each.columns, groups.is_pooled)
        frames.append(pd.DataFrame({**said, **columns, "statistic": each.statistic, "weights": each.weights}, index))
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _texts(cells: Cells, name: str) -> npt.NDArray[np.object_]:
    """What a key says, group by group; an empty text stands for a total."""
    texts = cells.texts(name)
    return np.where(texts == "", NOT_SAID, texts)


def _without_false_intervals(columns: Columns, is_pooled: npt.NDArray[np.bool_]) -> Columns:
    """Where several items are taken together, an interval that takes them as independent is too narrow."""
    false = is_pooled & ~np.isnan(columns["value"].astype(np.float64))
    numbers = {name: np.where(false, np.nan, columns[name]) for name in ("low", "high", "level", "df")}
    texts = {"method": "", "why_no_interval": DEPENDENT}
    return {**columns, **numbers, **{name: np.where(false, text, columns[name]) for name, text in texts.items()}}
