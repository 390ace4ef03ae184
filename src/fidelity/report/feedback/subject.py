"""What a page of feedback is made from: the observation, who saw it, and what came before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from fidelity.plan.definition import Definition
from fidelity.ratings.day import day
from fidelity.records.goals import StoredGoal
from fidelity.records.observation import Observation
from fidelity.report.feedback import words


@attrs.frozen
class Origin:
    """Where an observation comes from.

    Attributes:
        record: Its record, by id.
        revision: The revision that was read, by id.
        entered_by: Who entered it.
        entered_at: When, in UTC.
        changed_by: Who changed it last; empty where nobody did.
        changed_at: When, in UTC.
        decided_by: The raters who agreed on it, for a consensus; else empty.
        standing: Whether its raters might rate on that day, in words; empty where nobody looked.
    """

    record: str
    revision: str = ""
    entered_by: str = ""
    entered_at: str = ""
    changed_by: str = ""
    changed_at: str = ""
    decided_by: tuple[str, ...] = ()
    standing: str = ""


@attrs.frozen(eq=False)
class Earlier:
    """Another observation of the same practitioner with a checklist of the same name.

    Attributes:
        observation: The observation.
        definition: What it was rated with; None where that is not installed.
    """

    observation: Observation
    definition: Definition | None


@attrs.frozen(eq=False)
class Subject:
    """What a page of feedback is about, with all that it may speak of.

    Attributes:
        observation: The observation.
        definition: What it was rated with.
        origin: Where it comes from.
        earlier: What came before, one observation for each visit.
        goals: The goals of the practitioner, team or site.
        with_notes: Whether what raters noted is told.
    """

    observation: Observation
    definition: Definition
    origin: Origin
    earlier: tuple[Earlier, ...] = ()
    goals: tuple[StoredGoal, ...] = ()
    with_notes: bool = True


def day_of(observation: Observation) -> date | None:
    """The day of an observation; None where it has none, or none that can be read."""
    found = day(observation.date)
    return found if isinstance(found, date) else None


def spoken(of: date) -> str:
    """A day as people say it: ``20 November 2026``."""
    return f"{of.day} {words.MONTHS[of.month - 1]} {of.year}"


def day_words(text: str) -> str:
    """The day that a text says, as people say it; the text itself where it says none.

    Args:
        text: A day as year-month-day, perhaps with a time.
    """
    found = day(text)
    return spoken(found) if isinstance(found, date) else text


def in_order(earlier: Iterable[Earlier]) -> list[Earlier]:
    """Observations by day, those without one first, and by visit."""
    return sorted(earlier, key=lambda each: (each.observation.date, each.observation.visit, each.observation.id))
