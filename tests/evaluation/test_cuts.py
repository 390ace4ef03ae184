"""The cuts in force then and those of today, and what may be said of what both say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest

from fidelity.evaluation.comparability import Comparability, Statement
from fidelity.evaluation.cuts import as_of
from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.criterion import All, Condition, Criterion, ItemTest, ScoreTest
from fidelity.model.range import Range
from fidelity.model.score import Members
from fidelity.plan.lowering import lower
from tests.evaluation.editions import rescored, without
from tests.oracle.build import EXCLUDED, NA, checklist, items, scale, score

SAME, COMPARABLE, LINKED, APART = Comparability
STEPS = scale(0, 1, 2)
CUT = date(2024, 9, 1)
FOUR = items(4, STEPS)


def at_least(cut: int, name: str = "s") -> ScoreTest:
    """A score of at least so much."""
    return ScoreTest(name, Range(at_least=Fraction(cut)))


def floor(cut: int, *names: str) -> ItemTest:
    """Items of at least so much each."""
    return ItemTest(Members(names), Range(at_least=Fraction(cut)))


def asking(*criteria: Criterion) -> Checklist:
    """Four items, their percentage, and criteria."""
    return checklist(FOUR, score(rules.PercentOfPossible()), criteria=criteria, effects=EXCLUDED)


def good(condition: Condition, first: date | None = None, until: date | None = None) -> Criterion:
    """A criterion with its days."""
    return Criterion("good", condition, "", "", first, until)


def said(old: Checklist, new: Checklist, *dates: str) -> Statement:
    """What may be said of the criterion, from a record on each day."""
    rows = [[2] for _ in dates or ("",)]
    return rescored(old, new, *rows, dates=dates).criteria[0]


MOVED = asking(good(at_least(70), until=CUT), good(at_least(83), CUT))


@pytest.mark.parametrize(("on", "cuts"), [("2024-08-31", [70]), ("2024-09-01", [83]), ("2026-11-23", [83])])
def test_a_plan_as_of_a_day_has_the_cuts_of_that_day(on: str, cuts: list[int]) -> None:
    """For records of any day, and under the hash of the whole."""
    plan = as_of(lower(MOVED), date.fromisoformat(on))
    tests = [each.condition for each in plan.criteria]
    assert [test.range.at_least for test in tests if isinstance(test, ScoreTest)] == cuts
    assert all(each.in_force(date(1999, 1, 1)) for each in plan.criteria)
    assert plan.hash == lower(MOVED).hash


def test_a_cut_that_moved_is_comparable() -> None:
    """With both cuts in words; records of days since it moved were judged by the same."""
    why = ("it asks for `s` at least 83 (then: `s` at least 70)",)
    assert said(MOVED, MOVED, "2024-08-31") == Statement("good", "good", COMPARABLE, why)
    assert said(MOVED, MOVED, "2024-08-31", "2025-01-01").why == why
    assert said(MOVED, MOVED, "2024-09-01") == Statement("good", "good", SAME)
    # Without a day, it is the cut without an end.
    assert said(MOVED, MOVED) == Statement("good", "good", SAME)


def test_what_was_or_is_not_in_force_is_not_comparable() -> None:
    """Then, now, or in one version at all."""
    begun, ended = asking(good(at_least(70), CUT)), asking(good(at_least(70), until=CUT))
    assert said(begun, begun, "2024-08-31").why == ("it was in force on none of the days of these records",)
    assert said(ended, ended, "2024-08-31").why == ("it is not in force on 2026-11-23",)
    none = asking()
    assert said(none, begun, "2024-08-31") == Statement("good", "good", APART, ("the new version only has it",))
    assert said(begun, none, "2025-01-01").why == ("the old version only has it",)
    assert said(ended, none, "2025-01-01").why == (
        "the old version only has it",
        "it was in force on none of the days of these records",
    )


def test_a_verdict_is_no_stronger_than_what_it_asks_about() -> None:
    """A score that is linked only makes a verdict that is no more."""
    old = asking(good(at_least(70)))
    assert said(old, attrs.evolve(old, items=items(5, STEPS))).why == ("`s` is linked only",)
    other = attrs.evolve(old, items=items(4, scale(0, 1, 2, 3)))
    assert (said(old, other).comparability, said(old, other).why) == (APART, ("`s` is not comparable",))


def test_items_that_are_asked_about_count_too() -> None:
    """Whether they are carried, and whether what they are worth or their statuses do is the same."""
    old = asking(good(All((at_least(70), floor(1, "i1", "i2")))))
    assert said(old, old) == Statement("good", "good", SAME)
    in_part = attrs.evolve(old, items=(attrs.evolve(FOUR[0], scale=scale(0, 2)), *FOUR[1:]))
    assert said(old, in_part).why == ("`s` is linked only", "`i1` is carried in part")
    gone = without(asking(good(floor(1, "i2"))), "i1")
    found = said(asking(good(floor(1, "i1", "i2"))), gone)
    assert (found.comparability, found.why[-1]) == (LINKED, "`i1` is gone")
    left_out = attrs.evolve(old, off=frozenset({"i1"}))
    assert "`i1` is left out" in said(old, left_out).why
    another = attrs.evolve(old, items=(attrs.evolve(FOUR[0], scale=scale(0, 9)), *FOUR[1:]))
    assert (said(old, another).comparability, said(old, another).why[-1]) == (APART, "`i1` is on another scale")
    loose = attrs.evolve(asking(good(floor(1, "i1"))), items=items(4, STEPS, NA))
    strict = attrs.evolve(loose, items=FOUR)
    assert said(loose, strict).comparability is SAME
    lost = rescored(loose, strict, [NA, 2, 2, 2]).criteria[0]
    assert (lost.comparability, lost.why) == (
        COMPARABLE,
        ("`i1` is worth something else, or its statuses count otherwise",),
    )
