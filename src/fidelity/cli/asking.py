"""The options of commands that ask figures of counts: by what, of which unit, and how they are written."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from fidelity.cli.writing import writing
from fidelity.cli.written_table import Writing
from fidelity.disclosure.settings import Disclosure, named
from fidelity.evaluation.asking import KINDS, question_of
from fidelity.tally.clusters import Standing
from fidelity.tally.question import ALL_STATISTICS, AUTO, Question, UnitOfAnalysis

Result = TypeVar("Result")


@attrs.frozen
class Asking:
    """What was asked, and how the answer is to be written.

    Attributes:
        question: What is asked of the counts.
        disclosure: What may be shown.
        ledger: The file that remembers what was published before; None where nobody does.
        writing: How the answer is written.
    """

    question: Question
    disclosure: Disclosure
    ledger: Path | None
    writing: Writing


threshold_option = click.option(
    "--threshold",
    default="default",
    metavar="N",
    help="Hide figures of fewer than this many people or observations; 5, cautious (10), or off.",
)
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
        "--statistic",
        type=click.Choice(ALL_STATISTICS),
        multiple=True,
        help="What is taken of scores and items; mean and sd unless said. Shares are always given. Repeatable.",
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
    threshold_option,
    click.option(
        "--ledger",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Remember in this file what is published, so that the next table gives nothing away beside it. Keep it to "
        "yourself.",
    ),
)


def asking(function: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command the options of a question; they reach it together, as `asking`."""

    @writing
    @wraps(function)
    def asked(
        *args: Any,
        by: tuple[str, ...],
        unit: tuple[str, ...],
        of: tuple[str, ...],
        statistic: tuple[str, ...],
        cluster: str,
        at_criterion: str,
        level: float,
        no_totals: bool,
        shrunken: bool,
        threshold: str,
        ledger: Path | None,
        writing: Writing,
        **kwargs: Any,
    ) -> Result:
        question = question_of(
            by,
            unit,
            of,
            cluster,
            at_criterion,
            level,
            totals=not no_totals,
            shrunken=shrunken,
            statistics=statistic,
        )
        return function(*args, asking=Asking(question, named(threshold), ledger, writing), **kwargs)

    for option in reversed(_OPTIONS):
        option(asked)
    return asked
