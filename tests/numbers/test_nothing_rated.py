"""No number comes of nothing: the ways in which a score could pass without a rating."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.rule import (
    AllOrNothing,
    Ladder,
    LadderStep,
    Mean,
    Minimum,
    Need,
    Over,
    PercentOfPossible,
    Rate,
    Ratio,
    Rule,
)
from fidelity.model.status import Effect
from fidelity.plan.result import Reason
from tests.oracle.build import MISSING, NA, checklist, count, items, result, scale, score

FIVE = scale(1, 2, 3, 4, 5)
TWO = (
    Item("ref", "text", count(), allows=frozenset({NA})),
    Item("que", "text", count(), allows=frozenset({NA})),
)
HUNDRED = Ratio(("que",), zero_over_zero=Fraction(100), times=Fraction(100))


@pytest.mark.parametrize(
    ("ref", "que", "reason"),
    [
        (MISSING, 12, Reason.TOO_MANY_MISSING),
        (0, MISSING, Reason.TOO_MANY_MISSING),
        (7, MISSING, Reason.TOO_MANY_MISSING),
        (NA, 5, Reason.NOTHING_APPLICABLE),
        (0, NA, Reason.NOTHING_APPLICABLE),
    ],
)
def test_a_ratio_needs_both_of_its_sides(ref: object, que: object, reason: Reason) -> None:
    """A side that is missing or does not apply is no zero: neither 0 % nor the 100 % of nothing over nothing."""
    made = checklist(TWO, score(HUNDRED, "ref", effects={NA: Effect.EXCLUDED}))
    found = result(made, ref, que)  # type: ignore[arg-type]
    assert (found.value, found.reason) == (None, reason)


@pytest.mark.parametrize("rule", [HUNDRED, Rate("que")], ids=["ratio", "rate"])
def test_a_ratio_tolerates_no_missing_part(rule: Rule) -> None:
    """A ratio with a part left out would be another ratio, so that such a score cannot be made."""
    with pytest.raises(InvalidRecord) as caught:
        score(rule, "ref", missing=MissingRule(1))
    assert caught.value.problems[0].code == "missing-then"


LADDER = Ladder(Fraction(1), (LadderStep(Fraction(3), (Need(("i1",), none=True),)),))


@pytest.mark.parametrize("rule", [Minimum(), AllOrNothing(), LADDER], ids=["minimum", "all", "ladder"])
def test_a_rule_that_asks_about_every_one_leaves_none_out(rule: Rule) -> None:
    """A floor with a hole, or a prohibition that nobody rated, must not count as kept."""
    with pytest.raises(InvalidRecord) as caught:
        score(rule, "i1", "i2", missing=MissingRule(1))
    assert caught.value.problems[0].code == "missing-then"


@pytest.mark.parametrize("effect", [Effect.HIGHEST, Effect.LOWEST])
@pytest.mark.parametrize("rule", [PercentOfPossible(), AllOrNothing(), Mean()], ids=["percent", "all", "mean"])
def test_what_counts_as_met_is_no_rating(rule: Rule, effect: Effect) -> None:
    """Where every item is not applicable and that counts as met, nothing was rated: no 100 %, and no 0 either."""
    made = checklist(items(2, FIVE, NA), score(rule, effects={NA: effect}))
    found = result(made, NA, NA)
    assert (found.value, found.reason, found.n_rated) == (None, Reason.NOTHING_RATED, 0)


def test_a_value_lies_within_its_bounds_whatever_the_ranges() -> None:
    """10 of {0, 10} with a {0, 1} missing: 10 as it stands, 5 to 5.5 once it is rated; so from 5 to 10."""
    of = (Item("a", "text", scale(0, 10)), Item("b", "text", scale(0, 1)))
    found = result(checklist(of, score(Mean(), missing=MissingRule(1))), 10, MISSING)
    assert (found.value, found.lowest, found.highest) == (Fraction(10), Fraction(5), Fraction(10))


def test_no_ratio_stands_above_its_declared_highest() -> None:
    """3 over 1 is 300 %, and counts for no more than the declared 100 that 3 over nothing is."""
    rule = Ratio(("que",), over_zero=Over.HIGHEST, times=Fraction(100), highest=Fraction(100))
    made = checklist(TWO, score(rule, "ref", effects={NA: Effect.EXCLUDED}))
    assert [result(made, 3, que).value for que in (0, 1, 6)] == [100, 100, 50]
