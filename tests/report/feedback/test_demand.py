"""The items that a criterion asks for by themselves."""

from __future__ import annotations

from fractions import Fraction

from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import Criterion, ItemTest, ScoreTest
from fidelity.model.item import Item
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.rule import AllOrNothing, Mean, Minimum
from fidelity.model.scale import Point, Scale
from fidelity.model.score import Members, Score
from fidelity.model.status import Status
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.report.feedback.demand import demanded

SCALE = Scale("steps", tuple(Point(str(each), Fraction(each)) for each in (0, 1, 2)))
ITEMS = tuple(Item(name, name.upper(), SCALE) for name in "abc")
ANSWERS = {name: Answer(Status.RATED, str(points), Fraction(points)) for name, points in (("a", 0), ("b", 1), ("c", 2))}
AT_LEAST_ONE = Range(at_least=Fraction(1))


def asked(test: ScoreTest | ItemTest, *scores: Score) -> list[str]:
    """The items that one criterion asks for."""
    plan = lower(Checklist("c", ITEMS, scores, (Criterion("k", test),)))
    found = demanded(plan, plan.criteria, ANSWERS, score_one(plan, ANSWERS))
    assert all([each.id for each in criteria] == ["k"] for criteria in found.values())
    return list(found)


def test_a_floor_asks_for_each_item_below_it() -> None:
    """One that reaches it is not asked for."""
    assert asked(ItemTest(Members(("a", "b", "c")), AT_LEAST_ONE)) == ["a"]


def test_the_least_of_several_is_lost_on_those_below_the_cut() -> None:
    """And nothing is asked for where it was reached."""
    least = Score("least", Minimum(), Members(("a", "b")), MissingRule())
    assert asked(ScoreTest("least", AT_LEAST_ONE), least) == ["a"]
    assert asked(ScoreTest("least", Range(at_least=Fraction(2))), least) == ["a", "b"]
    assert asked(ScoreTest("least", Range(at_least=Fraction(0))), least) == []


def test_all_or_nothing_is_lost_on_each_that_is_not_there() -> None:
    """By its own threshold, or by the highest points."""
    every = Members(every=True)
    assert asked(ScoreTest("every", AT_LEAST_ONE), Score("every", AllOrNothing(), every, MissingRule())) == ["a", "b"]
    one = Score("every", AllOrNothing(Fraction(1)), every, MissingRule())
    assert asked(ScoreTest("every", AT_LEAST_ONE), one) == ["a"]


def test_a_mean_asks_for_no_item() -> None:
    """Any of them could make up for another."""
    mean = Score("mean", Mean(), Members(every=True), MissingRule())
    assert asked(ScoreTest("mean", Range(at_least=Fraction(2))), mean) == []
