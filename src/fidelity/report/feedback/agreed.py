"""Goals that were agreed, as a page of feedback says them: with how what they are about has been rated since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from fidelity.model.answer import MISSING
from fidelity.plan.definition import Definition
from fidelity.records.goals import Goal, StoredGoal
from fidelity.report.feedback import phrases, words
from fidelity.report.feedback.practice import recorded
from fidelity.report.feedback.practice_record import GoalPart
from fidelity.report.feedback.standing import PracticePart, Seen, parts, standings
from fidelity.report.feedback.subject import Earlier, day_words, in_order, spoken
from fidelity.report.observation_scores import answers_of


@attrs.frozen(eq=False)
class Agreed:
    """What a page needs in order to speak of goals.

    Attributes:
        definition: What the page's own observation was rated with.
        observations: All observations of the practitioner, team or site up to this one, one for each visit.
    """

    definition: Definition
    observations: Sequence[Earlier]

    def part(self, stored: StoredGoal, *, is_new: bool = False) -> GoalPart:
        """One goal.

        Args:
            stored: The goal.
            is_new: Whether it was agreed at the visit that the page is about, so that nothing was rated since.
        """
        goal = stored.goal
        return GoalPart(
            id=stored.record.id,
            text=goal.text.strip(),
            about=self._about(goal),
            agreed=words.AGREED_ON.format(set_on=spoken(goal.set_on), again=spoken(goal.look_again_on)),
            since=() if is_new else tuple(self._since(goal)),
        )

    def _about(self, goal: Goal) -> str:
        component = self.definition.intervention.component.get(goal.component)
        item = self.definition.checklist.item.get(goal.item)
        return component.title if component else item.text if item else goal.component or goal.item

    def _since(self, goal: Goal) -> Iterator[str]:
        """How what the goal is about has been rated since it was set."""
        if not goal.component and not goal.item:
            return
        later = [each for each in in_order(self.observations) if self._is_later(each, goal)]
        said = [(each, self._rated(goal, each)) for each in later]
        told = [
            words.AGREED_SINCE.format(day=day_words(each.observation.date) or words.NO_DATE, what=what)
            for each, what in said
            if what
        ]
        yield from told or [words.NOT_RATED_SINCE]

    def _is_later(self, of: Earlier, goal: Goal) -> bool:
        """Whether an observation came after a goal: on a later day, and not the one at which it was set."""
        observation = of.observation
        return observation.date > goal.set_on.isoformat() and observation.visit != (goal.visit or None)

    def _rated(self, goal: Goal, of: Earlier) -> str:
        if of.definition is None:
            return ""
        answers = answers_of(of.observation.ratings, of.definition.checklist)
        item = of.definition.checklist.item.get(goal.item)
        if item:
            return recorded(item, answers.get(item.id, MISSING))
        held = parts(standings(of.definition.plan, of.definition.intervention, answers), of.definition.intervention)
        found = next((part for part in held if part.id == goal.component), None)
        return _at_best(found) if found else ""


def _at_best(part: PracticePart) -> str:
    judged = [each for each in part.standings if each.seen is Seen.JUDGED]
    if not judged:
        return ""
    return phrases.of_items(sum(each.is_best for each in judged), len(judged))


def about(goals: Iterable[StoredGoal], practitioner: str, intervention: str, checklist: str) -> list[StoredGoal]:
    """The goals that concern what a page is about.

    Args:
        goals: Goals.
        practitioner: Whose.
        intervention: The intervention's id.
        checklist: The checklist's id; goals about no checklist in particular concern each.
    """
    return [
        each
        for each in goals
        if (each.goal.practitioner, each.goal.intervention) == (practitioner, intervention)
        and each.goal.checklist in ("", checklist)
    ]
