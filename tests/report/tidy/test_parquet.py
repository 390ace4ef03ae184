"""Tables as Parquet."""

from __future__ import annotations

import io
import json
from importlib import import_module

import pyarrow.parquet
import pytest

from fidelity.errors import UsageError
from fidelity.report.tidy import parquet
from fidelity.report.tidy.json import columns_json
from fidelity.report.tidy.parquet import parquet_of
from fidelity.report.tidy.table import table_of
from tests.report.estimated import PREFACE
from tests.report.tidy.made import SPEC, frame


def test_types_and_gaps_survive() -> None:
    """Text is dictionary-encoded, a total is an empty group and no gap, and numbers keep every bit."""
    table = pyarrow.parquet.read_table(io.BytesIO(parquet_of(table_of(SPEC, frame()), PREFACE)))
    assert [str(field.type) for field in table.schema] == [
        *["dictionary<values=string, indices=int32, ordered=0>"] * 2,
        "double",
        "dictionary<values=string, indices=int32, ordered=0>",
        "int64",
    ]
    assert table.to_pydict() == {
        "site": ["", "=1+1", "", 'a,\r\n"b"'],
        "item": ["asks", "asks", "greets", "greets"],
        "alpha": [0.1 + 0.2, None, -0.125, None],
        "why": [None, "no_pairs", None, "all_alike"],
        "n_pairs": [12, 0, None, 3],
    }


def test_the_codebook_lies_in_the_file() -> None:
    """The file's metadata hold preface and columns, and each field its meaning and unit."""
    made = table_of(SPEC, frame())
    schema = pyarrow.parquet.read_schema(io.BytesIO(parquet_of(made, PREFACE)))
    about = json.loads(schema.metadata[b"fidelity"])
    assert (about["table"], about["about"]["n_records"], about["columns"]) == ("agreement", 217, columns_json(made))
    assert schema.field("n_pairs").metadata == {
        b"meaning": b"How many pairs of answers there are.",
        b"unit": b"pairs",
    }


def test_the_same_table_makes_the_same_bytes() -> None:
    """Nothing in the file depends on the run."""
    assert parquet_of(table_of(SPEC, frame()), PREFACE) == parquet_of(table_of(SPEC, frame()), PREFACE)


def test_without_pyarrow_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """An extra that is not installed is no traceback."""

    def absent(name: str) -> object:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name)
        return import_module(name)

    monkeypatch.setattr(parquet, "import_module", absent)
    with pytest.raises(UsageError) as caught:
        parquet_of(table_of(SPEC, frame()), PREFACE)
    (problem,) = caught.value.problems
    assert problem.code == "parquet-not-installed"
    assert "pip install 'fidelity[parquet]'" in problem.help
