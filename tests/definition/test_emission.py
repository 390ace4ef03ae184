"""Plain values as YAML text."""

from __future__ import annotations

from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.definition.emission import emitted
from fidelity.definition.parsing import parsed
from fidelity.definition.text import decoded
from fidelity.definition.tree import Value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("No", "a: No\n"),
        ("true", 'a: "true"\n'),
        ("1.10", 'a: "1.10"\n'),
        (Decimal("1.10"), "a: 1.10\n"),
        ("", 'a: ""\n'),
        ("Attention: this", 'a: "Attention: this"\n'),
        ("- dash", 'a: "- dash"\n'),
        ("007", 'a: "007"\n'),
        (None, "a: null\n"),
        (True, "a: true\n"),
        ([], "a: []\n"),
        (["b", "c"], "a: [b, c]\n"),
        ({"b": {"c": 1}, "2": [1]}, "a: {b: {c: 1}, 2: [1]}\n"),
        ("two\nlines", "a: |-\n  two\n  lines\n"),
        ("ends with a break\n", 'a: "ends with a break\\n"\n'),
        ("un\u200bseen", 'a: "un\\u200bseen"\n'),
        ([{"b": [{"c": 1}]}], "a:\n  - b: [{c: 1}]\n"),
    ],
)
def test_values_are_written_as_people_would(value: Value, text: str) -> None:
    """Quotes only where they are needed, short lists in one line, prose as prose."""
    assert emitted({"a": value}) == text


def test_long_text_is_folded() -> None:
    """A long sentence is broken into lines of a readable length."""
    text = emitted({"why": "word " * 60 + "end"})
    assert text.startswith("why: >-\n  word word")
    assert max(map(len, text.split("\n"))) <= 110


TEXT = (
    st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"))
    | st.text(st.sampled_from("ab -:#'\"[]{},&*!|>%@`?\n\u00a0\u200b1.~…"), max_size=30)
    | st.lists(st.sampled_from(["word", "two: ", "#", "-", "it’s", "100%"]), min_size=20, max_size=60).map(" ".join)
)
NUMBERS = st.integers(-(10**12), 10**12) | st.decimals(-1000, 1000, places=3)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT.map(lambda text: normalize("NFC", text)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(TEXT.map(lambda t: normalize("NFC", t)).filter(bool), inner, max_size=4)
    ),
    max_leaves=10,
)


@settings(max_examples=300, deadline=None)
@given(VALUES)
def test_what_is_written_is_read_again(value: Value) -> None:
    """Whatever the values are, the text gives the same again."""
    text = emitted({"a": value})
    tree = parsed(decoded(text.encode(), "x"), "x")
    assert tree.problems == ()
    assert tree.value == {"a": value}
    assert isinstance(tree.value, dict)
    assert emitted(tree.value) == text
