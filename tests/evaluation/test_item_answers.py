"""Answers to the items as numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pytest

from fidelity.evaluation.item_answers import STATUSES, added, adds, item_answers, range_of
from fidelity.model import rule as rules
from fidelity.model.rule import Rule
from fidelity.model.score import Score
from fidelity.model.status import Status
from tests.evaluation.doubles import CHECKLIST, ITEMS, Record, gathered

ASKS = ITEMS[0]
POINTS = np.array([0.0, 3.0, np.nan])
TOTAL = CHECKLIST.score["total"]


def test_a_visit_counts_once_and_a_master_for_none() -> None:
    """A second observer is counted as one of others; self-ratings stand beside observations."""
    one = (1, 2, 1, 30)
    records = [Record("V1", "R1", one), Record("V1", "R2", (3, 3, 1, 30)), Record("V1", "P1", one, role="self")]
    found = item_answers([gathered([*records, Record("V2", "M1", one, role="master")])])
    assert found.points["asks"].tolist() == [1, 1]
    assert sorted(found.cells.texts("source")[found.cell]) == ["observed", "self"]
    assert (found.n_others, found.n_masters) == (1, 1)


def test_what_was_not_rated_has_a_status_and_no_points() -> None:
    """Missing is not nought."""
    found = item_answers([gathered([Record("V1", "R1", (0, Status.NOT_APPLICABLE, 0, Status.MISSING))])])
    assert found.points["asks"].tolist() == found.points["plans"].tolist() == [0]
    assert np.isnan([found.points["listens"][0], found.points["minutes"][0]]).all()
    said = [STATUSES[found.statuses[item][0]] for item in ("asks", "listens", "minutes")]
    assert said == [Status.RATED, Status.NOT_APPLICABLE, Status.MISSING]


def test_no_records_are_no_rows() -> None:
    """And no error."""
    found = item_answers([gathered([])], ["site"])
    assert len(found.cell) == len(found.cells) == len(found.points["asks"]) == 0


@pytest.mark.parametrize(
    ("rule", "changes", "said", "most"),
    [
        (rules.Sum(), {}, [0, 3], 3),
        (rules.Sum(), {"reverse": frozenset({"asks"})}, [3, 0], 3),
        (rules.MeanOfPercentages(), {}, [0, 1], 1),
    ],
)
def test_what_an_item_adds(rule: Rule, changes: dict[str, Any], said: list[float], most: float) -> None:
    """As it is, turned, or as a share; what was not rated adds nothing known."""
    score: Score = attrs.evolve(TOTAL, rule=rule, **changes)
    values, low, high = added(score, ASKS, POINTS)
    assert values[:2].tolist() == said
    assert np.isnan(values[2])
    assert (low, high) == (0, most)


def test_an_item_without_limits_adds_nothing_that_could_be_compared() -> None:
    """Minutes have no most; a score with an item whose points are not known is left alone, and so is one of one."""
    assert range_of(ITEMS[3]) is None
    assert range_of(ASKS) == (0, float(Fraction(3)))
    known = ["asks", "listens", "plans"]
    assert [item.id for item in adds(TOTAL, CHECKLIST, known)] == known
    assert adds(TOTAL, CHECKLIST, known[:2]) == ()
