"""The shape of a hand-in in JSON, and of one mind with the schema."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from fidelity.definition.schema_files import schema
from fidelity.errors import HandInError
from fidelity.handins.json_sheet import json_sheet
from fidelity.records.observation import as_content
from tests.handins.samples import BLANK, FACTS, ID, NOTES, OBSERVATION, RATINGS, codes, content

SCHEMA = Draft202012Validator(schema("observation"))


def test_a_hand_in_is_taken_as_it_is() -> None:
    """Every part of it, and nothing is wrong with it."""
    sheet = json_sheet(content(), "a.json", "line 3", 3)
    assert (sheet.id, sheet.edition) == (ID, BLANK.edition)
    assert (sheet.facts, sheet.ratings, sheet.notes) == (FACTS, RATINGS, NOTES)
    assert (sheet.shown, sheet.made_with) == ({"total": "100"}, "fidelity-form 0.1.0")
    assert sheet.problems == ()


def test_what_the_store_keeps_fits_the_schema() -> None:
    """With and without what only a form adds."""
    SCHEMA.validate(as_content(OBSERVATION))
    SCHEMA.validate(content())


def without(key: str) -> dict[str, Any]:
    """A hand-in without one of its keys."""
    return {name: value for name, value in content().items() if name != key}


@pytest.mark.parametrize("key", ["profile", "text_hash", "notes", "shown", "made_with"])
def test_some_keys_may_be_left_out(key: str) -> None:
    """By the schema too."""
    assert json_sheet(without(key), "a.json").problems == ()
    assert SCHEMA.is_valid(without(key))


@pytest.mark.parametrize(
    "key", ["schema", "id", "intervention", "version", "checklist", "plan_hash", "facts", "ratings"]
)
def test_other_keys_are_missed(key: str) -> None:
    """By the schema too."""
    (problem,) = json_sheet(without(key), "a.json").problems
    assert (problem.code, problem.path, str(problem.place)) == ("missing-key", (key,), "a.json")
    assert not SCHEMA.is_valid(without(key))


WRONG = [
    ("id", "short", "bad-value"),
    ("id", "a b c d e f", "bad-value"),
    ("id", "x" * 101, "bad-value"),
    ("id", 12345678, "bad-value"),
    ("id", None, "bad-value"),
    ("intervention", "Visit", "bad-value"),
    ("version", "", "bad-value"),
    ("version", 1.2, "bad-value"),
    ("checklist", "../etc", "bad-value"),
    ("plan_hash", "sha256:12", "bad-value"),
    ("plan_hash", "", "bad-value"),
    ("text_hash", "x", "bad-value"),
    ("made_with", ["a"], "bad-value"),
    ("schema", "1", "bad-value"),
    ("schema", 1.5, "bad-value"),
    ("schema", 2, "newer-schema"),
    ("facts", [], "wrong-type"),
    ("facts", {"minutes": 45}, "wrong-type"),
    ("ratings", {"greets": 2}, "wrong-type"),
    ("ratings", {"greets": True}, "wrong-type"),
    ("ratings", {"greets": None}, "wrong-type"),
    ("ratings", {"greets": ["2"]}, "wrong-type"),
    ("notes", "none", "wrong-type"),
    ("notes", {"greets": {"text": "x"}}, "wrong-type"),
    ("shown", {"total": 66.7}, "wrong-type"),
    ("Facts", {}, "unknown-key"),
    ("sources", [], "unknown-key"),
]


@pytest.mark.parametrize(("key", "value", "code"), WRONG)
def test_whatever_is_wrong_is_told(key: str, value: object, code: str) -> None:
    """By its key, and by the schema too."""
    (problem,) = json_sheet(content(**{key: value}), "a.json").problems
    assert problem.code == code
    assert problem.path[0] == key
    assert not SCHEMA.is_valid(content(**{key: value}))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    """And what is right beside it is there."""
    sheet = json_sheet(content(id=1, facts={"rater": 1, "date": "2026-11-20"}, ratngs={}), "a.json")
    assert codes(sheet.problems) == ["bad-value", "wrong-type", "unknown-key"]
    assert sheet.problems[2].help == "did you mean `ratings`?"
    assert sheet.facts == {"date": "2026-11-20"}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (12, "this is JSON, and no observation"),
        ({}, "this is JSON, and no observation"),
        ({"format": 1, "observations": []}, "these are scores, and not what they were made of"),
        ({"format": 1, "problems": []}, "this is a list of problems"),
        ({"schema": 1, "assessable": {}}, "this is the definition of an intervention"),
        ({"format": "fidelity-observations"}, "this is JSON, and no observation"),
    ],
)
def test_something_else_is_called_what_it_is(value: object, words: str) -> None:
    """Our own files too, if they are handed in by mistake."""
    with pytest.raises(HandInError, match=words) as caught:
        json_sheet(value, "a.json")
    assert caught.value.problems[0].code == "not-a-hand-in"


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 3) | st.text(max_size=12) | st.sampled_from([*content().values()]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*content(), "more"]), VALUES, max_size=4))
def test_the_schema_says_the_same(changes: dict[str, object]) -> None:
    """Whatever is put in the place of whatever: a shape is sound here if, and only if, it is sound there."""
    value = content(**changes)
    if value["format"] == "fidelity-observation":
        # To JSON Schema, 1.0 and 1 are one number, and true is none.
        assert (not json_sheet(value, "a.json").problems) == SCHEMA.is_valid(value)
    else:
        assert not SCHEMA.is_valid(value)
