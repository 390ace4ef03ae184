"""`fidelity score`: a table of ratings, scored."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from fidelity.cli.figure_pages import figure_pages, refuse_contradictions
from fidelity.cli.output import page_width, show_data
from fidelity.errors import UsageError
from fidelity.plan.exact import PythonRule
from fidelity.plan.explain import explain
from fidelity.plan.plan import Plan
from fidelity.problems import Problem, nearest
from fidelity.ratings.dates import days
from fidelity.ratings.reading import Layout, read_ratings
from fidelity.ratings.table import Ratings
from fidelity.report.explanation_text import explanation_text
from fidelity.report.scores_frame import csv_text, scores_frame
from fidelity.report.scores_json import scores_json
from fidelity.report.scores_table import observation_names, scores_table
from fidelity.scoring import Provenance, Scores
from fidelity.scoring import score as scored
from fidelity.workspace.finding import find
from fidelity.workspace.provenance import provenance_of
from fidelity.workspace.settings import Settings
from fidelity.workspace.telling import tell
from fidelity.workspace.writing import write_whole

MOST = 200
"""How many observations, or groups of them, a page shows."""


@click.command("score")
@click.argument("target")
@click.argument("ratings", metavar="RATINGS")
@click.option("--checklist", default="", help="Which checklist, where there are several.")
@click.option("--profile", default="", help="A jurisdiction's or study's variant of the checklist.")
@click.option(
    "--layout", type=click.Choice(["auto", "wide", "long"]), default="auto", help="How the table is laid out."
)
@click.option("--absent", is_flag=True, help="Take items without a column as not rated, instead of refusing the table.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@click.option("--raw", is_flag=True, help="CSV for programs: text is not made harmless for spreadsheets.")
@click.option("--explain", "observation", default="", metavar="OBSERVATION", help="Explain one observation instead.")
@click.option("--figures", "figured", is_flag=True, help="Show the checklist's figures over all observations instead.")
@click.option("--by", default="", metavar="COLUMN", help="Figures for each value of this column too, such as site.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def command(
    settings: Settings,
    target: str,
    ratings: str,
    checklist: str,
    profile: str,
    layout: Layout,
    absent: bool,
    form: str,
    raw: bool,
    observation: str,
    figured: bool,
    by: str,
    out: Path | None,
    force: bool,
) -> int:
    """Score a table of ratings.

    TARGET is an intervention (imr, imr@1.0) or a definition file. RATINGS is a CSV file, or - for standard input: one
    row for each observation with a column for each item, or one row for each rating.
    """
    if observation and form != "table":
        raise UsageError(
            Problem("explain-is-text", f"one observation is explained in words, not as {form}", "leave `--format` out")
        )
    refuse_contradictions(figured, by, observation)
    found = find(target, settings)
    plan = found.plan(checklist, profile)
    rules = found.rules(plan.checklist)
    table = _read(ratings, plan, layout, absent)
    scores = scored(plan, table, rules)
    if observation:
        pieces: Iterable[str] = [_explained(observation, plan, table, scores, rules)]
    elif figured:
        pieces = figure_pages(scores, table, by, provenance_of(found, plan), form, raw, len(scores) if out else MOST)
    else:
        # A page stops somewhere and says so; a file holds everything.
        most = len(scores) if out else MOST
        pieces = _written(scores, provenance_of(found, plan), form, raw, most)
    if out and str(out) != "-":
        write_whole(out, pieces, force=force)
        many = "1 observation" if len(scores) == 1 else f"{len(scores)} observations"
        tell(f"Wrote {f'figures of {many}' if figured else many} to {out}.")
    elif form == "table":
        click.echo("".join(pieces), nl=False)
    else:
        show_data(pieces)
    return 0


def _read(name: str, plan: Plan, layout: Layout, absent: bool) -> Ratings:
    source = sys.stdin.buffer if name == "-" else Path(name)
    ratings = read_ratings(source, plan.checklist, layout=layout, absent="missing" if absent else "error")
    for remark in ratings.remarks:
        tell(f"note: {remark.message}" + (f" ({remark.help})" if remark.help else ""))
    return ratings


def _written(scores: Scores, provenance: Provenance, form: str, raw: bool, most: int) -> Iterable[str]:
    if form == "json":
        return scores_json(scores, provenance)
    if form == "csv":
        return [csv_text(scores_frame(scores, provenance), raw=raw)]
    return [scores_table(scores, provenance, page_width(), most) + "\n"]


def _explained(observation: str, plan: Plan, table: Ratings, scores: Scores, rules: Mapping[str, PythonRule]) -> str:
    names = observation_names(scores)
    rows = [row for row, name in enumerate(names) if name in (observation, f"{observation} ()")]
    rows = rows or [row for row, name in enumerate(names) if name.startswith(f"{observation} (")]
    if not rows:
        raise UsageError(
            Problem("unknown-observation", f"there is no observation `{observation}`", nearest(observation, names))
        )
    return "\n\n\n".join(_pages(rows, names, plan, table, rules)) + "\n"


def _pages(
    rows: Iterable[int], names: list[str], plan: Plan, table: Ratings, rules: Mapping[str, PythonRule]
) -> Iterator[str]:
    dated = any(criterion.valid_from or criterion.valid_until for criterion in plan.criteria)
    on = days(table) if dated else [None] * len(table)
    for row in rows:
        answers = {name: column.answer(row) for name, column in table.columns.items()}
        yield explanation_text(names[row], explain(plan, answers, rules), plan, page_width(), on[row])
