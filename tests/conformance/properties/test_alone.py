"""An observation is scored by itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from fidelity.conformance.properties.alone import value
from fidelity.plan.result import Reason, Result
from fidelity.plan.seen import Member, Seen
from tests.conformance.asked import added, problems, subject_of, told

ALL = "{id: rhythm, rule: python, name: story_time.rhythm, lowest: 0, highest: 5, of: %s, missing: none}"


def test_what_differs_is_told_with_both_values() -> None:
    """The reader sees the observation, what it came to alone, and what in a table."""
    calls: list[int] = []

    def counts(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
        calls.append(1)
        return Fraction(len(calls) % 2)

    subject = subject_of(added(ALL % "[asks]"), rules={"story_time.rhythm": counts})
    problem, _ = problems("alone", subject)
    assert problem.code == "alone"
    assert "score `rhythm`, " in problem.message
    assert "alone " in problem.message
    assert ", in a table " in problem.message
    assert "one observation" in problem.help
    assert problem.place is not None
    assert "id: rhythm" in (problem.place.excerpt or "")


def test_the_place_of_an_item_is_not_to_matter() -> None:
    """A rule that goes by places is found where it takes a group, and let be where its members are named in order."""

    def first(seen: Sequence[tuple[Member, Seen]]) -> Fraction | None:
        return seen[0][1].points

    rules = {"story_time.rhythm": first}
    by_group = told("order", added(ALL % "{dimension: warmth}"), rules=rules)
    assert {code for code, _ in by_group} == {"order"}
    assert told("order", added(ALL % "[asks, waits]"), rules=rules) == []


@pytest.mark.parametrize(
    ("number", "reason", "said"),
    [
        (Fraction(1, 3), None, "1/3"),
        (None, Reason.TOO_MANY_MISSING, "no value (too_many_missing)"),
        (None, None, "no value (no reason)"),
    ],
)
def test_a_result_in_words(number: Fraction | None, reason: Reason | None, said: str) -> None:
    """A value, or why there is none."""
    assert value(Result(number, reason, 1, 1, 1, 0, 1, number, number)) == said
