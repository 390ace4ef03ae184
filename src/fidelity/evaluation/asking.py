"""What is asked of counts, as people say it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.tally.clusters import Standing
from fidelity.tally.cube import Kind
from fidelity.tally.estimates import ALWAYS, COLUMNS
from fidelity.tally.question import ALL_KINDS, ALL_STATISTICS, AUTO, Question, UnitOfAnalysis

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
USUAL = ("mean", "sd")
"""What is taken of the values unless something else is asked for."""


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
    statistics: Sequence[str] = (),
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
        statistics: What is taken of the values; means and standard deviations where nothing is said.

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
        statistics=tuple(each for each in ALL_STATISTICS if each in (statistics or USUAL)),
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
