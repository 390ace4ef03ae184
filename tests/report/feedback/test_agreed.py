"""Goals on a page: what was agreed, until when, and how what they are about has been rated since."""

from __future__ import annotations

from datetime import date

import attrs

from fidelity.records.entry import Record
from fidelity.records.goals import Goal, StoredGoal, as_content
from fidelity.records.observation import Observation
from fidelity.report.feedback.agreed import Agreed, about
from fidelity.report.feedback.practice_record import GoalPart
from fidelity.report.feedback.subject import Earlier
from tests.report.feedback.sample import GOOD, HARD, MIDDLING, family_meeting, observation

DEFINITION = family_meeting()
GOAL = Goal(
    "P03", "family_meeting", " Ask each child first ", date(2026, 10, 16), date(2026, 12, 4), "meeting", "childs_voice"
)


def stored(goal: Goal, name: str = "g1") -> StoredGoal:
    """A goal as the store gives it."""
    return StoredGoal(Record(name, "goal", as_content(goal), ("t",), 1, "R1", "", "R1", "", False, False), goal)


def told(goal: Goal, *days: tuple[str, dict[str, str]], is_new: bool = False) -> GoalPart:
    """A goal, after visits on some days."""
    seen: list[Observation] = [observation(DEFINITION, ratings, date=day) for day, ratings in days]
    return Agreed(DEFINITION, [Earlier(each, DEFINITION) for each in seen]).part(stored(goal), is_new=is_new)


def test_a_goal_says_what_when_and_what_about() -> None:
    """In the words of whoever set it."""
    part = told(GOAL)
    assert (part.id, part.text, part.about) == ("g1", "Ask each child first", "The child's voice")
    assert part.agreed == "Agreed on 16 October 2026; to be looked at again on 4 December 2026."
    assert part.since == ("It has not been rated since.",)


def test_each_visit_since_is_told() -> None:
    """Those before the goal are not, nor is the one at which it was set."""
    goal = attrs.evolve(GOAL, visit="P03-2026-10-16")
    part = told(
        goal,
        ("2026-09-01", GOOD),
        ("2026-10-16", GOOD),
        ("2026-11-02", MIDDLING),
        ("2026-11-20", GOOD),
        ("2026-11-21", {}),
    )
    assert part.since == (
        "Since then, 2 November 2026: none of three items at its best.",
        "Since then, 20 November 2026: two of three items at their best.",
    )


def test_a_goal_that_is_new_has_no_since() -> None:
    """It would be unfair to say that it has not been rated."""
    assert told(GOAL, ("2026-11-20", GOOD), is_new=True).since == ()


def test_a_goal_about_an_item_is_told_by_its_rating() -> None:
    """As the scale names it."""
    part = told(attrs.evolve(GOAL, component="", item="childs_words"), ("2026-11-20", HARD))
    assert part.about.startswith("The child's own view is in the room")
    assert part.since == ("Since then, 20 November 2026: Not yet, 0.",)


def test_a_goal_about_nothing_in_particular_has_no_ratings() -> None:
    """And one about what the checklist has no more is named by its id."""
    assert told(attrs.evolve(GOAL, component=""), ("2026-11-20", GOOD)).since == ()
    assert told(attrs.evolve(GOAL, component="gone"), ("2026-11-20", GOOD)).about == "gone"


def test_goals_of_others_and_about_other_checklists_stay_out() -> None:
    """One about no checklist in particular concerns each."""
    every = [
        stored(GOAL, "own"),
        stored(attrs.evolve(GOAL, practitioner="P04"), "other"),
        stored(attrs.evolve(GOAL, intervention="imr"), "elsewhere"),
        stored(attrs.evolve(GOAL, checklist="online"), "another"),
        stored(attrs.evolve(GOAL, checklist=""), "any"),
    ]
    found = about(every, "P03", "family_meeting", "meeting")
    assert [each.record.id for each in found] == ["own", "any"]
