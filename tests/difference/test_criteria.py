"""Criteria of two versions: what they ask for, of what, and on which days."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs

from fidelity.difference.criteria import criteria
from fidelity.difference.record import CriterionDifference
from fidelity.difference.sides import Sides
from fidelity.difference.verdict import Aspect, Proof, Verdict
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ItemTest, ScoreTest, Truth
from fidelity.model.missing import MissingRule
from fidelity.model.profile import Profile, with_profile
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.model.status import Effect
from fidelity.plan.lowering import lower
from tests.oracle.build import EXCLUDED, NA, bands, checklist, items, scale, score

PARTS = items(3, scale(0, 1, 2), NA)
MEAN = score(rules.Mean(), effects=EXCLUDED, bands=bands(1))
ONE, TWO = Range(at_least=Fraction(1)), Range(at_least=Fraction(2))
MORNING, EVENING = date(2024, 1, 1), date(2025, 1, 1)


def made(*of: Criterion, **changes: object) -> Checklist:
    """Three items, their mean, and criteria."""
    return attrs.evolve(checklist(PARTS, MEAN), criteria=of, **changes)  # type: ignore[arg-type]


def asked(condition: Condition, start: date | None = None, end: date | None = None) -> Criterion:
    """A criterion."""
    return Criterion("good", condition, valid_from=start, valid_until=end)


def one(old: Checklist, new: Checklist) -> CriterionDifference:
    """What is found of the only criterion."""
    (found,) = criteria(Sides((lower(old), lower(new)), {}))
    return found


def test_the_same_criterion_cannot_move() -> None:
    """Whatever the order in which its parts are named."""
    parts: tuple[Condition, ...] = (ScoreTest("s", ONE), ItemTest(Members(("i1", "i2")), ONE))
    found = one(made(asked(All(parts))), made(asked(All(parts[::-1]))))
    assert (found.verdict, found.proof, found.why) == (Verdict.CANNOT_MOVE, Proof.SAME_PLAN, ())


def test_one_test_alone_is_the_same_in_all_as_in_any() -> None:
    """Every one of one is any of one."""
    found = one(made(asked(All((ScoreTest("s", ONE),)))), made(asked(Any((ScoreTest("s", ONE),)))))
    assert found.proof is Proof.SAME_PLAN


def test_a_higher_floor_moves() -> None:
    """A one meets the old floor and misses the new one."""
    found = one(made(asked(ItemTest(Members(("i1",)), ONE))), made(asked(ItemTest(Members(("i1",)), TWO))))
    assert found.example is not None
    assert (found.example.aspect, found.example.old, found.example.new) == (Aspect.VERDICT, Truth.MET, Truth.NOT_MET)
    assert found.example.sample.ratings == {"i1": "1"}
    assert found.why == ("it asks for `i1` at least 2 (before: `i1` at least 1)",)


def test_a_floor_between_points_cannot_move() -> None:
    """No item has 1.5 points, so that a floor of 1.5 and one of 2 say the same."""
    half = Range(at_least=Fraction("1.5"))
    every = Members(every=True)
    found = one(made(asked(ItemTest(every, half))), made(asked(ItemTest(every, TWO))))
    assert (found.verdict, found.proof) == (Verdict.CANNOT_MOVE, Proof.EVERY_STATE)


def test_a_criterion_moves_with_its_score() -> None:
    """It asks for the same of something that is not the same."""
    tolerant = attrs.evolve(MEAN, missing=MissingRule(1))
    same = asked(BandTest("s", ("b1",)))
    found = one(made(same), made(same, scores=(tolerant,)))
    assert found.why == ("`s`: not the same",)
    assert found.example is not None
    assert (found.example.aspect, found.example.old) == (Aspect.DECIDED, Truth.CANNOT_TELL)


def test_a_criterion_moves_with_its_item() -> None:
    """What a status does to an item that is tested comes from the checklist."""
    same = asked(ItemTest(Members(("i1",)), ONE))
    found = one(made(same), made(same, effects={NA: Effect.LOWEST}))
    assert found.why == ("`i1`: not applicable counts as the lowest points (before: is left out of the score)",)
    left_out = one(made(same), with_profile(made(same), Profile("short", "made", leaves_out=("i1",))))
    assert "`i1`: left out" in left_out.why


def test_a_later_beginning_moves_on_the_days_between() -> None:
    """Where the criterion is in force in one version only, it says something there that the other does not."""
    found = one(made(asked(ScoreTest("s", ONE), MORNING)), made(asked(ScoreTest("s", ONE), EVENING)))
    assert found.example is not None
    assert (found.example.day, found.example.old, found.example.new) == (MORNING, Truth.MET, None)
    assert found.why == ("it is in force from 2024-01-01 in the old version, and not so in the other",)


def test_a_cut_that_changes_with_a_day_is_compared_day_by_day() -> None:
    """Before the day nothing moves; from it on the new cut does."""
    old = (asked(ScoreTest("s", ONE), None, MORNING), asked(ScoreTest("s", ONE), MORNING))
    new = (asked(ScoreTest("s", ONE), None, MORNING), asked(ScoreTest("s", TWO), MORNING))
    found = one(made(*old), made(*new))
    assert found.example is not None
    assert found.example.day is None
    assert found.why == ("it asks for `s` at least 2 (before: `s` at least 1)",)
    assert one(made(*old), made(asked(ScoreTest("s", ONE)))).verdict is Verdict.CANNOT_MOVE


def test_criteria_of_one_version_only_are_told() -> None:
    """One that is gone, and one that is new."""
    both = criteria(Sides((lower(made(asked(ScoreTest("s", ONE)))), lower(made())), {}))
    assert [each.verdict for each in both] == [Verdict.REMOVED]
    both = criteria(Sides((lower(made()), lower(made(asked(ScoreTest("s", ONE))))), {}))
    assert [each.verdict for each in both] == [Verdict.ADDED]
