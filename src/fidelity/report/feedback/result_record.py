"""What a page of feedback says of scores, criteria and how they have gone: in finished sentences, and exactly."""

from __future__ import annotations

import attrs


@attrs.frozen
class ScorePart:
    """One score.

    Attributes:
        id: The score.
        title: Its name for people.
        value: Its value, exactly; None where there is none.
        shown: Its value as people are shown it, or that there is none.
        range: How far it can reach, in words.
        band: The name of its band; empty where it has none.
        counts: How many ratings it is made of, and what became of the others.
        n_expected: How many members it has.
        n_used: How many entered the value.
        n_missing: How many are missing.
        n_not_applicable: How many do not apply.
        reason: Why there is no value, for programs; None where there is one.
        sentences: Why there is none and what would be needed, or how far what is missing could move it.
        lowest: The lowest value that it has or could have, exactly; None where that cannot be said.
        highest: The highest such value; None where that cannot be said.
        is_main: Whether it is the one that is followed over time.
    """

    id: str
    title: str
    value: str | None
    shown: str
    range: str
    band: str
    counts: str
    n_expected: int
    n_used: int
    n_missing: int
    n_not_applicable: int
    reason: str | None
    sentences: tuple[str, ...]
    lowest: str | None
    highest: str | None
    is_main: bool


@attrs.frozen
class CriterionPart:
    """One criterion.

    Attributes:
        id: The criterion.
        title: Its name for people.
        verdict: ``met``, ``not_met`` or ``cannot_tell``.
        says: The same in words.
        asks: What it asks for, in a sentence.
        source: Where the cut-off comes from; empty where nobody said.
    """

    id: str
    title: str
    verdict: str
    says: str
    asks: str
    source: str


@attrs.frozen
class TrendPoint:
    """One observation of the practitioner.

    Attributes:
        date: Its day, as year-month-day; empty where it has none.
        day: The same in words.
        visit: Its name.
        value: The value of the score, exactly; None where there is none.
        shown: The value as people are shown it, or why there is none.
        remark: What else there is to say, such as another version of the checklist.
        is_comparable: Whether it was rated with the very same plan.
        is_this: Whether it is the one that the page is about.
    """

    date: str
    day: str
    visit: str
    value: str | None
    shown: str
    remark: str
    is_comparable: bool
    is_this: bool


@attrs.frozen
class Line:
    """What a criterion asks of the score that is followed.

    Attributes:
        label: The criterion, by its name for people.
        value: The cut-off, exactly.
        shown: The cut-off as people are shown it.
    """

    label: str
    value: str
    shown: str


@attrs.frozen
class TrendPart:
    """How the practitioner's own score has gone.

    Attributes:
        score: The score, by id.
        title: Its name for people.
        points: The observations, the earliest first.
        lines: What criteria ask of the score.
        lowest: The lowest value that the score can have, exactly; None where it has no limit.
        highest: The highest such value; None where it has no limit.
        sentences: What can be said of it, and by which rule.
        picture: What the picture shows, for those who do not see it; empty where there is no picture.
        caption: What its marks mean.
    """

    score: str
    title: str
    points: tuple[TrendPoint, ...]
    lines: tuple[Line, ...]
    lowest: str | None
    highest: str | None
    sentences: tuple[str, ...]
    picture: str
    caption: str

    @property
    def name(self) -> str:
        """The name of the picture."""
        return f"{self.title}, {len(self.points)} observations"
