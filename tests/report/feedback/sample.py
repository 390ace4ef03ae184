"""Visits to give feedback on: of the family meeting, and made up for any checklist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from fidelity.conformance.sample import rated
from fidelity.definition.reading import read_definition
from fidelity.model.answer import Answer, allowed
from fidelity.model.item import Item
from fidelity.model.number import plain
from fidelity.plan.definition import Definition
from fidelity.plan.lowering import lower
from fidelity.records.observation import Edition, Observation
from fidelity.report.feedback.subject import Earlier, Origin, Subject

ROOT = Path(__file__).parents[3]
PLUGINS = ROOT / "plugins"
FILES = sorted(PLUGINS.glob("*/src/*/*.yaml"))
"""Every definition that comes with the project."""

GOOD = {
    "spoken_beforehand": "2", "safe_to_meet": "2", "suits_family": "2", "followed_by_all": "NA",
    "what_is_decided": "2", "last_plan": "NA", "going_well": "2", "worries_plain": "2", "childs_days": "2",
    "childs_words": "2", "answer_to_child": "1", "family_first": "2", "each_voice": "2", "differences": "NC",
    "who_does_what": "2", "family_words": "2", "plan_in_hand": "1", "next_meeting": "2", "decided_before": "no",
    "blame": "no",
}  # fmt: skip
"""A good meeting: two things a little short, and nothing that any criterion asks for."""
MIDDLING = {
    **GOOD, "spoken_beforehand": "1", "what_is_decided": "1", "childs_days": "1", "childs_words": "0",
    "answer_to_child": "0", "family_first": "1", "each_voice": "1", "differences": "1", "family_words": "0",
    "next_meeting": "1",
}  # fmt: skip
"""A middling meeting, at which the child was not heard."""
HARD = {
    **dict.fromkeys(GOOD, "0"), "spoken_beforehand": "1", "safe_to_meet": "1", "followed_by_all": "NA",
    "last_plan": "NA", "decided_before": "yes", "blame": "mended",
}  # fmt: skip
"""A hard meeting: decided beforehand, somebody blamed, and nothing as described."""
SPARSE = {
    "spoken_beforehand": "2",
    "safe_to_meet": "2",
    "suits_family": "1",
    "going_well": "2",
    "followed_by_all": "NA",
}
"""A meeting of which the rater saw the beginning only."""
NOTES = {
    "childs_words": "The teacher said what M. “probably wants”. M. is nine and was in the next room.",
    "going_well": "Named that both girls were at school every day since the summer <and> how the father does it.",
    "family_words": "Typed during the meeting: “family to engage with services”.",
}
"""What a rater noted; one of them tries to be HTML."""


def family_meeting() -> Definition:
    """The family meeting."""
    return definitions(PLUGINS / "fidelity-family-meeting/src/fidelity_family_meeting/intervention.yaml")[0]


@cache
def definitions(path: Path) -> list[Definition]:
    """The checklists of a definition, ready to score with."""
    intervention = read_definition(path.read_bytes(), path.name)
    return [Definition(intervention, lower(each)) for each in intervention.assessable.checklists]


def observation(
    definition: Definition, ratings: Mapping[str, str], notes: Mapping[str, str] | None = None, **facts: str
) -> Observation:
    """An observation of a checklist.

    Args:
        definition: The checklist.
        ratings: The ratings.
        notes: The notes.
        facts: Facts instead of the usual ones; those that are empty are left out.
    """
    told = {"date": "2026-11-20", "practitioner": "P03", "rater": "R1", "role": "coach", "mode": "live", **facts}
    told = {"observation": f"{told.get('practitioner') or 'X'}-{told['date']}", **told}
    intervention = definition.intervention
    edition = Edition(
        intervention.id,
        intervention.version,
        definition.checklist.id,
        definition.checklist.profile,
        definition.plan.hash,
        intervention.text_hash,
    )
    known = {name: text for name, text in told.items() if text}
    return Observation(f"5e3a{told['observation']}", edition, known, ratings, notes or {})


def subject(
    ratings: Mapping[str, str],
    definition: Definition | None = None,
    earlier: Sequence[Observation] = (),
    notes: Mapping[str, str] | None = None,
    **facts: str,
) -> Subject:
    """What a page is about.

    Args:
        ratings: The ratings.
        definition: The checklist; the family meeting where nothing is said.
        earlier: What came before.
        notes: The notes.
        facts: Facts instead of the usual ones.
    """
    definition = definition or family_meeting()
    seen = observation(definition, ratings, notes, **facts)
    origin = Origin(seen.id, "a1b2c3d4", "R1", "2026-11-20T17:05:01.123456Z")
    return Subject(seen, definition, origin, tuple(Earlier(each, definition) for each in earlier))


def text_of(item: Item, answer: Answer) -> str:
    """An answer as a table of ratings writes it."""
    if answer.persons:
        return " ".join(f"{share.numerator}/{share.denominator}" for share in answer.persons)
    if answer.code:
        return answer.code
    return plain(answer.value) if answer.value is not None else answer.status.value


def drawn(definition: Definition, random: Random, share_missing: float = 0.1) -> dict[str, str]:
    """Ratings drawn at random.

    Args:
        definition: The checklist.
        random: The source of chance.
        share_missing: What share of items has no rating.
    """
    ratings = {}
    for item in definition.checklist.items:
        statuses = allowed(item, item.id in definition.checklist.off)
        if random.random() >= share_missing:
            ratings[item.id] = (
                random.choice(statuses).value
                if statuses and random.random() < 0.1
                else text_of(item, random.choice(rated(item)))
            )
    return ratings
