"""The exact engine against a second, naive implementation of the rules."""

from __future__ import annotations

from fractions import Fraction

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.model import rule as rules
from fidelity.model.checklist import Checklist
from fidelity.model.missing import MissingRule
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result
from tests.oracle.build import checklist, items, row, scale, score
from tests.oracle.scorer import Span, naive
from tests.oracle.strategies import checklists, rows_of, seeds


def ranges(plan: Plan) -> dict[str, Span]:
    """The declared range of each score."""
    return {name: score.range for name, score in plan.scores.items()}


@settings(max_examples=100)
@given(checklists(), seeds)
def test_the_engine_equals_the_oracle_in_every_field(made: Checklist, seed: int) -> None:
    """Value, reason, counts, bounds and band of every score are what the naive implementation gives."""
    plan = lower(made)
    for each in rows_of(made, seed, 6):
        assert score_one(plan, each) == naive(made, ranges(plan), each)


def holds(bounds: Result, exact: Result) -> bool:
    """Whether bounds leave out nothing that can become."""
    low, high = bounds.lowest, bounds.highest
    return (low is None or (exact.lowest is not None and low <= exact.lowest)) and (
        high is None or (exact.highest is not None and high >= exact.highest)
    )


POSITIVE = (Fraction(0), Fraction(1), Fraction(2), Fraction(7, 2))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(POSITIVE), min_size=2, max_size=4, unique=True), st.data(), seeds)
def test_bounds_of_a_ratio_that_shares_some_members_leave_nothing_out(
    worth: list[Fraction], data: st.DataObject, seed: int
) -> None:
    """Where only a part of what is above the line is also below it, bounds may be wide and are never too narrow."""
    names = ["i1", "i2", "i3", "i4"]
    above, to = (tuple(data.draw(st.permutations(names))[: data.draw(st.integers(1, 3))]) for _ in range(2))
    made = checklist(items(4, scale(*worth)), score(rules.Ratio(to), *above, missing=MissingRule()))
    plan = lower(made)
    for each in rows_of(made, seed, 5):
        engine, oracle = score_one(plan, each)["s"], naive(made, {}, each)["s"]
        assert attrs.evolve(engine, lowest=None, highest=None) == attrs.evolve(oracle, lowest=None, highest=None)
        assert holds(engine, oracle)


@settings(max_examples=30)
@given(st.data(), seeds)
def test_bounds_of_a_ladder_that_wants_and_forbids_one_item_leave_nothing_out(data: st.DataObject, seed: int) -> None:
    """Where one item must reach one threshold and not another, bounds may be wide and are never too narrow."""
    names = st.lists(st.sampled_from(["i1", "i2", "i3"]), min_size=1, max_size=3, unique=True)
    thresholds = st.sampled_from([None, Fraction(1), Fraction(2)])
    steps = [
        rules.LadderStep(
            Fraction(number), (rules.Need(tuple(data.draw(names)), Fraction(1, 2), number == 3, data.draw(thresholds)),)
        )
        for number in (2, 3, 4)
    ]
    made = checklist(items(3, scale(0, 1, 2)), score(rules.Ladder(Fraction(1), tuple(steps)), "i1", "i2", "i3"))
    plan = lower(made)
    for each in rows_of(made, seed, 5):
        assert holds(score_one(plan, each)["s"], naive(made, {}, each)["s"])


@given(checklists(), seeds)
@settings(max_examples=30)
def test_counts_add_up(made: Checklist, seed: int) -> None:
    """What is expected is at least what applies, which is what is missing and what is there."""
    plan = lower(made)
    for each in rows_of(made, seed, 4):
        for one in score_one(plan, each).values():
            assert (one.value is None) is (one.reason is not None)
            assert one.n_expected >= one.n_applicable >= one.n_missing + one.n_rated
            assert one.n_used == (0 if one.value is None else one.n_applicable - one.n_missing)


def test_an_absent_item_is_missing() -> None:
    """An item without an answer is missing, not left out."""
    made = checklist(items(2, scale(0, 1)), score(rules.Sum()))
    assert score_one(lower(made), {"i1": row(made, 1)["i1"]})["s"].reason is Reason.TOO_MANY_MISSING


def test_a_plugin_rule_is_called_with_what_is_seen() -> None:
    """A plugin's rule gets every member and gives the value."""
    made = checklist(items(2, scale(0, 1, 2)), score(rules.Python("worst", Fraction(0), Fraction(2)), "i1", "i2"))
    worst = score_one(lower(made), row(made, 2, 1), {"worst": lambda seen: min(one.points or 0 for _, one in seen)})
    assert worst["s"].value == 1


def test_a_plugin_rule_that_gives_nothing_gives_the_reason() -> None:
    """No value from a plugin's rule is no score, for a reason of its own; never 0."""
    made = checklist(items(1, scale(0, 1)), score(rules.Python("never", Fraction(0), Fraction(1)), "i1"))
    given_up = score_one(lower(made), row(made, 1), {"never": lambda seen: None})["s"]
    assert (given_up.value, given_up.reason, given_up.n_used) == (None, Reason.RULE_GAVE_NONE, 0)


def test_bounds_of_a_plugin_rule_are_what_it_declares_while_ratings_are_missing() -> None:
    """A rule that nobody can look into can still become anything that it declares."""
    made = checklist(items(2, scale(0, 1)), score(rules.Python("sum", Fraction(0), Fraction(9)), "i1", "i2"))
    plan, rows = lower(made), row(made, 1)
    rows.pop("i2")
    one = score_one(plan, rows, {"sum": lambda seen: 1})["s"]
    assert one.reason is Reason.TOO_MANY_MISSING
    assert (one.lowest, one.highest) == (Fraction(0), Fraction(9))
