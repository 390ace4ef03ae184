"""Scores on a page of plain text."""

from __future__ import annotations

import sys

from fidelity.model.number import plain
from fidelity.plan.result import Result
from fidelity.report.grid import grid, paragraph
from fidelity.report.outcome import outcome_cells
from fidelity.scoring import Provenance, Scores


def scores_table(scores: Scores, provenance: Provenance, width: int = 80, most: int = 200) -> str:
    """Scores as a table with a row for each observation and score.

    Args:
        scores: The scores.
        provenance: What they were made of.
        width: How wide the page is, in characters.
        most: After how many observations the table stops, saying so.
    """
    names = observation_names(scores)
    rows = []
    for row in range(min(len(scores), most)):
        for place, (score_id, result) in enumerate(scores.results(row).items()):
            rows.append([names[row] if place == 0 else "", *result_cells(scores, score_id, result)])
    lines = [grid(("observation", "score", "value", "used", "could be", "band"), rows, (2, 3, 4), width)]
    if not scores.columns:
        lines = ["The checklist computes nothing: it has no `scores`."]
    if scores.criteria:
        lines += ["", _criteria(scores, names, most, width)]
    if len(scores) > most:
        lines += ["", f"{len(scores) - most} more observations: `--format csv` shows them all."]
    lines += ["", provenance_words(provenance, width)]
    return "\n".join(lines)


def observation_names(scores: Scores) -> list[str]:
    """The name of each observation, with its rater where there is one."""
    table = scores.descriptors
    names = scores.observations
    if "rater" in table:
        return [f"{name} ({rater})" if rater else name for name, rater in zip(names, table["rater"], strict=True)]
    return names


def result_cells(scores: Scores, score_id: str, result: Result) -> list[str]:
    """The cells of one result: score, value, how many were used, what it could still be, band or reason."""
    return outcome_cells(scores.plan, score_id, result)


def _criteria(scores: Scores, names: list[str], most: int, width: int) -> str:
    head = ("observation", *scores.criteria)
    rows = [
        [names[row], *(verdict.replace("_", " ") for verdict in scores.verdicts(row).values())]
        for row in range(min(len(scores), most))
    ]
    across = grid(head, rows, (), sys.maxsize)
    if max(map(len, across.splitlines())) <= width:
        return across
    down = [[row[0] if place == 1 else "", head[place], row[place]] for row in rows for place in range(1, len(head))]
    return grid(("observation", "criterion", "says"), down, (), width)


def provenance_words(provenance: Provenance, width: int = 80) -> str:
    """What scores were made of, in one paragraph."""
    made = f"{provenance.intervention}@{provenance.version}, checklist {provenance.checklist}"
    if provenance.profile:
        made += f", profile {provenance.profile}"
    if provenance.rules:
        made += f", rules {', '.join(provenance.rules)}"
    came = " ".join(part for part in (provenance.distribution, provenance.distribution_version) if part)
    if not came and not provenance.text_hash:
        came = "built in code"
    return paragraph(
        f"{made}; {came}{'; ' if came else ''}fidelity {provenance.engine_version}; "
        f"plan {provenance.plan_hash[7:19]}; text {provenance.text_hash[7:19] or 'none'}",
        width,
    )


def exact(result: Result) -> str:
    """A value as an exact fraction; empty where there is none."""
    return "" if result.value is None else plain(result.value)
