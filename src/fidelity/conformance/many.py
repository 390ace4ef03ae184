"""Many observations scored the fast way: this loads numpy and pandas, and is loaded by `fidelity.conformance.late`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fidelity.model.answer import Answer
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.ratings.rows import from_rows
from fidelity.scoring import Scores, score
from fidelity.tally.tally import Tally, tally


def score_table(plan: Plan, rows: Sequence[Mapping[str, Answer]], rules: Mapping[str, PythonRule]) -> Scores:
    """The scores of all observations.

    Args:
        plan: The plan.
        rows: The observations; an answer for every item.
        rules: The plugins' own rules by name.
    """
    return score(plan, from_rows(plan.checklist, rows), rules)


def tallied(scores: Scores, score_id: str) -> Tally:
    """How many observations had each result of a score.

    Args:
        scores: The scores.
        score_id: Which one.
    """
    return tally(scores, score_id)
