"""What the script of a form knows: its items, facts and scores as plain data."""

from __future__ import annotations

from typing import Any

import attrs

from fidelity.about import VERSION
from fidelity.forms.blank import Blank, Question
from fidelity.forms.facts import Field
from fidelity.model.number import plain
from fidelity.plan.plan import Plan
from fidelity.plan.result import SENTENCES
from fidelity.records.observation import FORMAT, SCHEMA, VISIT
from fidelity.records.personal import words
from fidelity.records.visit import SUBJECTS

MADE_WITH = f"fidelity-form {VERSION}"
"""What a file that is handed in says it was made with."""
_REASONS = {reason.value: words for reason, words in SENTENCES.items()} | {
    "scored_when_collected": "it is computed when the form is collected"
}


def payload(blank: Blank) -> dict[str, Any]:
    """Everything that the script of a form needs beside the plan.

    Args:
        blank: The form.
    """
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "edition": attrs.asdict(blank.edition),
        "made_with": MADE_WITH,
        "title": blank.title,
        "visit": VISIT,
        "subject": SUBJECTS[blank.checklist.unit],
        "items": [_item(question) for question in blank.questions],
        "fields": [_field(field) for field in blank.fields],
        "scores": [_score(blank.plan, name) for name in blank.plan.scores],
        "criteria": {criterion.id: criterion.name for criterion in blank.plan.criteria},
        "reasons": _REASONS,
        "names": {"first": sorted(words("first_names")), "none": sorted(words("no_names"))},
    }


def _item(question: Question) -> dict[str, Any]:
    """An item, with what each of its answers is called."""
    points = {each.code: " ".join(filter(None, (each.code, each.label))) for each in question.choices}
    return {
        "id": question.id,
        "number": question.number,
        "text": question.text,
        "measured": bool(question.wanted),
        "points": points,
        "instead": {each.text: each.label for each in question.instead},
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "answered": field.answered.value,
        "required": field.required,
        "pattern": field.pattern,
        "value": field.value,
    }


def _score(plan: Plan, name: str) -> dict[str, Any]:
    score = plan.checklist.score[name]
    low, high = ("" if end is None else plain(end) for end in plan.scores[name].range)
    reach = f"{low} to {high}" if low and high else f"from {low}" if low else f"up to {high}" if high else ""
    return {"id": name, "title": score.name, "reach": reach, "bands": [band.name for band in score.bands]}
