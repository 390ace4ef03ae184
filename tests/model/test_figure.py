"""Figures and their goals: what they refuse, and exactly when a goal is met."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from fidelity.errors import InvalidRecord
from fidelity.model.figure import (
    NAMES,
    Figure,
    FigureRule,
    Goal,
    MeanOfItemPercentages,
    MeanOfScore,
    ShareMeeting,
    rule_name,
)
from fidelity.model.score import Members
from fidelity.model.unit import Unit

ITEMS = MeanOfItemPercentages(Members(every=True))


def figure(rule: FigureRule, goal: Goal | None = None, name: str = "f", n_at_least: int = 1) -> Callable[[], Figure]:
    """What makes a figure of a site."""
    return lambda: Figure(name, rule, Unit.SITE, goal=goal, n_at_least=n_at_least)


def at_least(number: int | str) -> Goal:
    """A goal from below."""
    return Goal(at_least=Fraction(number))


def at_most(number: int | str) -> Goal:
    """A goal from above."""
    return Goal(at_most=Fraction(number))


@pytest.mark.parametrize(
    ("goal", "value", "holds"),
    [
        (at_least(80), "80", True),
        (at_least(80), "79.999999999999999999999", False),
        (at_least("200/3"), "200/3", True),
        (at_least("200/3"), "66.6666666666666666", False),
        (at_most(10), "10", True),
        (at_most(10), "10.00000000000000000001", False),
        (at_most(10), "0", True),
    ],
)
def test_the_number_of_a_goal_belongs_to_it(goal: Goal, value: str, holds: bool) -> None:
    """A value on the goal meets it, and one beside it, however near, is on its side."""
    assert goal.holds(Fraction(value)) is holds


def test_a_goal_says_itself() -> None:
    """In words it is what the definition says."""
    assert (str(at_least("2/3")), str(at_most(10))) == ("at least 2/3", "at most 10")


@pytest.mark.parametrize(
    ("make", "code", "path"),
    [
        (Goal, "bad-goal", ()),
        (lambda: Goal(Fraction(1), Fraction(2)), "bad-goal", ()),
        (figure(ITEMS, name="No good"), "bad-id", ("id",)),
        (figure(ITEMS, n_at_least=0), "out-of-range", ("n_at_least",)),
        (figure(ITEMS, at_least(0)), "bad-goal", ("goal",)),
        (figure(ITEMS, at_least("100.1")), "bad-goal", ("goal",)),
        (figure(ShareMeeting("k"), at_most(100)), "bad-goal", ("goal",)),
        (figure(ShareMeeting("k"), at_most(-1)), "bad-goal", ("goal",)),
    ],
)
def test_what_says_nothing_is_refused(make: Callable[[], object], code: str, path: tuple[str, ...]) -> None:
    """A goal without a number, one that every percentage meets or none, and a number of observations below 1."""
    with pytest.raises(InvalidRecord) as raised:
        make()
    assert [(each.code, each.path) for each in raised.value.problems] == [(code, path)]


@pytest.mark.parametrize("goal", [at_least(100), at_least("0.1"), at_most(0), at_most("99.9")])
def test_the_ends_of_a_percentage_can_be_goals(goal: Goal) -> None:
    """All, hardly any, none, and not quite all."""
    assert figure(ShareMeeting("k"), goal)().goal == goal


def test_a_mean_of_a_score_may_have_any_goal() -> None:
    """A score need not be a percentage."""
    assert figure(MeanOfScore("s"), at_least(400))().is_percentage is False
    assert figure(ShareMeeting("k"))().is_percentage is True


def test_rules_have_names() -> None:
    """Each rule is found by its name, and its name by the rule."""
    rules = (ShareMeeting("k"), MeanOfScore("s"), ITEMS)
    assert [rule_name(rule) for rule in rules] == list(NAMES)
    assert [NAMES[rule_name(rule)] for rule in rules] == [type(rule) for rule in rules]


def test_a_figure_has_a_name_for_people() -> None:
    """The title, or the id where there is none."""
    assert Figure("f", ITEMS, Unit.SITE, "Of items").name == "Of items"
    assert figure(ITEMS)().name == "f"
