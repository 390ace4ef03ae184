"""`fidelity goals`: what was agreed with a practitioner, team or site, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click

from fidelity.cli.acting import by_option, why_option
from fidelity.cli.output import page_width, show_data, show_json
from fidelity.cli.rated import day_said
from fidelity.errors import UsageError
from fidelity.intervention import Intervention
from fidelity.model.checklist import Checklist
from fidelity.problems import Problem, nearest
from fidelity.records.goals import CARRIED, SETTLED, Goal, goals, set_goal, settle_goal
from fidelity.records.personal import looks_personal
from fidelity.records.visit import SUBJECTS
from fidelity.report.goals_text import COLUMNS, goal_row, goals_text
from fidelity.report.plain_csv import csv_rows
from fidelity.report.records_text import short
from fidelity.workspace.finding import find
from fidelity.workspace.opening import Workspace, open_workspace, who
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell


@click.group("goals")
def command() -> None:
    """Set, list and settle goals for practice."""


@command.command("add")
@click.argument("practitioner")
@click.argument("target")
@click.option("--text", required=True, metavar="TEXT", help="What is to be tried, in the words of whoever tries it.")
@click.option("--look-again", "again", required=True, metavar="DAY", callback=day_said, help="When, as 2026-12-04.")
@click.option("--component", default="", metavar="ID", help="The component that it is about.")
@click.option("--item", default="", metavar="ID", help="The item that it is about, instead.")
@click.option("--checklist", default="", metavar="ID", help="The checklist that it is about.")
@click.option("--visit", default="", metavar="NAME", help="The visit at which it was agreed.")
@click.option(
    "--on", "set_on", default="", metavar="DAY", callback=day_said, help="The day on which it was agreed; else today."
)
@by_option
@click.pass_obj
def add(
    settings: Settings,
    practitioner: str,
    target: str,
    text: str,
    again: date | None,
    component: str,
    item: str,
    checklist: str,
    visit: str,
    set_on: date | None,
    by: str | None,
) -> int:
    """Set a goal.

    PRACTITIONER is the code of whose goal it is: a practitioner, or a team or site where that is what is rated. TARGET
    is an intervention (imr, imr@1.0) or a definition file. The next feedback begins with the goals that are open.
    """
    intervention = find(target, settings).intervention
    meant = _checklist(intervention, checklist, item)
    _refuse_unknown(intervention, component)
    with open_workspace(settings) as workspace:
        actor = who(by, workspace)
        _refuse_names(workspace, practitioner, [meant] if meant else intervention.assessable.checklists)
        if again is None:
            raise UsageError(
                Problem("bad-practice-goal", "there is no day to look at it again", "write `--look-again 2026-12-04`")
            )
        goal = Goal(
            practitioner,
            intervention.id,
            text.strip(),
            set_on or date.today(),
            again,
            meant.id if meant else "",
            component,
            item,
            visit,
        )
        entry = set_goal(workspace.store, goal, by=actor)
    found = looks_personal(text)
    if found:
        tell(f"note: the text looks as if it held {' and '.join(found)}; leave out what could name a family")
    tell(f"Goal {short(entry.record)} is set; it is looked at again on {goal.look_again_on}.")
    return 0


def _checklist(intervention: Intervention, name: str, item: str) -> Checklist | None:
    """The checklist that a goal is about; None where it is about no checklist in particular."""
    every = intervention.assessable.checklists
    if name or len(every) == 1:
        checklist = intervention.checklist(name)
        every = (checklist,)
    holding = [each for each in every if not item or item in each.item]
    if not holding:
        known = [name for each in every for name in each.item]
        raise UsageError(Problem("unknown-item", f"{intervention.name} has no item `{item}`", nearest(item, known)))
    return holding[0] if len(holding) == 1 else None


def _refuse_unknown(intervention: Intervention, component: str) -> None:
    if component and component not in intervention.component:
        help_ = nearest(component, intervention.component)
        raise UsageError(Problem("unknown-component", f"{intervention.name} has no component `{component}`", help_))


def _refuse_names(workspace: Workspace, code: str, checklists: Iterable[Checklist]) -> None:
    """Refuse what is no code of whom or what any of the checklists speaks about."""
    facts = dict.fromkeys(SUBJECTS[each.unit] for each in checklists)
    problems = [tuple(workspace.policy.code_problems({fact: code})) for fact in facts if fact]
    if problems and all(problems):
        raise UsageError(problems[0])


@command.command("list")
@click.argument("practitioner", required=False, default="", metavar="[PRACTITIONER]")
@click.option("--all", "everything", is_flag=True, help="Show those that were settled, too.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.pass_obj
def listing(settings: Settings, practitioner: str, everything: bool, form: str) -> int:
    """List the goals that are open.

    PRACTITIONER is the code of whose goals are listed; everybody's, where it is left out.
    """
    with open_workspace(settings, readonly=True) as workspace:
        found = [each for each in goals(workspace.store, practitioner) if everything or each.goal.is_open]
    rows = [goal_row(each) for each in found]
    if form == "json":
        show_json(rows)
    elif form == "csv":
        show_data([csv_rows(COLUMNS, [[*row.values()] for row in rows])])
    elif found:
        click.echo(goals_text(found, page_width()))
    else:
        tell("There are no goals." if everything else "There are no open goals.")
    return 0


@command.command("settle")
@click.argument("goal", metavar="ID")
@click.argument("state", type=click.Choice(SETTLED))
@click.option(
    "--look-again", "again", default="", metavar="DAY", callback=day_said, help="For one that is carried: until when."
)
@by_option
@why_option
@click.pass_obj
def settle(settings: Settings, goal: str, state: str, again: date | None, by: str | None, why: str) -> int:
    """Say what became of a goal: met, dropped, or carried on to another day.

    ID is the goal's id, or its beginning. A goal that is carried goes on as a new one.
    """
    with open_workspace(settings) as workspace:
        actor = who(by, workspace)
        now = settle_goal(workspace.store, goal, state, by=actor, why=why, on=date.today(), look_again_on=again)
    tell(f"Carried on; it is looked at again on {now.look_again_on}." if state == CARRIED else f"Settled: {state}.")
    return 0
