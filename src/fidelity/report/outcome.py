"""What one score came to, as cells of a table for people."""

from __future__ import annotations

from fidelity.plan.plan import Plan
from fidelity.plan.result import SENTENCES, Result
from fidelity.report.numbers import cuts_of, shown


def outcome_cells(plan: Plan, score_id: str, result: Result) -> list[str]:
    """The cells of one result: score, value, how many were used, what it could still be, band or reason.

    Args:
        plan: The plan that the score belongs to.
        score_id: The score.
        result: What it came to.
    """
    used = f"{result.n_used} of {result.n_expected}"
    if result.value is None:
        reason = SENTENCES[result.reason] if result.reason else ""
        return [score_id, "–", used, _span(plan, score_id, result), f"no score: {reason}"]
    return [
        score_id,
        value_text(plan, score_id, result),
        used,
        _span(plan, score_id, result),
        _band(plan, score_id, result),
    ]


def called(plan: Plan, name: str) -> str:
    """What a score or a criterion is called, for people: its title, or its id where it has none.

    Args:
        plan: The plan that it belongs to.
        name: The score or the criterion, by id.
    """
    criteria = {each.id: each.name for each in plan.criteria}
    scores = {each.id: each.name for each in plan.checklist.scores}
    return scores.get(name) or criteria.get(name, name)


def value_text(plan: Plan, score_id: str, result: Result) -> str:
    """A value as people are shown it; a dash where there is none."""
    if result.value is None:
        return "–"
    return shown(result.value, plan.checklist.score[score_id].decimals, cuts_of(plan, score_id))


def _band(plan: Plan, score_id: str, result: Result) -> str:
    return "" if result.band is None else plan.checklist.score[score_id].bands[result.band].name


def _span(plan: Plan, score_id: str, result: Result) -> str:
    if result.lowest is None or result.highest is None or result.lowest == result.highest:
        return ""
    score, cuts = plan.checklist.score[score_id], cuts_of(plan, score_id)
    return f"{shown(result.lowest, score.decimals, cuts)} to {shown(result.highest, score.decimals, cuts)}"
