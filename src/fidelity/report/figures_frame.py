"""Figures as a table for other programs: a row for each figure of each group and of the whole."""

from __future__ import annotations

import pandas as pd

from fidelity.model.checklist import Checklist
from fidelity.model.figure import Figure, rule_name
from fidelity.model.number import plain
from fidelity.report.scores_frame import MADE, provenance_texts
from fidelity.scoring import Provenance
from fidelity.tally.figures import GroupedFigures
from fidelity.tally.result import FigureResult, Without


def figures_frame(found: GroupedFigures, checklist: Checklist, provenance: Provenance) -> pd.DataFrame:
    """Figures as a data frame.

    Args:
        found: The figures.
        checklist: The checklist that defines them.
        provenance: What they were made of.

    Returns:
        ``by`` and ``group`` (both empty for the whole, and ``by`` never for a group); the figure with its title, unit
        and rule; its value as a number and exactly, or its reason; its goal and whether it is met; its counts; the
        provenance. Shape (figures of all groups and of the whole, columns).
    """
    groups = [(found.column, group.value, group.results) for group in found.groups]
    made = dict(zip(MADE, provenance_texts(provenance), strict=True))
    return pd.DataFrame(
        [
            {"by": column, "group": value, **_row(figure, result), **made}
            for column, value, results in (*groups, ("", "", found.whole))
            for figure, result in zip(checklist.figures, results, strict=True)
        ]
    )


def _row(figure: Figure, result: FigureResult) -> dict[str, object]:
    goal = figure.goal
    return {
        "figure": figure.id,
        "title": figure.name,
        "unit": figure.unit.value,
        "rule": rule_name(figure.rule),
        "value": None if result.value is None else float(result.value),
        "exact": "" if result.value is None else plain(result.value),
        "reason": result.reason.value if result.reason else "",
        "goal": str(goal) if goal else "",
        "goal_met": "" if result.goal is None else result.goal.name.lower(),
        "n_observations": result.n_observations,
        "n_used": result.n_used,
        **{f"n_without.{why.value}": result.n_without.get(why, 0) for why in Without},
        **{name: getattr(result, name) for name in ("n_items", "n_items_used", "n_missing")},
    }
