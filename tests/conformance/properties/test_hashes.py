"""The plan hash moves whenever a number can, and stays where only words do."""

from __future__ import annotations

import attrs
import pytest

from fidelity.conformance.engine import ENGINE, Engine
from fidelity.model.checklist import Checklist
from fidelity.plan.plan import Plan
from tests.conformance.asked import problems, subject_of


def without(**left_out: object) -> Engine:
    """An engine whose hash leaves something of every score out."""

    def lower(checklist: Checklist) -> Plan:
        scores = tuple(attrs.evolve(score, bands=(), **left_out) for score in checklist.scores)  # type: ignore[arg-type]
        alike = attrs.evolve(checklist, scores=scores, criteria=(), figures=())
        return attrs.evolve(ENGINE.lower(checklist), hash=ENGINE.lower(alike).hash)

    return attrs.evolve(ENGINE, lower=lower)


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"reverse": frozenset()}, "with an item counted backwards"),
        ({"weights": {}}, "with another weight"),
        ({"effects": {}}, "with another effect of not applicable"),
    ],
)
def test_what_a_hash_leaves_out_is_named(left_out: dict[str, object], said: str) -> None:
    """The edit is told that changes a number and not the hash."""
    found = [problem.message for problem in problems("hash", subject_of(engine=without(**left_out)))]
    assert any(message.startswith(said) for message in found), found


def test_an_item_that_weighs_nothing_is_no_obstacle() -> None:
    """A score that another one names with a weight of 0 is still there to be read."""
    from_both = "{id: both, rule: weighted, of: [steps, manner], weights: {manner: 0, steps: 1}, missing: none}"
    assert problems("hash", subject_of(("      criteria:\n", f"        - {from_both}\n      criteria:\n"))) == []
