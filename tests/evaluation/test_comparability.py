"""What may be said of a score by one edition beside the same score by another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from fidelity.evaluation.comparability import Comparability, Statement, leaves_of, weakest
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.item import Step
from fidelity.model.missing import MissingRule, Then
from fidelity.model.range import Range
from fidelity.model.rule import Rule
from fidelity.model.score import Score
from fidelity.model.status import Effect
from fidelity.plan.lowering import lower
from tests.evaluation.editions import rescored
from tests.oracle.build import EXCLUDED, NA, bands, checklist, count, items, scale, score

SAME, COMPARABLE, LINKED, APART = Comparability
STEPS = scale(0, 1, 2)
FOUR = items(4, STEPS, NA)
SIX = items(6, STEPS, NA)


def of(*scores: Score, **rest: Any) -> Checklist:
    """Four items, and scores of them."""
    return checklist(rest.pop("among", FOUR), *scores, **{"effects": EXCLUDED, **rest})


def percent(*names: str, **rest: Any) -> Score:
    """The percentage of the possible points."""
    return score(rest.pop("rule", rules.PercentOfPossible()), *names, **rest)


def said(old: Checklist, new: Checklist, name: str = "s") -> Statement:
    """What may be said of a score, from one record with the highest ratings."""
    found = {each.id: each for each in rescored(old, new, [2]).scores}
    return found[name]


def test_the_same_score_is_the_same() -> None:
    """Also under another title, in another order, and beside other scores."""
    other = of(percent(title="Total"), percent("i1", "i2", name="half"))
    found = said(of(percent()), attrs.evolve(other, items=FOUR[::-1]))
    assert found == Statement("s", "Total", SAME, n_items=4, n_carried=4)


def test_another_way_to_the_same_is_the_same_if_that_is_proved() -> None:
    """The mean of percentages of like items is the percentage of their points; every state was tried."""
    assert said(of(percent(missing=MissingRule(1))), of(percent(missing=MissingRule(1), bands=()))).why == ()
    found = said(of(percent()), of(percent(rule=rules.MeanOfPercentages())))
    assert (found.comparability, found.why) == (SAME, ())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"bands": bands(70)}, "band `b0` is new: below 70"),
        ({"missing": MissingRule(1)}, "at most 1 rating may be missing"),
        ({"effects": {NA: Effect.LOWEST}}, "not applicable counts as the lowest"),
    ],
)
def test_other_limits_are_comparable(change: dict[str, Any], why: str) -> None:
    """The same items by the same rule, with other bands, another tolerance, another effect of a status."""
    found = said(of(percent()), of(percent(**change)))
    assert found.comparability is COMPARABLE
    assert why in "; ".join(found.why)


def test_other_steps_of_a_raw_number_are_comparable() -> None:
    """The count itself was recorded, and from how many on it is worth a point is a cut."""

    def steps(least: int, points: int) -> Checklist:
        low, high = Range(below=Fraction(least)), Range(at_least=Fraction(least))
        worth = Step(low, Fraction(0)), Step(high, Fraction(points))
        total = score(rules.Sum())
        return of(total, among=[attrs.evolve(each, steps=worth) for each in items(2, count())])

    assert said(steps(3, 1), steps(5, 1)).comparability is COMPARABLE
    found = said(steps(3, 1), steps(3, 4))
    assert (found.comparability, found.why) == (APART, ("`i1` and `i2`: worth 0 to 4 points (before: 0 to 1 points)",))


def test_items_that_come_and_go_are_a_link() -> None:
    """It is told how many of how many are the same."""
    found = said(of(percent()), of(percent(), among=SIX[1:]))
    assert (found.comparability, found.n_items, found.n_carried, found.n_dropped) == (LINKED, 5, 3, 1)
    assert found.why == ("`i5` and `i6` were not rated before", "`i1` was part of it before")


def test_an_item_that_was_rated_and_no_part_of_it_is_a_link() -> None:
    """Its ratings are there; the score measured something else without it."""
    found = said(of(percent("i1", "i2")), of(percent("i1", "i2", "i3")))
    assert (found.comparability, found.n_carried, found.why) == (
        LINKED,
        3,
        ("`i3` was rated before, and no part of it",),
    )


def test_what_a_profile_leaves_out_is_a_link() -> None:
    """The others are carried whole."""
    found = said(of(percent()), attrs.evolve(of(percent()), off=frozenset({"i4"})))
    assert (found.comparability, found.n_items, found.n_carried, found.n_dropped) == (LINKED, 3, 3, 1)


def test_an_item_in_part_is_a_link() -> None:
    """Its scale has a point more between the same ends."""
    new = (attrs.evolve(FOUR[0], scale=scale(0, "0.5", 1, 2)), *FOUR[1:])
    found = said(of(percent()), of(percent(), among=new))
    assert (found.comparability, found.n_items, found.n_carried) == (LINKED, 4, 3)
    assert found.why[0].startswith("`i1` is carried in part: codes `0`, `0.5`, `1` and `2` (before: ")


def test_another_scale_is_not_comparable() -> None:
    """One item is enough."""
    found = said(of(percent()), of(percent(), among=(attrs.evolve(FOUR[0], scale=scale(0, 1, 2, 3)), *FOUR[1:])))
    assert (found.comparability, found.n_carried) == (APART, 3)
    assert found.why == ("`i1`: another scale: codes `0`, `1`, `2` and `3` (before: codes `0`, `1` and `2`)",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (percent(), score(rules.Sum())),
        (percent(), percent(reverse=frozenset({"i1"}))),
        (percent(), percent(weights={"i1": Fraction(2)})),
        (score(rules.Count(Fraction(1))), score(rules.Count(Fraction(2)))),
        (score(rules.Ratio(("i2",)), "i1"), score(rules.Ratio(("i1",)), "i2")),
    ],
)
def test_another_rule_is_not_comparable(old: Score, new: Score) -> None:
    """Of the same items, carried whole."""
    found = said(of(old), of(new))
    assert (found.comparability, found.n_carried) == (APART, len(leaves_of(lower(of(new)), "s")))
    assert found.why == ("`s` has another rule",)


def test_a_ratio_to_other_items_is_a_link() -> None:
    """Rules name their members; where members come and go, these names are not what makes the rule."""
    found = said(of(score(rules.Ratio(("i2",)), "i1")), of(score(rules.Ratio(("i2", "i3")), "i1")))
    assert found.comparability is LINKED
    assert said(of(score(rules.Rate("i2"), "i1")), of(score(rules.Rate("i3"), "i1"))).comparability is LINKED


def parted(one: tuple[str, ...], two: tuple[str, ...], rule: Rule | None = None, n: int = 4) -> Checklist:
    """A mean of two scores."""
    mean = rules.Mean()
    parts = score(mean, *one, name="one"), score(rule or mean, *two, name="two")
    return of(*parts, score(mean, "one", "two"), among=SIX[:n])


def test_scores_of_scores_are_looked_into() -> None:
    """A rule below, an item that changes places, or a score in between make the whole another one."""
    old = parted(("i1", "i2"), ("i3", "i4"))
    assert said(old, parted(("i1", "i2"), ("i3", "i4"), rules.Sum())).why == ("`two` has another rule",)
    moved = said(old, parted(("i1",), ("i2", "i3", "i4")))
    assert moved.why == ("`one` is put together of other parts", "`two` is put together of other parts")
    flat = said(old, of(score(rules.Mean())))
    assert (flat.comparability, flat.why[0]) == (APART, "`s` is put together of other parts")
    with_more = said(old, parted(("i1", "i2"), ("i3", "i4", "i5"), n=5))
    assert (with_more.comparability, with_more.n_carried, with_more.n_items) == (LINKED, 4, 5)


def test_one_version_alone_is_not_comparable() -> None:
    """Nor is a score of which nothing was rated before."""
    half = percent("i1", "i2", name="half")
    assert said(of(percent(), half), of(percent()), "half").why == ("the old version only has it",)
    found = said(of(percent()), of(percent(), half), "half")
    assert (found.comparability, found.why, found.n_items) == (APART, ("the new version only has it",), 2)
    new = of(percent(), among=tuple(attrs.evolve(each, id=f"n{each.id}") for each in FOUR))
    assert said(of(percent()), new).why == ("none of its items was rated before",)


def test_a_status_that_is_lost_is_not_the_same() -> None:
    """The plan is the same for whatever both take, and these records hold what one of them refuses."""
    old, new = of(percent()), of(percent(), among=items(4, STEPS))
    assert rescored(old, new, [2]).scores[0].comparability is SAME
    (found,) = rescored(old, new, [2], [2, 2, NA, NA]).scores
    assert (found.comparability, found.why[-1]) == (
        COMPARABLE,
        "2 answers to `i3` and `i4` became missing: their status is not allowed any longer",
    )


def test_prorating_is_a_limit() -> None:
    """What becomes of a missing rating is no other rule of what is there."""
    plain = score(rules.Sum())
    prorated = score(rules.Sum(), missing=MissingRule(1, then=Then.PRORATE))
    assert said(of(plain), of(prorated)).comparability is COMPARABLE


def test_the_weakest_counts() -> None:
    """In the order in which they are told; nothing at all is the same."""
    assert weakest([]) is SAME
    assert weakest([SAME, LINKED, COMPARABLE]) is LINKED
    assert [each.says_more_or_less for each in Comparability] == [True, True, False, False]
