"""What is asked about agreement."""

from __future__ import annotations

import pytest

from fidelity.errors import FidelityError
from fidelity.evaluation.agreement_asked import NUMBERS, STATISTICS, Asked


def test_groupings_from_the_finest_to_all() -> None:
    """With totals over the last columns, and without them only the finest."""
    assert Asked(by=("site", "quarter")).margins() == (("site", "quarter"), ("site",), ())
    assert Asked(by=("site", "quarter"), totals=False).margins() == (("site", "quarter"),)
    assert Asked().margins() == ((),)


def test_all_that_is_unknown_is_told_at_once() -> None:
    """Each with the nearest that there is."""
    with pytest.raises(FidelityError) as refused:
        Asked(of=("itms", "scores"), statistics=("kapa", "icc"))
    assert [problem.code for problem in refused.value.problems] == ["unknown-statistic"] * 2 + ["unknown-agreement"]
    assert "items" in refused.value.problems[2].help


@pytest.mark.parametrize("level", [0, 1, 95, -0.5, float("nan")])
def test_a_level_lies_between_0_and_1(level: float) -> None:
    """Both excluded; a percentage is a slip, and nothing is guessed."""
    with pytest.raises(FidelityError):
        Asked(level=level)


def test_statistics_are_chosen_in_one_order_and_where_they_fit() -> None:
    """What does not suit numbers is not taken of them, whoever asks, and nothing asked for is the usual."""
    asked = Asked(statistics=("icc_a1", "exact", "cohen_kappa"))
    assert asked.chosen(("alpha",), ("exact", "alpha", *NUMBERS)) == ("exact", "icc_a1")
    assert Asked().chosen(("icc_a1", "alpha"), tuple(STATISTICS)) == ("alpha", "icc_a1")
