"""Goals as a list."""

from __future__ import annotations

from datetime import date

from fidelity.records.entry import Record
from fidelity.records.goals import Goal, StoredGoal, as_content
from fidelity.report.goals_text import COLUMNS, goal_row, goals_text

GOAL = Goal(
    "P03", "family_meeting", "Ask each child first", date(2026, 11, 20), date(2026, 12, 4), "meeting", "childs_voice"
)
ID = "0b9f2a4e-7d5c-4f6b-9a31-2f1f6a7c8d90"


def stored(goal: Goal = GOAL) -> StoredGoal:
    """A goal with its record."""
    return StoredGoal(Record(ID, "goal", as_content(goal), ("t",), 1, "R1", "", "R1", "", False, False), goal)


def test_a_row_holds_everything_in_the_order_of_the_columns() -> None:
    """With the record's whole id."""
    row = goal_row(stored())
    assert tuple(row) == COLUMNS
    assert (row["id"], row["look_again_on"], row["state"]) == (ID, "2026-12-04", "open")


def test_the_table_fits_the_page_and_names_what_a_goal_is_about() -> None:
    """The component, the item, or the intervention."""
    item = Goal("P03", "imr", "Ask", date(2026, 11, 20), date(2026, 12, 4), "", "", "asks_open")
    bare = Goal("P03", "imr", "Ask", date(2026, 11, 20), date(2026, 12, 4))
    text = goals_text([stored(), stored(item), stored(bare)], 80)
    assert max(map(len, text.splitlines())) <= 80
    lines = text.splitlines()
    assert [line.split()[2] for line in lines[2:]] == ["childs_voice", "asks_open", "imr"]
    assert lines[2].startswith("0b9f2a4e")
