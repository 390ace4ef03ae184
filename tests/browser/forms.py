"""The forms that are tried: those of every plugin, and one that is made to do harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

from fidelity.forms.blank import Blank, Question, blank_of
from fidelity.intervention import Intervention
from fidelity.model.scale import Kind
from fidelity.plan.lowering import lower
from fidelity.plugins.loader import catalogue
from fidelity.plugins.reading import intervention_of
from fidelity.ratings.measure import ends

MEETING = ("family_meeting@1.0", "meeting", "")
"""A checklist with codes of letters, statuses, critical items, guidance, bands and criteria."""


@cache
def interventions() -> Mapping[str, Intervention]:
    """What the installed plugins offer, by name."""
    return {entry.name: intervention_of(entry) for entry in catalogue().entries()}


def editions() -> Iterator[tuple[str, str, str]]:
    """Every checklist as published and as each profile has it: intervention, checklist, profile."""
    for name, each in interventions().items():
        yield from ((name, checklist.id, "") for checklist in each.assessable.checklists)
        yield from ((name, profile.checklist, profile.id) for profile in each.assessable.profiles)


def blank(edition: tuple[str, str, str] = MEETING, **given: str) -> Blank:
    """The blank form of a checklist, with facts that are known already."""
    name, checklist, profile = edition
    intervention = interventions()[name]
    return blank_of(intervention, lower(intervention.checklist(checklist, profile)), given=given)


def answers(form: Blank, drawn: Random) -> dict[str, str]:
    """What somebody may answer: mostly ratings, some statuses, and some items left open."""
    found = {question.id: _answer(question, drawn) for question in form.questions}
    return {item: text for item, text in found.items() if text}


def _answer(question: Question, drawn: Random) -> str:
    chance = drawn.random()
    if chance < 0.06:
        return ""
    if question.instead and chance < 0.2:
        return drawn.choice(question.instead).text
    return drawn.choice(question.choices).code if question.choices else _number(question, drawn)


def _number(question: Question, drawn: Random) -> str:
    scale = question.item.scale
    if scale.kind is Kind.PERSONS:
        return " ".join(f"{drawn.randint(0, 4)}/4" for _ in range(drawn.randint(1, 9)))
    low, high = (None if end is None else int(end) for end in ends(scale))
    low = 0 if low is None else low
    number = drawn.randint(low, low + 60 if high is None else high)
    if scale.kind is Kind.COUNT or number == high:
        return str(number)
    return f"{number}.{drawn.randint(0, 9)}{drawn.randint(1, 9)}"
