"""Reading ratings from a file or a stream of comma-separated text."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Literal

from fidelity.model.checklist import Checklist
from fidelity.problems import Problem
from fidelity.ratings.findings import Findings
from fidelity.ratings.grid import read_grid
from fidelity.ratings.header import read_header
from fidelity.ratings.heading import KNOWN, Absent
from fidelity.ratings.long import LONG, long_ratings
from fidelity.ratings.source import read_bytes
from fidelity.ratings.table import Ratings
from fidelity.ratings.wide import wide_ratings

Layout = Literal["auto", "wide", "long"]
"""How a table is laid out: an observation a row, or an answer a row."""


def read_ratings(
    source: Path | str | IO[bytes],
    checklist: Checklist,
    *,
    layout: Layout = "auto",
    absent: Absent = "error",
    name: str = "<stdin>",
) -> Ratings:
    """The ratings of one checklist, read from comma-separated text in UTF-8.

    Cells stand between commas, semicolons or tabs, whichever the first row has; quotation marks may stand round them.
    Rows are counted as a spreadsheet counts them. What a cell means is said in `fidelity.ratings.cells`.

    A *wide* table has a row for each observation by one rater and a column for each item; the columns ``observation``
    and ``rater`` identify a row, and every other column describes it. A *long* table has a row for each answer, with
    the columns ``observation`` and ``item``, a ``rating`` or a ``status`` or both, and perhaps ``rater`` and ``note``;
    every other column describes the observation.

    Args:
        source: A path, or an open stream of bytes.
        checklist: The checklist.
        layout: How the table is laid out; ``auto`` takes a table with the columns ``item`` and ``rating`` or ``status``
            as long.
        absent: What an item without a column in a wide table is: an ``error``, or ``missing`` everywhere.
        name: What a stream is called in messages.

    Returns:
        The ratings, with remarks on what was taken for granted.

    Raises:
        RatingsError: The table cannot be used; it carries every problem that was found.
    """
    source_name, data = read_bytes(source, name)
    header = read_header(data, KNOWN | LONG | frozenset(checklist.item), source_name)
    findings = Findings(source_name)
    grid = read_grid(data, header, findings)
    if not len(grid) and not findings.n:
        findings.table(Problem("no-rows", "there is no row below the header", "every observation is a row"))
    is_long = {"item", "rating"} <= set(header.names) or {"item", "status"} <= set(header.names)
    if layout == "long" or (layout == "auto" and is_long):
        return long_ratings(grid, checklist, findings)
    return wide_ratings(grid, checklist, absent, findings)
