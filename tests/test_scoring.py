"""Ratings in, scores out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import RatingsError
from fidelity.model.criterion import Criterion, ScoreTest
from fidelity.model.range import Range
from fidelity.plan.exact import score_one
from fidelity.plan.judgement import judge_one
from fidelity.plan.lowering import lower
from fidelity.ratings.table import from_codes
from fidelity.scoring import REASONS, TRUTHS, Provenance, score, score_blocks
from tests.report.sample import CHECKLIST, ITEMS, scores

ROWS = st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=1, max_size=20)
CHANGE = date(2024, 1, 1)
DATED = attrs.evolve(
    CHECKLIST,
    criteria=(
        Criterion("good", ScoreTest("mean", Range(at_least=Fraction(1))), valid_until=CHANGE),
        Criterion(
            "good", ScoreTest("mean", Range(at_least=Fraction(2))), valid_from=CHANGE, valid_until=date(2025, 1, 1)
        ),
        Criterion("ever", ScoreTest("mean", Range(at_least=Fraction(1)))),
    ),
)


@given(ROWS)
def test_arrays_are_the_results_row_by_row(rows: list[tuple[int, int, int]]) -> None:
    """Every array of a column says of each row what the result of that row says."""
    for column in scores(rows).columns.values():
        results = [column.result(row) for row in range(len(rows))]
        for array, name in ((column.values(), "value"), (column.lowest(), "lowest"), (column.highest(), "highest")):
            expected = [np.nan if getattr(each, name) is None else float(getattr(each, name)) for each in results]
            np.testing.assert_array_equal(array, expected)
        reasons = [None if code < 0 else REASONS[code] for code in column.reasons()]
        assert reasons == [each.reason for each in results]
        assert [None if code < 0 else code for code in column.bands().tolist()] == [each.band for each in results]
        for name in ("n_expected", "n_applicable", "n_rated", "n_missing", "n_used"):
            assert column.counts(name).tolist() == [getattr(each, name) for each in results]


@given(ROWS)
def test_many_are_scored_as_one_is(rows: list[tuple[int, int, int]]) -> None:
    """Each row has the results and the truths that the exact engine gives for it alone."""
    plan, made = lower(CHECKLIST), scores(rows)
    codes = np.array(rows, np.uint8)
    ratings = from_codes(CHECKLIST, {item.id: codes[:, place].copy() for place, item in enumerate(ITEMS)})
    for row in range(len(rows)):
        answers = {name: column.answer(row) for name, column in ratings.columns.items()}
        alone = score_one(plan, answers)
        assert made.results(row) == alone
        truths = [truth.name.lower() for truth in judge_one(plan, answers, alone)]
        assert list(made.verdicts(row).values()) == truths


@given(ROWS, st.integers(1, 7))
def test_blocks_give_what_the_whole_gives(rows: list[tuple[int, int, int]], size: int) -> None:
    """A table that is read a block at a time has the same scores in the same order."""
    codes = np.array(rows, np.uint8)
    ratings = from_codes(CHECKLIST, {item.id: codes[:, place].copy() for place, item in enumerate(ITEMS)})
    whole, parts = scores(rows), list(score_blocks(lower(CHECKLIST), ratings.blocks(size)))
    assert sum(map(len, parts)) == len(whole)
    assert [part.results(row) for part in parts for row in range(len(part))] == [
        whole.results(row) for row in range(len(whole))
    ]
    assert [name for part in parts for name in part.observations] == whole.observations


def dated(*days: str | None) -> list[dict[str, str]]:
    """What the criteria say of observations with a mean of 1 on some days."""
    table = pd.DataFrame({"date": days}, index=pd.Index(range(len(days)), name="observation"))
    codes = {item.id: np.ones(len(days), np.uint8) for item in ITEMS}
    made = score(lower(DATED), from_codes(DATED, codes, table))
    return [made.verdicts(row) for row in range(len(days))]


def test_a_criterion_holds_from_its_day_until_its_day() -> None:
    """The first day counts and the last does not, and before, between and after each has its answer."""
    said = [each["good"] for each in dated("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")]
    assert said == ["met", "not_met", "not_met", "not_in_force"]
    assert {each["ever"] for each in dated("2023-12-31", "2030-01-01")} == {"met"}


def test_without_a_day_only_what_has_no_end_holds() -> None:
    """An observation that nobody dated is held against the criteria that hold still."""
    assert dated(None, "") == [{"good": "not_in_force", "ever": "met"}] * 2


def test_a_bad_day_is_refused() -> None:
    """A day that can be read in two ways decides no criterion."""
    with pytest.raises(RatingsError, match="03/04/2024"):
        dated("03/04/2024")


def test_scores_know_their_observations() -> None:
    """Names come from the table, or are numbers from 1."""
    assert scores([(0, 0, 0), (1, 1, 1)]).observations == ["1", "2"]
    named = pd.DataFrame(index=pd.Index(["x", "y"], name="observation"))
    assert scores([(0, 0, 0), (1, 1, 1)], named).observations == ["x", "y"]


def test_no_observations_have_no_scores() -> None:
    """An empty table is scored, and has empty columns."""
    made = scores([])
    assert len(made) == 0
    assert made.columns["mean"].values().shape == made.columns["mean"].reasons().shape == (0,)


def test_a_provenance_is_a_record() -> None:
    """Two scores of the same making have the same provenance, and it can be a key."""
    one = Provenance("visit", "1", "delivery", "", "a", "b", "0.1.0")
    assert one == Provenance("visit", "1", "delivery", "", "a", "b", "0.1.0")
    assert len({one, attrs.evolve(one, profile="short")}) == 2
    assert TRUTHS[-1] == "not_in_force"
