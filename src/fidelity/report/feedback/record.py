"""What a page of feedback says, in finished sentences: whoever lays it out adds no word of its own.

All numbers stand as text: as people are shown them, and exactly. A part that is empty is not laid out.
"""

from __future__ import annotations

import attrs

from fidelity.report.feedback.practice_record import AgreePart, GoalPart, RatingPart, StrengthsPart, TargetsPart
from fidelity.report.feedback.result_record import CriterionPart, ScorePart, TrendPart


@attrs.frozen
class Fact:
    """One thing that is said under a short label.

    Attributes:
        label: The label.
        text: What is said.
    """

    label: str
    text: str


@attrs.frozen
class MadeOf:
    """What the page was made of, for programs.

    Attributes:
        record: The record, by id.
        revision: The revision of it that was read; empty where it has none.
        visit: The visit; empty where it has no name.
        date: Its day, as year-month-day; empty where it has none.
        intervention: The intervention.
        version: Its version.
        checklist: The checklist.
        profile: The profile; empty for the checklist as published.
        plan_hash: The hash over everything that can change a number.
        text_hash: The hash over all text of the definition; empty where it was built in code.
    """

    record: str
    revision: str
    visit: str
    date: str
    intervention: str
    version: str
    checklist: str
    profile: str
    plan_hash: str
    text_hash: str


@attrs.frozen
class Feedback:
    """Everything that a page of feedback says, in its order.

    Attributes:
        kicker: What kind of page this is, and of what intervention.
        title: What was found, in a line.
        greeting: What the page is, and what it is not.
        noun: What was rated: ``visit`` or ``review``.
        facts: Whom, what and when it is about.
        strengths: What went well.
        goals: What was agreed before and is still open.
        targets: What to work on; None where nothing can be said.
        scores: The scores, the one that is followed first.
        criteria: The criteria that hold on the day.
        trend: How it has gone; None where the checklist computes nothing.
        agree: What to agree on now.
        ratings: All ratings, in the order of the checklist.
        provenance: What the page was made of, in words.
        made_of: The same for programs.
        engine: The version of fidelity that made it.
    """

    kicker: str
    title: str
    greeting: str
    noun: str
    facts: tuple[Fact, ...]
    strengths: StrengthsPart
    goals: tuple[GoalPart, ...]
    targets: TargetsPart | None
    scores: tuple[ScorePart, ...]
    criteria: tuple[CriterionPart, ...]
    trend: TrendPart | None
    agree: AgreePart
    ratings: tuple[RatingPart, ...]
    provenance: tuple[Fact, ...]
    made_of: MadeOf
    engine: str
