"""`fidelity generalize`: how many sessions and raters a figure needs."""

from __future__ import annotations

from collections.abc import Iterator

import click

from fidelity.cli.gathering import Given, gathering
from fidelity.cli.kept_apart import FOR_THE_HOUSE, kept_apart
from fidelity.cli.writing import writing
from fidelity.cli.written_table import Writing
from fidelity.evaluation.generalize_columns import ITEMS
from fidelity.evaluation.generalize_figures import generalize_figures
from fidelity.evaluation.generalize_plans import Planning
from fidelity.evaluation.grouping import PLACES
from fidelity.evaluation.independent import left_out, left_out_words
from fidelity.evaluation.rated_apart import rated_apart
from fidelity.plan.words import counted as many
from fidelity.report.generalize_table import generalize_table
from fidelity.report.generalize_text import page_for
from fidelity.workspace.settings import Settings


@click.command("generalize")
@click.argument("target")
@click.option("--score", "scores", multiple=True, metavar="SCORE", help="Which score; all unless said. Repeatable.")
@click.option(
    "--of", "objects", default="", metavar="COLUMN", help="Who is to be told apart; what is rated, else practitioner."
)
@click.option("--target", "wanted", type=float, default=0.8, help="The coefficient that is wanted; 0.80.")
@click.option("--most-sessions", type=int, default=12, help="How many sessions are worth considering; 12.")
@click.option("--most-raters", type=int, default=4, help="How many raters of a session are worth considering; 4.")
@click.option("--items", type=click.Choice([*ITEMS]), help="Tell items apart too: as a sample, or as all there are.")
@click.option("--most-items", type=int, default=0, help="How many items are worth considering; twice as many as now.")
@click.option("--relative", is_flag=True, help="To tell practitioners apart, not to compare them with a cut-off.")
@click.option("--other-raters", is_flag=True, help="Plan with other raters at each session of a practitioner.")
@click.option("--visit-price", type=float, default=0.0, help="What a visit costs beside ratings, which cost 1 each; 0.")
@click.option("--level", type=float, default=0.95, help="How often an interval holds the true value; 0.95.")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@writing
@gathering
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    scores: tuple[str, ...],
    objects: str,
    wanted: float,
    most_sessions: int,
    most_raters: int,
    items: str | None,
    most_items: int,
    relative: bool,
    other_raters: bool,
    visit_price: float,
    level: float,
    checklist: str,
    writing: Writing,
    given: Given,
) -> int:
    """Say how many sessions, raters and items a figure needs.

    TARGET is an intervention in all its versions (imr), in one (imr@1.0), or a definition file. SOURCES are files and
    folders of records: tables (CSV, XLSX) and forms that were handed in; without any, the workspace is read.

    It finds out which design the records have, how much practitioners, sessions, raters and chance add to the
    differences between ratings, and what a mean over more or fewer of them would be worth. What the records cannot tell
    apart it names, with what to collect. In the workspace, ratings count as they were before the raters of the visit
    could see each other's.

    With `--items random` the items of a score are a sample of those that one could have asked, and it says how many
    of them a figure needs. With `--items fixed` they are all that there are.
    """
    planning = Planning(
        wanted, most_sessions, most_raters, relative, other_raters, visit_price, level, items or "", most_items
    )
    found = kept_apart(settings, target, given, checklist, as_rated=True)
    unit = found.checklist.unit.value
    objects = objects or (unit if unit in PLACES else "practitioner")
    rated = [rated_apart(group, [objects]) for group in found.groups]
    frame, unplaced = generalize_figures(rated, planning, scores)
    notes = [f"{said}." for said in left_out_words(left_out(each.ratings for group in found.groups for each in group))]
    notes += [*_about_plans(planning, objects, unplaced)]
    writing.write(
        generalize_table(frame), found.preface([*found.measures()], [FOR_THE_HOUSE, *notes], level), page_for(wanted)
    )
    return 0


def _about_plans(planning: Planning, objects: str, unplaced: int) -> Iterator[str]:
    """What was left out, and how plans are meant."""
    if unplaced:
        yield f"Left out: {many(unplaced, 'rating')} of which nobody says what {objects} they are of."
    raters = "other raters at each session" if planning.other_raters else "the same raters at all their sessions"
    items = " of all items" if planning.items else ""
    visit = f", and a visit {planning.visit_price:g} more" if planning.visit_price else ""
    yield f"Plans are for {objects}s that have {raters}; a rating{items} costs 1{visit}."
