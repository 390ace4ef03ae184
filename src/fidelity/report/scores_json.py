"""Scores as JSON, after `schemas/scores.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache

from fidelity.plan.result import Result
from fidelity.report.scores_table import exact
from fidelity.scoring import Provenance, ScoreColumn, Scores

FORMAT = 1
"""Raised when a program that reads the old form could not read the new one."""


def scores_json(scores: Scores, provenance: Provenance) -> Iterator[str]:
    """Scores as pieces of one JSON document, an observation a line, so that a long table needs little memory.

    Args:
        scores: The scores.
        provenance: What they were made of.
    """
    head = json.dumps({"format": FORMAT, **provenance_json(provenance)}, ensure_ascii=False)
    yield head[:-1] + ', "observations": ['
    writers = {name: _writer(scores, column) for name, column in scores.columns.items()}
    table = scores.descriptors
    names = scores.observations
    others = list(table.columns)
    for row in range(len(scores)):
        said = {"observation": names[row], "descriptors": {name: str(table[name].iloc[row]) for name in others}}
        results = ", ".join(
            f"{json.dumps(name)}: {writers[name](int(column.states.ids[row]))}"
            for name, column in scores.columns.items()
        )
        start = json.dumps(said, ensure_ascii=False)[:-1]
        criteria = json.dumps(scores.verdicts(row))
        yield ("\n" if row == 0 else ",\n") + f'{start}, "scores": {{{results}}}, "criteria": {criteria}}}'
    yield "\n]}\n"


def provenance_json(provenance: Provenance) -> dict[str, object]:
    """What scores or figures were made of, as plain data; what is not known is not named."""
    always = ("intervention", "version", "checklist", "plan_hash", "text_hash", "engine_version")
    where_known = ("profile", "distribution", "distribution_version", "rules")
    return {name: getattr(provenance, name) for name in always} | {
        name: getattr(provenance, name) for name in where_known if getattr(provenance, name)
    }


def _writer(scores: Scores, column: ScoreColumn) -> Callable[[int], str]:
    bands = scores.plan.checklist.score[column.id].bands

    @cache
    def written(state: int) -> str:
        result = column.states.table.result(state)
        band = None if result.band is None else bands[result.band].id
        return json.dumps(result_json(result, band))

    return written


def result_json(result: Result, band: str | None) -> dict[str, object]:
    """One result as plain data.

    Args:
        result: The result.
        band: The id of its band.
    """
    return {
        "value": number_json(result.value),
        "exact": exact(result) or None,
        "reason": result.reason.value if result.reason else None,
        "n_expected": result.n_expected,
        "n_applicable": result.n_applicable,
        "n_rated": result.n_rated,
        "n_missing": result.n_missing,
        "n_used": result.n_used,
        "lowest": number_json(result.lowest),
        "highest": number_json(result.highest),
        "band": band,
    }


def number_json(value: Fraction | None) -> float | int | None:
    """A number as JSON has it: whole where it is whole, else the nearest that a computer holds."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)
