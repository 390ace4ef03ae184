"""Rescored records as plain data, as their schema describes them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from fidelity.evaluation.rescoring import Rescored, rescore
from fidelity.model.checklist import Checklist
from fidelity.report.rescored_json import rescored_json
from tests.difference.pairs import pairs
from tests.evaluation.editions import TODAY, definition, records
from tests.house.source import ROOT
from tests.oracle.strategies import rows_of, seeds
from tests.report.rescored import apart, moved

SCHEMA = json.loads((ROOT / "schemas/rescored.schema.json").read_text(encoding="utf-8"))


def document(*parts: Rescored) -> Any:
    """What is written, read back and checked."""
    found = json.loads("".join(rescored_json(parts)))
    Draft202012Validator(SCHEMA).validate(found)
    return found


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
    assert not [name for name, part in _properties(SCHEMA) if not part.get("description")]


@given(pairs(), seeds)
@settings(max_examples=6)
def test_it_is_what_the_schema_describes(pair: tuple[Checklist, Checklist], seed: int) -> None:
    """Whatever was rescored; every count of moves adds up to all records, and every record has both verdicts."""
    old, new = pair
    found = rescore(definition(old), definition(new), records(old, rows_of(old, seed, 5)), TODAY)
    (part,) = document(found)["parts"]
    for criterion in part["criteria"]:
        assert sum(each["n"] for each in criterion["moves"]) == part["n_records"] == 5
    assert [
        {name: (said["then"], said["now"]) for name, said in each["criteria"].items()} for each in part["records"]
    ] == [{each.id: found.said(row, each.id) for each in found.criteria} for row in range(5)]


def test_what_is_not_comparable_is_neither_more_nor_less() -> None:
    """Of values by two scales it is told how many there are, and nothing that would compare them."""
    (part,) = document(apart())["parts"]
    (score,) = part["scores"]
    assert score["comparability"] == "not_comparable"
    assert [score["values"][name] for name in ("n_both", "n_equal", "n_higher", "n_lower")] == [0, None, None, None]
    assert score["values"]["n_lost"] == part["n_records"]


def test_many_editions_stand_apart() -> None:
    """And none at all are an empty list."""
    found = document(moved(), apart())
    assert [part["n_records"] for part in found["parts"]] == [4, 4]
    assert document()["parts"] == []


def test_records_stand_on_lines_of_their_own() -> None:
    """So that many of them can be read one by one."""
    lines = "".join(rescored_json([moved()])).splitlines()
    assert len(lines) == 2 + 4 + 2
    assert json.loads(lines[2].rstrip(","))["descriptors"] == {"date": "2024-05-01"}
