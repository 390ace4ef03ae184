"""Coverage on the page of estimates: how much of what was planned was observed, and of how many of those intended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

import pandas as pd

from fidelity.report.estimate_cells import HIDDEN
from fidelity.report.estimate_words import NO_VALUE
from fidelity.report.estimates_grid import INDENT
from fidelity.report.grid import grid, paragraph
from fidelity.report.numbers import shown

TITLE = "Coverage: what was observed of what was planned"
MEANINGS = {
    "made": "of the observations that were planned, those that were made; what was observed of somebody beyond their "
    "plan stands for nobody else.",
    "beyond": "observed beyond somebody's plan, or of somebody who has none.",
    "intended": "practitioners who were to be observed.",
    "seen": "those of them who were observed at all.",
}
"""What the columns mean."""
_COUNTS = ("n_observations", "n_planned", "n_planned_made", "n_intended", "n_intended_observed")
_ENDS = frozenset({Fraction(0), Fraction(100)})


def coverage_text(
    frame: pd.DataFrame, keys: Sequence[str], said: Callable[[dict[str, str], str], str], width: int, most: int
) -> str:
    """What was planned and what was made by group; empty where no plan says it.

    Args:
        frame: The estimates in the order in which they are shown.
        keys: The columns that tell groups apart.
        said: What stands in one of these columns, by the row.
        width: How wide the page is, in characters.
        most: After how many groups it stops, saying so.
    """
    planned = frame[frame["n_planned"].notna()]
    if not len(planned):
        return ""
    # All figures of a group have the same counts, but those that are hidden.
    groups = planned.groupby([*keys, "grouped_by"], sort=False, observed=True)[[*_COUNTS]].first().reset_index()
    rows = []
    for held in groups.head(most).to_dict("records"):
        row = {str(name): cell for name, cell in held.items()}
        rows.append([*(said(row, key) for key in keys), *_cells(*(_number(row[name]) for name in _COUNTS))])
    head = [*(key.replace("_", " ") for key in keys), "obs.", "planned", "made", "beyond", "intended", "seen", "remark"]
    kept = [place for place in range(len(head)) if place < len(keys) or any(row[place] for row in rows)]
    right = [new for new, old in enumerate(kept) if len(keys) <= old < len(head) - 1]
    table = grid(
        [head[old] for old in kept], [[row[old] for old in kept] for row in rows], right, width, INDENT, len(keys)
    )
    left = [f"and {len(groups) - most:,} groups more"] if len(groups) > most else []
    there = [f"{name}: {words}" for name, words in MEANINGS.items() if name in {head[old] for old in kept}]
    return "\n".join([TITLE, table, *(paragraph(foot, width, INDENT, INDENT) for foot in (*left, *there))])


def _cells(
    made: int | None, n: int | None, n_made: int | None, n_intended: int | None, n_seen: int | None
) -> list[str]:
    """How many were observed, planned, made, beyond the plan, intended, seen; and whether that is hidden."""
    if n_made is None or made is None:
        return ["", _text(n), "", "", _text(n_intended or None), "", NO_VALUE[HIDDEN]]
    beyond = max(made - n_made, 0)
    seen = _of(n_seen, n_intended) if n_intended else ""
    return [str(made), _text(n), _of(n_made, n), str(beyond) if beyond else "", _text(n_intended or None), seen, ""]


def _of(n: int | None, of: int | None) -> str:
    """How many, with their share: ``16 (94.1 %)``."""
    if n is None or not of:
        return _text(n)
    return f"{n} ({shown(Fraction(100 * n, of), 1, _ENDS)} %)"


def _number(cell: object) -> int | None:
    return None if pd.isna(cell) else int(cell)  # type: ignore[call-overload]


def _text(n: int | None) -> str:
    return "" if n is None else str(n)
