"""The table of generalizability as the tidy writers take it: its columns, their codes, and what tells rows apart."""

from __future__ import annotations

import pandas as pd

from fidelity.evaluation.generalize_columns import (
    CAUTIONS,
    COLUMNS,
    ITEMS,
    METHODS,
    PARTS,
    WHAT,
    WHY_NO_INTERVAL,
    WHY_NO_VALUE,
    YES_NO,
)
from fidelity.report.estimate_words import key_column, spaced
from fidelity.report.tidy.table import Table, TableSpec, WhyNot, table_of


def caution_words(code: str) -> str:
    """What records cannot tell, or what may mislead, in words.

    Args:
        code: One caution, or several with a comma between.
    """
    return " ".join(CAUTIONS.get(each, spaced(each)) for each in code.split(", "))


GENERALIZABILITY = TableSpec(
    "generalizability",
    "Where differences between ratings come from, and how many sessions and raters a figure needs",
    COLUMNS,
    ("measure", "objects", "part", "what", "n_sessions", "n_raters", "n_items"),
    closed={
        "items": ITEMS,
        "part": PARTS,
        "what": WHAT,
        "why_no_value": WHY_NO_VALUE,
        "why_no_interval": WHY_NO_INTERVAL,
        "method": METHODS,
        "reaches": YES_NO,
        "smallest": YES_NO,
        "is_balanced": YES_NO,
    },
    said={"cautions": caution_words},
    why_not=(WhyNot("why_no_value", ("value",)), WhyNot("why_no_interval", ("low", "high"), given="value")),
    key=key_column,
)
"""What a table of generalizability holds."""


def generalize_table(frame: pd.DataFrame) -> Table:
    """A table of generalizability, ready to be written.

    Args:
        frame: The columns of the groups, then those of `fidelity.evaluation.generalize_columns.COLUMNS`.

    Raises:
        ValueError: It is not such a table.
    """
    return table_of(GENERALIZABILITY, frame)
