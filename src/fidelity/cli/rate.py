"""`fidelity rate`: a visit rated in the terminal, or by lines from a pipe."""

from __future__ import annotations

import shlex

import click

from fidelity.cli.conversation import Conversation, go_through
from fidelity.cli.output import show_data
from fidelity.cli.sitting_begun import Form, actor_in, begun, gone_on, refuse_twice
from fidelity.cli.visit_facts import fact_options
from fidelity.entry.draft import draft_content, filled_in
from fidelity.entry.questionnaire import questionnaire
from fidelity.entry.sitting import Ended, Sitting
from fidelity.entry.words import command_words, missing_words, open_words
from fidelity.errors import PluginError, StoreError
from fidelity.raters.blind import independent, is_sealed, n_awaited
from fidelity.records.entry import Kind
from fidelity.records.observation import Observation, as_content
from fidelity.report.observation_scores import score_observation
from fidelity.report.sitting_text import outcome_sentences
from fidelity.workspace.finding import find
from fidelity.workspace.opening import open_workspace
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

INCOMPLETE = 1
"""How the command ends where the answers ended before the form did."""


@click.command("rate")
@click.argument("target")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--profile", default="", help="A jurisdiction's or study's variant of the checklist.")
@fact_options
@click.option("--resume", default="", metavar="ID", help="Go on with this draft.")
@click.pass_obj
def command(settings: Settings, /, target: str, checklist: str, profile: str, resume: str, **facts: str) -> int:
    """Rate a visit in the terminal, one item after another.

    TARGET is an intervention (imr, imr@1.0) or a definition file. Every answer is kept at once as a draft, so that a
    sitting can stop at any moment and be gone on with. Answers can also come from a pipe, a line each; then nothing is
    asked but the items, and the facts of the visit are given as options.
    """
    found = find(target, settings)
    plan = found.plan(checklist, profile)
    with open_workspace(settings) as workspace:
        form = Form(target, found, plan, workspace, questionnaire(plan.checklist), actor_in(workspace))
        conversation = Conversation()
        start = gone_on(form, resume, facts) if resume else begun(form, facts, conversation)
        if start is None:
            tell("Stopped before the first item: nothing is kept.")
            return INCOMPLETE
        return _rated(form, *start, conversation)


def _rated(form: Form, observation: Observation, sitting: Sitting, conversation: Conversation) -> int:
    """Go through the items, hand in, and say what comes next."""
    rules = form.found.rules(form.plan.checklist)

    def save(now: Sitting) -> None:
        form.workspace.store.save_draft(observation.id, draft_content(observation, now))

    def at_the_end(now: Sitting) -> list[str]:
        missing = missing_words(form.questionnaire, now.ratings)
        try:
            scores = score_observation(form.plan, filled_in(observation, now), rules)
        except PluginError as error:
            # Ratings are no hostage of a rule that fails: they can be handed in all the same.
            return [missing, f"There are no scores: {error}."]
        return [missing, *outcome_sentences(scores)]

    save(sitting)
    conversation.say(_greeting(form, observation))
    try:
        sitting = go_through(sitting, conversation, save, at_the_end)
    except (KeyboardInterrupt, StoreError):
        tell("")
        _tell_how_to_go_on(form, observation)
        raise
    if sitting.ended is Ended.HANDED_IN:
        _hand_in(form, filled_in(observation, sitting))
        return 0
    _tell_how_to_go_on(form, observation)
    return 0 if sitting.ended else INCOMPLETE


def _greeting(form: Form, observation: Observation) -> list[str]:
    """What is rated, how many items there are, and what can be typed."""
    checklist = form.plan.checklist
    lines = [
        f"{form.found.intervention.title}: {checklist.name}.",
        f"Visit {observation.visit}, rated by {observation.rater}.",
        *open_words(form.questionnaire),
    ]
    if checklist.profile:
        lines.insert(1, f"Profile {checklist.profile}.")
    return [*lines, *command_words(form.questionnaire.keys)]


def _tell_how_to_go_on(form: Form, observation: Observation) -> None:
    checklist = form.plan.checklist
    chosen = f" --checklist {checklist.id}" if len(form.found.intervention.assessable.checklists) > 1 else ""
    chosen += f" --profile {checklist.profile}" if checklist.profile else ""
    chosen += f" --rater {observation.rater}" if observation.rater != form.actor else ""
    tell("Everything that was answered is kept as a draft. To go on:")
    # A command is never wrapped: it is there to be copied.
    tell(f"  fidelity rate {shlex.quote(form.target)}{chosen} --resume {observation.id[:8]}")


def _hand_in(form: Form, observation: Observation) -> None:
    """Store the record; its id is data, and what comes next is talk."""
    store = form.workspace.store
    # Another sitting may have handed in the same visit while this one was under way.
    refuse_twice(form, observation)
    store.append(observation.id, Kind.OBSERVATION, as_content(observation), by=form.actor or observation.rater)
    store.drop_draft(observation.id)
    tell("Handed in. The record:")
    show_data([f"{observation.id}\n"])
    together = form.together(observation)
    if is_sealed(together):
        n = n_awaited(together)
        who = "one more rater has" if n == 1 else f"{n} more raters have"
        tell(f"The ratings of this visit are kept back until {who} handed in.")
        tell("They call it by the same name:")
        tell(f"  --visit {shlex.quote(observation.visit)}")
        return
    tell("Next:")
    tell(f"  fidelity feedback {observation.id[:8]}")
    if len(independent(together)) > 1:
        tell(f"  fidelity compare {shlex.quote(observation.visit)}")
