"""The options of commands that ask figures of counts: by what, of which unit, and how they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from fidelity.disclosure.settings import Disclosure, named
from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.clusters import Standing
from fidelity.tally.cube import Kind
from fidelity.tally.estimates import ALWAYS, COLUMNS
from fidelity.tally.question import ALL_KINDS, AUTO, Question, UnitOfAnalysis

Result = TypeVar("Result")
INSTEAD: dict[str, Kind] = {"item": "item", "component": "component"}
"""What people call a grouping and is a measure: one row for each item, or for each component."""
KINDS: dict[str, Kind] = {
    "scores": "score",
    "bands": "band",
    "criteria": "criterion",
    "components": "component",
    "items": "item",
}
"""What figures are taken of, as people write it."""


@attrs.frozen
class Asking:
    """What was asked, and how the answer is to be written.

    Attributes:
        question: What is asked of the counts.
        disclosure: What may be shown.
        ledger: The file that remembers what was published before; None where nobody does.
        form: ``table``, ``json`` or ``csv``.
        raw: Whether CSV is for programs.
        out: The file or folder to write to; None for the terminal.
        force: Whether what is there already is replaced.
    """

    question: Question
    disclosure: Disclosure
    ledger: Path | None
    form: str
    raw: bool
    out: Path | None
    force: bool


_OPTIONS: tuple[Callable[[Callable[..., object]], Callable[..., object]], ...] = (
    click.option(
        "--by",
        multiple=True,
        metavar="COLUMN",
        help="Group by this: practitioner, team, site, region, a period (week, month, quarter, year), role, mode, or "
        "any column of the records; item or component for a row each. Repeatable.",
    ),
    click.option(
        "--unit",
        type=click.Choice([unit.value for unit in UnitOfAnalysis]),
        multiple=True,
        help="What is counted once; observation and practitioner unless said. Repeatable.",
    ),
    click.option(
        "--of",
        type=click.Choice([*KINDS]),
        multiple=True,
        help="What figures are taken of; scores and criteria unless said. Repeatable.",
    ),
    click.option(
        "--cluster",
        default=AUTO,
        metavar="COLUMN",
        help="What observations lie in, for their intervals: site, practitioner, none; what fits, unless said.",
    ),
    click.option(
        "--at-criterion",
        type=click.Choice([standing.value for standing in Standing]),
        default=Standing.LATEST.value,
        help="When a practitioner is at criterion: by their latest day, most, all, or ever one of their observations.",
    ),
    click.option("--level", type=float, default=0.95, help="How often an interval holds the true value; 0.95."),
    click.option("--no-totals", is_flag=True, help="Leave the totals out."),
    click.option("--shrunken", is_flag=True, help="With means of groups that are drawn towards the mean of all."),
    click.option(
        "--threshold",
        default="default",
        metavar="N",
        help="Hide figures of fewer than this many people or observations; 5, cautious (10), or off.",
    ),
    click.option(
        "--ledger",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Remember in this file what is published, so that the next table gives nothing away beside it. Keep it to "
        "yourself.",
    ),
    click.option(
        "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print."
    ),
    click.option("--raw", is_flag=True, help="CSV for programs: text is not made harmless for spreadsheets."),
    click.option(
        "--out",
        type=click.Path(path_type=Path),
        help="Write to this: a .txt, .csv, .json or .parquet file, or a folder for CSV with a codebook.",
    ),
    click.option("--force", is_flag=True, help="Replace what is there already."),
)


def asking(function: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command the options of a question; they reach it together, as `asking`."""

    @wraps(function)
    def asked(
        *args: Any,
        by: tuple[str, ...],
        unit: tuple[str, ...],
        of: tuple[str, ...],
        cluster: str,
        at_criterion: str,
        level: float,
        no_totals: bool,
        shrunken: bool,
        threshold: str,
        ledger: Path | None,
        form: str,
        raw: bool,
        out: Path | None,
        force: bool,
        **kwargs: Any,
    ) -> Result:
        question = question_of(by, unit, of, cluster, at_criterion, level, totals=not no_totals, shrunken=shrunken)
        return function(*args, asking=Asking(question, named(threshold), ledger, form, raw, out, force), **kwargs)

    for option in reversed(_OPTIONS):
        option(asked)
    return asked


def question_of(
    by: Sequence[str] = (),
    unit: Sequence[str] = (),
    of: Sequence[str] = (),
    cluster: str = AUTO,
    at_criterion: str = Standing.LATEST.value,
    level: float = 0.95,
    *,
    totals: bool = True,
    shrunken: bool = False,
) -> Question:
    """What is asked, as people say it.

    Args:
        by: The columns to group by.
        unit: What is counted once; observations and practitioners where nothing is said.
        of: What figures are taken of; scores and criteria where nothing is said.
        cluster: What observations lie in: a column, ``none``, or ``auto``.
        at_criterion: When a practitioner is at criterion.
        level: How often an interval holds the true value.
        totals: Whether rows of totals are added.
        shrunken: Whether shrunken means are added.

    Raises:
        UsageError: A column has a name that the table of figures needs itself.
    """
    names, kinds = grouping(by, of)
    return Question(
        by=names,
        units=tuple(each for each in UnitOfAnalysis if each.value in (unit or ("observation", "practitioner"))),
        cluster="" if cluster == "none" else cluster,
        level=level,
        standing=Standing(at_criterion),
        kinds=kinds,
        totals=totals,
        shrunken=shrunken,
    )


def grouping(by: Iterable[str], of: Iterable[str] = ()) -> tuple[tuple[str, ...], tuple[Kind, ...]]:
    """The columns to group by, each once, and what figures are taken of.

    Args:
        by: What was said after ``--by``, perhaps several with commas between.
        of: What was said after ``--of``.

    Raises:
        UsageError: A column has a name that the table of figures needs itself.
    """
    said = list(dict.fromkeys(name.strip() for text in by for name in text.split(",") if name.strip()))
    instead = [INSTEAD[name] for name in said if name in INSTEAD]
    kinds = {*(KINDS[name] for name in of), *instead} or {"score", "criterion"}
    names = tuple(name for name in said if name not in INSTEAD)
    taken = [name for name in names if name in COLUMNS]
    if taken:
        message = f"figures have a column `{taken[0]}` of their own, so that nothing can be grouped by one"
        raise UsageError(Problem("reserved-name", message, 'rename the column: `--rename "written=meant"`'))
    # What is never pooled has its column already.
    return tuple(name for name in names if name not in ALWAYS), tuple(kind for kind in ALL_KINDS if kind in kinds)
