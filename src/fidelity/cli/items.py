"""`fidelity items`: the items of a checklist, for its developers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from fidelity.cli.gathering import Given, gathering
from fidelity.cli.kept_apart import FOR_THE_HOUSE, kept_apart
from fidelity.cli.writing import writing
from fidelity.cli.written_table import Writing
from fidelity.evaluation.item_answers import ItemAnswers, adds_up, item_answers
from fidelity.evaluation.item_figures import item_figures
from fidelity.evaluation.one_record import RULE
from fidelity.plan.words import counted as many
from fidelity.plan.words import several
from fidelity.report.items_table import items_table
from fidelity.report.items_text import items_text
from fidelity.workspace.settings import Settings


@click.command("items")
@click.argument("target")
@click.option("--by", default="", metavar="COLUMN", help="Group by this: site, practitioner, quarter, mode or another.")
@click.option("--level", type=float, default=0.95, help="How often an interval holds the true value; 0.95.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@writing
@gathering
@click.pass_obj
def command(
    settings: Settings, target: str, by: str, level: float, checklist: str, writing: Writing, given: Given
) -> int:
    """Analyse the items of a checklist, for its developers.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records: tables (CSV, XLSX) and forms that were handed in; without any, the workspace is read.

    Of each item it says how often it was rated and what else became of it, where its ratings lie, and how it goes with
    the other items of each score that adds items up; of each such score, alpha and omega. Each visit counts once.
    """
    names = [by] if by else []
    found = kept_apart(settings, target, given, checklist, names)
    answers = [item_answers(group, names) for group in found.groups]
    table = items_table(item_figures(answers, names, level))
    rule = f"One record stands for each visit: {RULE}."
    writing.write(table, found.preface([*found.measures()], [FOR_THE_HOUSE, *_notes(answers)], level, rule), items_text)
    return 0


def _notes(answers: Sequence[ItemAnswers]) -> Iterator[str]:
    """What was left out, and what the figures take for granted."""
    others, masters = (sum(getattr(each, name) for each in answers) for name in ("n_others", "n_masters"))
    if others:
        yield f"{many(others, 'further rating')} of the same visits {'is' if others == 1 else 'are'} not counted."
    if masters:
        yield f"{many(masters, 'master rating')} {'stands' if masters == 1 else 'stand'} for no visit."
    if any(_observed_again(each) for each in answers):
        yield (
            "Some practitioners were observed more than once. Their visits resemble each other, and alpha takes them "
            "for independent: its intervals are narrower than they should be."
        )
    without = dict.fromkeys(score.id for each in answers for score in each.checklist.scores if not adds_up(score, each))
    if without:
        yield f"{several([*without])}: not made by adding items up, so nothing is said of how their items go together."


def _observed_again(answers: ItemAnswers) -> bool:
    known = answers.practitioner[answers.practitioner != ""]
    return len({*known}) < len(known)
