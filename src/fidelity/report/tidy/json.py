"""A tidy table as JSON, after `schemas/estimates.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from fidelity.report.tidy.codebook import TYPES
from fidelity.report.tidy.preface import Preface, preface_json
from fidelity.report.tidy.table import Table

FORMAT = "fidelity-table"
SCHEMA = 1
"""Raised when a program that reads the old form could not read the new one."""


def json_of(table: Table, preface: Preface) -> Iterator[str]:
    """A table as pieces of one JSON document, a row a line.

    Numbers are written so that they are read back to the last bit.
    Where there is none stands ``null``, and the reason beside it; a group that a total is taken over is an empty text.

    Args:
        table: The table.
        preface: What must be known of it.
    """
    head = {"format": FORMAT, "schema": SCHEMA, "table": table.spec.name, "title": table.spec.title}
    about = {"about": preface_json(preface), "columns": columns_json(table)}
    yield json.dumps(head | about, ensure_ascii=False)[:-1] + ', "rows": ['
    groups = _members(table, list(table.keys), '""')
    others = _members(table, list(table.spec.columns), "null")
    for place, (group, rest) in enumerate(zip(groups, others, strict=True)):
        yield (",\n" if place else "\n") + f'{{"group": {{{group}}}, {rest}}}'
    yield "\n]}\n"


def columns_json(table: Table) -> list[dict[str, object]]:
    """What the columns of a table mean, as plain data."""
    return [
        {
            "name": name,
            "is_group": name in table.keys,
            "type": TYPES[column.kind],
            "unit": column.unit,
            "meaning": column.meaning,
            "codes": table.codes(name),
        }
        for name, column in table.columns.items()
    ]


def _members(table: Table, names: Sequence[str], nothing: str) -> list[str]:
    """Some columns of each row as the members of an object."""
    columns = [[f"{json.dumps(name)}: {cell}" for cell in _cells(table.frame[name], nothing)] for name in names]
    return [", ".join(row) for row in zip(*columns, strict=True)] if columns else [""] * len(table.frame)


def _cells(cells: pd.Series[Any], nothing: str) -> list[str]:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        texts = [json.dumps(text, ensure_ascii=False) if text else nothing for text in cells.cat.categories]
        return [texts[code] for code in cells.cat.codes]
    return ["null" if absent else repr(cell) for cell, absent in zip(cells.tolist(), cells.isna(), strict=True)]
