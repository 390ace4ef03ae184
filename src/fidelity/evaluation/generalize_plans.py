"""Plans: what means over more or fewer sessions, raters and items would be worth, and which are enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import attrs
import numpy as np

from fidelity.agreement.decision_study import Weights, study_weights
from fidelity.agreement.generalizability_plan import enough
from fidelity.agreement.measurements import Floats
from fidelity.agreement.reliability import NoReliability
from fidelity.errors import UsageError
from fidelity.evaluation.generalize_columns import FIXED, ITEMS, RANDOM
from fidelity.evaluation.study import Study
from fidelity.evaluation.study_designs import planned
from fidelity.problems import Problem, nearest

Row = dict[str, Any]


@attrs.frozen
class Planning:
    """What is asked of plans.

    Attributes:
        target: The coefficient that is wanted.
        most_sessions: How many sessions of a practitioner are worth considering.
        most_raters: How many raters of a session.
        relative: Whether practitioners are to be told apart; otherwise the number itself counts.
        other_raters: Whether each session has raters of its own; otherwise a practitioner's sessions share them.
        visit_price: What a visit costs beside its ratings, where a rating costs 1.
        level: How often intervals are to hold the true value.
        items: Whether items are told apart, and what they are: one of `ITEMS`; empty for whole scores.
        most_items: How many items are worth considering, where they are a sample; 0 for twice as many as there are.
    """

    target: float = 0.8
    most_sessions: int = 12
    most_raters: int = 4
    relative: bool = False
    other_raters: bool = False
    visit_price: float = 0
    level: float = 0.95
    items: str = ""
    most_items: int = 0

    def __attrs_post_init__(self) -> None:
        """Refuse a target that nothing or everything reaches, and plans without sessions or raters."""
        problems = []
        if not 0 < self.target < 1:
            message = f"what is wanted lies between 0 and 1, and is {self.target:g}"
            problems.append(Problem("bad-plan", message, "write `--target 0.8`"))
        if self.most_sessions < 1 or self.most_raters < 1:
            problems.append(
                Problem("bad-plan", "a plan has one session and one rater or more", "give a number above 0")
            )
        if self.visit_price < 0:
            problems.append(Problem("bad-plan", "a visit cannot cost less than nothing", "give 0 or more"))
        if self.items and self.items not in ITEMS:
            problems.append(Problem("bad-plan", f"items are no `{self.items}`", nearest(self.items, ITEMS)))
        if self.most_items < 0 or (self.most_items and self.items != RANDOM):
            message = "how many items are enough is a question about items that are a sample"
            problems.append(Problem("bad-plan", message, "write `--items random --most-items 30`"))
        if problems:
            raise UsageError(problems)

    def price(self, sizes: Mapping[str, int], n_items: int = 0) -> float:
        """What so many sessions, raters and items cost, where a rating of all items costs 1."""
        sessions, raters = sizes.get("s", 1), sizes.get("r", 1)
        return sessions * (self.visit_price + raters * (sizes["i"] / n_items if n_items else 1))

    @property
    def fixed(self) -> tuple[str, ...]:
        """The facets whose levels are all that there are."""
        return ("i",) if self.items == FIXED else ()


def numbers_of(sizes: Mapping[str, int]) -> Row:
    """How many sessions, raters and items a mean is taken of, NaN where they are not told apart.

    Args:
        sizes: Of how many levels of each facet.
    """
    facets = {"n_sessions": "s", "n_raters": "r", "n_items": "i"}
    return {name: sizes.get(facet, np.nan) for name, facet in facets.items()}


def plans(found: Study, planning: Planning) -> Iterator[Row]:
    """Every number of sessions and raters that is worth considering, then what other items do.

    Of plans with other items, those are told that reach what is wanted and are as small as can be; where none reaches
    it, the best.

    Args:
        found: The study, which has components.
        planning: What is asked of plans.
    """
    assert found.design is not None
    assert found.components is not None
    n_items, variance = found.rated.n_items, found.components.variance[0]
    bounds = {"s": planning.most_sessions, "r": planning.most_raters}
    most = {facet: bounds[facet] for facet in found.design.facets if facet in bounds}
    given = {"i": n_items} if n_items else {}
    new = planned(found.design, relative=planning.relative, other_raters=planning.other_raters)
    cheapest = enough(
        found.components,
        {**most, "i": planning.most_items or 2 * n_items} if planning.items == RANDOM else most,
        target=planning.target,
        absolute=not planning.relative,
        given=given,
        fixed=planning.fixed,
        design=new,
        price=lambda sizes: planning.price(sizes, n_items),
    )
    smallest = [dict(plan.sizes) for plan in cheapest.plans]
    others = smallest or ([dict(cheapest.best.sizes)] if cheapest.best else [])
    every = [{**sizes, **given} for sizes in _grid(most)]
    for sizes in [*every, *(sizes for sizes in others if sizes not in every)]:
        reached = _reached(variance, study_weights(found.design, sizes, planning.fixed, new), planning)
        yield {
            "part": "plan",
            "what": "relative" if planning.relative else "absolute",
            **numbers_of(sizes),
            "value": reached,
            "why_no_value": "" if reached == reached else NoReliability.NO_VARIANCE.name.lower(),
            "reaches": "yes" if reached >= planning.target else "no",
            "smallest": "yes" if sizes in smallest else "no",
            "price": planning.price(sizes, n_items),
            "method": "components",
        }


def _grid(most: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """All numbers of sessions and raters, few sessions first."""
    facets = [facet for facet in "sr" if facet in most]
    for numbers in product(*(range(1, most[facet] + 1) for facet in facets)):
        yield dict(zip(facets, numbers, strict=True))


def _reached(variance: Floats, weights: Weights, planning: Planning) -> float:
    true = float(variance @ weights.universe)
    error = float(variance @ (weights.relative if planning.relative else weights.absolute))
    return true / (true + error) if true + error > 0 else np.nan
