"""All or nothing, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.missing import MissingRule
from fidelity.model.rule import AllOrNothing
from fidelity.plan.result import Reason
from tests.oracle.build import EXCLUDED, MISSING, NA, Given, checklist, items, result, scale, score

MADE = checklist(
    items(3, scale(0, 1, 2), NA),
    score(AllOrNothing(Fraction(1)), missing=MissingRule(unless_decided=True), effects=EXCLUDED),
)


@pytest.mark.parametrize(
    ("given", "value", "reason"),
    [
        ((1, 2, 1), 1, None),
        ((1, 0, 2), 0, None),
        # One that failed decides it, whatever the missing one is.
        ((1, 0, MISSING), 0, None),
        # None has failed yet: it could still be 0 or 1.
        ((1, 2, MISSING), None, Reason.TOO_MANY_MISSING),
        ((1, 2, NA), 1, None),
    ],
)
def test_every_goal_is_reached_or_it_is_not(given: tuple[Given, ...], value: int | None, reason: Reason | None) -> None:
    """1 where each that applies reaches 1, 0 where one does not, and nothing while that is open."""
    found = result(MADE, *given)
    assert (found.value, found.reason) == (value, reason)


def test_without_a_threshold_each_must_reach_its_highest() -> None:
    """2 and 2 of 2 are all; 2 and 1 are not."""
    made = checklist(items(2, scale(0, 1, 2)), score(AllOrNothing()))
    assert result(made, 2, 2).value == 1
    assert result(made, 2, 1).value == 0
