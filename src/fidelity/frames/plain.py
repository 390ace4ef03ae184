"""Tables as people who know pandas expect them."""

from __future__ import annotations

import pandas as pd

from fidelity.report.tidy.table import Table


def plain(table: Table) -> pd.DataFrame:
    """The rows of a table with text as text: categories would make groups of what is not there; integers are wide.

    Args:
        table: The table.
    """
    frame = table.frame
    kinds = {name: "str" for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)}
    return frame.astype({**kinds, **{name: "Int64" for name in frame if frame[name].dtype.kind == "i"}})
