"""Full implementation, of those who were meant to practise and of nobody else."""

from __future__ import annotations

import pandas as pd
import pytest

from fidelity.evaluation.expecting import PlannedBy, PlannedCell
from fidelity.evaluation.full import AT_CRITERION, FULL, with_full_implementation
from fidelity.tally.estimates import COLUMNS, NoEstimate


def estimates(value: float, n: int, n_practitioners: int, why: str = "") -> pd.DataFrame:
    """A table with one share of practitioners at criterion."""
    row = dict.fromkeys(COLUMNS, "") | {"statistic": AT_CRITERION, "measure": "good", "value": value, "n": n}
    return pd.DataFrame([row | {"n_practitioners": n_practitioners, "why_no_value": why}])


def plan(n_intended: int, n_observed: int) -> PlannedBy:
    """A plan of one group."""
    return lambda _: {(): PlannedCell(10, 10, n_intended, n_observed)}


def full(found: pd.DataFrame) -> tuple[float | None, str, int]:
    """The verdict, why there is none, and of how many."""
    (row,) = found[found["statistic"] == FULL].to_dict("records")
    return None if pd.isna(row["value"]) else row["value"], row["why_no_value"], row["n"]


@pytest.mark.parametrize(
    ("at", "seen", "intended", "observed", "said"),
    [
        (3, 6, 6, 6, (1.0, "")),
        (2, 6, 6, 6, (0.0, "")),
        # Three of seven are fewer than half.
        (3, 3, 7, 3, (0.0, "")),
        (4, 4, 7, 4, (1.0, "")),
        # All four at criterion are strangers to the plan, none of whose two was observed.
        (4, 4, 2, 0, (0.0, "")),
        # Of nine at criterion five are strangers, and four are all who were intended.
        (9, 9, 4, 4, (1.0, "")),
        # Of four at criterion among nine, none or all four may have been intended.
        (4, 9, 4, 4, (None, NoEstimate.TOO_FEW.value)),
        (0, 0, 4, 0, (0.0, "")),
        (2, 2, 0, 0, (None, NoEstimate.NOTHING_RATED.value)),
    ],
)
def test_half_of_those_intended(
    at: int, seen: int, intended: int, observed: int, said: tuple[float | None, str]
) -> None:
    """Strangers to the plan stand for nobody; where they could decide it, nothing is said."""
    found = with_full_implementation(
        estimates(at / seen if seen else float("nan"), seen, seen), plan(intended, observed)
    )
    assert full(found) == (*said, intended)


def test_what_tallies_withhold_has_no_verdict() -> None:
    """The reason of the share is that of the verdict."""
    why = NoEstimate.NOT_FROM_TALLIES.value
    assert full(with_full_implementation(estimates(float("nan"), 3, 3, why), plan(4, 3))) == (None, why, 4)


def test_without_a_plan_of_the_groups_there_is_no_verdict() -> None:
    """A plan that does not know the groups, and a table without shares of practitioners, stay as they are."""
    found = estimates(0.5, 4, 4)
    pd.testing.assert_frame_equal(with_full_implementation(found, lambda _: None), found)
    other = found.assign(statistic="mean_of_observations")
    pd.testing.assert_frame_equal(with_full_implementation(other, plan(4, 4)), other)
