"""Whether criteria are met in many observations: the same logic, by look-ups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from fidelity.model.answer import Answer
from fidelity.model.criterion import All, Any, BandTest, Condition, ItemTest, ScoreTest, Truth
from fidelity.plan.judgement import PASSED_OVER, of_result, of_seen
from fidelity.plan.plan import Plan
from fidelity.plan.seen import Member
from fidelity.plan.table import States

Truths = npt.NDArray[np.int8]


def judge(
    plan: Plan,
    states: Mapping[str, States],
    codes: Mapping[str, npt.NDArray[np.unsignedinteger]],
    levels: Mapping[str, Sequence[Answer]],
) -> tuple[Truths, ...]:
    """Whether each criterion is met in many observations, whatever its dates.

    Args:
        plan: The plan.
        states: The states by score.
        codes: For each item, the place of each observation's answer among the levels; shape (observations,).
        levels: For each item, the answers.

    Returns:
        For each criterion of the plan, `Truth` as a number; shape (observations,).
    """

    def truths(condition: Condition) -> Truths:
        if isinstance(condition, All):
            return _folded([truths(part) for part in condition.of], np.minimum)
        if isinstance(condition, Any):
            # What is passed over must not win a maximum: it goes below everything, and comes back if it is alone.
            parts = [np.where(part == PASSED_OVER, np.int8(-1), part) for part in map(truths, condition.of)]
            best = _folded(parts, np.maximum)
            return np.where(best == -1, np.int8(PASSED_OVER), best)
        if isinstance(condition, ItemTest):
            names = plan.checklist.members(condition.items)
            each = [_item_truths(condition, plan.floors[name], codes[name], levels[name]) for name in names]
            return _folded(each, np.minimum)
        return _score_truths(condition, states[condition.score], plan)

    settled = []
    for criterion in plan.criteria:
        truth = truths(criterion.condition)
        settled.append(np.where(truth == PASSED_OVER, np.int8(Truth.CANNOT_TELL), truth))
    return tuple(settled)


def _folded(parts: Sequence[Truths], join: np.ufunc) -> Truths:
    whole = parts[0].copy()
    for part in parts[1:]:
        join(whole, part, out=whole)
    return whole


def _item_truths(
    test: ItemTest, member: Member, codes: npt.NDArray[np.unsignedinteger], levels: Sequence[Answer]
) -> Truths:
    table = np.array([of_seen(test, member.see(answer)) for answer in levels], np.int8)
    truths: Truths = table[codes]
    return truths


def _score_truths(test: ScoreTest | BandTest, states: States, plan: Plan) -> Truths:
    table = np.zeros(max(states.table.n_states, 1), np.int8)
    for number, result in states.results().items():
        table[number] = of_result(test, result, plan)
    return table[states.ids]
