"""Drafts of a sitting: what is kept after each answer, so that nothing answered is ever lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from fidelity.entry.questionnaire import Questionnaire
from fidelity.entry.sitting import Sitting
from fidelity.records.observation import Observation, as_content

PLACE = "place"
"""Which item a draft is at, beside what an observation holds; absent at the end."""


def filled_in(observation: Observation, sitting: Sitting) -> Observation:
    """An observation with what was answered and noted in a sitting.

    Args:
        observation: Which checklist of what visit, by whom.
        sitting: How far the rater is.
    """
    return attrs.evolve(observation, ratings=dict(sitting.ratings), notes=dict(sitting.notes))


def draft_content(observation: Observation, sitting: Sitting) -> dict[str, Any]:
    """A sitting as plain data, to be kept as a draft.

    Args:
        observation: Which checklist of what visit, by whom.
        sitting: How far the rater is.
    """
    questions = sitting.questionnaire.questions
    at = {PLACE: sitting.question.item.id} if sitting.place < len(questions) else {}
    return as_content(filled_in(observation, sitting)) | at


def resumed(content: Mapping[str, Any], questionnaire: Questionnaire) -> Sitting:
    """The sitting that a draft was kept of, at the question where it was left.

    Args:
        content: What `draft_content` gave.
        questionnaire: The items, of a checklist that computes as the one that was rated.
    """
    places = {question.item.id: place for place, question in enumerate(questionnaire.questions)}
    place = places.get(content.get(PLACE, ""), len(places))
    return Sitting(questionnaire, dict(content["ratings"]), dict(content["notes"]), place)
