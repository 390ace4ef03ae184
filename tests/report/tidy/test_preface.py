"""The preface as plain data."""

from __future__ import annotations

import json
from fractions import Fraction

import attrs

from fidelity.definition.schema_files import schema
from fidelity.report.tidy.preface import Measure, Preface, preface_json
from tests.report.estimated import PREFACE


def test_everything_is_there_and_nothing_else() -> None:
    """The fields of the records are the properties of the schema."""
    below = schema("estimates")["$defs"]
    assert {field.name for field in attrs.fields(Preface)} == set(below["about"]["properties"])
    assert {field.name for field in attrs.fields(Measure)} == set(below["measure"]["properties"])
    assert set(preface_json(PREFACE)) == set(below["about"]["required"])


def test_numbers_are_exact_where_that_matters() -> None:
    """Ends are numbers, cuts are texts that hold the fraction, and the order of cuts does not depend on a run."""
    measure = Measure(
        "score", "x", lowest=Fraction(1, 3), cuts=frozenset({Fraction(2, 3), Fraction(1, 7), Fraction(5)})
    )
    said = preface_json(Preface("A", "a", "b", measures=(measure,)))
    assert json.loads(json.dumps(said["measures"])) == [
        {
            "kind": "score",
            "id": "x",
            "title": "",
            "unit": "",
            "rule": "",
            "decimals": 1,
            "lowest": 1 / 3,
            "highest": None,
            "cuts": ["1/7", "2/3", "5"],
        }
    ]
