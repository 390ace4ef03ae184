"""What a page says, in finished sentences: whoever lays it out adds no word of its own but headings.

In a sentence that was made from a plan, ids stand between backticks.
"""

from __future__ import annotations

import attrs


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
class ComponentPart:
    """One component.

    Attributes:
        id: The component.
        title: Its name for people.
        kind: What may be done with it: ``core``, ``adaptable``, ``prohibited``.
        why: What it contributes.
        expected: What it looks like as intended.
        developmental: What it looks like on the way there.
        unacceptable: What is not it.
        items: The items that show it, by id.
    """

    id: str
    title: str
    kind: str
    why: str
    expected: str
    developmental: str
    unacceptable: str
    items: tuple[str, ...]

    @property
    def has_profile(self) -> bool:
        """Whether it is said what it looks like."""
        return bool(self.expected or self.developmental or self.unacceptable)


@attrs.frozen
class Table:
    """A small table.

    Attributes:
        head: The headings.
        rows: The cells, row by row.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@attrs.frozen
class ScalePart:
    """The answers of a scale, told once for all items that use it.

    Attributes:
        id: The scale.
        points: Its points.
    """

    id: str
    points: Table


@attrs.frozen
class ItemPart:
    """One item.

    Attributes:
        id: The item.
        number: Its place on the form, from 1.
        text: What is rated.
        tags: Short remarks: critical, not scored, left out, its dimension.
        guidance: How to decide.
        evidence: Where to look.
        answers: How it is answered, in a sentence.
        scale: The scale whose points are told elsewhere on the page; empty where they are told here.
        points: Its own points or steps; None where they are told with the scale.
        unrated: What may stand instead of a rating.
        source: Where it comes from.
    """

    id: str
    number: int
    text: str
    tags: tuple[str, ...]
    guidance: str
    evidence: str
    answers: str
    scale: str
    points: Table | None
    unrated: str
    source: str


@attrs.frozen
class GroupPart:
    """Items that belong together.

    Attributes:
        title: The component or dimension; empty where the items are not grouped.
        items: The items.
    """

    title: str
    items: tuple[ItemPart, ...]


@attrs.frozen
class ScorePart:
    """One score.

    Attributes:
        id: The score.
        title: Its name for people.
        rule: What it is.
        members: What it is made of, where the rule names a group.
        limits: What may be missing, what statuses do, how far it reaches; a sentence each.
        bands: Its bands; None where it has none.
        source: Where it comes from.
    """

    id: str
    title: str
    rule: str
    members: str
    limits: tuple[str, ...]
    bands: Table | None
    source: str


@attrs.frozen
class CutPart:
    """A criterion, or a figure over many observations.

    Attributes:
        id: Its id.
        title: Its name for people.
        sentence: What it asks for, or what it is.
        source: Where it comes from.
    """

    id: str
    title: str
    sentence: str
    source: str


@attrs.frozen
class ChecklistPart:
    """One checklist.

    Attributes:
        id: The checklist.
        title: Its name for people.
        profile: The profile that made this variant, by id; empty for the checklist as published.
        facts: Who rates, when, how long, how often, how reliably.
        scales: The scales that several items share.
        groups: The items.
        scores: The scores.
        criteria: The criteria.
        figures: The figures over many observations.
        plan_hash: The hash of its plan.
    """

    id: str
    title: str
    profile: str
    facts: tuple[Fact, ...]
    scales: tuple[ScalePart, ...]
    groups: tuple[GroupPart, ...]
    scores: tuple[ScorePart, ...]
    criteria: tuple[CutPart, ...]
    figures: tuple[CutPart, ...]
    plan_hash: str


@attrs.frozen
class MovePart:
    """What a profile does to one score, criterion or figure.

    Attributes:
        noun: What it is: ``score``, ``criterion``, ``figure``.
        id: Its id.
        verdict: Whether it can move.
        why: What differs.
        example: Ratings for which it differs; empty where there is none.
    """

    noun: str
    id: str
    verdict: str
    why: tuple[str, ...]
    example: str


@attrs.frozen
class ProfilePart:
    """What a jurisdiction or a study changes.

    Attributes:
        id: The profile.
        title: Its name for people.
        checklist: The checklist that it changes, by id.
        source: Where that is laid down.
        changes: What it changes, a sentence each.
        moves: What this does to scores, criteria and figures.
        still: What it does not move, in a sentence; empty where nothing stays.
    """

    id: str
    title: str
    checklist: str
    source: str
    changes: tuple[str, ...]
    moves: tuple[MovePart, ...]
    still: str


@attrs.frozen
class Page:
    """Everything that a page says.

    Attributes:
        id: The intervention.
        version: Its version.
        title: Its name for people.
        profile: The profile that is shown instead of the published checklist, by id; empty for none.
        facts: Where it comes from, and under what terms.
        url: Where it can be read; empty where nobody said.
        unverified: What could not be checked.
        about: What it is for.
        components: What it consists of.
        teaching: How it is taught; None where nothing is said.
        learning: How it is learnt, a sentence for each stage.
        doing: When and with what it is done; None where nothing is said.
        requires: What the whole needs.
        checklists: How it is assessed.
        profiles: What jurisdictions and studies change.
        companions: What is rated at the same visit.
        text_hash: The hash over all its text; empty for what is built in code.
        engine: The version of fidelity that wrote the page.
    """

    id: str
    version: str
    title: str
    profile: str
    facts: tuple[Fact, ...]
    url: str
    unverified: tuple[str, ...]
    about: tuple[Fact, ...]
    components: tuple[ComponentPart, ...]
    teaching: Table | None
    learning: tuple[Fact, ...]
    doing: Table | None
    requires: tuple[Fact, ...]
    checklists: tuple[ChecklistPart, ...]
    profiles: tuple[ProfilePart, ...]
    companions: tuple[Fact, ...]
    text_hash: str
    engine: str
