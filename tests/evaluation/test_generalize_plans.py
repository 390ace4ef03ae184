"""What is asked of plans."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from fidelity.errors import FidelityError
from fidelity.evaluation.generalize_columns import COLUMNS
from fidelity.evaluation.generalize_plans import Planning, numbers_of


@pytest.mark.parametrize(
    ("said", "n"),
    [
        ({"target": 1.0}, 1),
        ({"target": 0}, 1),
        ({"target": float("nan")}, 1),
        ({"most_raters": 0}, 1),
        ({"visit_price": -1}, 1),
        ({"items": "randm"}, 1),
        ({"most_items": 3}, 1),
        ({"items": "fixed", "most_items": 3}, 1),
        ({"items": "random", "most_items": -3}, 1),
        ({"target": 80, "most_sessions": 0, "visit_price": -2.5, "items": "some"}, 4),
    ],
)
def test_what_no_plan_can_be_is_refused(said: dict[str, Any], n: int) -> None:
    """With every problem at once."""
    with pytest.raises(FidelityError) as refused:
        Planning(**said)
    assert [problem.code for problem in refused.value.problems] == ["bad-plan"] * n


def test_what_a_plan_costs() -> None:
    """A visit and its ratings, as often as there are sessions; of half of the items a rating costs half."""
    planning = Planning(visit_price=3, items="random")
    assert planning.price({"s": 4, "r": 2}) == 4 * (3 + 2)
    assert planning.price({"s": 4, "r": 2, "i": 5}, 10) == 4 * (3 + 1)
    assert planning.price({}) == 4


def test_what_is_not_told_apart_has_no_number() -> None:
    """One rater is not the same as raters that cannot be told."""
    found = numbers_of({"s": 2})
    assert found["n_sessions"] == 2
    assert np.isnan([found["n_raters"], found["n_items"]]).all()
    assert set(found) <= set(COLUMNS)
