"""The best and the worst ratings, and the bounds of what may still come."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from fidelity.conformance.engine import ENGINE, Results, Row
from fidelity.plan.plan import Plan
from fidelity.plan.seen import Member, Seen
from tests.conformance.asked import added, problems, subject_of, told

RULE = "{id: rhythm, rule: python, name: story_time.rhythm, lowest: %s, highest: %s, of: [%s], missing: none}"


def total(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
    """The sum."""
    return sum((each.points or Fraction(0) for _, each in seen), Fraction(0))


RULES = {"story_time.rhythm": total}


def test_a_published_range_is_told_at_its_line() -> None:
    """Both ends are compared, and each says what it is and what it comes to."""
    (low, high) = problems("extremes", subject_of(("{lowest: 4, highest: 22}", "{lowest: 0, highest: 26}")))
    assert low.message == "the lowest value of score `points` is said to be 0, and comes to 4"
    assert high.message == "the highest value of score `points` is said to be 26, and comes to 22"
    assert [each.place.excerpt for each in (low, high) if each.place] == [
        "          range: {lowest: 0, highest: 26}"
    ] * 2


def test_a_rule_reaches_exactly_what_it_is_said_to_give() -> None:
    """Too high is as wrong as too low, where every item has its ends."""
    assert told("extremes", added(RULE % (2, 10, "asks, waits")), rules=RULES) == []
    assert len(told("extremes", added(RULE % (0, 12, "asks, waits")), rules=RULES)) == 2


def test_of_numbers_without_an_end_nobody_knows_the_highest() -> None:
    """A rule over minutes that have no end may be said to give anything."""
    endless = (
        "at_most: 60, unit: minutes}",
        "unit: minutes}\n    hours: {measure: number, at_least: 0}",
    )
    item = (
        "        - {id: length, component",
        "        - {id: slept, component: together, dimension: parts, scale: hours, "
        "text: Hours of sleep, use: unscored}\n        - {id: length, component",
    )
    assert told("extremes", endless, item, added(RULE % (0, 1000, "slept")), rules=RULES) == []


def test_bounds_are_told_with_the_smallest_example() -> None:
    """Of the observation only that is shown which the fault needs."""

    def closed(plan: Plan, row: Row, rules: object) -> Results:
        results = ENGINE.score_one(plan, row, {})
        return {name: attrs.evolve(each, lowest=each.value, highest=each.value) for name, each in results.items()}

    found = problems("bounds", subject_of(engine=attrs.evolve(ENGINE, score_one=closed)))
    (manner,) = (each for each in found if "manner" in each.message)
    assert manner.message == (
        "score `manner`, sits_close = missing, every other item at its highest: "
        "a rating is missing, and yet nothing is open"
    )


def test_a_score_of_a_score_may_be_open_though_nothing_of_it_is_missing() -> None:
    """What it is made of has a value and may still move."""
    assert told("bounds", added("{id: whole, rule: mean, of: [manner], missing: none}")) == []
