"""Goals as a list: on a page of plain text, and as plain data."""

from __future__ import annotations

from collections.abc import Sequence

from fidelity.records.goals import StoredGoal
from fidelity.report.grid import grid
from fidelity.report.records_text import short

COLUMNS = (
    "id",
    "practitioner",
    "intervention",
    "checklist",
    "component",
    "item",
    "text",
    "set_on",
    "look_again_on",
    "state",
    "visit",
)
"""What is told of each goal, in order."""


def goal_row(stored: StoredGoal) -> dict[str, str]:
    """A goal as plain data.

    Args:
        stored: The goal.
    """
    known = {"id": stored.record.id, **{name: str(getattr(stored.goal, name)) for name in COLUMNS[1:]}}
    return {name: known[name] for name in COLUMNS}


def goals_text(goals: Sequence[StoredGoal], width: int = 80) -> str:
    """Goals as a table for people.

    Args:
        goals: The goals.
        width: How wide the page is, in characters.
    """
    rows = [
        (
            short(each.record.id),
            each.goal.practitioner,
            each.goal.component or each.goal.item or each.goal.intervention,
            each.goal.text,
            each.goal.look_again_on.isoformat(),
            each.goal.state,
        )
        for each in goals
    ]
    return grid(("id", "whose", "about", "goal", "look again", "state"), rows, (), width)
