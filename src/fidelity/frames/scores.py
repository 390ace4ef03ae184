"""Scores of single visits: of ratings, and by another version of their checklist."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from fidelity.errors import UsageError
from fidelity.evaluation.kept_apart import of_one_checklist
from fidelity.evaluation.rescored import rescored_in
from fidelity.frames.arguments import PathLike
from fidelity.frames.records import Records, read_already
from fidelity.intake.gathered import Gathered
from fidelity.plan.definition import Definition
from fidelity.problems import Problem
from fidelity.ratings.day import day
from fidelity.ratings.frame import from_frame
from fidelity.report.rescored_csv import COLUMNS, rescored_rows
from fidelity.report.scores_frame import scores_frame
from fidelity.scoring import provenance_of
from fidelity.scoring import score as scored
from fidelity.workspace.finding import find
from fidelity.workspace.provenance import provenance_of as provenance_of_found
from fidelity.workspace.settings import Settings


def score(
    ratings: Records | pd.DataFrame,
    target: PathLike = "",
    *,
    checklist: str = "",
    profile: str = "",
    absent: bool = False,
) -> pd.DataFrame:
    """Ratings scored, as `fidelity score` does: a row a record, a few columns a score.

    Args:
        ratings: Records, or a data frame with a row for each observation and a column for each item.
        target: What a data frame is scored by: an intervention (``imr``, ``imr@1.0``) or a definition file. Records
            know it.
        checklist: Which checklist; empty where there is one.
        profile: A jurisdiction's or study's variant of the checklist, for a data frame.
        absent: Whether items without a column are taken as not rated, for a data frame.

    Returns:
        What is known of each record; for each score ``ID``, ``ID.exact``, ``ID.reason``, ``ID.band``, its counts,
        ``ID.lowest`` and ``ID.highest``; each criterion; what the scores were made of.

    Raises:
        FidelityError: The ratings cannot be used.

    Example:
        >>> fidelity.score(visits.head(2), "visit.yaml")[["observation", "total", "total.band", "competent"]]
          observation  total total.band competent
        0      S1-1-0   50.0        low   not_met
        1      S1-1-0   62.5       high   not_met
    """
    if isinstance(ratings, Records):
        found = of_one_checklist(ratings.intake, ratings.target, checklist)
        frames = [_scored(each) for group in found for each in group]
        return frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    held = find(str(target), Settings())
    plan = held.plan(checklist, profile)
    table = from_frame(ratings, plan.checklist, absent="missing" if absent else "error")
    return scores_frame(scored(plan, table, held.rules(plan.checklist)), provenance_of_found(held, plan))


def _scored(gathered: Gathered) -> pd.DataFrame:
    definition: Definition = gathered.definition
    scores = scored(definition.plan, gathered.ratings, definition.rules)
    return scores_frame(scores, provenance_of(definition))


def rescore(records: Records, to: PathLike = "", *, to_profile: str = "", on: date | str | None = None) -> pd.DataFrame:
    """Stored ratings scored by another version or profile, beside what they came to, as `fidelity rescore` does.

    Args:
        records: The records.
        to: The version to score by (``imr@2.0``), or a definition file; empty for the version that was rated.
        to_profile: The profile to score by, instead of as published.
        on: The day whose cut-offs are taken, as a date or year-month-day; today unless said.

    Returns:
        A row a record and score, or a record and criterion. ``then`` and ``now`` hold numbers for scores, where there
        are any, and verdicts for criteria; ``comparability`` says whether the two may be compared at all.

    Raises:
        FidelityError: There is nothing to rescore, or no such version.

    Example:
        >>> moved = fidelity.rescore(records, to_profile="short", on="2026-07-01")
        >>> total = moved.query("id == 'total'")
        >>> bool((total["now"] != total["then"]).any())
        True
    """
    other = find(str(to), Settings()) if str(to) else None
    parts = rescored_in(
        read_already(records).intake.editions, records.target, records.offered, other, to_profile, _day(on)
    )
    frame = pd.DataFrame([row for part in parts for row in rescored_rows(part)], columns=list(COLUMNS), dtype="str")
    counts = [name for name in COLUMNS if name.endswith((".n_used", ".n_expected"))]
    frame[counts] = frame[counts].apply(pd.to_numeric).astype("Int64")
    is_score = frame["kind"] == "score"
    for name in ("then", "now"):
        cells = frame[name].astype(object)
        frame[name] = cells.where(~is_score, pd.to_numeric(cells.where(is_score, np.nan)).astype(object))
    return frame


def _day(on: date | str | None) -> date:
    found = day(on) if isinstance(on, str) else on
    if isinstance(found, Problem):
        raise UsageError(found)
    return found or date.today()
