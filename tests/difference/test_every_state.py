"""Ratings that stand for all: as many states as there are when everything is tried, and no fewer."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given, settings

from fidelity.difference import every_state as module
from fidelity.difference.every_state import every_state
from fidelity.difference.sides import Observation, Sides
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Criterion, ItemTest
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.model.status import Effect
from fidelity.plan.lowering import lower
from fidelity.plan.result import Result
from tests.difference.pairs import pairs
from tests.oracle.build import EXCLUDED, NA, checklist, items, scale, score

FEW = 3_000
STEPS = scale(0, 1, 2)


def everything(sides: Sides, names: Iterable[str]) -> list[Observation]:
    """Every combination of what can be recorded."""
    of = list(names)
    return [dict(zip(of, each, strict=True)) for each in product(*(sides.choices(name).all for name in of))]


def ends(sides: Sides, observations: Iterable[Observation], name: str) -> set[tuple[Result, Result]]:
    """What a score comes to in both versions."""
    return {(sides.scored(0, observation)[name], sides.scored(1, observation)[name]) for observation in observations}


def made(weight: int) -> Checklist:
    """Three items, a mean of two of them, and the mean of that and the third."""
    parts = items(3, STEPS, NA)
    inner = score(rules.Mean(), "i1", "i2", missing=MissingRule(1), effects=EXCLUDED, name="inner")
    weights = {"inner": Fraction(weight), "i3": Fraction(1)}
    outer = score(rules.Weighted(), "inner", "i3", effects={NA: Effect.LOWEST}, weights=weights, name="outer")
    return checklist(parts, inner, outer)


def test_states_stand_for_all_ratings() -> None:
    """125 ratings of three items lead to no result that one of the states does not lead to, and to no other."""
    sides = Sides((lower(made(1)), lower(made(2))), {})
    states = every_state(sides, [(0, "outer"), (1, "outer")])
    assert states is not None
    whole = everything(sides, ("i1", "i2", "i3"))
    assert len(states) < len(whole)
    assert ends(sides, states, "outer") == ends(sides, whole, "outer")


@given(pairs())
@settings(max_examples=40)
def test_states_stand_for_all_ratings_of_any_pair(pair: tuple[Checklist, Checklist]) -> None:
    """Whatever the rules, every pair of results that some ratings lead to is among those of the states."""
    sides = Sides((lower(pair[0]), lower(pair[1])), {})
    shared = [name for name in sides.plans[0].scores if name in sides.plans[1].scores]
    assume(shared)
    part = sides.of_scores(shared[-1:])
    n = 1
    for name in part.items():
        n *= len(part.choices(name).all)
    assume(n <= FEW)
    states = every_state(part, [(0, shared[-1]), (1, shared[-1])])
    assert states is not None
    nothing = {name: part.choices(name).nothing for name in part.items()}
    found = ends(part, ({**nothing, **state} for state in states), shared[-1])
    assert found == ends(part, everything(part, part.items()), shared[-1])


def test_tests_of_items_are_followed_by_their_ends() -> None:
    """Of three items that a condition tests, it matters only how the worst one ends, before and after."""
    parts = items(3, STEPS, NA)
    tests = tuple(All((ItemTest(Members(("i1", "i2", "i3")), Range(at_least=Fraction(cut))),)) for cut in (1, 2))
    plans = tuple(lower(checklist(parts, criteria=(Criterion("k", test),))) for test in tests)
    states = every_state(Sides((plans[0], plans[1]), {}), (), (tests[0], tests[1]))
    assert states is not None
    # The same in both: passed over, cannot tell, not met, met. With a one: met before, and with a blank one not told.
    assert len(states) == 6


def test_too_many_states_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be followed up is not claimed."""
    sides = Sides((lower(made(1)), lower(made(2))), {})
    monkeypatch.setattr(module, "MOST_STATES", 3)
    assert every_state(sides, [(0, "outer"), (1, "outer")]) is None
    monkeypatch.setattr(module, "MOST_STATES", 1000)
    monkeypatch.setattr(module, "MOST_STEPS", 3)
    assert every_state(sides, [(0, "outer"), (1, "outer")]) is None
