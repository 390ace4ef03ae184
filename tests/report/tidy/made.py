"""A small table of another kind, to show that the writers know nothing of estimates."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from fidelity.report.tidy.table import TableSpec, WhyNot
from fidelity.tally.estimates import Column

SPEC = TableSpec(
    "agreement",
    "How far raters agree",
    {
        "item": Column("The item."),
        "alpha": Column("Krippendorff's alpha.", "number"),
        "why": Column("Why there is none."),
        "n_pairs": Column("How many pairs of answers there are.", "integer", "pairs"),
    },
    ("item",),
    closed={"why": {"no_pairs": "No visit was rated by two.", "all_alike": "All answers are alike."}},
    said={"item": str.upper},
    why_not=(WhyNot("why", ("alpha",)),),
)
ROWS = [
    ("", "asks", 0.1 + 0.2, "", 12),
    ("=1+1", "asks", None, "no_pairs", 0),
    ("", "greets", -0.125, "", None),
    ("a,\r\n\"b\"", "greets", None, "all_alike", 3),
]  # fmt: skip


def frame(rows: Sequence[tuple[object, ...]] | None = None, key: str = "site") -> pd.DataFrame:
    """The rows as a data frame, grouped by one column."""
    return pd.DataFrame(ROWS if rows is None else rows, columns=[key, *SPEC.columns])
