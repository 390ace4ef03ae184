"""Verdicts: what every criterion says of many records, all at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.ratings.reading import read_ratings
from fidelity.records.observation import VISIT
from fidelity.records.observations import Stored
from fidelity.scoring import score


def verdicts(
    stored: Sequence[Stored], plan: Plan, rules: Mapping[str, PythonRule] | None = None
) -> dict[str, Mapping[str, str]]:
    """What every criterion says of many records: ``met``, ``not_met``, ``cannot_tell`` or ``not_in_force``.

    They are scored together, as a table of ratings is, which is many times as fast as one by one.

    Args:
        stored: The records, all of the checklist of the plan.
        plan: The plan.
        rules: The plugins' own rules by name, where the plan calls any.

    Returns:
        By the record's id, and by criterion.

    Raises:
        RatingsError: An answer of theirs means nothing to the checklist.
    """
    if not stored:
        return {}
    items = [item.id for item in plan.checklist.items]
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow((VISIT, "date", *items))
    for each in stored:
        observation = each.observation
        writer.writerow((each.record.id, observation.date, *(observation.ratings.get(item, "") for item in items)))
    ratings = read_ratings(io.BytesIO(table.getvalue().encode()), plan.checklist, layout="wide", name="records")
    scores = score(plan, ratings, rules)
    return {each.record.id: scores.verdicts(row) for row, each in enumerate(stored)}
