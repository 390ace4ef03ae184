"""The columns engine against the exact one: many observations at once are each as if alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.model import rule as rules
from fidelity.model.answer import Answer
from fidelity.model.checklist import Checklist
from fidelity.model.status import Status
from fidelity.plan import columns, dense, packing
from fidelity.plan.columns import fold
from fidelity.plan.exact import score_one
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.plan.result import Reason, Result
from fidelity.plan.seen import Member, Seen
from tests.oracle.build import checklist, coded, items, scale, score
from tests.oracle.strategies import Rows, checklists, rows_of, seeds


def folded(plan: Plan, rows: Rows) -> list[dict[str, Result]]:
    """Every score of every row, by the columns engine."""
    states = fold(plan, *coded(plan.checklist, rows))
    return [
        {name: states[name].table.result(int(states[name].ids[place])) for name in states} for place in range(len(rows))
    ]


def alone(plan: Plan, rows: Rows) -> list[dict[str, Result]]:
    """Every score of every row, by the exact engine."""
    return [score_one(plan, each) for each in rows]


@settings(max_examples=40)
@given(checklists(), seeds, st.integers(1, 60))
def test_every_row_of_a_table_equals_the_row_alone(made: Checklist, seed: int, n: int) -> None:
    """(5) A row scored within a table is the row scored alone, in every field."""
    plan, rows = lower(made), rows_of(made, seed, n)
    assert folded(plan, rows) == alone(plan, rows)


@settings(max_examples=20)
@given(checklists(), seeds)
def test_every_row_of_a_long_table_equals_the_row_alone(made: Checklist, seed: int) -> None:
    """(5) Also where there are so many rows that several items are read together as one pattern."""
    plan, rows = lower(made), rows_of(made, seed, 40)
    expected = alone(plan, rows)
    places = [Random(seed).randrange(len(rows)) for _ in range(3000)]
    states = fold(plan, *coded(made, [rows[place] for place in places]))
    for name, of in states.items():
        assert [of.table.result(number) for number in of.ids.tolist()] == [expected[place][name] for place in places]


@settings(max_examples=25)
@given(checklists(), seeds)
def test_the_order_of_rows_and_other_rows_change_nothing(made: Checklist, seed: int) -> None:
    """(5) Shuffled, and with half of the rows gone, every row scores the same."""
    plan, rows = lower(made), rows_of(made, seed, 24)
    before = folded(plan, rows)
    order = list(range(len(rows)))
    Random(seed).shuffle(order)
    assert folded(plan, [rows[place] for place in order[:12]]) == [before[place] for place in order[:12]]


@settings(max_examples=25)
@given(checklists(), seeds)
def test_keys_that_are_too_long_are_folded_another_way(made: Checklist, seed: int) -> None:
    """Where no key fits, rows are told apart by their patterns, with the same results."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (columns, dense, packing):
            patch.setattr(module, "LARGEST", 40)
        patch.setattr(dense, "ADDRESSABLE", 4)
        plan, rows = lower(made), rows_of(made, seed, 30)
        assert folded(plan, rows) == alone(plan, rows)


@settings(max_examples=25)
@given(checklists(), seeds)
def test_small_chunks_and_blocks_change_nothing(made: Checklist, seed: int) -> None:
    """However few rows and patterns are taken at a time, the results are the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "MOST", 12)
        patch.setattr(columns, "BLOCK", 7)
        patch.setattr(dense, "ADDRESSABLE", 64)
        plan, rows = lower(made), rows_of(made, seed, 30)
        assert folded(plan, rows) == alone(plan, rows)


def test_a_table_without_rows_has_no_states_present() -> None:
    """No observation, no state: not a score of 0."""
    made = checklist(items(3, scale(0, 1)), score(rules.Sum(), name="s"), score(rules.Mean(), "s", name="t"))
    codes, levels = coded(made, rows_of(made, 1, 1))
    states = fold(lower(made), {name: each[:0] for name, each in codes.items()}, levels)
    assert {name: len(of.ids) for name, of in states.items()} == {"s": 0, "t": 0}
    assert all(of.results() == {} for of in states.values())


def test_a_plugin_rule_runs_for_patterns_and_not_for_rows() -> None:
    """A rule in Python is asked for the value and both bounds of each distinct pattern, however many rows have it."""
    made = checklist(items(2, scale(0, 1)), score(rules.Python("twice", Fraction(0), Fraction(4)), "i1", "i2"))
    called: list[Fraction] = []

    def twice(seen: Sequence[tuple[Member, Seen]]) -> Fraction:
        called.append(2 * sum((one.points or Fraction(0) for _, one in seen), Fraction(0)))
        return called[-1]

    codes = {"i1": np.array([0, 1, 1, 0, 1] * 40, np.uint8), "i2": np.array([0, 1, 0, 0, 1] * 40, np.uint8)}
    levels = {name: coded(made, rows_of(made, 1, 1))[1][name] for name in codes}
    states = fold(lower(made), codes, levels, {"twice": twice})["s"]
    results = states.results()
    assert [results[number].value for number in states.ids.tolist()] == [0, 4, 2, 0, 4] * 40
    assert len(called) == 3 * 3


def test_a_score_over_many_different_raw_numbers_is_exact() -> None:
    """A mean over numbers with coprime denominators needs keys that do not fit: patterns take over."""
    from_primes = [Fraction(1, prime) for prime in (1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049, 1051, 1061, 1063)]
    made = checklist(items(8, scale(*from_primes)), score(rules.Mean()))
    plan, rows = lower(made), rows_of(made, 3, 50)
    assert folded(plan, rows) == alone(plan, rows)


def test_counts_of_states_are_counts_of_observations() -> None:
    """How many observations are in each state adds up to all of them."""
    made = checklist(items(3, scale(0, 1)), score(rules.Sum()))
    rows = rows_of(made, 5, 50)
    states = fold(lower(made), *coded(made, rows))["s"]
    assert int(states.counts().sum()) == 50
    by_value = {states.table.result(number).value: int(n) for number, n in enumerate(states.counts()) if n}
    rated = [sum(each.value or 0 for each in one.values()) for one in rows if _all_rated(one)]
    assert {value: n for value, n in by_value.items() if value is not None} == {
        value: rated.count(value) for value in set(rated)
    }


def _all_rated(one: dict[str, Answer]) -> bool:
    return all(each.status is Status.RATED for each in one.values())


def test_a_missing_code_is_no_number() -> None:
    """(13) The places that stand for missing and invalid never enter the arithmetic as numbers."""
    made = checklist(items(2, scale(0, 1)), score(rules.Sum()))
    codes = {"i1": np.array([1, 2, 3], np.uint8), "i2": np.array([1, 1, 1], np.uint8)}
    states = fold(lower(made), codes, coded(made, rows_of(made, 1, 1))[1])["s"]
    found = [states.table.result(number) for number in states.ids.tolist()]
    assert [(one.value, one.reason) for one in found] == [
        (2, None),
        (None, Reason.TOO_MANY_MISSING),
        (None, Reason.TOO_MANY_MISSING),
    ]
