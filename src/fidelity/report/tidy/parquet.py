"""A tidy table as Parquet: the one place that knows pyarrow, which is an extra."""

from __future__ import annotations

import io
import json
from importlib import import_module
from types import ModuleType
from typing import Any

import pandas as pd

from fidelity.errors import UsageError
from fidelity.problems import Problem
from fidelity.report.tidy.json import FORMAT, SCHEMA, columns_json
from fidelity.report.tidy.preface import Preface, preface_json
from fidelity.report.tidy.table import Table

ABOUT = "fidelity"
"""Under what name the file's metadata hold the preface and the codebook, as JSON."""


def parquet_of(table: Table, preface: Preface) -> bytes:
    """A table as a Parquet file; text is dictionary-encoded, and the codebook lies in the schema's metadata.

    Args:
        table: The table.
        preface: What must be known of it.

    Raises:
        UsageError: pyarrow is not installed.
    """
    arrow, parquet = _package("pyarrow"), _package("pyarrow.parquet")
    fields, arrays = [], []
    for name, column in table.columns.items():
        array = _array(arrow, table.frame[name], name in table.keys)
        said = {"meaning": column.meaning, "unit": column.unit}
        fields.append(arrow.field(name, array.type, metadata={key: text for key, text in said.items() if text}))
        arrays.append(array)
    about = {"format": FORMAT, "schema": SCHEMA, "table": table.spec.name, "title": table.spec.title}
    about |= {"about": preface_json(preface), "columns": columns_json(table)}
    schema = arrow.schema(fields, metadata={ABOUT: json.dumps(about, ensure_ascii=False)})
    sink = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return sink.getvalue()


def _array(arrow: ModuleType, cells: pd.Series[Any], is_key: bool) -> Any:
    """A column as Arrow has it; where there is nothing it is null, but for the group of a total, which is empty."""
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return arrow.array(cells, arrow.int64() if cells.dtype.kind == "i" else None, from_pandas=True)
    if not is_key:
        cells = cells.cat.remove_categories([text for text in cells.cat.categories if not text])
    places = arrow.array(cells.cat.codes.astype("int32"), mask=(cells.cat.codes < 0).to_numpy())
    return arrow.DictionaryArray.from_arrays(places, arrow.array(list(cells.cat.categories), arrow.string()))


def _package(name: str) -> ModuleType:
    """A package that not every installation has."""
    try:
        return import_module(name)
    except ImportError as error:
        message = "Parquet needs the package pyarrow, which is not installed here"
        raise UsageError(
            Problem("parquet-not-installed", message, "run `pip install 'fidelity[parquet]'`, or ask for CSV or JSON")
        ) from error
