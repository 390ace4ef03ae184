"""The codebook: what each column of some tables means, and each code in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from fidelity.report.tidy.preface import Preface, measure_named
from fidelity.report.tidy.table import Table, TableSpec, table_of
from fidelity.tally.estimates import Column

TYPES = {"text": "string", "integer": "integer", "number": "number"}
"""What Table Schema calls the kinds of columns."""

CODEBOOK = TableSpec(
    "codebook",
    "What each column means, and each code in it",
    {
        "table": Column("The table that the column is in."),
        "column": Column("The column."),
        "code": Column("A code that the column holds; empty in the row of the column itself."),
        "type": Column("What the column holds: string, integer or number; empty in the row of a code."),
        "unit": Column("What it is measured in; empty where that goes without saying."),
        "meaning": Column("What the column, or the code, means."),
    },
    ("table", "column", "code"),
)
MEASURES = TableSpec(
    "measures",
    "What was measured",
    {
        "kind": Column("What kind of thing is measured, such as a score, a criterion or an item."),
        "measure": Column("Its id."),
        "title": Column("Its name for people."),
        "measured_in": Column("What its values are in."),
        "lowest": Column("The lowest value that it can have; empty where there is no limit.", "number"),
        "highest": Column("The highest value that it can have; empty where there is no limit.", "number"),
        "rule": Column("How one observation comes to a value."),
    },
    ("kind", "measure"),
)


def codebook(tables: Sequence[Table]) -> Table:
    """The codebook of some tables: a row for each column, followed by a row for each of its codes."""
    rows = [row for table in tables for row in _rows(table)]
    return table_of(CODEBOOK, pd.DataFrame(rows, columns=list(CODEBOOK.columns)))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for name, column in table.columns.items():
        yield table.spec.name, name, "", TYPES[column.kind], column.unit, column.meaning
        for code, words in table.codes(name).items():
            yield table.spec.name, name, code, "", "", words


def measures_table(preface: Preface, tables: Sequence[Table]) -> Table:
    """What was measured: as the preface has it, and whatever else the tables name, by its id alone.

    Args:
        preface: What knows the measures.
        tables: The tables of figures; those without ``kind`` and ``measure`` name none.
    """
    known = {(each.kind, each.id): each for each in preface.measures}
    for table in filter(names_measures, tables):
        for kind, measure in _pairs(table):
            known.setdefault((kind, measure), measure_named(preface, kind, measure))
    rows = [
        (each.kind, each.id, each.title, each.unit, _number(each.lowest), _number(each.highest), each.rule)
        for each in known.values()
    ]
    return table_of(MEASURES, pd.DataFrame(rows, columns=list(MEASURES.columns)))


def _pairs(table: Table) -> Iterator[tuple[str, str]]:
    """The measures that the rows of a table are about, each once and in order, which is that of the categories."""
    kind, measure = table.frame["kind"].cat, table.frame["measure"].cat
    n = len(measure.categories)
    # Pandas finds what occurs among small integers without making wide ones of them.
    for place in sorted(pd.unique(kind.codes.to_numpy(np.int32) * np.int32(n) + measure.codes.to_numpy()).tolist()):
        yield kind.categories[place // n], measure.categories[place % n]


def names_measures(table: Table) -> bool:
    """Whether the rows of a table are about measures."""
    return {"kind", "measure"} <= set(table.spec.columns) and table.spec is not MEASURES


def _number(value: object) -> float | None:
    return None if value is None else float(value)  # type: ignore[arg-type]
