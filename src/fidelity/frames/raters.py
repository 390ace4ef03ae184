"""Figures of the instrument and of those who use it: agreement, severity, items, how much to observe."""

from __future__ import annotations

import pandas as pd

from fidelity.agreement.weights import Weighting
from fidelity.disclosure.of_agreement import suppress_agreement
from fidelity.disclosure.settings import named
from fidelity.evaluation.agreeing import agreement
from fidelity.evaluation.agreement_asked import OF, STATISTICS, Asked
from fidelity.evaluation.asking import grouping
from fidelity.evaluation.generalize_figures import generalize_figures
from fidelity.evaluation.generalize_plans import Planning
from fidelity.evaluation.independent import OTHERS
from fidelity.evaluation.item_answers import item_answers
from fidelity.evaluation.item_figures import item_figures
from fidelity.evaluation.kept_apart import of_one_checklist
from fidelity.evaluation.rated_apart import rated_apart
from fidelity.evaluation.severity_figures import severity_figures
from fidelity.frames.arguments import Names, among, names, one_among
from fidelity.frames.plain import plain
from fidelity.frames.records import Records, read_already
from fidelity.report.agreement_table import agreement_table
from fidelity.report.generalize_table import generalize_table
from fidelity.report.items_table import items_table
from fidelity.report.severity_table import severity_table


def rater_agreement(
    records: Records,
    *,
    of: Names = ("items", "scores"),
    by: Names = (),
    statistic: Names = (),
    weights: str = "quadratic",
    statuses_as_categories: bool = False,
    pair_with: Names = (),
    level: float = 0.95,
    totals: bool = True,
    threshold: str | int = "default",
    checklist: str = "",
) -> pd.DataFrame:
    """How far raters of the same visits agree, as `fidelity agreement` says.

    Args:
        records: The records; those with the same ``observation`` are ratings of one visit.
        of: What agreement is taken of: ``items``, ``scores``, ``criteria``, ``components``, ``all``, ``pairs``.
        by: What to group by, such as ``site``.
        statistic: How it is measured, such as ``ac2``, ``alpha``, ``icc_a1``; what suits the scale unless said.
        weights: How far different points agree, for statistics with weights.
        statuses_as_categories: Whether *not applicable* and the like count as categories.
        pair_with: Roles that observers are compared with besides, such as ``self``.
        level: How often an interval holds the true value.
        totals: Whether rows of totals are added.
        threshold: Figures of fewer visits or practitioners are hidden: a number, ``default`` (5), ``cautious`` (10), or
            ``off``, for the house and not for publication. Figures of each two raters are never for publication.
        checklist: Which checklist; empty where there is one.

    Returns:
        A row a figure, with the columns that `codebook` explains.

    Raises:
        FidelityError: There is no such statistic, or no such column.

    Example:
        >>> agreed = fidelity.rater_agreement(records, of="items", statistic=["exact", "ac2"])
        >>> agreed.query("measure == 'greets'")[["statistic", "value", "n_visits"]].round(2)
          statistic  value  n_visits
        0     exact   0.54        24
        1       ac2   0.42        24
    """
    by_names, _ = grouping(names(by))
    asked = Asked(
        among(of, OF, "of"),
        by_names,
        among(statistic, STATISTICS, "statistic"),
        Weighting(one_among(weights, [each.value for each in Weighting], "weights")),
        statuses_as_categories,
        level,
        totals,
    )
    found = of_one_checklist(read_already(records).as_rated, records.target, checklist, by_names)
    editions = [each for group in found for each in group]
    table = agreement(editions, asked, among(pair_with, OTHERS, "pair_with"))
    return plain(agreement_table(suppress_agreement(table, by_names, named(str(threshold))).table))


def severity(
    records: Records, *, items: bool = False, by: str = "", level: float = 0.95, checklist: str = ""
) -> pd.DataFrame:
    """Which raters are strict and which are lenient on the visits that they share, as `fidelity severity` says.

    Args:
        records: The records; those with the same ``observation`` are ratings of one visit.
        items: Whether items are told of as well.
        by: What to group by, such as ``site``.
        level: How often an interval holds the true value.
        checklist: Which checklist; empty where there is one.

    Returns:
        A row a rater and measure, with the columns that `codebook` explains; nobody is ranked.

    Raises:
        FidelityError: There is no such column.

    Example:
        >>> fidelity.severity(records).query("measure == 'total'")["rater"].tolist()
        ['R1', 'R2']
    """
    columns = [by] if by else []
    found = of_one_checklist(read_already(records).as_rated, records.target, checklist, columns)
    rated = [rated_apart(group, columns) for group in found]
    return plain(severity_table(severity_figures(rated, columns, items=items, level=level)))


def items(records: Records, *, by: str = "", level: float = 0.95, checklist: str = "") -> pd.DataFrame:
    """What became of each item, where its ratings lie, and how it goes with the others, as `fidelity items` says.

    Args:
        records: The records.
        by: What to group by, such as ``site``.
        level: How often an interval holds the true value.
        checklist: Which checklist; empty where there is one.

    Returns:
        A row a figure, with the columns that `codebook` explains.

    Raises:
        FidelityError: There is no such column.

    Example:
        >>> sorted(set(fidelity.items(records)["item"]) - {""})
        ['asks', 'greets', 'listens', 'plans']
    """
    columns = [by] if by else []
    found = of_one_checklist(read_already(records).intake, records.target, checklist, columns)
    answers = [item_answers(group, columns) for group in found]
    return plain(items_table(item_figures(answers, columns, level)))


def generalize(
    records: Records,
    *,
    scores: Names = (),
    target: float = 0.8,
    most_sessions: int = 12,
    most_raters: int = 4,
    relative: bool = False,
    other_raters: bool = False,
    visit_price: float = 0.0,
    level: float = 0.95,
    items: str = "",
    most_items: int = 0,
    checklist: str = "",
) -> pd.DataFrame:
    """How many sessions, raters and items a figure needs, as `fidelity generalize` says.

    Args:
        records: The records; practitioners are told apart by ``practitioner``.
        scores: Which scores; all unless said.
        target: The coefficient that is wanted.
        most_sessions: How many sessions are worth considering.
        most_raters: How many raters of a session are worth considering.
        relative: Whether practitioners are to be told apart, rather than compared with a cut-off.
        other_raters: Whether each session of a practitioner has raters of its own.
        visit_price: What a visit costs beside its ratings, which cost 1 each.
        level: How often an interval holds the true value.
        items: Whether items are told apart too: ``random``, a sample, or ``fixed``, all that there are.
        most_items: How many items are worth considering, where they are a sample; 0 for twice as many as there are.
        checklist: Which checklist; empty where there is one.

    Returns:
        A row a figure, with the columns that `codebook` explains.

    Raises:
        FidelityError: There is no such score, or no such plan.

    Example:
        >>> sorted(set(fidelity.generalize(records, scores="total")["measure"]))
        ['total']
    """
    planning = Planning(
        target, most_sessions, most_raters, relative, other_raters, visit_price, level, items, most_items
    )
    found = of_one_checklist(read_already(records).as_rated, records.target, checklist)
    rated = [rated_apart(group, ["practitioner"]) for group in found]
    frame, _ = generalize_figures(rated, planning, names(scores))
    return plain(generalize_table(frame))
