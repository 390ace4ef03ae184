"""Whether what is judged can turn out either way."""

from __future__ import annotations

import pytest

from tests.conformance.asked import added, told

CUT = "{score: manner, at_least: 4}"


@pytest.mark.parametrize(
    "cut", ["above: 1", "at_least: 5", "below: 5", "at_most: 1", "at_least: 1.01", "at_most: 4.99"]
)
def test_a_cut_within_the_range_is_one(cut: str) -> None:
    """Whatever can be reached and missed is let pass, to the very ends."""
    assert told("reachable", (CUT, f"{{score: manner, {cut}}}")) == []


@pytest.mark.parametrize(
    ("cut", "code"),
    [
        ("at_least: 1", "always-met"),
        ("at_most: 5", "always-met"),
        ("above: 0", "always-met"),
        ("at_least: 1, at_most: 5", "always-met"),
        ("above: 5", "out-of-reach"),
        ("below: 1", "out-of-reach"),
        ("at_least: 5.01", "out-of-reach"),
        ("at_least: 6, at_most: 7", "out-of-reach"),
    ],
)
def test_a_cut_that_says_nothing_is_found(cut: str, code: str) -> None:
    """It is told once, at its own place, and not again of a profile that has the same criterion."""
    ((found, line),) = told("reachable", (CUT, f"{{score: manner, {cut}}}"))
    assert (found, line[:4]) == (code, "all:")


def test_a_percentage_is_not_compared_with_a_share() -> None:
    """Between 0 and 1 that is a share; for a proportion it is right."""
    assert [code for code, _ in told("reachable", ("at_least: 60}", "at_least: 60%}"))] == ["share-of-percentage"]
    half = added("{id: half, rule: proportion_at_or_above, threshold: 3, of: [asks, waits], missing: none}")
    assert told("reachable", half, (CUT, "{score: half, at_least: 60%}")) == []


def test_an_end_without_a_limit_is_reached_by_everything() -> None:
    """Of a ratio nobody knows the highest value."""
    ratio = added(
        "{id: pace, rule: ratio, of: [asks], to: [length], zero_over_zero: none, over_zero: none, missing: none}"
    )
    assert told("reachable", ratio, (CUT, "{score: pace, at_least: 400}")) == []
    ((code, _),) = told("reachable", ratio, (CUT, "{score: pace, at_least: 0}"))
    assert code == "always-met"


def test_ranges_of_a_table_are_those_of_its_number() -> None:
    """A rung above the highest value is never stood on, wherever it stands."""
    rungs = "{below: 3, is: 0}, {at_least: 3, below: 5.5, is: 1}, {at_least: 5.5, is: 2}"
    look_up = added(f"{{id: grade, rule: look_up, of: [manner], missing: none, ranges: [{rungs}]}}")
    ((code, line),) = told("reachable", look_up)
    assert (code, "id: grade" in line) == ("out-of-reach", True)


def test_a_coefficient_lies_between_nought_and_one() -> None:
    """Both 0 and 60 are no target for agreement, and 1 is one."""
    assert [code for code, _ in told("reachable", ("at_least: 0.60", "at_least: 0"))] == ["out-of-reach"]
    assert told("reachable", ("at_least: 0.60", "at_least: 1")) == []
    assert told("reachable", ("at_least: 0.60", "at_least: 60%")) == []


def test_a_profile_that_moves_a_cut_out_of_reach_is_told_there() -> None:
    """What is right as published, and wrong under a profile, stands at the profile."""
    profile = (
        ", leaves_out: [asks_again]}",
        ", leaves_out: [asks_again],\n     replaces: [{criterion: at_fidelity, with: {id: at_fidelity, source: Decree,"
        " all: [{score: manner, at_least: 6}]}}]}",
    )
    ((code, line),) = told("reachable", profile)
    assert (code, line[:12]) == ("out-of-reach", "- {id: short")
