"""The search for ratings that differ: the plainest first, and turned back as far as it goes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.difference import search as module
from fidelity.difference.search import Quest, search, simplest
from fidelity.difference.sides import Observation, Sides
from fidelity.difference.verdict import Aspect, Base
from fidelity.model import rule as rules
from fidelity.plan.lowering import lower
from tests.oracle.build import checklist, items, scale, score

MADE = checklist(items(6, scale(0, 1, 2)), score(rules.Sum()))
PLAN = lower(MADE)
SIDES = Sides((PLAN, PLAN), {})
NAMES = SIDES.items()


def total(observation: Observation) -> Fraction:
    """What the ratings add up to; what is not rated is nothing."""
    return sum((choice.worth or Fraction(0) for choice in observation.values()), Fraction(0))


def quest(least: int, most: int) -> Quest:
    """Ratings whose sum lies between two numbers are looked for."""

    def differs(observation: Observation) -> frozenset[Aspect]:
        return frozenset({Aspect.VALUE}) if least <= total(observation) <= most else frozenset()

    return Quest(SIDES, NAMES, differs, ((0, "s"), (1, "s")))


def test_plain_ratings_are_tried_first() -> None:
    """Where all at their highest differ, nothing else is tried."""
    found = search(quest(12, 12))
    assert total(found.samples[Aspect.VALUE]) == 12
    assert found.n_tried == 3
    assert not found.is_proof


def test_stairs_come_past_every_sum() -> None:
    """Five is neither plain nor near it."""
    assert total(search(quest(5, 5)).samples[Aspect.VALUE]) == 5


def test_that_there_are_none_is_proved_by_all_states() -> None:
    """A sum of six twos is no more than 12."""
    found = search(quest(13, 13))
    assert (dict(found.samples), found.is_proof) == ({}, True)
    assert found.n_tried > 300


def test_an_example_departs_from_plain_ratings_in_few_places() -> None:
    """Six ones are a sum of 6: so are three twos beside what is at its lowest, and three noughts beside the highest."""
    ones = {name: SIDES.choices(name).rated[1] for name in NAMES}
    observation, sample = simplest(quest(6, 6), ones, Aspect.VALUE)
    assert total(observation) == 6
    assert len(sample.changed) == 3
    assert sample.base in (Base.HIGHEST, Base.LOWEST)
    assert {name: choice.text for name, choice in observation.items()} == sample.ratings


def test_the_search_for_fewer_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many turns the example is as good as it is."""
    monkeypatch.setattr(module, "MOST_TURNS", 0)
    ones = {name: SIDES.choices(name).rated[1] for name in NAMES}
    _, sample = simplest(quest(6, 6), ones, Aspect.VALUE)
    assert len(sample.changed) == 6
