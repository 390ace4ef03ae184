"""Criteria: Kleene's logic, for one observation, for columns of them, and by cases."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest, ScoreTest, Truth
from fidelity.model.range import Range
from fidelity.model.rule import Mean, Sum
from fidelity.model.score import Members
from fidelity.model.status import Effect
from fidelity.plan.columns import fold
from fidelity.plan.exact import score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.lowering import lower
from fidelity.plan.verdicts import judge
from tests.oracle.build import MISSING, NA, Given, bands, checklist, coded, items, row, scale, score
from tests.oracle.scorer import naive_truths
from tests.oracle.strategies import checklists, rows_of, seeds

EVERY = Members(every=True)


@settings(max_examples=50)
@given(checklists(), seeds)
def test_columns_one_row_and_cases_judge_alike(made: Checklist, seed: int) -> None:
    """Every criterion says the same of a row in a table, of the row alone, and by cases written out."""
    plan, rows = lower(made), rows_of(made, seed, 15)
    codes, levels = coded(made, rows)
    truths = judge(plan, fold(plan, codes, levels), codes, levels)
    for place, each in enumerate(rows):
        results = score_one(plan, each)
        one = judge_one(plan, each, results)
        assert one == naive_truths(made, each, results)
        assert one == tuple(Truth(int(of[place])) for of in truths)


def verdict(condition: Condition, *given: Given) -> Truth:
    """What a criterion says of two items and their mean."""
    made = checklist(
        items(2, scale(0, 1, 2), NA),
        score(Mean(), effects={NA: Effect.EXCLUDED}, bands=bands(1)),
        criteria=(Criterion("k", condition),),
    )
    plan, answers = lower(made), row(made, *given)
    (truth,) = judge_one(plan, answers, score_one(plan, answers))
    return truth


def test_a_floor_holds_for_each_item() -> None:
    """One item below the floor fails it, whatever the mean is."""
    floor = ItemTest(EVERY, Range(at_least=Fraction(1)))
    assert verdict(floor, 1, 1) is Truth.MET
    assert verdict(floor, 2, 0) is Truth.NOT_MET


def test_a_failed_floor_stays_failed_whatever_is_missing() -> None:
    """What is missing cannot mend an item that is below the floor; what is well so far cannot vouch for it."""
    floor = ItemTest(EVERY, Range(at_least=Fraction(1)))
    assert verdict(floor, 0, MISSING) is Truth.NOT_MET
    assert verdict(floor, 2, MISSING) is Truth.CANNOT_TELL


def test_an_item_that_does_not_apply_is_passed_over() -> None:
    """The floor is asked of what applies; where nothing applies, nothing can be told."""
    floor = ItemTest(EVERY, Range(at_least=Fraction(1)))
    assert verdict(floor, 1, NA) is Truth.MET
    assert verdict(floor, NA, NA) is Truth.CANNOT_TELL


def test_passed_over_does_not_win_an_alternative() -> None:
    """An alternative that does not apply leaves the answer to the others."""
    either = Any((ItemTest(Members(("i1",)), Range(at_least=Fraction(1))), ScoreTest("s", Range(at_least=Fraction(2)))))
    assert verdict(either, NA, 1) is Truth.NOT_MET
    assert verdict(either, NA, 2) is Truth.MET


def test_a_score_without_value_cannot_be_told() -> None:
    """No value is neither above nor below a cut; an alternative that holds is enough all the same."""
    test = ScoreTest("s", Range(at_least=Fraction(0)))
    assert verdict(test, MISSING, 2) is Truth.CANNOT_TELL
    assert verdict(BandTest("s", ("b0",)), MISSING, 2) is Truth.CANNOT_TELL
    assert verdict(Any((test, ItemTest(Members(("i2",)), Range(at_least=Fraction(2))))), MISSING, 2) is Truth.MET
    assert verdict(All((test, ItemTest(Members(("i2",)), Range(below=Fraction(2))))), MISSING, 2) is Truth.NOT_MET


def test_a_cut_belongs_to_the_band_above_it() -> None:
    """(16) On the cut is in the upper band; just below it is in the lower."""
    assert verdict(BandTest("s", ("b1",)), 1, 1) is Truth.MET
    assert verdict(BandTest("s", ("b1",)), 1, 0) is Truth.NOT_MET
    assert verdict(BandTest("s", ("b0",)), 1, 0) is Truth.MET


def test_an_item_without_an_answer_is_missing() -> None:
    """An item that is absent from an observation leaves a floor open."""
    made = checklist(
        items(1, scale(0, 1)), score(Sum()), criteria=(Criterion("k", ItemTest(EVERY, Range(at_least=Fraction(1)))),)
    )
    plan = lower(made)
    assert judge_one(plan, {}, score_one(plan, {})) == (Truth.CANNOT_TELL,)
