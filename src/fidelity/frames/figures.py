"""Figures over many visits: added up from records, or from the tallies of others."""

from __future__ import annotations

import warnings
from collections.abc import Iterable

import pandas as pd

from fidelity.disclosure.settings import named
from fidelity.evaluation.asking import KINDS, question_of
from fidelity.evaluation.combined import combined_by
from fidelity.evaluation.counted import Counted, counted_in
from fidelity.evaluation.planned import Plan, planned_of
from fidelity.evaluation.published import for_publication
from fidelity.frames.arguments import Names, PathLike, among, names, one_among, paths
from fidelity.frames.plain import plain
from fidelity.frames.records import Records, read_already
from fidelity.frames.tallies import Tallies
from fidelity.report.estimates_table import estimates_table
from fidelity.tally.clusters import Standing
from fidelity.tally.question import ALL_STATISTICS, AUTO, Question, UnitOfAnalysis


def aggregate(
    records: Records,
    *,
    by: Names = (),
    unit: Names = (),
    of: Names = (),
    cluster: str = AUTO,
    at_criterion: str = "latest",
    level: float = 0.95,
    totals: bool = True,
    shrunken: bool = False,
    statistic: Names = (),
    pool: Names = (),
    checklist: str = "",
    roster: PathLike | None = None,
    threshold: str | int = "default",
    ledger: PathLike | None = None,
) -> pd.DataFrame:
    """Visits added up, as `fidelity aggregate` does: means, shares, intervals, coverage.

    Args:
        records: The records.
        by: What to group by: ``practitioner``, ``site``, ``quarter`` or any column of the records; ``item`` or
            ``component`` for a row each.
        unit: What is counted once: ``observation``, ``practitioner``, ``site``; the first two unless said.
        of: What figures are taken of: ``scores``, ``bands``, ``criteria``, ``components``, ``items``; scores and
            criteria unless said.
        cluster: What observations lie in, for their intervals: a column, ``none``, or what fits.
        at_criterion: When a practitioner is at criterion: by their ``latest`` day, or by ``most``, ``all``, or ``ever``
            one of their observations.
        level: How often an interval holds the true value.
        totals: Whether rows of totals are added.
        shrunken: Whether means of groups are added that are drawn towards the mean of all.
        statistic: What is taken of the values: ``mean``, ``sd``, ``median``, ``lowest``, ``highest``; the first two
            unless said. Shares are always given.
        pool: What to pool that is kept apart otherwise: ``sources``, ``versions``.
        checklist: Which checklist; empty where there is one.
        roster: A CSV file that says who works where since when, for coverage.
        threshold: Figures of fewer people or observations are hidden: a number, ``default`` (5), ``cautious`` (10), or
            ``off``, for the house and not for publication.
        ledger: A file that remembers what was published before, so that two tables together give nobody away.

    Returns:
        A row a figure: the columns of the groups, empty in rows of totals, then those that `codebook` explains.

    Raises:
        FidelityError: The records are of several checklists, or lack a column.

    Example:
        >>> figures = fidelity.aggregate(records, by="site", threshold="off")
        >>> means = figures.query("measure == 'total' and statistic == 'mean_of_observations'")
        >>> print(means[["site", "value", "low", "high", "n"]].round(1).to_string(index=False))
        site  value  low  high   n
          S1   63.0 48.4  77.7  24
          S2   53.1 41.8  64.4  24
         S10   60.9 44.4  77.5  24
               59.0 46.1  72.0  72
    """
    question = _question(by, unit, of, cluster, at_criterion, level, totals, shrunken, statistic)
    pooled = among(pool, ("sources", "versions"), "pool")
    found = counted_in(
        read_already(records).intake.editions, records.intake, records.target, question.columns, checklist, pooled
    )
    plan = planned_of(found, paths(roster)[0] if roster is not None else None)
    return _figures(found, question, threshold, plan, ledger)


def combine(
    parts: Tallies | Iterable[Tallies],
    *,
    by: Names = (),
    unit: Names = (),
    of: Names = (),
    cluster: str = AUTO,
    at_criterion: str = "latest",
    level: float = 0.95,
    totals: bool = True,
    shrunken: bool = False,
    statistic: Names = (),
    apart: bool = False,
    checklist: str = "",
    threshold: str | int = "default",
    ledger: PathLike | None = None,
) -> pd.DataFrame:
    """Tallies of any number of services added up, as `fidelity combine` does.

    The figures are the same, to the last digit, as the records together would give.

    Args:
        parts: The tallies.
        by: What to group by, among what the tallies are counted by.
        unit: What is counted once, as in `aggregate`.
        of: What figures are taken of, as in `aggregate`.
        cluster: What observations lie in, as in `aggregate`.
        at_criterion: When a practitioner is at criterion, as in `aggregate`.
        level: How often an interval holds the true value.
        totals: Whether rows of totals are added.
        shrunken: Whether means of groups are added that are drawn towards the mean of all.
        statistic: What is taken of the values, as in `aggregate`.
        apart: Whether it is known that no practitioner is in two of the tallies.
        checklist: Which checklist; empty where there is one.
        threshold: Figures of fewer are hidden, as in `aggregate`.
        ledger: A file that remembers what was published before, as in `aggregate`.

    Returns:
        A table as `aggregate` gives it.

    Raises:
        FidelityError: The tallies are of several checklists, or not counted by a column.

    Example:
        >>> sites = [fidelity.tallies(fidelity.read("visit.yaml", f"{site}.csv")) for site in ("S1", "S2", "S10")]
        >>> figures = fidelity.combine(sites, by="site", threshold="off")
        >>> figures.equals(fidelity.aggregate(records, by="site", threshold="off"))
        True
    """
    question = _question(by, unit, of, cluster, at_criterion, level, totals, shrunken, statistic)
    held = [parts] if isinstance(parts, Tallies) else [*parts]
    shared = [each for part in held for each in part.editions]
    found = combined_by(shared, question.by, cluster=question.cluster, apart=apart, checklist=checklist)
    return _figures(found, question, threshold, None, ledger)


def _question(
    by: Names,
    unit: Names,
    of: Names,
    cluster: str,
    at_criterion: str,
    level: float,
    totals: bool,
    shrunken: bool,
    statistic: Names,
) -> Question:
    return question_of(
        names(by),
        among(unit, [each.value for each in UnitOfAnalysis], "unit"),
        among(of, KINDS, "of"),
        cluster,
        one_among(at_criterion, [each.value for each in Standing], "at_criterion"),
        level,
        totals=totals,
        shrunken=shrunken,
        statistics=among(statistic, ALL_STATISTICS, "statistic"),
    )


def _figures(
    found: Counted, question: Question, threshold: str | int, plan: Plan | None, ledger: PathLike | None
) -> pd.DataFrame:
    """The table of estimates without what may not be shown."""
    path = paths(ledger)[0] if ledger is not None else None
    shown = for_publication(found, question, named(str(threshold)), plan, path)
    for sentence in shown.notes:
        warnings.warn(sentence, UserWarning, stacklevel=3)
    shown.remember()
    return plain(estimates_table(shown.suppressed.table))
