"""Tables as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from fidelity.definition.schema_files import schema
from fidelity.report.estimate_words import NO_INTERVAL, NO_VALUE
from fidelity.report.estimates_table import estimates_table
from fidelity.report.tidy.json import json_of
from fidelity.report.tidy.table import table_of
from fidelity.tally.estimates import COLUMNS
from tests.report import estimated
from tests.report.tidy.made import SPEC, frame

VALIDATOR = Draft202012Validator(schema("estimates"))


def document(rows: list[dict[str, object]] | None = None) -> dict[str, Any]:
    """A document of estimates."""
    read: dict[str, Any] = json.loads("".join(json_of(estimates_table(estimated.frame(rows)), estimated.PREFACE)))
    return read


def test_estimates_are_what_the_schema_describes() -> None:
    """Whatever is absent, the document is valid; and numbers come back to the last bit."""
    found = document()
    VALIDATOR.validate(found)
    for given, read in zip(estimated.ROWS, found["rows"], strict=True):
        assert read["group"] == {key: given[key] for key in estimated.KEYS}
        assert {name: read[name] for name in COLUMNS} == {
            name: None if given[name] == "" else given[name] for name in COLUMNS
        }


def test_any_table_is_what_the_schema_describes() -> None:
    """A table of another kind has its own columns, and says what they mean."""
    found = json.loads("".join(json_of(table_of(SPEC, frame()), estimated.PREFACE)))
    VALIDATOR.validate(found)
    assert found["rows"][1] == {
        "group": {"site": "=1+1"},
        "item": "asks",
        "alpha": None,
        "why": "no_pairs",
        "n_pairs": 0,
    }
    assert found["rows"][0]["alpha"] == 0.1 + 0.2
    assert found["columns"][3]["codes"] == dict(SPEC.closed["why"])


def test_an_empty_table_and_one_without_groups_are_valid() -> None:
    """No rows is an empty list, and a table of one group has an empty group."""
    VALIDATOR.validate(document([]))
    whole = estimates_table(estimated.frame(estimated.ROWS[-1:]).drop(columns=list(estimated.KEYS)))
    found = json.loads("".join(json_of(whole, estimated.PREFACE)))
    VALIDATOR.validate(found)
    assert found["rows"][0]["group"] == {}


@pytest.mark.parametrize(
    "change",
    [{"why_no_value": "suppressed"}, {"value": None}, {"why_no_value": "lost"}, {"n": -1}, {"rank": 1}, {"value": "1"}],
)
def test_the_schema_refuses_a_row_that_contradicts_itself(change: dict[str, object]) -> None:
    """A value with a reason for having none, neither, an unknown reason, a negative count, another column."""
    found = document(estimated.ROWS[1:2])
    VALIDATOR.validate(found)
    found["rows"][0] |= change
    assert not VALIDATOR.is_valid(found)


def test_the_schema_has_the_words_and_columns_of_the_table() -> None:
    """Columns in their order, and the reasons of the enumerations."""
    properties = schema("estimates")["$defs"]["estimate"]["properties"]
    assert list(properties) == ["group", *COLUMNS]
    assert properties["why_no_value"]["enum"] == [*(why.value for why in NO_VALUE), None]
    assert properties["why_no_interval"]["enum"] == [*(why.value for why in NO_INTERVAL), None]
    kinds = {"text": "string", "integer": "integer", "number": "number"}
    for name, column in COLUMNS.items():
        said = properties[name]
        assert kinds[column.kind] in said.get("type", ["string"]) or "$ref" in said
