"""Which items a criterion asks for by themselves, and were not there: what no total can make up for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from fidelity.model.answer import MISSING, Answer
from fidelity.model.criterion import Criterion, ItemTest, ScoreTest, Truth, leaves
from fidelity.model.rule import AllOrNothing, Minimum, Rule
from fidelity.plan.judgement import of_result, of_seen
from fidelity.plan.plan import Plan
from fidelity.plan.result import Result
from fidelity.plan.seen import Member


def demanded(
    plan: Plan, unmet: Iterable[Criterion], answers: Mapping[str, Answer], results: Mapping[str, Result]
) -> dict[str, list[Criterion]]:
    """The items that criteria ask for and that were not there, by id, each with the criteria that ask for it.

    A criterion asks for an item by itself where it tests the item, or a score that is the least of several items, or
    one that is lost as soon as one item is.

    Args:
        plan: The plan of the checklist.
        unmet: The criteria that hold on the day and are not met.
        answers: The answers by item.
        results: The results by score.
    """
    found: dict[str, list[Criterion]] = {}
    for criterion in unmet:
        for _, test in leaves(criterion.condition):
            short: Iterable[str] = ()
            if isinstance(test, ItemTest):
                short = _below_floor(plan, test, answers)
            elif isinstance(test, ScoreTest) and of_result(test, results[test.score], plan) == Truth.NOT_MET:
                short = _weakest(plan, test, answers)
            for name in short:
                held = found.setdefault(name, [])
                if criterion not in held:
                    held.append(criterion)
    return found


def _below_floor(plan: Plan, test: ItemTest, answers: Mapping[str, Answer]) -> Iterator[str]:
    for name in plan.checklist.members(test.items):
        if of_seen(test, plan.floors[name].see(answers.get(name, MISSING))) == Truth.NOT_MET:
            yield name


def _weakest(plan: Plan, test: ScoreTest, answers: Mapping[str, Answer]) -> Iterator[str]:
    """The items that a minimum, or an all or nothing, was lost on."""
    rule = plan.checklist.score[test.score].rule
    for member in plan.scores[test.score].members:
        points = None if member.is_score else member.see(answers.get(member.id, MISSING)).points
        if points is not None and _is_lost(rule, test, member, points):
            yield member.id


def _is_lost(rule: Rule, test: ScoreTest, member: Member, points: Fraction) -> bool:
    """Whether a score could not pass with this item as it is, whatever the others are."""
    if isinstance(rule, Minimum):
        return not test.range.holds(points)
    if isinstance(rule, AllOrNothing):
        threshold = member.highest if rule.at_least is None else rule.at_least
        return threshold is not None and points < threshold
    return False
