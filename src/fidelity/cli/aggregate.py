"""`fidelity aggregate`: visits added up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from fidelity.cli.asking import Asking, asking
from fidelity.cli.counted import counted_of
from fidelity.cli.estimates_written import write_estimates
from fidelity.cli.gathering import Given, gathering
from fidelity.evaluation.counted import Counted
from fidelity.evaluation.planned import Plan, planned_of
from fidelity.plan.words import counted as many
from fidelity.report.estimates_preface import reach_notes
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell

MOST_NAMED = 12
"""So many of those who were never observed are named."""


@click.command("aggregate")
@click.argument("target")
@asking
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option(
    "--pool",
    type=click.Choice(["sources", "versions"]),
    multiple=True,
    help="Pool what is kept apart otherwise: self-ratings with observations, versions that compute differently.",
)
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Who works where since when, a CSV file: for coverage, and for groups in which nobody was observed.",
)
@gathering
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    asking: Asking,
    checklist: str,
    pool: tuple[str, ...],
    roster: Path | None,
    given: Given,
) -> int:
    """Add visits up: means, shares, intervals, coverage.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records: tables (CSV, XLSX) and forms that were handed in; without any, the workspace is read.

    Each visit counts once: with what its raters agreed on, else with the rating of the observer who handed in first.
    What the practitioner rated, what observers rated and what a program rated are kept apart, and so are versions that
    compute differently. Every figure says how many it is taken of, and carries an interval or the reason for having
    none. Groups are never ranked.
    """
    question = asking.question
    found = counted_of(settings, target, given, question.columns, checklist, pool, items=question.asks_for_items)
    plan = planned_of(found, roster)
    notes = [*_kept_apart(found), *_about_plan(plan, found)]
    write_estimates(found, asking, notes, plan, [*_left_out(found)])
    return 0


def _left_out(found: Counted) -> Iterator[str]:
    """How much was left out on purpose."""
    others = sum(each.counting.n_others for each in found.editions if each.counting)
    masters = sum(each.counting.n_masters for each in found.editions if each.counting)
    if others:
        yield f"{many(others, 'further rating')} of the same visits {'is' if others == 1 else 'are'} not counted."
    if masters:
        yield f"{many(masters, 'master rating')} {'stands' if masters == 1 else 'stand'} for no visit."


def _kept_apart(found: Counted) -> Iterator[str]:
    """What is not added up on purpose; where it was asked for, that it says little."""
    if "versions" in found.pooled:
        yield "Versions that compute differently are pooled, as was asked: what they measure may not be the same."
    elif len(found.editions) > 1:
        yield "Versions and profiles that compute differently are kept apart; `fidelity rescore` compares them."


def _about_plan(plan: Plan | None, found: Counted) -> Iterator[str]:
    """Whom the figures tell of; who was never observed is told to the house alone."""
    if plan is None:
        return
    if plan.never:
        shown = ", ".join(plan.never[:MOST_NAMED]) + (", …" if len(plan.never) > MOST_NAMED else "")
        tell(f"note: {many(len(plan.never), plan.fact)} never observed: {shown}")
    if plan.is_counted:
        yield from reach_notes(plan.reach, plan.fact)
    if len(found.editions) > 1 and plan.is_counted:
        yield "Coverage is not shown, because the plan is one for all editions and these are several."
