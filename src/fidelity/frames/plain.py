"""Tables as people who know pandas expect them."""

from __future__ import annotations

import pandas as pd

from fidelity.report.tidy.table import Table


def plain(table: Table) -> pd.DataFrame:
    """The rows of a table with text as text: categories would make groups of what is not there.

    Args:
        table: The table.
    """
    frame = table.frame
    return frame.astype({name: "str" for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)})
