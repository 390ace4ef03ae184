"""The estimates of a table as lines of a page, each mean with how far its units differ beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import pandas as pd

from fidelity.report.estimate_cells import Cells
from fidelity.report.estimate_words import SPREAD
from fidelity.report.estimates_grid import Line
from fidelity.tally.estimates import COLUMNS

_AT_ONCE = 1000
"""So many rows are looked at together: a page seldom shows all of a long table."""


def rows_of(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """The rows of a table, one after the other.

    Args:
        frame: The table.
    """
    for start in range(0, len(frame), _AT_ONCE):
        for row in frame.iloc[start : start + _AT_ONCE].to_dict("records"):
            yield {str(name): cell for name, cell in row.items()}


def with_spread(lines: Sequence[Line]) -> list[Line]:
    """The estimates of which those that tell of a spread stand beside the mean of the same units, where there is one.

    Args:
        lines: The estimates.
    """
    means = {_units(line): line for line in lines if line.row["statistic"].startswith("mean_of_")}
    beside: dict[tuple[object, ...], dict[str, Cells]] = {}
    rest = []
    for line in lines:
        if line.across and line.row["statistic"].startswith(tuple(SPREAD)) and _units(line) in means:
            beside.setdefault(_units(line), {})[line.across] = line.cells
        else:
            rest.append(line)
    return [
        attrs.evolve(line, beside=beside.get(_units(line), {})) if means.get(_units(line)) is line else line
        for line in rest
    ]


def _units(line: Line) -> tuple[object, ...]:
    """Of which units of which group something is taken."""
    own = {*COLUMNS} - {"grouped_by", "measure"}
    groups = (cell for name, cell in line.row.items() if name not in own)
    return (line.row["statistic"].partition("_of_")[2], *groups)
