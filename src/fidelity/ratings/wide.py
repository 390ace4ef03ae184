"""Wide tables: a row an observation by one rater, a column an item."""

from __future__ import annotations

import numpy as np

from fidelity.model.answer import MISSING
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.problems import Problem, remark
from fidelity.ratings.cells import Cells, cells_of
from fidelity.ratings.encoding import everywhere, is_rated, key, left_out, odd_shares
from fidelity.ratings.findings import Findings, first_rows
from fidelity.ratings.grid import Grid
from fidelity.ratings.heading import KNOWN, Absent, absent_problems, absent_remark, name_problems
from fidelity.ratings.observation import described, pairs, report_twice, report_unnamed
from fidelity.ratings.table import Column, Origin, Ratings
from fidelity.ratings.text import Texts

SUMMARIES = frozenset({"total", "totals", "grand total", "sum", "mean", "average", "averages", "all"})
"""What the last row of a spreadsheet is often called."""
NUMBERED = remark(
    "numbered",
    "there is no column `observation`: the observations are numbered from 1; if another column names them, call it so",
)
"""What is said where nothing identifies the observations."""


def wide_ratings(grid: Grid, checklist: Checklist, absent: Absent, findings: Findings) -> Ratings:
    """The ratings of a wide table.

    Args:
        grid: The table as text.
        checklist: The checklist whose items are columns.
        absent: What an item without a column is.
        findings: What was found so far; it is added to, and raised.

    Raises:
        RatingsError: Anything is wrong with the table.
    """
    report_names(grid.names, checklist, absent, findings)
    observation, rater = grid.column("observation"), grid.column("rater")
    if observation is not None:
        report_unnamed(observation, grid.rows, findings)
        named = [("observation", observation), *([("rater", rater)] if rater is not None else [])]
        report_twice(pairs(observation, rater), grid.rows, named, findings)
    columns: dict[str, Column] = {}
    remarks = [] if observation is not None else [NUMBERED]
    remarks += absent_remark(grid.names, checklist)
    remarks += summaries(observation) if observation is not None else []
    for item in checklist.items:
        columns[item.id] = _column(grid, item, checklist, findings)
        remarks += odd_shares(item, columns[item.id])
        if item.id in checklist.off:
            remarks += unused(item, columns[item.id])
            columns[item.id] = left_out(columns[item.id])
    findings.raise_any()
    others = [
        (name, texts)
        for name, texts in zip(grid.names, grid.columns, strict=True)
        if name not in checklist.item and name != "observation"
    ]
    descriptors = described(observation, others, len(grid))
    return Ratings(checklist, columns, descriptors, {}, tuple(remarks), Origin(grid.source, grid.rows))


def report_names(names: tuple[str, ...], checklist: Checklist, absent: Absent, findings: Findings) -> None:
    """Report what is wrong with the names of the columns."""
    known = KNOWN | frozenset(checklist.item)
    for problem in name_problems(names, known):
        findings.table(problem)
    if absent == "error":
        for problem in absent_problems(names, checklist):
            findings.table(problem)


def _column(grid: Grid, item: Item, checklist: Checklist, findings: Findings) -> Column:
    cells, texts = cells_of(item, checklist), grid.column(item.id)
    if texts is None:
        return everywhere(MISSING, cells.levels, len(grid))
    meaning = key(texts.texts, cells)
    if meaning.bad:
        _report(grid, texts, meaning.bad, cells, findings)
    return meaning.column(texts.codes)


def _report(grid: Grid, texts: Texts, bad: tuple[int, ...], cells: Cells, findings: Findings) -> None:
    is_bad = np.zeros(len(texts.texts), np.bool_)
    is_bad[list(bad)] = True
    flags = is_bad[texts.codes]
    places = first_rows(flags)
    found = [
        (row, texts.texts[code])
        for row, code in zip(grid.rows[places].tolist(), texts.codes[places].tolist(), strict=True)
    ]
    order = grid.names.index(cells.item.id)
    findings.cells(order, cells.item.id, found, int(np.count_nonzero(flags)), cells)


def summaries(observation: Texts) -> list[Problem]:
    """A remark where an observation is called as the summary rows of spreadsheets are."""
    found = [text for text in observation.texts if text.strip().casefold() in SUMMARIES]
    return [remark("summary-row", f"`{text}` is scored as an observation", "is it a summary row?") for text in found]


def unused(item: Item, column: Column) -> list[Problem]:
    """A remark where an item was rated that a profile leaves out."""
    n = int(np.count_nonzero(is_rated(column)))
    if not n:
        return []
    return [remark("rated-but-off", f"{n} ratings of `{item.id}` are not used, because the profile leaves it out")]
