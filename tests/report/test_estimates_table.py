"""Estimates as the writers take them."""

from __future__ import annotations

import pytest

from fidelity.report.estimates_table import ESTIMATES, estimates_table
from fidelity.tally.estimates import COLUMNS
from tests.report.estimated import KEYS, ROWS, frame


def test_all_columns_come_after_the_groups() -> None:
    """The groups are those of the frame, and each has its meaning."""
    table = estimates_table(frame())
    assert tuple(table.keys) == KEYS
    assert list(table.columns) == [*KEYS, *COLUMNS]
    assert table.keys["source"].meaning.startswith("Whose eyes")
    assert table.identity == (*KEYS, "grouped_by", "kind", "measure", "statistic", "unit")


def test_codes_are_said_in_words() -> None:
    """Reasons are a closed list; statistics, sources and methods are those that occur."""
    table = estimates_table(frame())
    assert len(table.codes("why_no_value")) == 6
    assert sorted(table.codes("statistic")) == sorted({str(row["statistic"]) for row in ROWS})
    assert table.codes("source")["self"] == "the practitioner's own report"
    assert table.codes("method")["cr2_satterthwaite"] == "cluster-robust (CR2, Satterthwaite)"
    assert table.codes("kind")["score"] == "a score of the checklist"
    assert ESTIMATES.said["kind"]("ward_round") == "ward round"


@pytest.mark.parametrize(
    "change",
    [
        {"why_no_value": "suppressed"},
        {"value": None, "why_no_value": "suppressed"},
        {"value": None, "why_no_value": "suppressed", "why_no_interval": "none_defined"},
        {"low": None},
        {"low": None, "high": None},
        {"why_no_interval": "no_spread"},
    ],
)
def test_a_figure_that_was_to_be_hidden_is_not_written(change: dict[str, object]) -> None:
    """A hidden value, or its interval, half an interval, or one that is absent without a reason, is a fault."""
    with pytest.raises(ValueError, match="neither a number nor a reason, or both"):
        estimates_table(frame([{**ROWS[1], **change}]))
