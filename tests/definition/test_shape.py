"""Differences from a schema; `test_reading` shows each kind of them in a definition."""

from __future__ import annotations

import json

import pytest

from fidelity.definition.late import parsed
from fidelity.definition.schema_files import schema
from fidelity.definition.shape import shape_problems
from tests.definition.documents import FULL, HEAD


def _found(text: str, name: str = "intervention") -> set[tuple[str, tuple[str | int, ...]]]:
    return {(problem.code, problem.path) for problem in shape_problems(parsed(text, "x"), schema(name))}


def test_a_sound_document_has_no_differences() -> None:
    """A definition with every key once differs from its schema in nothing."""
    assert _found(FULL) == set()


def test_a_missing_key_that_is_misspelt_is_told_once() -> None:
    """The misspelt key is the mistake; that the right one is missing follows."""
    assert _found(HEAD.replace("title", "titel")) == {("unknown-key", ("titel",))}
    assert _found(HEAD.replace("title", "name")) == {("unknown-key", ("name",)), ("missing-key", ())}


def test_a_key_of_another_rule_is_explained() -> None:
    """The help says which rule takes it."""
    text = FULL.replace("rule: minimum,", "rule: minimum, times: 3,")
    (problem,) = shape_problems(parsed(text, "x"), schema("intervention"))
    assert problem.message == "`times` does not belong to rule `minimum`"
    assert problem.help.startswith("For a ratio")


def test_what_the_reader_told_is_not_told_again() -> None:
    """A value that the reader refused is not blamed for its kind."""
    text = HEAD.replace("Teach-back conversation", "*back")
    tree = parsed(text, "x")
    assert [problem.code for problem in tree.problems] == ["alias"]
    assert shape_problems(tree, schema("intervention")) == ()


def test_a_key_given_twice_hides_no_wrong_value() -> None:
    """Of two values the first is read, so it is told if it is wrong by itself."""
    tree = parsed(HEAD.replace("schema: 1", "schema: 3\nschema: 1"), "x")
    assert [problem.code for problem in tree.problems] == ["key-twice"]
    assert [problem.path for problem in shape_problems(tree, schema("intervention"))] == [("schema",)]


@pytest.mark.parametrize("keyword", ["multipleOf", "uniqueItems"])
def test_a_keyword_that_nobody_explained_is_told_all_the_same(keyword: str) -> None:
    """A schema that learns a new keyword does not fall silent."""
    kind = {"multipleOf": 2} if keyword == "multipleOf" else {"uniqueItems": True}
    tree = parsed(json.dumps(3 if keyword == "multipleOf" else [1, 1]), "x")
    (problem,) = shape_problems(tree, kind)
    assert problem.code == "bad-value"


def test_a_pattern_without_a_code_is_told_all_the_same() -> None:
    """A schema that forgets to name the problem still gets one."""
    (problem,) = shape_problems(parsed("abc", "x"), {"pattern": "^x"})
    assert (problem.code, problem.message) == ("bad-value", "`abc` cannot stand here")
