"""Criteria: conditions on scores and items, and the days between which they hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from fidelity.model.criterion import All, Any, BandTest, ItemTest, ScoreTest
from fidelity.model.range import Range
from fidelity.model.score import Members
from tests.definition.documents import FULL, HEAD, read

ONE = Range(at_least=Fraction(1))


def test_conditions_nest() -> None:
    """Scores, bands and items are tested, all or any of them."""
    later, earlier = read(FULL).checklist().criteria
    assert later.condition == All(
        (ScoreTest("total", Range(at_least=Fraction(80))), ItemTest(Members(("asks_open",)), ONE))
    )
    assert (later.valid_from, later.valid_until, later.source) == (date(2024, 1, 1), None, "Page 5")
    assert earlier.condition == Any(
        (BandTest("total", ("high",)), All((ItemTest(Members(every=True), Range(above=Fraction(0))),)))
    )
    assert (earlier.valid_from, earlier.valid_until, earlier.title) == (None, date(2024, 1, 1), "Competent")


def test_items_are_tested_one_several_or_by_what_they_show() -> None:
    """A floor can be for some items, for all, or for those of a component or dimension."""
    text = f"""{HEAD}
components: [{{id: asking, title: Asks}}]
assessable:
  scales: {{two: [{{code: 1}}, {{code: 0}}]}}
  checklists:
    - id: delivery
      items:
        - {{id: a, text: A, scale: two, component: asking, dimension: dose}}
        - {{id: b, text: B, scale: two}}
      criteria:
        - id: met
          any:
            - {{item: [a, b], at_least: 1}}
            - {{item: {{component: asking}}, at_least: 1}}
            - {{item: {{dimension: dose}}, at_least: 1}}
            - {{item: b, at_least: 1}}
"""
    (criterion,) = read(text).checklist().criteria
    assert criterion.condition == Any(
        (
            ItemTest(Members(("a", "b")), ONE),
            ItemTest(Members(component="asking"), ONE),
            ItemTest(Members(dimension="dose"), ONE),
            ItemTest(Members(("b",)), ONE),
        )
    )


def test_one_band_may_stand_alone() -> None:
    """A single band needs no list."""
    _, criterion = read(FULL.replace("band: [high]", "band: high")).checklist().criteria
    assert isinstance(criterion.condition, Any)
    assert criterion.condition.of[0] == BandTest("total", ("high",))
