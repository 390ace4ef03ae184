"""One observation scored from the texts of its record: what every score and every criterion says of it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from fidelity.model.answer import INVALID, Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Truth
from fidelity.model.status import Status
from fidelity.plan.exact import PythonRule, score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.problems import Problem
from fidelity.ratings.cells import cells_of
from fidelity.ratings.day import day
from fidelity.records.observation import Observation
from fidelity.report.grid import grid
from fidelity.report.outcome import called, outcome_cells, value_text

_TRUTHS = {Truth.MET: "met", Truth.NOT_MET: "not met", Truth.CANNOT_TELL: "cannot tell"}


@attrs.frozen(eq=False)
class ObservationScores:
    """What became of one observation.

    Attributes:
        plan: The plan that scored it.
        results: The results by score.
        criteria: What each criterion that holds on its day says, in words.
    """

    plan: Plan
    results: Mapping[str, Result]
    criteria: Mapping[str, str]


def score_observation(
    plan: Plan, observation: Observation, rules: Mapping[str, PythonRule] | None = None
) -> ObservationScores:
    """One observation, scored by the exact engine.

    Args:
        plan: The plan of the checklist that was rated.
        observation: The observation; a text that means nothing to the checklist counts as invalid.
        rules: The plugins' own rules by name, where the plan calls any.
    """
    answers = answers_of(observation.ratings, plan.checklist)
    results = score_one(plan, answers, rules)
    truths = judge_one(plan, answers, results)
    on = day(observation.date)
    held = None if isinstance(on, Problem) else on
    criteria = {
        criterion.id: _TRUTHS[truth]
        for criterion, truth in zip(plan.criteria, truths, strict=True)
        if criterion.in_force(held)
    }
    return ObservationScores(plan, {score.id: results[score.id] for score in plan.checklist.scores}, criteria)


def answers_of(ratings: Mapping[str, str], checklist: Checklist) -> dict[str, Answer]:
    """What was recorded for each item of a checklist.

    Args:
        ratings: The texts by item; an item that is absent is missing, and one that a profile leaves out stays out.
        checklist: The checklist.
    """
    return {
        item.id: Answer(Status.OFF_BY_DESIGN)
        if item.id in checklist.off
        else cells_of(item, checklist).answer(ratings.get(item.id, "")) or INVALID
        for item in checklist.items
    }


def scores_text(scores: ObservationScores, width: int = 80) -> str:
    """What became of one observation, as a table for people."""
    plan = scores.plan
    rows = [[called(plan, name), *outcome_cells(plan, name, result)[1:]] for name, result in scores.results.items()]
    rows += [[called(plan, name), said, "", "", ""] for name, said in scores.criteria.items()]
    return grid(("score", "value", "used", "could be", "band"), rows, (2, 3), width)


def scores_json(scores: ObservationScores) -> dict[str, object]:
    """The same as plain data."""
    return {
        "scores": {
            name: {"shown": value_text(scores.plan, name, result), "reason": result.reason and result.reason.value}
            for name, result in scores.results.items()
        },
        "criteria": dict(scores.criteria),
    }


def score_changes(before: ObservationScores, after: ObservationScores) -> list[tuple[str, str, str]]:
    """What a correction makes of scores and criteria: what each is called, with what it was and what it is.

    Args:
        before: The observation as it was.
        after: The observation as it is.
    """
    plan = after.plan
    rows = [(called(plan, name), _outcome(before, name), _outcome(after, name)) for name in before.results]
    return rows + [
        (called(plan, name), before.criteria.get(name, "not in force"), after.criteria.get(name, "not in force"))
        for name in dict.fromkeys((*before.criteria, *after.criteria))
    ]


def _outcome(scores: ObservationScores, name: str) -> str:
    _, value, _, _, band = outcome_cells(scores.plan, name, scores.results[name])
    return f"{value} {band}" if value == "–" else ", ".join(filter(None, (value, band)))
