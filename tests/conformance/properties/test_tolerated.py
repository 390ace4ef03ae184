"""What a missing rating does that is tolerated."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.conformance.engine import ENGINE, Engine, Results, Row
from fidelity.plan.plan import Plan
from tests.conformance.asked import added, told


def off_by_one() -> Engine:
    """An engine that adds 1 to a score where something of it is missing."""

    def score_one(plan: Plan, row: Row, rules: object) -> Results:
        results = ENGINE.score_one(plan, row, {})
        return {
            name: attrs.evolve(each, value=each.value + Fraction(1))
            if each.n_missing and each.value is not None
            else each
            for name, each in results.items()
        }

    return attrs.evolve(ENGINE, score_one=score_one)


@pytest.mark.parametrize(
    "score",
    [
        "{id: x, rule: mean, of: [asks, waits, hurries], reverse: [hurries], missing: {at_most: 1}}",
        "{id: x, rule: sum, of: [asks, waits, hurries], missing: {at_most: 2, then: prorate}}",
        "{id: x, rule: sum, of: [asks, waits, shows_book], missing: {at_most: 1, then: counts_as_lowest}}",
        "{id: x, rule: minimum, of: [waits, hurries], reverse: [hurries],"
        " missing: {at_most: 1, then: counts_as_lowest}}",
        "{id: x, rule: opportunity, threshold: 3, of: [asks, waits], missing: {at_most: 1}}",
        "{id: x, rule: weighted, of: [asks, waits], weights: {asks: 2}, missing: {share_at_most: 50%}}",
        "{id: x, rule: percent_of_possible, of: [shows_book, length], missing: {at_most: 1, rated_at_least: 1}}",
    ],
)
def test_each_effect_is_worked_out_another_way(score: str) -> None:
    """Left out it is the score without the item, and as the lowest it is the lowest rating in its place."""
    assert told("missing-effect", added(score)) == []
    codes = [code for code, _ in told("missing-effect", added(score), engine=off_by_one())]
    # One for the score that is added, and one for that of the sound definition.
    assert codes == ["missing-effect"] * 2


def test_where_nothing_is_tolerated_nothing_is_asked() -> None:
    """A score that only exists if all is there, or if it is decided, has no such effect."""
    for missing in ("none", "none_unless_decided"):
        score = f"{{id: x, rule: mean, of: [asks, waits], missing: {missing}}}"
        assert len(told("missing-effect", added(score), engine=off_by_one())) == 1
