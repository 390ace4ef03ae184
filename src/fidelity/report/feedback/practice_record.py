"""What a page of feedback says of practice, in finished sentences: strengths, targets, goals and single ratings."""

from __future__ import annotations

import attrs


@attrs.frozen
class Note:
    """What was noted at an item.

    Attributes:
        item: The item, by id.
        text: The note, as it was written.
    """

    item: str
    text: str


@attrs.frozen
class StrengthPart:
    """One thing that went well.

    Attributes:
        kind: What it is: ``component``, ``item`` or ``measure``.
        id: Its id.
        title: Its name for people.
        nearness: ``whole`` where all of it was at its best, ``single`` for one item, ``nearest`` where nothing was.
        expected: What it looks like, as the definition says it; empty where it says nothing.
        remark: What else there is to say.
        items: The items that speak for it, by id.
        notes: What was noted at them.
    """

    kind: str
    id: str
    title: str
    nearness: str
    expected: str
    remark: str
    items: tuple[str, ...]
    notes: tuple[Note, ...]


@attrs.frozen
class StrengthsPart:
    """What went well.

    Attributes:
        heading: The heading.
        intro: What it has in common, or why there is nothing.
        items: The things that went well.
        more: Those for which there is no room, in a sentence; empty for none.
    """

    heading: str
    intro: str
    items: tuple[StrengthPart, ...]
    more: str


@attrs.frozen
class SeenPart:
    """One item that fell short of its best.

    Attributes:
        id: The item.
        text: What is rated.
        recorded: The answer, as the scale names it.
        seen: What practice looks like that earns this answer; empty where nothing says so.
        best: What it looks like at its best; empty where nothing says so.
        notes: What was noted at it.
    """

    id: str
    text: str
    recorded: str
    seen: str
    best: str
    notes: tuple[Note, ...]


@attrs.frozen
class TargetPart:
    """One thing to work on.

    Attributes:
        kind: What it is: ``component``, ``item`` or ``measure``.
        id: Its id.
        title: Its name for people.
        expected: What it looks like as intended; empty where the definition does not say.
        when: When it is done, how long it takes and what it needs; empty where the definition does not say.
        seen: Its items that fell short, the most important first.
        more: What else of it fell short, in a sentence; empty where that is all.
        why: Why it was chosen.
        reason: The same for programs: ``happened``, ``asked`` or ``furthest``.
    """

    kind: str
    id: str
    title: str
    expected: str
    when: str
    seen: tuple[SeenPart, ...]
    more: str
    why: str
    reason: str


@attrs.frozen
class TargetsPart:
    """What to work on.

    Attributes:
        heading: The heading.
        intro: How to go about it, or what keeping it looks like where there is nothing to work on.
        items: The things to work on.
        rule: By which rule they were chosen; empty where there are none.
    """

    heading: str
    intro: str
    items: tuple[TargetPart, ...]
    rule: str


@attrs.frozen
class GoalPart:
    """One goal.

    Attributes:
        id: Its record.
        text: What was agreed.
        about: The component or item that it is about, by its name for people.
        agreed: When it was agreed, and when it is to be looked at again.
        since: How that has been rated since.
    """

    id: str
    text: str
    about: str
    agreed: str
    since: tuple[str, ...]


@attrs.frozen
class AgreePart:
    """What to agree on now.

    Attributes:
        intro: How to go about it.
        agreed: What was agreed already.
        lines: What is to be filled in by hand.
    """

    intro: str
    agreed: tuple[GoalPart, ...]
    lines: tuple[str, ...]


@attrs.frozen
class RatingPart:
    """One rating.

    Attributes:
        id: The item.
        number: Its place in the checklist, from 1, as on a form.
        text: What is rated, as it stands beside its number.
        recorded: The answer, as the scale names it, or why there is none.
        notes: What was noted at it.
    """

    id: str
    number: int
    text: str
    recorded: str
    notes: tuple[Note, ...]
