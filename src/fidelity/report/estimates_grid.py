"""Some estimates of one measure as a table, with how their intervals were made in full words below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import attrs

from fidelity.plan.words import listed
from fidelity.report.estimate_cells import HIDDEN, Cells
from fidelity.report.estimate_words import NO_VALUE, OF_ANSWERS, SPREAD
from fidelity.report.grid import grid, paragraph

INDENT = "  "


@attrs.frozen
class Line:
    """One estimate on the page.

    Attributes:
        row: Its row in the table.
        cells: What is shown of it.
        beside: What is shown beside it of how far its units differ, by the headings of columns.
    """

    row: Mapping[str, str]
    cells: Cells
    beside: Mapping[str, Cells] = attrs.field(factory=dict)

    @property
    def across(self) -> str:
        """The heading of its column in a table that has several statistics side by side; empty where it has a row."""
        name = self.row["statistic"]
        spread = next((head for prefix, head in SPREAD.items() if name.startswith(prefix)), "")
        # What has an interval of its own wants a row of its own.
        return OF_ANSWERS.get(name, "") or ("" if self.cells.method else spread)


Cell: TypeAlias = tuple[str, Callable[[Line], str]]
"""A column: its heading, and what it shows of a line."""
OBSERVATIONS: Cell = ("obs.", lambda line: line.cells.observations)
_HEADS = tuple(dict.fromkeys((*SPREAD.values(), *OF_ANSWERS.values())))
_NONE = "0.0 %"


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
    beside, hidden = _shown_and_hidden([line.beside for line in lines])
    columns: list[Cell] = [
        *first,
        ("value", lambda line: line.cells.value),
        (_interval_head(methods), lambda line: marks.get(line.cells.method, "") + line.cells.interval),
        *((name, _beside(name)) for name in beside),
        ("remark", _remark),
    ]
    made = [(head, [cell(line) for line in lines]) for head, cell in columns]
    keys, others = (
        made[:n_keys],
        [(head, cells) for head, cells in made[n_keys:] if {*cells} - {"", "–"} or head == "value"],
    )
    flush = ("n", "obs.", "value", *beside)
    right = [n_keys + place for place, (head, _) in enumerate(others) if head in flush]
    rows = list(zip(*(cells for _, cells in (*keys, *others)), strict=True))
    table = grid([head for head, _ in (*keys, *others)], rows, right, width, INDENT, n_keys)
    feet = [*(marks.get(method, "") + method for method in methods), *_said(hidden, "hidden in every group")]
    said = [paragraph(foot, width, INDENT, INDENT) for foot in feet]
    return "\n".join([*([paragraph(heading, width, INDENT)] if heading else []), table, *said])


def _beside(name: str) -> Callable[[Line], str]:
    return lambda line: line.beside[name].value if name in line.beside else ""


def _remark(line: Line) -> str:
    """The remark of an estimate, and why there is no number beside it, unless it is the same reason."""
    why = {name: cells.remark.partition(";")[0] for name, cells in line.beside.items() if cells.value == "–"}
    apart = [f"{name} {words}" for name, words in why.items() if words and words not in line.cells.remark]
    return "; ".join(filter(None, (line.cells.remark, *apart)))


def side_by_side(heading: str, lines: Sequence[Line], first: Sequence[Cell], n_keys: int, width: int) -> str:
    """Several statistics without intervals as one table: a row a group, a column a statistic.

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
        rows.setdefault(group, {})[line.across] = line
    names, hidden = _shown_and_hidden([{name: line.cells for name, line in of.items()} for of in rows.values()])
    nowhere = [name for name in names if {of[name].cells.value for of in rows.values() if name in of} == {_NONE}]
    nowhere = nowhere if len(nowhere) < len(names) else []
    names = [name for name in names if name not in nowhere]
    head = [*(name for name, _ in first), *names, "remark"]
    cells = []
    for of in rows.values():
        any_ = next(iter(of.values()))
        values = [of[name].cells.value if name in of else "" for name in names]
        remarks = dict.fromkeys(of[name].cells.remark for name in names if name in of and of[name].cells.remark)
        cells.append([*(cell(any_) for _, cell in first), *values, "; ".join(remarks)])
    kept = [place for place in range(len(head)) if place < n_keys or any(row[place] for row in cells)]
    right = [new for new, old in enumerate(kept) if n_keys <= old < len(head) - 1]
    table = grid(
        [head[place] for place in kept], [[row[place] for place in kept] for row in cells], right, width, INDENT, n_keys
    )
    feet = [*_said(nowhere, "none in any row"), *_said(hidden, "hidden in every group")]
    return "\n".join(
        [paragraph(heading, width, INDENT), table, *(paragraph(foot, width, INDENT, INDENT) for foot in feet)]
    )


def _said(names: Sequence[str], what: str) -> list[str]:
    """What is said below a table of columns that it need not have."""
    return [f"{listed(names)[:1].upper()}{listed(names)[1:]}: {what}."] if names else []


def _shown_and_hidden(rows: Sequence[Mapping[str, Cells]]) -> tuple[list[str], list[str]]:
    """The statistics that have a column, and those that need none because they are hidden in every row."""
    held: dict[str, set[str]] = {name: set() for name in _HEADS}
    for of in rows:
        for name, cells in of.items():
            held[name].add(cells.remark if cells.value == "–" else "")
    there = [name for name in _HEADS if held[name]]
    hidden = [name for name in there if held[name] == {NO_VALUE[HIDDEN]}]
    return ([name for name in there if name not in hidden], hidden) if len(hidden) < len(there) else (there, [])


def _interval_head(methods: Sequence[str]) -> str:
    """``95 % interval``, where all are of one level."""
    levels = {method.partition(":")[0] for method in methods}
    return levels.pop() if len(levels) == 1 else "interval"
