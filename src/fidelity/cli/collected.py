"""How `fidelity collect` tells what became of what was handed in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import click

from fidelity.cli.output import page_width, show_data, show_json, tell_problems
from fidelity.handins.checking import Checker
from fidelity.handins.collecting import Became, Taken
from fidelity.handins.shown import results_of
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plugins.entry import version_order
from fidelity.problems import Problem
from fidelity.report.collected_text import (
    COLUMNS,
    collected_json,
    collected_text,
    counted,
    scores_json,
    scores_rows,
    scores_table,
    taken_cells,
)
from fidelity.report.plain_csv import csv_rows
from fidelity.workspace.editions import Editions
from fidelity.workspace.telling import tell

MOST_ROWS, MOST_PROBLEMS, MOST_NOTES, MOST_SCORED = 200, 200, 20, 10
"""How much a page shows."""


def show(taken: Sequence[Taken], sealed: Set[str], checker: Checker, form: str, *, dry_run: bool) -> None:
    """Print what became of hand-ins, and the scores of those that came in.

    Args:
        taken: The hand-ins.
        sealed: The records whose ratings are kept back.
        checker: What checked them.
        form: How to print: ``table``, ``json`` or ``csv``.
        dry_run: Whether nothing was stored; who would be kept back is then not known, so there are no scores.
    """
    came = [each for each in taken if each.became is Became.STORED and not dry_run]
    open_ = [each for each in came if each.observation and each.observation.id not in sealed]
    if form == "json":
        show_json(collected_json(taken, dict(_plain_scores(open_, checker))))
    elif form == "csv":
        show_data([csv_rows(COLUMNS, [taken_cells(each) for each in taken])])
    elif taken:
        click.echo(collected_text(taken, page_width(), MOST_ROWS))
        if open_:
            rows = [
                row
                for each, plan, results in _scored(open_[:MOST_SCORED], checker)
                for row in scores_rows(each, plan, results)
            ]
            click.echo("\n" + scores_table(rows, page_width()))
    if form != "json":
        _tell(taken)
        if len(open_) > MOST_SCORED and form == "table":
            tell(f"note: the scores of the first {MOST_SCORED} are shown; `fidelity records ID` shows those of one")
        if len(came) > len(open_):
            tell(f"note: {_many(len(came) - len(open_))} kept back until the other rater of the visit has handed in")
    said = counted(taken)
    tell(f"{'Nothing stored; it would be: ' if dry_run else ''}{said}." if said else "There is nothing to collect.")


def tell_newer(taken: Iterable[Taken], editions: Editions) -> None:
    """Say once for each edition that a newer one has taken its place.

    Args:
        taken: The hand-ins.
        editions: What is installed.
    """
    found = {each.definition.intervention.name: each for each in taken if each.definition}
    for name, each in found.items():
        made = each.definition.intervention if each.definition else None
        newest = editions.newest(made.id) if made else ""
        if made and newest and version_order(newest) > version_order(made.version):
            tell(f"note: {each.source}: the form is of {name}, and {newest} is installed: hand out new forms")


def _scored(taken: Iterable[Taken], checker: Checker) -> Iterator[tuple[Taken, Plan, Mapping[str, Result]]]:
    """Observations that came in, each with its scores."""
    for each in taken:
        found, observation = each.definition, each.observation
        if found and observation:
            (results,) = results_of(found.plan, found.rules, checker.reader(found), [observation.ratings])
            yield each, found.plan, results


def _plain_scores(taken: Iterable[Taken], checker: Checker) -> Iterator[tuple[str, Mapping[str, object]]]:
    """The scores of observations as plain data, by id."""
    for each, plan, results in _scored(taken, checker):
        if each.observation:
            yield each.observation.id, scores_json(plan, results)


def _tell(taken: Sequence[Taken]) -> None:
    """Tell what is wrong and what is odd, not more of it than somebody reads."""
    problems = [problem for each in taken if each.became is not Became.PASSED for problem in each.problems]
    if problems:
        tell_problems(problems[:MOST_PROBLEMS])
    if len(problems) > MOST_PROBLEMS:
        tell(f"… and {len(problems) - MOST_PROBLEMS:,} more problems; `--format json` has all\n")
    remarks = [remark for each in taken if each.became is not Became.KNOWN for remark in each.remarks]
    for each in remarks[:MOST_NOTES]:
        tell(f"note: {_placed(each)}" + (f" ({each.help})" if each.help else ""))
    if len(remarks) > MOST_NOTES:
        left = Counter(each.code for each in remarks[MOST_NOTES:])
        kinds = ", ".join(f"{n:,} {code}" for code, n in left.most_common())
        tell(f"note: and {len(remarks) - MOST_NOTES:,} more ({kinds}); `--format json` has all")
    passed = [each.source for each in taken if each.became is Became.PASSED]
    if passed:
        names = ", ".join(passed[:5]) + (", …" if len(passed) > 5 else "")
        tell(
            f"note: passed over, because {'it is no hand-in' if len(passed) == 1 else 'they are no hand-ins'}: {names}"
        )


def _placed(problem: Problem) -> str:
    return f"{problem.place}: {problem.message}" if problem.place else problem.message


def _many(n: int) -> str:
    return "1 is" if n == 1 else f"{n:,} are"
