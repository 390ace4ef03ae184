"""Bands and cut-offs are compared exactly."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.conformance.engine import ENGINE, Engine, Results, Row
from fidelity.model.criterion import Truth
from fidelity.plan.plan import Plan
from tests.conformance.asked import told

CUT = "all: [{score: manner, at_least: 4}, {score: steps, at_least: 60}, {item: [asks, waits], at_least: 2}]"


def judging(wrong: dict[Truth, Truth]) -> Engine:
    """An engine whose criteria say something else where the manner is exactly 4."""

    def judge_one(plan: Plan, row: Row, results: Results) -> tuple[Truth, ...]:
        truths = ENGINE.judge_one(plan, row, results)
        return tuple(wrong.get(each, each) for each in truths) if results["manner"].value == 4 else truths

    return attrs.evolve(ENGINE, judge_one=judge_one)


@pytest.mark.parametrize(
    "condition",
    [
        CUT,
        "all: [{score: manner, at_least: 4}]",
        "any: [{score: manner, at_least: 4}, {item: asks, at_least: 5}]",
        "all: [{any: [{score: manner, band: high}, {score: steps, above: 60}]}, {score: manner, at_least: 4}]",
    ],
)
@pytest.mark.parametrize("dates", ["", "\n          from: 2026-01-01"])
def test_every_condition_is_judged_once_more(condition: str, dates: str) -> None:
    """Whatever it is put together of, and whether or not it holds for a time only."""
    changes = ((CUT, condition), ("          source: Table 3", f"          source: Table 3{dates}"))
    assert told("cuts", *changes) == []
    wrong = told("cuts", *changes, engine=judging({Truth.MET: Truth.NOT_MET}))
    assert {code for code, _ in wrong} == {"cuts"}


def test_a_value_just_below_is_asked_that_no_rating_gives() -> None:
    """Whoever rounds to six decimals is found, though no rating comes so close to the cut-off."""

    def judge_one(plan: Plan, row: Row, results: Results) -> tuple[Truth, ...]:
        rounded = {
            name: each if each.value is None else attrs.evolve(each, value=round(each.value, 6))
            for name, each in results.items()
        }
        return ENGINE.judge_one(plan, row, rounded)

    found = told("cuts", engine=attrs.evolve(ENGINE, judge_one=judge_one))
    assert {code for code, _ in found} == {"cuts"}


def test_golden_cases_are_asked_too() -> None:
    """They stand next to the edges, where made-up ratings need not come."""

    def banded(plan: Plan, row: Row, rules: object) -> Results:
        results = ENGINE.score_one(plan, row, {})
        manner = results["manner"]
        # 2.75 with a step missing: so one of the cases, and no made-up observation.
        if manner.value == Fraction(11, 4) and row["shows_book"].value == 0 and row["asks_again"].value == 1:
            return {**results, "manner": attrs.evolve(manner, band=1)}
        return results

    found = told("band-of-value", engine=attrs.evolve(ENGINE, score_one=banded))
    assert {code for code, _ in found} == {"band-of-value"}
