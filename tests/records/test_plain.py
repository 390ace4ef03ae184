"""Content as text: the canonical text, and nothing that is no plain data."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fidelity.canonical import canonical_bytes
from fidelity.errors import UsageError
from fidelity.records.plain import LARGEST, read, written

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUE = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


def has_twins(value: object) -> bool:
    """Whether two keys somewhere are the same text in composed form."""
    try:
        canonical_bytes(value)  # type: ignore[arg-type]
    except ValueError:
        return True
    return False


@given(st.dictionaries(TEXT, VALUE, max_size=5))
def test_the_quick_way_writes_what_the_canonical_way_writes(content: dict[str, Any]) -> None:
    """Whatever the signs, both give the same text, and reading it and writing it again changes nothing."""
    assume(not has_twins(content))
    text = written(content)
    assert text == canonical_bytes(content).decode()
    assert written(read(text)) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": "e\u0301"}, {"a": "\u00e9"}),
        ({"e\u0301": "a"}, {"\u00e9": "a"}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": ("x", "y")}, {"a": ["x", "y"]}),
        ({"a": {"b": "c"}}, MappingProxyType({"a": MappingProxyType({"b": "c"})})),
    ],
)
def test_equal_contents_are_equal_texts(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Neither the spelling of an accent nor the order of keys nor the type of a group makes a difference."""
    assert written(one) == written(other)


def test_a_line_break_before_an_accent_stays() -> None:
    """JSON writes a line break with an n, which must not melt with the accent that follows it."""
    content = {"a": "x\n\u0303"}
    assert read(written(content)) == content


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (66.7, "66.7"),
        (Fraction(2, 3), "Fraction(2, 3)"),
        (date(2026, 11, 20), "datetime.date(2026, 11, 20)"),
        (2**53, "9007199254740992"),
        ({1: "a"}, "the key 1"),
        ({"a\ud83d": "b"}, "the key 'a\\ud83d'"),
        ("half \ud83d", "'half \\ud83d'"),
        ({"a"}, "{'a'}"),
        (b"a", "b'a'"),
    ],
)
def test_what_is_no_plain_data_is_told(value: object, shown: str) -> None:
    """Numbers with decimals, dates and halves of characters are refused, with the way to them."""
    with pytest.raises(UsageError, match="cannot hold") as error:
        written({"good": "é", "list": [1, value]})
    (problem,) = error.value.problems
    assert problem.code == "not-plain"
    assert shown in problem.message
    assert problem.path[:2] == ("list", 1)


def test_keys_that_are_the_same_text_are_told() -> None:
    """Two spellings of one key cannot both be kept."""
    with pytest.raises(UsageError, match="two keys"):
        written({"e\u0301": "a", "\u00e9": "b"})


def test_all_of_it_is_told_at_once() -> None:
    """Two faults make two problems."""
    with pytest.raises(UsageError) as error:
        written({"a": 1.5, "b": {"c": 2.5}})
    assert [problem.path for problem in error.value.problems] == [("a",), ("b", "c")]
