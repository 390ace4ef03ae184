"""The table of severity as the tidy writers take it: its columns, their codes, and what tells a row from another."""

from __future__ import annotations

import pandas as pd

from fidelity.evaluation.severity_columns import COLUMNS, METHODS, VERDICTS, WHY_NO_INTERVAL, WHY_NO_SEVERITY
from fidelity.report.estimate_words import key_column
from fidelity.report.tidy.table import Table, TableSpec, WhyNot, table_of

SEVERITY = TableSpec(
    "severity",
    "How far each rater lies from the others on the visits that they share",
    COLUMNS,
    ("grouped_by", "kind", "measure", "rater"),
    closed={
        "kind": {"score": "a score of the checklist", "item": "an item of the checklist"},
        "why_no_severity": WHY_NO_SEVERITY,
        "why_no_interval": WHY_NO_INTERVAL,
        "method": METHODS,
        "verdict": VERDICTS,
    },
    why_not=(
        WhyNot("why_no_severity", ("mean", "severity", "adjusted_mean")),
        WhyNot("why_no_interval", ("low", "high"), given="severity"),
    ),
    key=key_column,
)
"""What a table of severity holds."""


def severity_table(frame: pd.DataFrame) -> Table:
    """A table of severity, ready to be written.

    Args:
        frame: The columns of the groups, then those of `fidelity.evaluation.severity_columns.COLUMNS`.

    Raises:
        UsageError: It is grouped by a column that has the name of one of its own.
        ValueError: It is not such a table.
    """
    return table_of(SEVERITY, frame)
