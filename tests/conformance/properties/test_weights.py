"""Weights: none is as if the item were not there, and of a normalised score only the proportions matter."""

from __future__ import annotations

import attrs
import pytest

from fidelity.conformance.engine import ENGINE
from fidelity.model.checklist import Checklist
from fidelity.plan.plan import Plan
from tests.conformance.asked import added, told


@pytest.mark.parametrize(
    "rule",
    ["weighted", "percent_of_possible", "mean_of_percentages", "proportion_at_or_above, threshold: 3", "opportunity"],
)
def test_every_normalised_rule_is_tried(rule: str) -> None:
    """With all weights times three each of them is the same."""
    assert (
        told("weighing", added(f"{{id: x, rule: {rule}, of: [asks, waits], weights: {{asks: 2}}, missing: none}}"))
        == []
    )


def test_a_weight_of_nought_that_counts_is_found() -> None:
    """An engine that takes 0 for a weight that was forgotten."""

    def lower(checklist: Checklist) -> Plan:
        scores = tuple(
            attrs.evolve(score, weights={name: weight for name, weight in score.weights.items() if weight})
            if any(score.weights.values())
            else score
            for score in checklist.scores
        )
        return ENGINE.lower(attrs.evolve(checklist, scores=scores))

    found = told("weighing", engine=attrs.evolve(ENGINE, lower=lower))
    assert {code for code, _ in found} == {"weighing"}
