"""Plans: the smallest numbers that reach a target, found again by trying all, and why there is none."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from fidelity.agreement.decision_study import study_weights
from fidelity.agreement.generalizability import study_design
from fidelity.agreement.generalizability_plan import NoPlan, enough
from fidelity.agreement.variance_components import components_of_table
from fidelity.errors import UsageError
from tests.agreement.tables import BRENNAN_1, BRENNAN_2

FOUND = components_of_table(BRENNAN_2.reshape(10, 2, 4), study_design("p x o x i"))


def test_items_for_eighty() -> None:
    """Set 1: Phi of n items is .0574 / (.0574 + .2023 / n), and reaches .80 first with 15 items (.8098)."""
    found = enough(components_of_table(BRENNAN_1, study_design("p x i")), {"i": 30})
    (plan,) = found.plans
    assert plan.sizes == {"i": 15}
    assert plan.coefficient == pytest.approx(0.8098, abs=1e-4)
    assert found.why_none is None


@pytest.mark.parametrize("absolute", [True, False])
def test_every_plan_is_as_small_as_can_be(absolute: bool) -> None:
    """The same plans as by trying all, cheapest first."""
    most = {"o": 8, "i": 14}
    reached = {}
    for sizes in product(range(1, 9), range(1, 15)):
        weights = study_weights(FOUND.design, dict(zip(most, sizes, strict=True)))
        parts = [weights.universe, weights.absolute if absolute else weights.relative]
        true, error = (float(FOUND.variance[0] @ part) for part in parts)
        reached[sizes] = true / (true + error)
    good = [sizes for sizes, value in reached.items() if value >= 0.75]
    smallest = {(o, i) for o, i in good if reached.get((o - 1, i), 0) < 0.75 and reached.get((o, i - 1), 0) < 0.75}
    found = enough(FOUND, most, target=0.75, absolute=absolute)
    assert {tuple(plan.sizes.values()) for plan in found.plans} == smallest
    prices = [plan.price for plan in found.plans]
    assert prices == sorted(prices)
    for plan in found.plans:
        assert plan.coefficient == pytest.approx(reached[plan.sizes["o"], plan.sizes["i"]], rel=1e-12)


def test_prices_decide_the_order() -> None:
    """Where an occasion costs as much as twenty ratings, fewer occasions come first."""
    plain = enough(FOUND, {"o": 10, "i": 20}, target=0.75).plans
    dear = enough(FOUND, {"o": 10, "i": 20}, target=0.75, price=lambda n: 20 * n["o"] + n["o"] * n["i"]).plans
    assert {tuple(p.sizes.items()) for p in plain} == {tuple(p.sizes.items()) for p in dear}
    assert dear[0].sizes["o"] == min(plan.sizes["o"] for plan in plain)


def test_given_and_fixed() -> None:
    """Four items that are all there are: fewer occasions are needed than with items at random."""
    fixed = enough(FOUND, {"o": 20}, given={"i": 4}, fixed=["i"], target=0.75)
    assert [plan.sizes for plan in fixed.plans] == [{"i": 4, "o": 2}]
    random = enough(FOUND, {"o": 20}, given={"i": 4}, target=0.75)
    assert random.why_none is NoPlan.BEYOND_BOUND
    assert random.best is not None
    assert random.best.sizes == {"i": 4, "o": 20}
    assert random.best.coefficient < 0.75


def test_why_there_is_no_plan() -> None:
    """Objects that do not differ, and a study without components."""
    design = study_design("p x i")
    same = enough(components_of_table(np.array([[1, 2, 3], [3, 1, 2.5], [2, 3, 1]]), design), {"i": 99})
    assert same.why_none is NoPlan.NO_DIFFERENCES
    none = enough(components_of_table(np.array([[1, 2], [3, np.nan]]), design), {"i": 99})
    assert none.why_none is NoPlan.NO_COMPONENTS
    assert none.best is None
    with pytest.raises(UsageError):
        enough(FOUND, {"o": 3})
