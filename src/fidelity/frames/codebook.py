"""The codebook: what the columns of the tables mean, and the codes in them."""

from __future__ import annotations

import pandas as pd

from fidelity.errors import UsageError
from fidelity.frames.plain import plain
from fidelity.problems import Problem
from fidelity.report.agreement_table import AGREEMENT
from fidelity.report.estimates_table import ESTIMATES
from fidelity.report.generalize_table import GENERALIZABILITY
from fidelity.report.items_table import ITEMS
from fidelity.report.severity_table import SEVERITY
from fidelity.report.tidy.codebook import codebook as codebook_of
from fidelity.report.tidy.table import Table, TableSpec, table_of

TABLES = (ESTIMATES, AGREEMENT, SEVERITY, ITEMS, GENERALIZABILITY)
"""The tables of figures."""


def codebook(*figures: pd.DataFrame) -> pd.DataFrame:
    """What the columns of tables mean, and the codes in them.

    Args:
        figures: Tables that `aggregate`, `combine`, `rater_agreement`, `severity`, `items` or `generalize` gave: their
            columns, and the codes that stand in them. Without any: the columns of all of these tables.

    Returns:
        A row a column, followed by a row for each of its codes.

    Raises:
        FidelityError: It is none of these tables, or lacks some of its columns.

    Example:
        >>> book = fidelity.codebook(fidelity.aggregate(records))
        >>> print(book.query("column == 'n_sites' and code == ''")["meaning"].item())
        How many sites were observed.
    """
    tables = [_table(each) for each in figures] or [
        table_of(spec, pd.DataFrame(columns=list(spec.columns))) for spec in TABLES
    ]
    return plain(codebook_of(tables))


def _table(frame: pd.DataFrame) -> Table:
    return table_of(_spec(frame), frame)


def _spec(frame: pd.DataFrame) -> TableSpec:
    for spec in TABLES:
        own = list(spec.columns)
        if list(frame.columns[-len(own) :]) == own:
            return spec
    message = "the codebook explains whole tables of figures, and this is none"
    raise UsageError(Problem("unknown-table", message, "give it a table before you take columns from it"))
