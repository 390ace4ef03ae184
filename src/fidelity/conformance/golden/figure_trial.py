"""A golden case of figures tried: what many observations come to, held against what they must come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from fidelity.conformance.golden.case import FigureCase
from fidelity.conformance.golden.expected import same, unlike
from fidelity.conformance.golden.given import answers_of
from fidelity.plan.exact import PythonRule
from fidelity.plan.plan import Plan
from fidelity.problems import Problem, nearest
from fidelity.ratings.day import day
from fidelity.ratings.frame import from_frame
from fidelity.scoring import score
from fidelity.tally.figures import figures
from fidelity.tally.result import FigureResult

DATE = "date"
"""The key of an observation that is no item: a checklist can have no item of this name."""


def figure_case_problems(case: FigureCase, plan: Plan, rules: Mapping[str, PythonRule]) -> Iterator[Problem]:
    """Where a golden case of figures does not come out as it says.

    Args:
        case: The case.
        plan: The plan of its checklist.
        rules: The plugins' own rules by name.
    """
    unread = list(_unread(case, plan))
    if unread:
        yield from unread
        return
    found = {result.figure: result for result in _figures(case, plan, rules)}
    for name, fields in case.figures.items():
        path = (*case.path, "expect", "figures", name)
        if name not in found:
            yield Problem("unknown-figure", f"there is no figure `{name}`", nearest(name, found), path)
            continue
        for field, wanted in fields.items():
            came = _field(found[name], field)
            if not same(came, wanted):
                yield unlike(case.id, f"figure {name}.{field}", came, wanted, (*path, field))


def _unread(case: FigureCase, plan: Plan) -> Iterator[Problem]:
    for place, observation in enumerate(case.observations):
        path = (*case.path, "observations", place)
        ratings = {name: text for name, text in observation.items() if name != DATE}
        yield from answers_of(ratings, path, plan.checklist)[1]
        on = day(observation.get(DATE, ""))
        if isinstance(on, Problem):
            yield Problem(on.code, on.message, on.help, (*path, DATE))


def _figures(case: FigureCase, plan: Plan, rules: Mapping[str, PythonRule]) -> tuple[FigureResult, ...]:
    names = (*plan.checklist.item, DATE)
    columns = {name: [observation.get(name, "") for observation in case.observations] for name in names}
    ratings = from_frame(pd.DataFrame(columns, dtype=object), plan.checklist)
    return figures(score(plan, ratings, rules), ratings)


def _field(result: FigureResult, field: str) -> Fraction | int | str | None:
    if field == "goal":
        return None if result.goal is None else result.goal.name.lower()
    if field == "reason":
        return result.reason.value if result.reason else None
    found: Fraction | int | None = getattr(result, field)
    return found
