"""A comparison as plain data, as its schema describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from fidelity.difference.comparison import compare
from fidelity.difference.record import InterventionDifference
from fidelity.model.checklist import Checklist
from fidelity.plan.lowering import lower
from fidelity.report.difference_json import difference_json
from tests.difference.pairs import pairs
from tests.house.source import ROOT

SCHEMA = json.loads((ROOT / "schemas/difference.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    """It passes the schema of schemas."""
    Draft202012Validator.check_schema(SCHEMA)


def _properties(part: object) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        yield from part.get("properties", {}).items()
        for each in part.values():
            yield from _properties(each)


def test_every_property_is_explained() -> None:
    """In words, for those who write a program against it."""
    silent = [name for name, part in _properties(SCHEMA) if not part.get("description")]
    assert not silent


@given(pairs())
@settings(max_examples=25)
def test_every_comparison_is_what_the_schema_describes(pair: tuple[Checklist, Checklist]) -> None:
    """Whatever was compared; and as JSON it is the same."""
    compared = compare(lower(pair[0]), lower(pair[1]))
    said = difference_json(InterventionDifference("a@1", "a@2", "", f"sha256:{'0' * 64}", (compared,), ("x",), ("y",)))
    problems = [error.message for error in Draft202012Validator(SCHEMA).iter_errors(said)]
    assert not problems
    assert json.loads(json.dumps(said)) == said


@pytest.mark.parametrize("key", ["moves", "text_changed", "checklists_removed"])
def test_what_a_program_asks_first_is_on_top(key: str) -> None:
    """Whether anything moved needs no walk through the parts."""
    said = difference_json(InterventionDifference("a@1", "a@2", "", "", ()))
    assert not said[key]
