"""The table of items as the tidy writers take it: its columns, their codes, and what tells a row from another."""

from __future__ import annotations

import pandas as pd

from fidelity.evaluation.item_columns import (
    CAUTIONS,
    COLUMNS,
    METHODS,
    STATISTICS,
    WHY_NO_INTERVAL,
    WHY_NO_VALUE,
)
from fidelity.report.estimate_words import SOURCE_WORDS, key_column, spaced
from fidelity.report.tidy.table import Table, TableSpec, WhyNot, table_of


def caution_words(code: str) -> str:
    """What may mislead, in words.

    Args:
        code: One caution, or several with a comma between.
    """
    return "; ".join(CAUTIONS.get(each, spaced(each)) for each in code.split(", "))


ITEMS = TableSpec(
    "items",
    "What became of each item, where its ratings lie, and how it goes with the others",
    COLUMNS,
    ("grouped_by", "within", "item", "statistic"),
    closed={
        "statistic": STATISTICS,
        "why_no_value": WHY_NO_VALUE,
        "why_no_interval": WHY_NO_INTERVAL,
        "method": METHODS,
    },
    said={"source": lambda code: SOURCE_WORDS.get(code) or spaced(code), "cautions": caution_words},
    why_not=(WhyNot("why_no_value", ("value",)), WhyNot("why_no_interval", ("low", "high"), given="value")),
    key=key_column,
)
"""What a table of items holds."""


def items_table(frame: pd.DataFrame) -> Table:
    """A table of items, ready to be written.

    Args:
        frame: The columns of the groups, then those of `fidelity.evaluation.item_columns.COLUMNS`.

    Raises:
        UsageError: It is grouped by a column that has the name of one of its own.
        ValueError: It is not such a table.
    """
    return table_of(ITEMS, frame)
