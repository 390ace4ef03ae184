"""A comparison of two versions as plain data, after `schemas/difference.schema.json`."""

from __future__ import annotations

from fidelity.difference.record import (
    ChecklistDifference,
    CriterionDifference,
    CriterionExample,
    FigureDifference,
    InterventionDifference,
    Sample,
    ScoreDifference,
    ScoreExample,
)
from fidelity.model.criterion import Truth
from fidelity.model.number import plain
from fidelity.plan.result import Result

_TRUTHS = {Truth.MET: "met", Truth.NOT_MET: "not_met", Truth.CANNOT_TELL: "cannot_tell", None: "not_in_force"}


def difference_json(difference: InterventionDifference) -> dict[str, object]:
    """A comparison as plain data.

    Args:
        difference: What was found.
    """
    return {
        "format": 1,
        "old": {"name": difference.old, "text_hash": difference.old_text_hash},
        "new": {"name": difference.new, "text_hash": difference.new_text_hash},
        "moves": difference.moves,
        "may_move": difference.may_move,
        "text_changed": difference.text_changed,
        "checklists": [_checklist(each) for each in difference.checklists],
        "checklists_added": [*difference.checklists_added],
        "checklists_removed": [*difference.checklists_removed],
    }


def _checklist(of: ChecklistDifference) -> dict[str, object]:
    return {
        "old": {"id": of.old, "profile": of.old_profile, "plan_hash": of.old_hash},
        "new": {"id": of.new, "profile": of.new_profile, "plan_hash": of.new_hash},
        "scores": [_score(each) for each in of.scores],
        "criteria": [_criterion(each) for each in of.criteria],
        "figures": [_part(each) for each in of.figures],
        "items_added": [*of.items_added],
        "items_removed": [*of.items_removed],
        "items": [{"id": item.id, "refused": [*item.refused], "accepted": [*item.accepted]} for item in of.items],
        "wording": [*of.wording],
    }


def _part(of: ScoreDifference | CriterionDifference | FigureDifference) -> dict[str, object]:
    return {
        "id": of.id,
        "title": of.title,
        "verdict": of.verdict.value,
        "proof": of.proof.value if of.proof else None,
        "why": [*of.why],
    }


def _score(of: ScoreDifference) -> dict[str, object]:
    examples = [_score_example(each) for each in of.examples]
    return {**_part(of), "n_tried": of.n_tried, "tried_all": of.tried_all, "examples": examples}


def _criterion(of: CriterionDifference) -> dict[str, object]:
    example = None if of.example is None else _criterion_example(of.example)
    return {**_part(of), "n_tried": of.n_tried, "example": example}


def _sample(of: Sample) -> dict[str, object]:
    return {"base": of.base.value, "ratings": dict(of.ratings), "changed": [*of.changed]}


def _score_example(of: ScoreExample) -> dict[str, object]:
    return {
        "aspect": of.aspect.value,
        **_sample(of.sample),
        "old": _result(of.old, of.old_band),
        "new": _result(of.new, of.new_band),
    }


def _result(of: Result, band: str) -> dict[str, object]:
    value, lowest, highest = (None if each is None else plain(each) for each in (of.value, of.lowest, of.highest))
    return {
        "exact": value,
        "reason": of.reason.value if of.reason else None,
        "band": band or None,
        "lowest": lowest,
        "highest": highest,
        "n_expected": of.n_expected,
        "n_applicable": of.n_applicable,
        "n_rated": of.n_rated,
        "n_missing": of.n_missing,
        "n_used": of.n_used,
    }


def _criterion_example(of: CriterionExample) -> dict[str, object]:
    return {
        "aspect": of.aspect.value,
        **_sample(of.sample),
        "day": of.day.isoformat() if of.day else None,
        "old": _TRUTHS[of.old],
        "new": _TRUTHS[of.new],
    }
