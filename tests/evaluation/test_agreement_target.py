"""What a checklist asks for, and whether it is reached."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from fidelity.evaluation.agreement_target import with_target
from tests.evaluation.doubles import CHECKLIST
from tests.evaluation.doubles import with_target as asking

NAN = float("nan")


def held(**said: object) -> pd.Series:
    """One figure of an item, held to alpha of at least 0.8."""
    row = {"statistic": "alpha", "of": "item", "first": "", "comparison": "observers", "value": 0.8}
    frame = pd.DataFrame([{**row, "low": 0.8, "high": 0.9, **said}])
    return with_target(frame, asking("alpha", "0.8")).iloc[0]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.8, 0.9, "yes"),
        (0.7999, 0.9, "cannot_tell"),
        (0.5, 0.8, "cannot_tell"),
        (0.5, 0.7999, "no"),
        (NAN, NAN, "cannot_tell"),
    ],
)
def test_the_whole_interval_decides(low: float, high: float, said: str) -> None:
    """The target itself is reached; without an interval nothing is told."""
    assert held(low=low, high=high)["reached"] == said


@pytest.mark.parametrize(
    "other",
    [
        {"statistic": "exact"},
        {"of": "all"},
        {"first": "R1"},
        {"comparison": "observers_and_self"},
        {"value": NAN},
    ],
)
def test_nothing_else_is_held_to_it(other: dict[str, object]) -> None:
    """Other statistics, items together, two raters, practitioners beside observers, and what has no value."""
    row = held(**other)
    assert row["reached"] == ""
    assert np.isnan(row["at_least"])


def test_without_a_target_nothing_is() -> None:
    """Of a checklist that asks for nothing, and of tallies, which know no checklist."""
    frame = pd.DataFrame([held()]).drop(columns=["at_least", "reached"])
    for checklist in (None, CHECKLIST):
        found = with_target(frame, checklist)
        assert found["reached"].tolist() == [""]
        assert found["at_least"].isna().all()
