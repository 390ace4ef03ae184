"""Figures as JSON, after `schemas/scores.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction

from fidelity.model.checklist import Checklist
from fidelity.model.figure import Figure, Goal, rule_name
from fidelity.model.number import plain
from fidelity.report.scores_json import FORMAT, number_json, provenance_json
from fidelity.scoring import Provenance
from fidelity.tally.figures import GroupedFigures
from fidelity.tally.result import FigureResult


def figures_json(found: GroupedFigures, checklist: Checklist, provenance: Provenance) -> Iterator[str]:
    """Figures as pieces of one JSON document, a figure a line: those of each group, then those of the whole.

    Args:
        found: The figures.
        checklist: The checklist that defines them.
        provenance: What they were made of.
    """
    head = json.dumps({"format": FORMAT, **provenance_json(provenance)}, ensure_ascii=False)
    yield head[:-1] + ', "figures": ['
    said = [
        figure_json(figure, result, by)
        for by, results in (
            *(({"column": found.column, "value": group.value}, group.results) for group in found.groups),
            (None, found.whole),
        )
        for figure, result in zip(checklist.figures, results, strict=True)
    ]
    for place, each in enumerate(said):
        yield (",\n" if place else "\n") + json.dumps(each, ensure_ascii=False)
    yield "\n]}\n"


def figure_json(figure: Figure, result: FigureResult, by: dict[str, str] | None) -> dict[str, object]:
    """One figure as plain data.

    Args:
        figure: The figure.
        result: What it comes to.
        by: The group by column and value; None for the whole, so that no group can be taken for it.
    """
    return {
        "figure": figure.id,
        "title": figure.name,
        "unit": figure.unit.value,
        "rule": rule_name(figure.rule),
        "by": by,
        **_value(result.value),
        "reason": result.reason.value if result.reason else None,
        "goal": _goal(figure.goal),
        "goal_met": None if result.goal is None else result.goal.name.lower(),
        "n_observations": result.n_observations,
        "n_used": result.n_used,
        "n_without": {why.value: n for why, n in result.n_without.items()},
        "items": [
            {"item": each.item, **_value(each.value)}
            | {name: getattr(each, name) for name in ("n_used", "n_missing", "n_excluded")}
            for each in result.items
        ],
    }


def _value(value: Fraction | None) -> dict[str, object]:
    return {"value": number_json(value), "exact": None if value is None else plain(value)}


def _goal(goal: Goal | None) -> dict[str, object] | None:
    if goal is None:
        return None
    ends = {"at_least": number_json(goal.at_least), "at_most": number_json(goal.at_most)}
    return {**ends, "exact": plain(goal.end)}
