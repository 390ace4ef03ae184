"""The table of estimates as the tidy writers take it: its columns, their codes, and what tells a row from another."""

from __future__ import annotations

import pandas as pd

from fidelity.report.estimate_words import (
    KINDS,
    NO_INTERVAL_MEANINGS,
    NO_VALUE_MEANINGS,
    SOURCE_WORDS,
    key_column,
    method_words,
    spaced,
    statistic,
)
from fidelity.report.tidy.table import Table, TableSpec, WhyNot, table_of
from fidelity.tally.estimates import COLUMNS


def _kind_words(kind: str) -> str:
    return KINDS.get(kind) or spaced(kind)


ESTIMATES = TableSpec(
    "estimates",
    "Figures over many observations, with their intervals",
    COLUMNS,
    ("grouped_by", "kind", "measure", "statistic", "unit"),
    closed={
        "why_no_value": {why.value: words for why, words in NO_VALUE_MEANINGS.items()},
        "why_no_interval": {why.value: words for why, words in NO_INTERVAL_MEANINGS.items()},
    },
    said={
        "source": lambda code: SOURCE_WORDS.get(code) or spaced(code),
        "kind": _kind_words,
        "statistic": lambda code: statistic(code).meaning,
        "method": method_words,
    },
    why_not=(WhyNot("why_no_value", ("value",)), WhyNot("why_no_interval", ("low", "high"), given="value")),
    key=key_column,
)
"""What a table of estimates holds."""


def estimates_table(frame: pd.DataFrame) -> Table:
    """A table of estimates, ready to be written.

    Args:
        frame: The columns of the groups, then those of `fidelity.tally.estimates.COLUMNS`.

    Raises:
        UsageError: It is grouped by a column that has the name of one of its own.
        ValueError: It is not such a table.
    """
    return table_of(ESTIMATES, frame)
