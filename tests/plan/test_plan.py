"""What holds for every plan, whatever its rules: the checks that a definition gives rise to, by their numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from fidelity.model import rule as rules
from fidelity.model.answer import Answer, answers
from fidelity.model.checklist import Checklist
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule, Then
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.rule import CountedFrom, Rule
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Members, Score
from fidelity.model.status import Effect, Status
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.result import Reason, Result
from tests.oracle.build import EXCLUDED, MISSING, NA, NONE, Given, checklist, count, items, result, scale, score
from tests.oracle.strategies import checklists, rows_of, seeds

RISING: tuple[Rule, ...] = (
    rules.Sum(),
    rules.Mean(),
    rules.Weighted(),
    rules.PercentOfPossible(),
    rules.PercentOfPossible(CountedFrom.LOWEST),
    rules.MeanOfPercentages(),
    rules.MeanOfPercentages(CountedFrom.LOWEST),
    rules.ProportionAtOrAbove(Fraction(1)),
    rules.ProportionAtOrAbove(),
    rules.Opportunity(Fraction(1)),
    rules.Count(Fraction(1)),
    rules.Minimum(),
    rules.AllOrNothing(Fraction(1)),
)
"""Rules of any number of items that never fall when an item rises."""
NORMALISED = tuple(rule for rule in RISING if not isinstance(rule, rules.Sum | rules.Count | rules.Minimum))
"""Rules of which the highest value does not grow with the number of items."""
WEIGHABLE = tuple(rule for rule in RISING if not isinstance(rule, rules.Mean | rules.Minimum))
each_rule = pytest.mark.parametrize("rule", RISING, ids=lambda rule: type(rule).__name__)

worths = st.lists(st.sampled_from([Fraction(n) for n in ("0", "1/2", "1", "2", "3", "7")]), min_size=2, unique=True)
"""Points of a scale; at least one of them reaches the threshold of 1 or is made to."""


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """A scale that some of its points reach 1 on."""
    points = draw(worths)
    assume(max(points) >= 1)
    return scale(*points)


def weights(rule: Rule, n: int) -> dict[str, Fraction]:
    """Weights where a rule must have them."""
    return {f"i{number}": Fraction(number) for number in range(1, n + 1)} if isinstance(rule, rules.Weighted) else {}


def made(rule: Rule, of: tuple[Item, ...], missing: MissingRule = NONE, **rest: Any) -> Checklist:
    """A checklist with one score of all its items."""
    given_weights = rest.pop("weights", weights(rule, len(of)))
    return checklist(of, score(rule, missing=missing, weights=given_weights, effects=EXCLUDED, **rest))


def tolerant(rule: Rule) -> MissingRule:
    """One may be missing, with what that needs saying."""
    then = Then.PRORATE if isinstance(rule, rules.Sum | rules.Count) else None
    return MissingRule(1, then=Then.LOWEST if isinstance(rule, rules.Minimum | rules.AllOrNothing) else then)


def ends(of: Scale) -> tuple[Fraction, Fraction]:
    """The lowest and the highest points of a scale."""
    points = [point.points for point in of.points]
    return min(points), max(points)


@each_rule
@given(of=scales(), n=st.integers(1, 5))
@settings(max_examples=6)
def test_3_all_worst_and_all_best_reach_the_declared_range(rule: Rule, of: Scale, n: int) -> None:
    """(3) The lowest answers give exactly the lowest declared value, the highest answers the highest."""
    one = made(rule, items(n, of))
    low, high = ends(of)
    assert (result(one, low).value, result(one, high).value) == lower(one).scores["s"].range


@given(checklists(), seeds)
@settings(max_examples=30)
def test_3_no_value_lies_outside_the_declared_range(any_list: Checklist, seed: int) -> None:
    """(3) Whatever is rated, left out or missing, no value, bound or band lies outside the declared range."""
    plan = lower(any_list)
    for each in rows_of(any_list, seed, 6):
        for name, one in score_one(plan, each).items():
            low, high = plan.scores[name].range
            for number in (one.value, one.lowest, one.highest):
                assert number is None or ((low is None or number >= low) and (high is None or number <= high))


@each_rule
@given(of=scales(), seed=seeds)
@settings(max_examples=6)
def test_4_reversing_twice_is_not_reversing(rule: Rule, of: Scale, seed: int) -> None:
    """(4) An item that counts backwards on a scale turned upside down counts as before, within the declared range."""
    low, high = ends(of)
    upside_down = attrs.evolve(
        of, points=tuple(attrs.evolve(point, points=low + high - point.points) for point in of.points)
    )
    plain_one = made(rule, items(3, of, NA))
    turned = made(rule, items(3, upside_down, NA), reverse=frozenset({"i1", "i2", "i3"}))
    for each in rows_of(plain_one, seed, 5):
        backwards = {
            name: given
            if given.value is None
            else Answer(given.status, given.code, next(p.points for p in upside_down.points if p.code == given.code))
            for name, given in each.items()
        }
        assert score_one(lower(turned), backwards) == score_one(lower(plain_one), each)


def test_4_a_score_counts_backwards_within_its_declared_range() -> None:
    """(4) A score of 0 to 4 that is 3 counts as 1 where it counts backwards, whatever the sample was."""
    one = checklist(
        items(2, scale(0, 1, 2)),
        score(rules.Sum(), name="total"),
        score(rules.Sum(), "total", name="s", reverse=frozenset({"total"})),
    )
    assert result(one, 2, 1).value == 1


@each_rule
@given(of=scales(), data=st.data(), seed=seeds)
@settings(max_examples=8)
def test_6_the_order_of_items_changes_nothing(rule: Rule, of: Scale, data: st.DataObject, seed: int) -> None:
    """(6) Items in another order give the same results in every field."""
    before = made(rule, items(4, of, NA), tolerant(rule))
    after = attrs.evolve(before, items=tuple(data.draw(st.permutations(before.items))))
    for each in rows_of(before, seed, 4):
        assert score_one(lower(before), each) == score_one(lower(after), each)


@given(checklists(), seeds)
@settings(max_examples=20)
def test_6_the_order_of_scores_changes_nothing(any_list: Checklist, seed: int) -> None:
    """(6) Scores written in the opposite order, before those that they are made of, give the same results."""
    backwards = attrs.evolve(any_list, scores=any_list.scores[::-1])
    for each in rows_of(any_list, seed, 4):
        assert score_one(lower(any_list), each) == score_one(lower(backwards), each)


@each_rule
@given(of=scales(), n=st.integers(2, 6), data=st.data())
@settings(max_examples=6)
def test_7_as_many_missing_as_tolerated_gives_a_score_and_one_more_gives_the_reason(
    rule: Rule, of: Scale, n: int, data: st.DataObject
) -> None:
    """(7) The limit itself is still a score; one more missing is none, with the reason."""
    most = data.draw(st.integers(1, n - 1))
    one = made(rule, items(n, of), attrs.evolve(tolerant(rule), at_most=most))
    best = ends(of)[1]
    at_limit = result(one, *[best] * (n - most), *[MISSING] * most)
    assert at_limit.value is not None
    assert at_limit.n_used == n - most
    if most + 1 < n:
        over = result(one, *[best] * (n - most - 1), *[MISSING] * (most + 1))
        assert (over.value, over.reason) == (None, Reason.TOO_MANY_MISSING)


@pytest.mark.parametrize(("n_missing", "is_scored"), [(2, True), (3, False)])
def test_7_a_share_is_of_those_that_apply(n_missing: int, is_scored: bool) -> None:
    """(7) A quarter of eight that apply is two: what does not apply does not widen the tolerance."""
    one = checklist(
        items(12, scale(0, 1), NA),
        score(rules.Mean(), missing=MissingRule(None, Fraction(1, 4)), effects=EXCLUDED),
    )
    assert (result(one, *[NA] * 4, *[MISSING] * n_missing, *[1] * (8 - n_missing)).value is not None) is is_scored


@pytest.mark.parametrize(("n_rated", "reason"), [(3, None), (2, Reason.TOO_FEW_RATED)])
def test_7_as_many_rated_as_asked_for_is_enough(n_rated: int, reason: Reason | None) -> None:
    """(7) Three of at least three is a score; two is none, although the missing ones were tolerated."""
    one = checklist(items(5, scale(0, 1)), score(rules.Mean(), missing=MissingRule(4, rated_at_least=3)))
    assert result(one, *[1] * n_rated, *[MISSING] * (5 - n_rated)).reason is reason


@each_rule
@given(of=scales(), n=st.integers(1, 5), data=st.data())
@settings(max_examples=8)
def test_8_all_missing_is_never_a_number(rule: Rule, of: Scale, n: int, data: st.DataObject) -> None:
    """(8) Where nothing was rated there is no value, however much may be missing: not 0, not 1, not 100."""
    assume(ends(of)[0] < 1)
    missing = data.draw(st.sampled_from([MissingRule(), MissingRule(unless_decided=True), tolerant(rule)]))
    one = made(rule, items(max(n, 2), of), missing)
    status = data.draw(st.sampled_from([Status.MISSING, Status.INVALID]))
    nothing = result(one, status)
    assert (nothing.value, nothing.reason, nothing.n_rated) == (None, Reason.NOTHING_RATED, 0)
    assert nothing.lowest != nothing.highest


@each_rule
def test_8_nothing_applicable_is_never_a_number(rule: Rule) -> None:
    """(8) Where nothing applies there is no value and no bound."""
    nothing = result(made(rule, items(3, scale(0, 1, 2), NA)), NA)
    assert (nothing.value, nothing.reason) == (None, Reason.NOTHING_APPLICABLE)
    assert (nothing.lowest, nothing.highest, nothing.n_applicable) == (None, None, 0)


@given(checklists())
@settings(max_examples=20)
def test_8_a_blank_form_has_no_score(any_list: Checklist) -> None:
    """(8) A form on which nothing was written has no value for any score of items."""
    blank = score_one(lower(any_list), {})
    assert all(one.value is None for one in blank.values())


@each_rule
@given(of=scales(), seed=seeds)
@settings(max_examples=6)
def test_9_not_applicable_and_excluded_is_as_if_the_item_were_not_there(rule: Rule, of: Scale, seed: int) -> None:
    """(9) Value, reason, bounds and counts but for what was expected are those of a checklist without the item."""
    whole = made(rule, items(4, of, NA))
    less = made(rule, items(3, of, NA), weights=weights(rule, 3))
    for each in rows_of(whole, seed, 5):
        with_na = score_one(lower(whole), {**each, "i4": Answer(NA)})["s"]
        removed = score_one(lower(less), {name: given for name, given in each.items() if name != "i4"})["s"]
        assert attrs.evolve(with_na, n_expected=removed.n_expected) == removed


@given(checklists(profiled=True), seeds)
@settings(max_examples=30)
def test_9_left_out_by_a_profile_is_excluded_whatever_was_written(any_list: Checklist, seed: int) -> None:
    """(9) What stands in a column that a profile leaves out changes nothing."""
    plan = lower(any_list)
    for each, other in zip(rows_of(any_list, seed, 4), rows_of(any_list, seed + 1, 4), strict=True):
        mixed = {**each, **{name: other[name] for name in any_list.off}}
        assert score_one(plan, each) == score_one(plan, mixed)


@each_rule
def test_10_not_applicable_is_not_missing(rule: Rule) -> None:
    """(10) The same answers with one not applicable, and with one missing, differ where nothing may be missing."""
    one = made(rule, items(3, scale(0, 1, 2), NA))
    left_out, missed = result(one, 2, 2, NA), result(one, 2, 2, MISSING)
    assert left_out.value is not None
    assert (left_out.n_applicable, left_out.n_missing) == (2, 0)
    assert (missed.value, missed.n_applicable, missed.n_missing) == (None, 3, 1)


def test_10_an_opportunity_that_was_missed_counts_and_one_that_was_not_there_does_not() -> None:
    """(10) Two of three taken with the third missing is 2/3; with the third not applicable it is all."""
    one = made(rules.Opportunity(Fraction(1)), items(3, scale(0, 1), NA), MissingRule(1))
    assert result(one, 1, 1, MISSING).value == Fraction(2, 3)
    assert result(one, 1, 1, NA).value == 1


@each_rule
def test_11_zero_is_a_value(rule: Rule) -> None:
    """(11) All zeros is rated, is not missing, and gives the lowest value and no reason."""
    zeros = result(made(rule, items(3, scale(0, 1, 2))), 0)
    assert (zeros.reason, zeros.n_rated, zeros.n_missing, zeros.n_used) == (None, 3, 0, 3)
    assert zeros.value == 0


@each_rule
@pytest.mark.parametrize("reserved", ["8", "9", "777", "999"])
def test_13_a_reserved_code_never_enters_arithmetic(rule: Rule, reserved: str) -> None:
    """(13) A code that stands for a status is the status: the score is that of the status, not of the number."""
    coded = attrs.evolve(scale(0, 1, 2), status_codes={reserved: Status.INSUFFICIENT_DATA})
    one = made(rule, items(3, coded), tolerant(rule))
    assert reserved not in {given.code for given in answers(one.items[0])}
    assert Status.INSUFFICIENT_DATA in {given.status for given in answers(one.items[0])}
    by_status = result(one, 2, 1, Answer(Status.INSUFFICIENT_DATA, reserved))
    assert by_status == result(one, 2, 1, MISSING)


@pytest.mark.parametrize("rule", WEIGHABLE, ids=lambda rule: type(rule).__name__)
@given(of=scales(), seed=seeds)
@settings(max_examples=6)
def test_15_a_member_of_weight_0_is_as_if_absent(rule: Rule, of: Scale, seed: int) -> None:
    """(15) An item that weighs nothing is not expected, cannot be missing and moves no bound."""
    with_nothing = {"i1": Fraction(2), "i2": Fraction(1), "i3": Fraction(0)}
    whole = made(rule, items(3, of, NA), weights=with_nothing)
    less = made(rule, items(2, of, NA), weights={"i1": Fraction(2), "i2": Fraction(1)})
    for each in rows_of(whole, seed, 5):
        two = {name: given for name, given in each.items() if name != "i3"}
        assert score_one(lower(whole), each) == score_one(lower(less), two)
    assert lower(whole).scores["s"].range == lower(less).scores["s"].range


@pytest.mark.parametrize("rule", NORMALISED[1:-1], ids=lambda rule: type(rule).__name__)
@given(seed=seeds, by=st.fractions(Fraction(1, 9), 50, max_denominator=9))
@settings(max_examples=6)
def test_15_scaling_all_weights_changes_no_normalised_score(rule: Rule, seed: int, by: Fraction) -> None:
    """(15) Weights of 1, 2, 3 and of any multiple give the same results, and the same plan."""
    own = {f"i{n}": Fraction(n) for n in (1, 2, 3)}
    before = made(rule, items(3, scale(0, 1, 2), NA), weights=own)
    after = made(rule, items(3, scale(0, 1, 2), NA), weights={name: weight * by for name, weight in own.items()})
    assert lower(before).hash == lower(after).hash
    for each in rows_of(before, seed, 4):
        assert score_one(lower(before), each) == score_one(lower(after), each)


def test_15_the_highest_is_reachable_with_weights() -> None:
    """(15) A weighted sum of 3 × 2 and 1/2 × 2 reaches 7, which is its declared highest."""
    one = made(rules.Sum(), items(2, scale(0, 2)), weights={"i1": Fraction(3), "i2": Fraction(1, 2)})
    assert lower(one).scores["s"].range == (Fraction(0), Fraction(7))
    assert result(one, 2).value == 7


@pytest.mark.parametrize(("points", "is_met"), [(21, True), (20, False)])
def test_17_a_cut_of_70_percent_of_30_is_21(points: int, is_met: bool) -> None:
    """(17) 0.7 × 30 is 21 exactly; in binary floating point it is 21.0 or a hair less, by the order of work."""
    assert _at_least_70_percent(30, points) is is_met


@pytest.mark.parametrize(("points", "is_met"), [(75, True), (74, False)])
def test_17_a_cut_of_70_percent_of_107_lies_between_74_and_75(points: int, is_met: bool) -> None:
    """(17) 0.7 × 107 is 74.9: 75 reaches it and 74 does not."""
    assert _at_least_70_percent(107, points) is is_met


def _at_least_70_percent(of: int, points: int) -> bool:
    one = made(rules.PercentOfPossible(), items(of, scale(0, 1)))
    value = result(one, *[1] * points, *[0] * (of - points)).value
    assert value is not None
    return Range(at_least=Fraction(70)).holds(value)


def test_17_three_tenths_is_three_times_one_tenth() -> None:
    """(17) 0.1 + 0.1 + 0.1 is 0.3 at a cut of 0.3, which it is not in binary."""
    one = made(rules.Sum(), items(3, scale(0, "0.1")))
    assert result(one, "0.1").value == Fraction(3, 10)


@each_rule
@given(of=scales(), data=st.data(), seed=seeds)
@settings(max_examples=7)
def test_18_raising_an_item_never_lowers_the_score(rule: Rule, of: Scale, data: st.DataObject, seed: int) -> None:
    """(18) With everything else as it is, more points for one item are never worth less."""
    one = made(rule, items(3, of, NA), tolerant(rule))
    plan = lower(one)
    for each in rows_of(one, seed, 4):
        ladder = sorted(of.points, key=lambda point: point.points)
        values = [
            score_one(plan, {**each, "i2": Answer(Status.RATED, point.code, point.points)})["s"].value
            for point in ladder
        ]
        known = [value for value in values if value is not None]
        assert known == sorted(known)


def test_18_a_reversed_item_never_raises_the_score() -> None:
    """(18) More points for an item that counts backwards are worth less, step by step."""
    one = made(rules.Mean(), items(2, scale(0, 1, 2)), reverse=frozenset({"i1"}))
    assert [result(one, points, 1).value for points in (0, 1, 2)] == [Fraction(3, 2), Fraction(1), Fraction(1, 2)]


@each_rule
@given(of=scales(), seed=seeds)
@settings(max_examples=8)
def test_24_what_is_missing_stays_within_the_bounds(rule: Rule, of: Scale, seed: int) -> None:
    """(24) Fill in what is missing with anything: the value lies between the bounds, and both are reached."""
    one = made(rule, items(3, of))
    plan, (low, high) = lower(one), ends(of)
    for each in rows_of(one, seed, 4):
        before = score_one(plan, each)["s"]
        filled = [_filled(plan.checklist, each, points) for points in (low, high)]
        worst, best = (score_one(plan, of_row)["s"].value for of_row in filled)
        assert (before.lowest, before.highest) == (worst, best)


def _filled(of: Checklist, each: dict[str, Answer], points: Fraction) -> dict[str, Answer]:
    return {
        name: given if given.value is not None else Answer(Status.RATED, "", points) for name, given in each.items()
    }


@each_rule
def test_24_bounds_meet_when_nothing_is_missing(rule: Rule) -> None:
    """(24) Complete: lowest, value and highest are one number."""
    whole = result(made(rule, items(3, scale(0, 1, 2))), 2, 1, 0)
    assert whole.lowest == whole.value == whole.highest


@pytest.mark.parametrize("rule", NORMALISED[:7], ids=lambda rule: type(rule).__name__)
def test_24_bounds_are_apart_when_a_rating_is_missing(rule: Rule) -> None:
    """(24) While a rating that matters is missing, the lowest lies strictly below the highest."""
    open_one = result(made(rule, items(3, scale(0, 1, 2))), 2, 1, MISSING)
    assert open_one.lowest is not None
    assert open_one.highest is not None
    assert open_one.lowest < open_one.highest


@given(checklists(), seeds)
@settings(max_examples=20)
def test_24_the_lowest_is_never_above_the_highest(any_list: Checklist, seed: int) -> None:
    """(24) Whatever the rule, bounds stand in order, and what is decided is the value."""
    plan = lower(any_list)
    for each in rows_of(any_list, seed, 5):
        for one in score_one(plan, each).values():
            if one.lowest is not None and one.highest is not None:
                assert one.lowest <= one.highest
                if one.value is not None and one.lowest == one.highest and not one.n_missing:
                    assert one.value == one.lowest


UNDECIDED = MissingRule(unless_decided=True)


@pytest.mark.parametrize(
    ("rule", "known", "value"),
    [
        (rules.AllOrNothing(), (0, 1), Fraction(0)),
        (rules.Minimum(), (0, 1), Fraction(0)),
        (rules.AllOrNothing(), (1, 1), None),
        (rules.Mean(), (0, 1), None),
    ],
)
def test_a_score_that_is_decided_exists_although_a_rating_is_missing(
    rule: Rule, known: tuple[Given, Given], value: Fraction | None
) -> None:
    """With none_unless_decided there is a value exactly where the missing rating cannot change it."""
    one = made(rule, items(3, scale(0, 1)), UNDECIDED)
    found = result(one, *known, MISSING)
    assert found.value == value
    assert found.reason is (Reason.TOO_MANY_MISSING if value is None else None)


@pytest.mark.parametrize("rule", [rules.Sum(), rules.Ratio(("i2",))], ids=["sum", "ratio"])
def test_what_has_no_limit_is_never_decided(rule: Rule) -> None:
    """A missing count that could be anything leaves the score open, not decided as if it were 0."""
    counts = (Item("i1", "text", count()), Item("i2", "text", count()))
    of = ("i1",) if isinstance(rule, rules.Ratio) else ("i1", "i2")
    found = result(checklist(counts, score(rule, *of, missing=UNDECIDED)), 3, MISSING)
    assert (found.value, found.reason) == (None, Reason.TOO_MANY_MISSING)


@pytest.mark.parametrize("effect", [effect for effect in Effect if effect is not Effect.USED])
def test_each_effect_of_a_status(effect: Effect) -> None:
    """What does not apply is left out, missing, the lowest, the highest, or forbids the score, as is declared."""
    one = checklist(items(2, scale(1, 2, 5), NA), score(rules.Mean(), missing=MissingRule(1), effects={NA: effect}))
    expected: dict[Effect, Callable[[Result], bool]] = {
        Effect.EXCLUDED: lambda found: found.value == 2 and found.n_applicable == 1,
        Effect.MISSING: lambda found: found.value == 2 and found.n_missing == 1,
        Effect.LOWEST: lambda found: found.value == Fraction(3, 2) and found.n_rated == 1,
        Effect.HIGHEST: lambda found: found.value == Fraction(7, 2) and found.n_rated == 1,
        Effect.FORBIDDEN: lambda found: found.reason is Reason.STATUS_NOT_PERMITTED and found.n_applicable == 2,
    }
    assert expected[effect](result(one, 2, NA))


def test_what_is_forbidden_is_told_before_what_is_missing() -> None:
    """The reason names the status that is not permitted, also where everything else is missing."""
    one = checklist(items(2, scale(0, 1), NA), score(rules.Mean(), effects={NA: Effect.FORBIDDEN}))
    assert result(one, NA, MISSING).reason is Reason.STATUS_NOT_PERMITTED


def test_a_part_to_which_nothing_applies_acts_like_a_status() -> None:
    """A subscale of which nothing applies is left out of the total, or forbids it, as one item would."""
    for effect, value, reason in (
        (Effect.EXCLUDED, Fraction(1), None),
        (Effect.FORBIDDEN, None, Reason.STATUS_NOT_PERMITTED),
    ):
        one = checklist(
            items(2, scale(0, 1), NA),
            score(rules.Mean(), "i1", name="a", effects=EXCLUDED),
            score(rules.Mean(), "i2", name="b", effects=EXCLUDED),
            score(rules.Mean(), "a", "b", name="s", effects={NA: effect}),
        )
        found = result(one, 1, NA)
        assert (found.value, found.reason) == (value, reason)


def test_a_part_without_value_for_another_reason_is_missing() -> None:
    """A subscale with a missing rating is missing in the total, which it bounds by what it could still be."""
    one = checklist(
        items(3, scale(0, 4)),
        score(rules.Mean(), "i1", "i2", name="a"),
        score(rules.Mean(), "i3", name="b"),
        score(rules.Mean(), "a", "b", name="s"),
    )
    found = result(one, 4, MISSING, 0)
    assert found.reason is Reason.TOO_MANY_MISSING
    # a lies between (4 + 0) / 2 and (4 + 4) / 2; with b = 0 the mean lies between 1 and 2.
    assert (found.lowest, found.highest) == (Fraction(1), Fraction(2))


def test_a_part_that_counts_backwards_turns_its_bounds_around() -> None:
    """A part of 0 to 4 that could still be 2 to 4 counts backwards as 0 to 2."""
    one = checklist(
        items(3, scale(0, 1, 2)),
        score(rules.Sum(), "i1", "i2", name="part"),
        score(rules.Sum(), "part", "i3", name="s", reverse=frozenset({"part"})),
    )
    found = result(one, 2, MISSING, 1)
    assert (found.lowest, found.highest) == (Fraction(1), Fraction(3))


def test_a_part_with_a_value_keeps_its_parents_bounds_open() -> None:
    """A part that tolerates a missing rating has a value, and could still change: so could what is made of it."""
    one = checklist(
        items(2, scale(0, 1, 2)),
        score(rules.Mean(), name="part", missing=MissingRule(1)),
        score(rules.Sum(), "part", name="s"),
    )
    found = result(one, 2, MISSING)
    # The mean of 2 alone is 2; with the missing one at 0 or at 2 it is 1 or 2.
    assert (found.value, found.lowest, found.highest) == (Fraction(2), Fraction(1), Fraction(2))


def test_a_profile_that_leaves_an_item_out_shortens_the_range() -> None:
    """The sum of three items of 0 to 2 reaches 6; with one left out, 4."""
    whole = made(rules.Sum(), items(3, scale(0, 2)))
    short = with_profile(whole, Profile("short", "made", leaves_out=("i2",)))
    assert lower(whole).scores["s"].range == (Fraction(0), Fraction(6))
    assert lower(short).scores["s"].range == (Fraction(0), Fraction(4))
    assert result(short, 2, 2, 2).value == 4


def test_points_stand_for_codes_and_not_the_other_way_round() -> None:
    """(13) A point with code 9 that is worth 1 adds 1."""
    of = Scale("odd", (Point("9", Fraction(1)), Point("8", Fraction(0))))
    one = checklist(items(2, of), Score("s", rules.Sum(), Members(every=True), MissingRule()))
    both = {name: Answer(Status.RATED, "9", Fraction(1)) for name in ("i1", "i2")}
    assert score_one(lower(one), both)["s"].value == 2
