"""How many sessions and raters are enough: the smallest plans that reach a wanted reliability."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from enum import Enum
from itertools import product
from math import prod

import attrs
import numpy as np

from fidelity.agreement.decision_study import study_weights
from fidelity.agreement.generalizability import StudyDesign
from fidelity.agreement.variance_components import Components


class NoPlan(Enum):
    """Why no plan reaches what is wanted."""

    NO_COMPONENTS = "no_components"
    """The study gave no components."""
    NO_DIFFERENCES = "no_differences"
    """The study found no differences between objects, and no number of ratings tells apart what does not differ."""
    BEYOND_BOUND = "beyond_bound"
    """More would be needed than the bound allows; the best plan within it falls short."""


@attrs.frozen
class Plan:
    """One plan.

    Attributes:
        sizes: How many levels of each facet.
        n_ratings: How many ratings each object gets.
        price: What it costs, as the prices were given; the ratings, unless they were.
        coefficient: What it reaches.
    """

    sizes: Mapping[str, int]
    n_ratings: int
    price: float
    coefficient: float


@attrs.frozen
class Plans:
    """The plans that reach a target, cheapest first.

    Attributes:
        target: The wanted coefficient.
        plans: Those from which nothing can be taken away without missing the target; empty where there is none.
        why_none: Why there is none; None where there is one.
        best: The most reliable plan within the bound; None where there are no components.
    """

    target: float
    plans: tuple[Plan, ...]
    why_none: NoPlan | None
    best: Plan | None


def enough(
    found: Components,
    most: Mapping[str, int],
    group: int = 0,
    target: float = 0.8,
    absolute: bool = True,
    given: Mapping[str, int] | None = None,
    fixed: Collection[str] = (),
    design: StudyDesign | None = None,
    price: Callable[[Mapping[str, int]], float] | None = None,
) -> Plans:
    """The cheapest numbers of sessions, raters and so on that reach a wanted reliability.

    *Meaning.* Each plan is as small as it can be: with one level less of any facet it misses the target.

    *When to use.* To plan observations. The components are estimates, so leave a reserve, or look at the interval that
    `decision` gives for the plan.

    Args:
        found: The components of a generalizability study.
        most: The facets that may vary, with the largest number of each that is worth considering.
        group: Which group of the components.
        target: The coefficient that is wanted.
        absolute: Whether Phi is wanted, for scores compared with a criterion; otherwise E rho².
        given: The numbers of levels of the other facets.
        fixed: Facets whose levels are all that there are.
        design: The design of the new study, as in `decision`.
        price: What a plan costs per object; the number of ratings, if left out.

    Raises:
        UsageError: As in `decision`.
    """
    tops = {**(given or {}), **most}
    study_weights(found.design, tops, fixed, design)
    if found.why_none[group] != 0:
        return Plans(target, (), NoPlan.NO_COMPONENTS, None)
    cost = price or (lambda sizes: float(prod(sizes.values())))

    def plan(numbers: tuple[int, ...]) -> Plan:
        sizes = {**(given or {}), **dict(zip(most, numbers, strict=True))}
        weights = study_weights(found.design, sizes, fixed, design)
        true = float(found.variance[group] @ weights.universe)
        error = float(found.variance[group] @ (weights.absolute if absolute else weights.relative))
        reached = true / (true + error) if true > 0 else 0.0
        return Plan(sizes, prod(sizes.values()), cost(sizes), reached)

    best = plan(tuple(most.values()))
    if best.coefficient == 0:
        return Plans(target, (), NoPlan.NO_DIFFERENCES, best)
    if best.coefficient < target:
        return Plans(target, (), NoPlan.BEYOND_BOUND, best)
    plans = [plan(numbers) for numbers in _smallest(most, lambda numbers: plan(numbers).coefficient >= target)]
    order = sorted(plans, key=lambda each: (each.price, each.n_ratings, tuple(each.sizes.values())))
    return Plans(target, tuple(order), None, best)


def _smallest(most: Mapping[str, int], reaches: Callable[[tuple[int, ...]], bool]) -> list[tuple[int, ...]]:
    """The combinations that reach the target and no longer do with one less of anything.

    More of a facet never makes a mean worse, so that for any numbers of the other facets the smallest of the last is
    found by halving.
    """
    *others, last = most.values()
    found = []
    for front in product(*(range(1, top + 1) for top in others)):
        if not reaches((*front, last)):
            continue
        low, high = 1, last
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if reaches((*front, middle)) else (middle + 1, high)
        found.append((*front, low))
    points = np.array(found)
    return [each for each in found if not ((points <= each).all(axis=1) & (points < each).any(axis=1)).any()]
