"""`fidelity demo`: a published table, scored before your eyes."""

from __future__ import annotations

from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from shlex import quote
from typing import cast

import click

from fidelity.cli.output import page_width
from fidelity.errors import UsageError
from fidelity.plan.explain import explain
from fidelity.plan.plan import Plan
from fidelity.problems import Problem
from fidelity.ratings.reading import read_ratings
from fidelity.ratings.table import Ratings
from fidelity.report.explanation_text import explanation_text
from fidelity.report.grid import grid, paragraph
from fidelity.report.numbers import cuts_of, shown
from fidelity.report.scores_frame import csv_text, scores_frame
from fidelity.report.scores_json import scores_json
from fidelity.scoring import Scores, score
from fidelity.tally.tally import band_of, tally
from fidelity.workspace.finding import Found, find
from fidelity.workspace.provenance import provenance_of
from fidelity.workspace.settings import Settings
from fidelity.workspace.writing import make_folder, write_whole

TABLE = "imr_six_groups.csv"
ON_THE_CUT = "F"
"""The group whose mean stands exactly on a cut."""


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("fidelity-demo"))
@click.pass_obj
def command(settings: Settings, folder: Path) -> int:
    """Score a published table, to see how it goes.

    Six groups of Illness Management and Recovery were rated on thirteen items each; the table is published.
    Everything is written into FOLDER, a new one.
    """
    if folder.exists():
        raise UsageError(
            Problem(
                "folder-exists",
                f"`{folder}` is there already, and nothing in it was touched",
                "remove it, or name another: `fidelity demo ANOTHER`",
            )
        )
    found = find("imr", settings)
    plan = found.plan()
    package = files("fidelity_imr")
    published = (package / "example" / TABLE).read_text(encoding="utf-8")
    definition = (package / "intervention.yaml").read_text(encoding="utf-8")
    make_folder(folder)
    write_whole(folder / TABLE, [published], force=False)
    write_whole(folder / "imr.yaml", [definition], force=False)
    ratings = read_ratings(folder / TABLE, plan.checklist)
    scores = score(plan, ratings)
    _write(folder, scores, ratings, plan, found)
    click.echo(_page(scores, plan, folder, page_width()))
    return 0


def _write(folder: Path, scores: Scores, ratings: Ratings, plan: Plan, found: Found) -> None:
    made = provenance_of(found, plan)
    write_whole(folder / "scores.csv", [csv_text(scores_frame(scores, made))], force=False)
    write_whole(folder / "scores.json", scores_json(scores, made), force=False)
    row = scores.observations.index(ON_THE_CUT)
    answers = {name: column.answer(row) for name, column in ratings.columns.items()}
    explained = explanation_text(ON_THE_CUT, explain(plan, answers), plan)
    write_whole(folder / f"group_{ON_THE_CUT}_explained.txt", [explained + "\n"], force=False)


def _page(scores: Scores, plan: Plan, folder: Path, width: int) -> str:
    (score_id, *_) = scores.columns
    rows = [_row(scores, score_id, row) for row in range(len(scores))]
    everything = tally(scores, score_id)
    n_ratings = sum(result.n_used * count for result, count in everything.n.items())
    mean = cast(Fraction, everything.mean())
    held = band_of(plan, score_id, mean)
    whole = "" if held is None else plan.checklist.score[score_id].bands[held].name
    rows.append(("all six", shown(mean, 3, cuts_of(plan, score_id)), whole, f"{n_ratings} of {n_ratings}"))
    lesson = (
        f"Group {ON_THE_CUT} stands exactly on the cut of 4 and is high. "
        f"The mean of all is {mean * n_ratings}/{n_ratings}: moderate. "
        "Rounded to one digit first it would read 4.0 and pass for high, so bands are always compared with the exact "
        "number."
    )
    heading = "Illness Management and Recovery: six groups, thirteen items each, as published."
    table = grid(("group", "mean", "band", "items used"), rows, (1,), width)
    return "\n".join((heading, "", table, "", paragraph(lesson, width), "", _where(folder)))


def _row(scores: Scores, score_id: str, row: int) -> tuple[str, str, str, str]:
    """One group: its name, mean, band, and how many items were used."""
    result = scores.columns[score_id].result(row)
    bands = scores.plan.checklist.score[score_id].bands
    value = shown(cast(Fraction, result.value), 3, cuts_of(scores.plan, score_id))
    band = "" if result.band is None else bands[result.band].name
    return scores.observations[row], value, band, f"{result.n_used} of {result.n_expected}"


def _where(folder: Path) -> str:
    files_ = (
        (TABLE, "the published ratings"),
        ("imr.yaml", "the definition: items, rule, bands"),
        ("scores.csv", "the scores, with counts, bounds and provenance"),
        ("scores.json", "the same for programs"),
        (f"group_{ON_THE_CUT}_explained.txt", "how one score came about"),
    )
    program = "python3 dev.py run" if Path("dev.py").exists() else "fidelity"
    steps = (
        ("list", "what else there is"),
        (f"score imr {quote(str(folder / TABLE))} --explain A", "how one score came about"),
        (f"form imr --out {quote(str(folder / 'imr.html'))}", "a form to rate with, in any browser"),
        (f"aggregate imr {quote(str(folder / TABLE))} --unit observation", "many visits added up, with intervals"),
        ("usability imr", "teachable, learnable, doable, assessable?"),
        ("new plugin my_programme", "begin your own"),
    )
    lines = [f"Look into {folder}/", *(f"  {name:<24}{what}" for name, what in files_), "", "Next:"]
    for step, what in steps:
        lines += [f"  {program} {step}", f"      {what}"]
    return "\n".join(lines)
