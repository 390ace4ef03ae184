"""Which end of an item is the better one, as the plan has it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fidelity.model.checklist import Checklist
from fidelity.model.criterion import BandTest, Criterion, ItemTest, ScoreTest
from fidelity.model.item import Item, Use
from fidelity.model.missing import MissingRule
from fidelity.model.range import Range
from fidelity.model.rule import LookUp, Mean, Ratio, Rung, Sum
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.plan.lowering import lower
from fidelity.report.feedback.lean import Lean, joined, leans
from tests.report.feedback.sample import FILES, definitions

SCALE = Scale("steps", tuple(Point(str(each), Fraction(each)) for each in (0, 1, 2)))
COUNT = Scale("times", kind=Kind.COUNT)
A, B = Item("a", "A", SCALE), Item("b", "B", SCALE)
NONE = MissingRule()
LOW, HIGH = Range(below=Fraction(1)), Range(at_least=Fraction(1))


def leaning(*scores: Score, criteria: tuple[Criterion, ...] = (), items: tuple[Item, ...] = (A, B)) -> dict[str, Lean]:
    """How the items of a checklist lean."""
    return dict(leans(lower(Checklist("c", items, scores, criteria))))


def test_more_is_better_unless_something_says_otherwise() -> None:
    """In a score, in a criterion, and where nothing reads the item at all."""
    assert leaning() == {"a": Lean.MORE, "b": Lean.MORE}
    assert leaning(Score("s", Mean(), Members(("a",)), NONE)) == {"a": Lean.MORE, "b": Lean.MORE}


def test_what_counts_backwards_is_better_the_fewer_it_is() -> None:
    """The item that is reversed, and not the other."""
    score = Score("s", Mean(), Members(every=True), NONE, reverse=frozenset({"b"}))
    assert leaning(score) == {"a": Lean.MORE, "b": Lean.FEWER}


@pytest.mark.parametrize(
    ("test", "lean"),
    [
        (ScoreTest("s", Range(at_most=Fraction(1))), Lean.FEWER),
        (ScoreTest("s", Range(at_least=Fraction(1))), Lean.MORE),
        (ScoreTest("s", Range(at_least=Fraction("0.5"), at_most=Fraction(1))), Lean.OPEN),
        (BandTest("s", ("low",)), Lean.FEWER),
        (BandTest("s", ("high",)), Lean.MORE),
    ],
)
def test_a_criterion_says_which_end_of_a_score_is_wanted(test: ScoreTest | BandTest, lean: Lean) -> None:
    """By its range or its bands; a range with two ends says nothing."""
    score = Score("s", Mean(), Members(every=True), NONE, bands=(Band("low", LOW), Band("high", HIGH)))
    assert leaning(score, criteria=(Criterion("k", test),)) == {"a": lean, "b": lean}


def test_a_criterion_may_ask_an_item_directly() -> None:
    """At most so much of it."""
    test = ItemTest(Members(("a",)), Range(at_most=Fraction(1)))
    assert leaning(criteria=(Criterion("k", test),)) == {"a": Lean.FEWER, "b": Lean.MORE}


def test_a_table_may_turn_it_round() -> None:
    """More of a count becomes fewer points, and the score that takes them wants more."""
    falling = LookUp((Rung(LOW, Fraction(4)), Rung(HIGH, Fraction(0))))
    rising = LookUp((Rung(LOW, Fraction(0)), Rung(HIGH, Fraction(4))))
    for rule, lean in ((falling, Lean.FEWER), (rising, Lean.MORE)):
        inner = Score("points", rule, Members(("a",)), NONE)
        outer = Score("s", Sum(), Members(("points", "b")), NONE)
        assert leaning(inner, outer) == {"a": lean, "b": Lean.MORE}


def test_parts_of_a_ratio_are_neither_good_nor_bad() -> None:
    """Numerator and denominator alike, also where another score takes one of them."""
    items = (Item("a", "A", COUNT), Item("b", "B", COUNT))
    ratio = Score("r", Ratio(("b",)), Members(("a",)), NONE)
    assert leaning(ratio, items=items) == {"a": Lean.OPEN, "b": Lean.OPEN}
    assert leaning(ratio, Score("s", Sum(), Members(("a",)), NONE), items=items)["a"] is Lean.OPEN


def test_an_item_that_is_only_recorded_is_left_out() -> None:
    """Nothing reads it, and nothing is to."""
    assert set(leaning(items=(A, Item("b", "B", SCALE, use=Use.UNSCORED)))) == {"a"}


def test_readings_that_differ_come_to_nothing() -> None:
    """And those that agree come to what they say."""
    assert joined([Lean.MORE, Lean.MORE]) is Lean.MORE
    assert joined([Lean.MORE, Lean.FEWER]) is Lean.OPEN
    assert joined([Lean.MORE, Lean.OPEN]) is Lean.OPEN


def test_the_faults_of_a_ladder_and_goals_for_losses_are_better_the_fewer_they_are() -> None:
    """Of all checklists that come with the project, these and no others lean that way."""
    fewer = {
        (definition.checklist.id, name)
        for path in FILES
        for definition in definitions(path)
        for name, lean in leans(definition.plan).items()
        if lean is Lean.FEWER
    }
    rooms = {name for checklist, name in fewer if checklist == "room"}
    assert len(rooms) == 6
    assert all("_1_" in name for name in rooms)
    goals = {name for checklist, name in fewer if checklist == "reported_goals"}
    assert {name.removeprefix("said_attrition_") for name in goals} == {
        "pregnancy", "infancy", "toddlerhood", "cumulative", "said_caseload_per_nurse",
    }  # fmt: skip
    assert len(fewer) == len(rooms) + len(goals)
