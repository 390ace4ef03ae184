"""How far a score reaches, and how fine it is."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model import rule as rules
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.rule import Rule
from fidelity.model.scale import Kind, Scale
from fidelity.model.status import Status
from fidelity.plan.lowering import lower
from fidelity.plan.reach import grain
from tests.oracle.build import EXCLUDED, NA, checklist, count, items, scale, score

MIXED = (
    Item("i1", "text", scale(1, 2, 3), allows=frozenset({NA})),
    Item("i2", "text", scale(0, 5), allows=frozenset({NA})),
)


def span(rule: Rule, *of: Item, **rest: object) -> tuple[Fraction | None, Fraction | None]:
    """The declared range of a score of all items."""
    named = () if not isinstance(rule, rules.Ratio) else ("i1",)
    return lower(checklist(of, score(rule, *named, effects=EXCLUDED))).scores["s"].range


@pytest.mark.parametrize(
    ("rule", "low", "high"),
    [
        # Either may not apply: the least is the second alone at 0, the most is both.
        (rules.Sum(), "0", "8"),
        # The mean of one of them alone reaches further than the mean of both.
        (rules.Mean(), "0", "5"),
        (rules.Minimum(), "0", "5"),
        # One third of the first alone is more than (1 + 0) / 8; nothing is 0 alone.
        (rules.PercentOfPossible(), "0", "100"),
        (rules.Count(Fraction(1)), "0", "2"),
        (rules.AllOrNothing(Fraction(1)), "0", "1"),
    ],
)
def test_range_over_every_set_of_members(rule: Rule, low: str, high: str) -> None:
    """The range holds whatever is left out."""
    assert span(rule, *MIXED) == (Fraction(low), Fraction(high))


def test_negative_points_widen_the_range_on_both_sides() -> None:
    """−3 to −1, 0 to 2 and 0 to 2: as low as −3 alone, as high as 4 without the first."""
    of = (
        Item("i1", "text", scale(-3, -1), allows=frozenset({NA})),
        *(Item(f"i{n}", "text", scale(0, 2)) for n in (2, 3)),
    )
    assert span(rules.Sum(), *of) == (Fraction(-3), Fraction(4))


def test_what_has_no_limit_reaches_without_end() -> None:
    """A count without a highest number has a lowest sum and no highest."""
    assert span(rules.Sum(), *items(2, count())) == (Fraction(0), None)


def test_a_ratio_of_which_a_part_may_be_left_out_has_no_upper_end_of_its_own() -> None:
    """2 over 1 to 2 and 1 to 2 is at most 1, but 2 when half of the denominator does not apply."""
    of = (Item("i1", "text", scale(0, 2)), Item("i2", "text", scale(1, 2)), *items(3, scale(1, 2), NA)[2:])
    assert span(rules.Ratio(("i2", "i3")), *of) == (Fraction(0), None)
    capped = rules.Ratio(("i2", "i3"), highest=Fraction(1))
    assert span(capped, *of) == (Fraction(0), Fraction(1))
    plain_ratio = checklist(
        (Item("i1", "text", scale(0, 2)), Item("i2", "text", scale(1, 2))), score(rules.Ratio(("i2",)), "i1")
    )
    assert lower(plain_ratio).scores["s"].range == (Fraction(0), Fraction(2))


def test_a_ladder_of_which_a_part_may_be_left_out_reaches_every_step() -> None:
    """A step that asks for more than an item has is climbed when the item does not apply."""
    ladder = rules.Ladder(Fraction(1), (rules.LadderStep(Fraction(2), (rules.Need(("i1",), at_least=Fraction(9)),)),))
    left_out = lower(checklist(items(2, scale(0, 1), NA), score(ladder, "i1", "i2", effects=EXCLUDED)))
    never = lower(checklist(items(2, scale(0, 1)), score(ladder, "i1", "i2")))
    assert left_out.scores["s"].range == (Fraction(1), Fraction(2))
    assert never.scores["s"].range == (Fraction(1), Fraction(1))


def fine(rule: Rule, *of: Item, missing: MissingRule = MissingRule(), **rest: dict[str, Fraction]) -> Fraction | None:  # noqa: B008 - frozen
    """How fine a score of all items is."""
    made = checklist(of, score(rule, missing=missing, weights=rest.get("weights", {})))
    return grain(made.scores[0], lower(made).scores["s"], made.item)


@pytest.mark.parametrize(
    ("of", "step"),
    [
        (items(3, scale(0, 1, 2)), Fraction(1)),
        (items(3, scale(0, 2, 4)), Fraction(2)),
        (items(3, scale(0, "0.5", 2)), Fraction(1, 2)),
        (items(2, scale(0, "1/3", "1/2")), Fraction(1, 6)),
        (items(2, count()), Fraction(1)),
        ((Item("i1", "text", Scale("n", kind=Kind.NUMBER)),), None),
        (items(1, scale(0, 0)), None),
    ],
)
def test_a_sum_is_as_fine_as_its_points(of: tuple[Item, ...], step: Fraction | None) -> None:
    """Every sum is a multiple of what all points are multiples of."""
    assert fine(rules.Sum(), *of) == step


def test_other_rules_are_as_fine_as_what_they_give() -> None:
    """A count is whole, a mean can be anything, and a sum that is stretched can be anything too."""
    of = items(2, scale(0, 1))
    assert fine(rules.Count(), *of) == 1
    assert fine(rules.AllOrNothing(), *of) == 1
    assert fine(rules.Minimum(), *of) == 1
    assert fine(rules.Mean(), *of) is None
    assert fine(rules.Sum(), *of, missing=MissingRule(1, then=Then.PRORATE)) is None
    assert fine(rules.Sum(), *of, weights={"i1": Fraction(1, 2)}) == Fraction(1, 2)


def test_look_ups_and_ladders_are_as_fine_as_their_values() -> None:
    """Values 1 and 2.5 are multiples of a half; a ladder from 1 in steps of 2 is of ones."""
    ranges = (
        rules.Rung(Range(below=Fraction(1)), Fraction(1)),
        rules.Rung(Range(at_least=Fraction(1)), Fraction(5, 2)),
    )
    steps = (rules.LadderStep(Fraction(3), (rules.Need(("i1",)),)),)
    made = checklist(
        items(1, scale(0, 1)),
        score(rules.LookUp(ranges), "i1", name="a"),
        score(rules.Ladder(Fraction(1), steps), "i1", name="b"),
    )
    plan = lower(made)
    assert [grain(of, plan.scores[of.id], made.item) for of in made.scores] == [Fraction(1, 2), Fraction(1)]


def test_a_sum_of_scores_can_be_anything() -> None:
    """How fine a score of scores is, is not said."""
    made = checklist(items(2, scale(0, 1)), score(rules.Mean(), name="m"), score(rules.Sum(), "m"))
    assert grain(made.scores[1], lower(made).scores["s"], made.item) is None


def test_a_status_that_cannot_occur_excludes_nothing() -> None:
    """Where no item may be not applicable, what it would do does not widen the range."""
    of = (Item("i1", "text", scale(1, 2, 3)), Item("i2", "text", scale(0, 5)))
    assert span(rules.Mean(), *of) == (Fraction(1, 2), Fraction(4))
    assert Status.NOT_APPLICABLE not in of[0].allows
