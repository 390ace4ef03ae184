"""A meeting of raters: what they differ in, decided in the terminal one item after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from fidelity.cli.conversation import Conversation, go_through
from fidelity.cli.visit_chosen import ChosenVisit
from fidelity.entry.draft import draft_content, filled_in, resumed
from fidelity.entry.keys import Command
from fidelity.entry.questionnaire import Questionnaire, questionnaire
from fidelity.entry.sitting import Asking, Ended, Sitting
from fidelity.entry.words import missing_words, recorded_words
from fidelity.model.status import Status
from fidelity.plan.definition import Definition
from fidelity.plan.words import counted
from fidelity.problems import Problem
from fidelity.raters.consensus import Decision, Panel, consensus_id, facts_of, sources
from fidelity.records.observation import VISIT, Observation
from fidelity.report.observation_scores import score_observation
from fidelity.report.sitting_text import outcome_sentences
from fidelity.workspace.opening import Workspace

_STATUSES = {status.value for status in Status}


@attrs.frozen(eq=False)
class Meeting:
    """Raters who agree on a visit.

    Attributes:
        workspace: Where records lie.
        chosen: The visit.
        definition: What they rated.
        panel: The raters.
    """

    workspace: Workspace
    chosen: ChosenVisit
    definition: Definition
    panel: Panel

    @property
    def disputed(self) -> Questionnaire:
        """The items that are to be decided, as they are asked."""
        whole = questionnaire(self.panel.plan.checklist)
        names = {item.id for item in self.panel.disputed}
        return attrs.evolve(whole, questions=tuple(each for each in whole.questions if each.item.id in names))

    @property
    def observation(self) -> Observation:
        """The consensus before anything was decided."""
        facts = facts_of(self.panel)
        return Observation(consensus_id(self.panel.edition, facts[VISIT]), self.panel.edition, facts)


def talked(meeting: Meeting, decisions: Mapping[str, Decision]) -> dict[str, Decision] | None:
    """What is decided in the terminal, one item after another; None where it was left before the end.

    Every decision is kept at once, and the next talk goes on with it while nobody's ratings have moved on.

    Args:
        meeting: The raters.
        decisions: What is decided already.
    """
    store, panel, observation = meeting.workspace.store, meeting.panel, meeting.observation
    asked, conversation = meeting.disputed, Conversation()

    def save(now: Sitting) -> None:
        store.save_draft(observation.id, draft_content(observation, now) | {"sources": sources(panel)})

    def at_the_end(now: Sitting) -> list[str]:
        whole = attrs.evolve(filled_in(observation, now), ratings={**panel.agreed, **now.ratings})
        scores = score_observation(panel.plan, whole, meeting.definition.rules)
        return [missing_words(asked, now.ratings), *outcome_sentences(scores)]

    conversation.say(
        [
            f"Visit {meeting.chosen.name}: {counted(len(asked.questions), 'item')} to decide.",
            "Type what was agreed, or the code of the rater whose answer is taken.",
            f"`{asked.keys.commands[Command.HELP]}` says what else can be typed.",
        ]
    )
    done = go_through(
        _taken_up(meeting, asked, decisions),
        conversation,
        save,
        at_the_end,
        lambda now: _said_of(panel, now),
        lambda now, line: _meant(panel, now, line),
        "Record the consensus?",
    )
    if done.ended is not Ended.HANDED_IN:
        return None
    return {name: Decision(text, done.notes.get(name, "")) for name, text in done.ratings.items()}


def _taken_up(meeting: Meeting, asked: Questionnaire, decisions: Mapping[str, Decision]) -> Sitting:
    """The talk with what is decided already, at the first item that is not."""
    kept = Sitting(asked)
    for draft in meeting.workspace.store.drafts():
        if draft.id == meeting.observation.id and draft.content.get("sources") == sources(meeting.panel):
            kept = resumed(draft.content, asked)
    names = {question.item.id for question in asked.questions}
    texts = {name: each.text for name, each in decisions.items() if name in names}
    notes = {name: each.note for name, each in decisions.items() if name in names and each.note}
    ratings = {**kept.ratings, **texts}
    open_ = [place for place, question in enumerate(asked.questions) if question.item.id not in ratings]
    place = open_[0] if open_ else len(asked.questions)
    return attrs.evolve(kept, ratings=ratings, notes={**kept.notes, **notes}, place=place)


def _said_of(panel: Panel, sitting: Sitting) -> Iterator[str]:
    """What each rater says of the item that is asked."""
    item = sitting.question.item
    for each in panel.stored:
        text, note = each.observation.ratings.get(item.id, ""), each.observation.notes.get(item.id, "")
        said = recorded_words(item, text, _STATUSES) if text else "no answer"
        yield f"  {each.observation.rater} said: {said}" + (f". Note: {note}" if note else "")


def _meant(panel: Panel, sitting: Sitting, line: str) -> str:
    """What a line means: a rater's code is that rater's answer, unless it is a code of the item."""
    if sitting.asking is not Asking.ITEM or not line.strip():
        return line
    code = line.strip()
    if code in panel.raters and isinstance(sitting.question.recorded(code), Problem):
        stored = panel.stored[panel.raters.index(code)]
        return stored.observation.ratings.get(sitting.question.item.id, "") or line
    return line
