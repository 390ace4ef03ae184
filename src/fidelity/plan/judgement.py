"""Whether criteria are met in one observation: Kleene's logic over scores and items."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fidelity.model.answer import MISSING, Answer
from fidelity.model.criterion import All, Any, BandTest, Condition, ItemTest, ScoreTest, Truth
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plan.seen import Part, Seen

PASSED_OVER = 3
"""An item that does not apply: above *met*, so that it never lowers a minimum."""


def judge_one(plan: Plan, answers: Mapping[str, Answer], results: Mapping[str, Result]) -> tuple[Truth, ...]:
    """Whether each criterion is met in one observation, whatever its dates.

    Args:
        plan: The plan.
        answers: The answers by item; an item that is absent is missing.
        results: The results by score.
    """

    def leaf(test: ScoreTest | BandTest | ItemTest) -> list[int]:
        if isinstance(test, ItemTest):
            names = plan.checklist.members(test.items)
            return [of_seen(test, plan.floors[name].see(answers.get(name, MISSING))) for name in names]
        return [of_result(test, results[test.score], plan)]

    return tuple(_settled(_judge(criterion.condition, leaf)) for criterion in plan.criteria)


def _judge(condition: Condition, leaf: Callable[[ScoreTest | BandTest | ItemTest], list[int]]) -> int:
    if isinstance(condition, All):
        return min(_judge(part, leaf) for part in condition.of)
    if isinstance(condition, Any):
        truths = [truth for truth in (_judge(part, leaf) for part in condition.of) if truth != PASSED_OVER]
        return max(truths, default=PASSED_OVER)
    return min(leaf(condition))


def _settled(truth: int) -> Truth:
    """The answer: where nothing applies at all, nothing can be told."""
    return Truth.CANNOT_TELL if truth == PASSED_OVER else Truth(truth)


def of_seen(test: ItemTest, seen: Seen) -> int:
    """Whether one item passes, or is passed over."""
    if seen.part is Part.EXCLUDED:
        return PASSED_OVER
    if seen.points is None:
        return Truth.CANNOT_TELL
    return Truth.MET if test.range.holds(seen.points) else Truth.NOT_MET


def of_result(test: ScoreTest | BandTest, result: Result, plan: Plan) -> int:
    """Whether one score passes."""
    if result.value is None:
        return Truth.CANNOT_TELL
    if isinstance(test, ScoreTest):
        return Truth.MET if test.range.holds(result.value) else Truth.NOT_MET
    bands = plan.checklist.score[test.score].bands
    held = result.band is not None and bands[result.band].id in test.bands
    return Truth.MET if held else Truth.NOT_MET
