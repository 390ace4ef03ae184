"""Some estimates of one measure as a table, with how their intervals were made in full words below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from fidelity.plan.words import listed
from fidelity.report.estimate_cells import HIDDEN, Cells
from fidelity.report.estimate_words import NO_VALUE, SPREAD
from fidelity.report.grid import grid, paragraph

INDENT = "  "


@attrs.frozen
class Line:
    """One estimate on the page.

    Attributes:
        row: Its row in the table.
        cells: What is shown of it.
    """

    row: Mapping[str, str]
    cells: Cells


Cell: TypeAlias = tuple[str, Callable[[Line], str]]
"""A column: its heading, and what it shows of a line."""
OBSERVATIONS: Cell = ("obs.", lambda line: line.cells.observations)


def estimates_grid(heading: str, lines: Sequence[Line], first: Sequence[Cell], n_keys: int, width: int) -> str:
    """Some estimates as a table; columns without content are left out.

    Args:
        heading: What stands above it; may be empty.
        lines: The estimates.
        first: The columns before those of the value, the interval and the remark.
        n_keys: How many of these tell the rows from each other; the others are set flush right.
        width: How wide the page is, in characters.
    """
    methods = list(dict.fromkeys(line.cells.method for line in lines if line.cells.method))
    marks = {method: f"[{place}] " for place, method in enumerate(methods, 1)} if len(methods) > 1 else {}
    columns: list[Cell] = [
        *first,
        ("value", lambda line: line.cells.value),
        (_interval_head(methods), lambda line: marks.get(line.cells.method, "") + line.cells.interval),
        ("remark", lambda line: line.cells.remark),
    ]
    made = [(head, [cell(line) for line in lines]) for head, cell in columns]
    keys, others = (
        made[:n_keys],
        [(head, cells) for head, cells in made[n_keys:] if {*cells} - {"", "–"} or head == "value"],
    )
    right = [n_keys + place for place, (head, _) in enumerate(others) if head in ("n", "obs.", "value")]
    rows = list(zip(*(cells for _, cells in (*keys, *others)), strict=True))
    table = grid([head for head, _ in (*keys, *others)], rows, right, width, INDENT)
    feet = [paragraph(marks.get(method, "") + method, width, INDENT, INDENT) for method in methods]
    return "\n".join([*([paragraph(heading, width, INDENT)] if heading else []), table, *feet])


def is_spread(line: Line) -> bool:
    """Whether an estimate says how far units differ, and has no interval that would want a column."""
    return line.row["statistic"].startswith(tuple(SPREAD)) and not line.cells.method


def spread_grid(heading: str, lines: Sequence[Line], first: Sequence[Cell], n_keys: int, width: int) -> str:
    """Several statistics that say how far units differ as one table: a row a group, a column a statistic.

    Args:
        heading: What stands above it.
        lines: The estimates, statistic by statistic.
        first: The columns before those of the values.
        n_keys: How many of these tell the groups from each other.
        width: How wide the page is, in characters.
    """
    rows: dict[tuple[str, ...], dict[str, Line]] = {}
    for line in lines:
        group = tuple(cell(line) for _, cell in first[:n_keys])
        rows.setdefault(group, {})[_spread_of(line)] = line
    names, hidden = _shown_and_hidden(rows.values())
    head = [*(name for name, _ in first), *(SPREAD[name] for name in names), "remark"]
    cells = []
    for of in rows.values():
        any_ = next(iter(of.values()))
        values = [of[name].cells.value if name in of else "" for name in names]
        remarks = dict.fromkeys(of[name].cells.remark for name in names if name in of and of[name].cells.remark)
        cells.append([*(cell(any_) for _, cell in first), *values, "; ".join(remarks)])
    kept = [place for place in range(len(head)) if place < n_keys or any(row[place] for row in cells)]
    right = [new for new, old in enumerate(kept) if n_keys <= old < len(head) - 1]
    table = grid(
        [head[place] for place in kept], [[row[place] for place in kept] for row in cells], right, width, INDENT
    )
    said = f"{listed(SPREAD[name] for name in hidden).capitalize()}: hidden in every group."
    foot = f"\n{paragraph(said, width, INDENT, INDENT)}" if hidden else ""
    return f"{paragraph(heading, width, INDENT)}\n{table}{foot}"


def _shown_and_hidden(rows: Iterable[Mapping[str, Line]]) -> tuple[list[str], list[str]]:
    """The statistics that have a column, and those that need none because they are hidden in every row."""
    cells: dict[str, set[str]] = {name: set() for name in SPREAD}
    for of in rows:
        for name, line in of.items():
            cells[name].add(line.cells.remark if line.cells.value == "–" else "")
    there = [name for name in SPREAD if cells[name]]
    hidden = [name for name in there if cells[name] == {NO_VALUE[HIDDEN]}]
    return ([name for name in there if name not in hidden], hidden) if len(hidden) < len(there) else (there, [])


def _spread_of(line: Line) -> str:
    return next(name for name in SPREAD if line.row["statistic"].startswith(name))


def _interval_head(methods: Sequence[str]) -> str:
    """``95 % interval``, where all are of one level."""
    levels = {method.partition(":")[0] for method in methods}
    return levels.pop() if len(levels) == 1 else "interval"
