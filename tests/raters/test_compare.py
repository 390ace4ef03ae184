"""Comparison: item by item, the figures, and what is left out of them."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from fidelity.agreement.closeness import Closeness
from fidelity.agreement.percent import Agreement
from fidelity.errors import UsageError
from fidelity.plan.plan import Plan
from fidelity.raters.compare import Side, compare, items_read
from fidelity.records.store import Store
from tests.cli.sample import DEFINITION
from tests.raters.double import PLAN, correct, hand_in, plan, sides, steps


def test_two_raters_item_by_item(store: Store) -> None:
    """Same, one apart, two apart, and a rating against a status: 1 of 4 exact and 2 of 4 within one."""
    hand_in(store, "R1", steps("2", "1", "2", "not_applicable"), raters="2", notes={"asks": "Why?"})
    hand_in(store, "R2", steps("2", "2", "0", "1"))
    comparison = compare(sides(store))
    assert [each.closeness for each in comparison.items] == [
        Closeness.SAME,
        Closeness.BY_ONE,
        Closeness.BY_MORE,
        Closeness.STATUS,
    ]
    assert [each.differs for each in comparison.items] == [False, True, True, True]
    assert comparison.items[1].texts == ("1", "2")
    assert comparison.items[1].notes == ("Why?", "")
    assert comparison.agreement == Agreement(4, 1, 4, 2)
    # The score `caring` reads asks and listens, `total` all four.
    assert comparison.by_score == {"total": Agreement(4, 1, 4, 2), "caring": Agreement(2, 0, 2, 1)}


def test_agreement_is_of_what_was_handed_in_independently(store: Store) -> None:
    """A correction after the opening is marked and changes no figure."""
    first = hand_in(store, "R1", steps("2", "1", "2", "0"), raters="2")
    hand_in(store, "R2", steps("2", "2", "2", "0"))
    correct(store, first, asks="2")
    comparison = compare(sides(store))
    assert comparison.agreement.exact == Fraction(3, 4)
    assert [sorted(side.changed) for side in comparison.sides] == [["asks"], []]
    assert comparison.items[1].texts == ("1", "2")


def test_what_nobody_answered_is_nothing_to_talk_about(store: Store) -> None:
    """What one of them left out is."""
    hand_in(store, "R1", steps("2", "", "", "0"), raters="2")
    hand_in(store, "R2", steps("2", "2", "", "0"))
    comparison = compare(sides(store))
    assert [each.differs for each in comparison.items] == [False, True, False, False]
    assert comparison.agreement == Agreement(2, 2, 2, 2, 2)


def test_who_is_not_independent_is_shown_and_not_counted(store: Store) -> None:
    """The practitioner's own rating comes last, and the figures are those of the two others."""
    hand_in(store, "P03", steps("2", "2", "2", "2"), role="self")
    hand_in(store, "R1", steps("0", "1", "1", "0"), raters="2", role="coach")
    hand_in(store, "R2", steps("0", "1", "1", "0"), role="coach")
    comparison = compare(sides(store))
    assert [(side.rater, side.counts) for side in comparison.sides] == [("R1", True), ("R2", True), ("P03", False)]
    assert comparison.agreement == Agreement(4, 4, 4, 4)
    assert not any(each.differs for each in comparison.items)
    assert comparison.items[0].texts == ("0", "0", "2")


def test_a_coach_beside_the_own_view_has_differences_and_no_agreement(store: Store) -> None:
    """They are worth talking about, and are no reliability."""
    hand_in(store, "P03", steps("2", "2", "2", "2"), role="self")
    hand_in(store, "R1", steps("2", "0", "2", "2"), role="coach")
    comparison = compare(sides(store))
    assert [each.closeness for each in comparison.items].count(Closeness.BY_MORE) == 1
    assert comparison.agreement == Agreement()


def test_three_raters_are_three_pairs(store: Store) -> None:
    """The item is as far apart as the two that are furthest."""
    for rater, code in (("R1", "2"), ("R2", "1"), ("R3", "0")):
        hand_in(store, rater, steps("2", code, "1", "1"), raters="3")
    comparison = compare(sides(store))
    assert comparison.items[1].closeness is Closeness.BY_MORE
    # Three items of three pairs are the same; of the other, two pairs are one apart.
    assert comparison.agreement == Agreement(12, 9, 12, 11)


def _with(store: Store, plans: dict[str, Plan]) -> list[Side]:
    return [attrs.evolve(side, plan=plans[side.rater]) for side in sides(store)]


def test_different_editions_are_compared_on_what_is_the_same(store: Store) -> None:
    """An item with another scale, and one that only one of them has, are left out; a new wording is not."""
    newer = plan(
        DEFINITION.replace("text: Greets everyone", "text: Greets all")
        .replace("{id: listens, component: care, scale: steps", "{id: listens, component: care, scale: yes_no")
        .replace("  scales:\n", "  scales:\n    yes_no: [{code: 2, points: 1}, {code: 1, points: 0}]\n")
        .replace(
            "{id: plans, component: care, scale: steps, text: Plans, ",
            "{id: ends, component: care, scale: steps, text: Ends, ",
        )
        .replace("leaves_out: [plans]", "leaves_out: [ends]")
    )
    hand_in(store, "R1", steps("2", "1", "2", "0"), raters="2")
    hand_in(store, "R2", {"greets": "2", "asks": "1", "listens": "1", "ends": "2"})
    comparison = compare(_with(store, {"R1": PLAN, "R2": newer}))
    assert [each.item.id for each in comparison.items] == ["greets", "asks"]
    assert comparison.left_out == ("listens", "plans", "ends")
    assert comparison.agreement == Agreement(2, 2, 2, 2)
    assert not comparison.is_one_edition
    assert comparison.by_score == {}


def test_items_that_a_profile_leaves_out_for_all_are_not_compared(store: Store) -> None:
    """And where one of them was asked it, it is named."""
    short = plan(profile="short")
    hand_in(store, "R1", steps("2", "1", "2", ""), raters="2")
    hand_in(store, "R2", steps("2", "1", "2", "2"))
    both = compare(_with(store, {"R1": short, "R2": short}))
    assert ([each.number for each in both.items], both.left_out) == ([1, 2, 3], ())
    one = compare(_with(store, {"R1": short, "R2": PLAN}))
    assert ([each.number for each in one.items], one.left_out) == ([1, 2, 3], ("plans",))


def test_a_text_that_means_nothing_is_no_rating(store: Store) -> None:
    """It is compared with nothing, as what is missing is."""
    hand_in(store, "R1", steps("7", "1", "1", "1"), raters="2")
    hand_in(store, "R2", steps("2", "1", "1", "1"))
    assert compare(sides(store)).agreement == Agreement(3, 3, 3, 3, 1)


def test_scores_of_scores_read_their_items() -> None:
    """A score that is made of scores reads what they read."""
    made = plan(
        DEFINITION.replace(
            "      criteria:\n",
            "        - {id: both, rule: sum, of: [total, caring], missing: none}\n      criteria:\n",
        )
    )
    assert items_read("both", made.checklist) == {"greets", "asks", "listens", "plans"}
    assert items_read("caring", made.checklist) == {"asks", "listens"}


def test_an_unknown_profile_is_refused() -> None:
    """The plans of these tests are those of the definition."""
    with pytest.raises(UsageError):
        plan(profile="long")
