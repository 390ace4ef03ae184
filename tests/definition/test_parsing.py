"""Text to tree: what is understood, what is refused, and that nothing takes long."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.definition.parsing import MOST_LEVELS, MOST_VALUES, parsed
from fidelity.definition.text import MOST_BYTES
from fidelity.definition.tree import Value


def _codes(text: str) -> list[str]:
    return [problem.code for problem in parsed(text, "x").problems]


def _value(text: str) -> Value:
    tree = parsed(text, "x")
    assert tree.is_whole, tree.problems
    assert not tree.problems
    return tree.value


def test_what_stands_without_quotes_is_read_by_yaml_1_2() -> None:
    """Anchors named No stay No, quoted numbers stay text, and decimals stay exact."""
    text = "- No\n- 1.10\n- '1.10'\n- \"no\\ttab\"\n- |\n  two\n  lines\n- >-\n  one\n  line\n-\n- true\n"
    assert _value(text) == ["No", Decimal("1.10"), "1.10", "no\ttab", "two\nlines\n", "one line", None, True]


def test_keys_are_text() -> None:
    """A code as a key is the text that it is written as."""
    assert _value("2: a\n1.50: b\nNo: c\ntrue: d\n") == {
        "2": "a",
        "1.50": "b",
        "No": "c",
        "true": "d",
    }


def test_keys_are_composed_before_they_are_compared() -> None:
    """Two spellings of one key are the same key twice."""
    assert _codes("é: 1\ne\u0301: 2\n") == ["key-twice"]


def test_the_first_of_two_keys_counts() -> None:
    """What stands under the second is passed over, with all that it holds."""
    tree = parsed("a: 1\na: {b: [2]}\nc: 3\n", "x")
    assert tree.value == {"a": 1, "c": 3}
    assert [problem.message for problem in tree.problems] == ["key `a` is given twice, first in line 1"]


def test_all_that_is_refused_is_told() -> None:
    """Marks, names, aliases and double keys do not stop the reading."""
    tree = parsed("a: &x 1\nb: *x\nc: !!str d\n<<: *x\na: 2\ne: .nan\n", "x")
    assert tree.is_whole
    assert [problem.code for problem in tree.problems] == [
        "alias",
        "alias",
        "tag",
        "merge-key",
        "key-twice",
        "bad-number",
    ]


def test_a_mark_that_makes_the_line_unreadable_is_told_once() -> None:
    """Text that begins with a star is one mistake."""
    assert _codes("a: *Explains* the plan\n") == ["alias"]


def test_twelve_levels_are_enough() -> None:
    """The thirteenth is refused where it begins."""
    deep = "[" * MOST_LEVELS + "]" * MOST_LEVELS
    assert parsed(deep, "x").is_whole
    (problem,) = parsed(f"[{deep}]", "x").problems
    assert problem.code == "too-deep"
    assert str(problem.place) == f"x:1:{MOST_LEVELS + 1}"


def test_a_file_has_no_more_values_than_a_definition() -> None:
    """Keys and values are counted."""
    assert _codes("- a\n" * (MOST_VALUES - 1)) == []
    assert _codes("- a\n" * MOST_VALUES) == ["too-many-values"]


HOSTILE = {
    "brackets": "[" * MOST_BYTES,
    "braces": "{" * MOST_BYTES,
    "braces with keys": "{a: " * (MOST_BYTES // 4),
    "dashes": "- " * (MOST_BYTES // 2),
    "questions": "? " * (MOST_BYTES // 2),
    "colons": ":" * MOST_BYTES,
    "keys in keys": "".join(" " * level + "a:\n" for level in range(1400)),
    "many keys": "\n".join(f"key_{number}: 1" for number in range(70_000)),
    "one key again and again": "a: 1\n" * (MOST_BYTES // 5),
    "one long word": "a" * MOST_BYTES,
    "one long text": "a " * (MOST_BYTES // 2),
    "many lines": "a\n" * (MOST_BYTES // 2),
    "many quoted lines": '"' + "a\n" * (MOST_BYTES // 2 - 1) + '"',
    "many escapes": '"' + "\\n" * (MOST_BYTES // 2 - 1) + '"',
    "a long literal": "|\n" + " a\n" * (MOST_BYTES // 3 - 1),
    "nothing": "\n" * MOST_BYTES,
    "spaces": " " * MOST_BYTES,
    "comments": "#\n" * (MOST_BYTES // 2),
    "names": "&a " * (MOST_BYTES // 3),
    "tags": "!a " * (MOST_BYTES // 3),
    "directives": "%a\n" * (MOST_BYTES // 3),
    "documents": "---\n" * (MOST_BYTES // 4),
    "a laughing lion": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ),
    "a huge number": "a: 1" + "0" * 100_000,
    "a huge power": "a: 1e999999999",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_input_takes_long(name: str) -> None:
    """Whatever somebody sends, it is read or refused within seconds."""
    began = time.perf_counter()
    tree = parsed(HOSTILE[name], "x")
    assert time.perf_counter() - began < 10
    assert len(tree.spots) <= MOST_VALUES


WORDS = st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), max_size=8).map(
    lambda text: normalize("NFC", text)
)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS.filter(bool), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(PLAIN, st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_json_is_read_as_json(value: object, ascii_only: bool, indent: int | str | None) -> None:
    """What Python writes as JSON is read as what it was, whatever its escapes and indentation."""
    assert _value(json.dumps([value], ensure_ascii=ascii_only, indent=indent)) == [value]


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_nothing_is_raised(text: str) -> None:
    """Every text gives a tree or problems with places."""
    tree = parsed(text, "x")
    assert tree.is_whole or tree.problems
    assert all(problem.place is not None and problem.place.line for problem in tree.problems)
