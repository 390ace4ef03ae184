"""`fidelity consensus`: what raters of one visit agreed on, recorded beside what each of them rated."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from fidelity.cli.acting import by_option, refuse_clash
from fidelity.cli.compared import outdated, panel_of
from fidelity.cli.conversation import Conversation
from fidelity.cli.decisions import decisions_in, decisions_said
from fidelity.cli.meeting import Meeting, talked
from fidelity.cli.output import show_data
from fidelity.cli.shown import definition_option
from fidelity.cli.visit_chosen import ChosenVisit, visit_chosen
from fidelity.errors import UsageError
from fidelity.model.status import Status
from fidelity.plan.words import listed
from fidelity.problems import Problem
from fidelity.raters.blind import independent
from fidelity.raters.consensus import Decision, NoConsensus, consensus_content, decision_problems
from fidelity.records.entry import Kind
from fidelity.records.observation import from_content
from fidelity.report.observation_scores import score_observation
from fidelity.report.sitting_text import outcome_sentences
from fidelity.workspace.editions import Editions
from fidelity.workspace.opening import Workspace, open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.command("consensus")
@click.argument("visit")
@click.option("--checklist", default="", help="Which checklist, where the visit was rated with several.")
@by_option
@click.option("--decided-by", default="", metavar="CODES", help="Who decided, as R1,R2; else all who rated.")
@click.option("--set", "said", multiple=True, metavar="ITEM=CODE", help="What was agreed on an item. Repeatable.")
@click.option(
    "--from",
    "table",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help="The table of `fidelity compare --format csv`, with its column `agreed` filled in.",
)
@click.option("--why", default="", metavar="TEXT", help="The reason, where there is a consensus already.")
@definition_option
@click.pass_obj
def command(
    settings: Settings,
    visit: str,
    checklist: str,
    by: str | None,
    decided_by: str,
    said: tuple[str, ...],
    table: Path | None,
    why: str,
    definition: tuple[Path, ...],
) -> int:
    """Record what raters of one visit agreed on.

    VISIT is the name of a visit, or the id of one of its records. What all say is taken as it is. Where they differ,
    `--set` and `--from` decide, and in a terminal each item that is still open is asked. Their own records stay as they
    are. A second consensus on a visit corrects the first.
    """
    given = (decisions_in(table) if table else {}) | decisions_said(said)
    with open_workspace(settings) as workspace:
        actor = who(by, workspace)
        meeting = _meeting(workspace, visit_chosen(workspace.store, [visit], checklist), Editions(settings, definition))
        deciders = _deciders(meeting, decided_by)
        _refuse_without_reason(meeting, why)
        problems = tuple(decision_problems(meeting.panel, given))
        if problems:
            raise NoConsensus(problems)
        decisions = _former(meeting) | given
        if Conversation().with_somebody and not {each.id for each in meeting.panel.disputed} <= decisions.keys():
            decided = talked(meeting, decisions)
            if decided is None:
                tell("Nothing is recorded yet; what was decided is kept. To go on, give the same command again.")
                return 0
            decisions |= decided
        return _recorded(meeting, decisions, deciders, actor, why)


def _meeting(workspace: Workspace, chosen: ChosenVisit, editions: Editions) -> Meeting:
    stored = independent(chosen.stored)
    if len(stored) < 2:
        there = listed(each.observation.rater for each in stored) if stored else "nobody"
        message = f"visit `{chosen.name}` was rated independently by {there}"
        raise UsageError(Problem("one-rater", message, "a consensus is made of two ratings or more"))
    for each in stored:
        refuse_clash(each.record)
    if len({each.observation.edition.plan_hash for each in stored}) > 1:
        message = f"the raters of visit `{chosen.name}` rated different editions of the checklist"
        raise UsageError(Problem("several-editions", message, "`fidelity compare` shows what both asked"))
    definition = editions.find(stored[0].observation.edition)
    return Meeting(workspace, chosen, definition, panel_of(chosen, workspace.store, definition))


def _deciders(meeting: Meeting, codes: str) -> tuple[str, ...]:
    """Who decided: those who are named, else all who rated."""
    named = tuple(filter(None, (code.strip() for code in codes.split(","))))
    problems = [each for code in named for each in meeting.workspace.policy.code_problems({"rater": code})]
    if problems:
        raise UsageError(problems)
    return named or meeting.panel.raters


def _refuse_without_reason(meeting: Meeting, why: str) -> None:
    there = meeting.chosen.consensus
    if there is None:
        return
    refuse_clash(there.record)
    if not why.strip():
        message = f"there is a consensus on visit `{meeting.chosen.name}` already"
        raise UsageError(Problem("no-reason", message, "say why it is corrected: `--why`"))


def _former(meeting: Meeting) -> dict[str, Decision]:
    """What an earlier consensus decided on the items that differ, where nobody's ratings have moved on since."""
    there = meeting.chosen.consensus
    if there is None or outdated(meeting.chosen, meeting.workspace.store):
        return {}
    held = there.observation
    # Whatever was said then of an item that differs was decided, that it stays without an answer too.
    return {
        item.id: Decision(held.ratings.get(item.id, Status.MISSING.value), held.notes.get(item.id, ""))
        for item in meeting.panel.disputed
    }


def _recorded(meeting: Meeting, decisions: Mapping[str, Decision], deciders: tuple[str, ...], by: str, why: str) -> int:
    """Store the consensus; its id is data, and what it came to is talk."""
    store, panel, there = meeting.workspace.store, meeting.panel, meeting.chosen.consensus
    content = consensus_content(panel, decisions, deciders)
    after = there.record.tips[0] if there else ""
    name = there.record.id if there else content["id"]
    entry = store.append(name, Kind.CONSENSUS, {**content, "id": name}, by=by, why=why, after=after)
    store.drop_draft(meeting.observation.id)
    n, raters = len(panel.disputed), listed(panel.raters)
    tell(f"Recorded: {len(content['ratings'])} of {len(panel.items)} items rated; {raters} differed on {n}.")
    scores = score_observation(panel.plan, from_content(content), meeting.definition.rules)
    for line in outcome_sentences(scores):
        tell(line)
    show_data([f"{entry.record}\n"])
    return 0
