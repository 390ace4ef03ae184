"""The text of a file: what is accepted, and where it goes wrong."""

from __future__ import annotations

import pytest

from fidelity.definition.text import MOST_BYTES, MOST_EXCERPT, decoded, place_at
from fidelity.errors import DefinitionError
from fidelity.problems import Place, Problem


def _problem(data: bytes) -> Problem:
    with pytest.raises(DefinitionError) as raised:
        decoded(data, "practice.yaml")
    (problem,) = raised.value.problems
    return problem


def test_lines_end_alike() -> None:
    """A byte order mark is passed over, and every end of line becomes one character."""
    assert decoded(b"\xef\xbb\xbfa\r\nb\rc\n", "x") == "a\nb\nc\n"


def test_a_file_of_a_mebibyte_is_read_and_no_larger_one() -> None:
    """The limit is a mebibyte."""
    assert len(decoded(b"#" * MOST_BYTES, "x")) == MOST_BYTES
    assert _problem(b"#" * (MOST_BYTES + 1)).code == "too-large"


def test_bytes_that_are_not_utf8_are_told_with_their_place() -> None:
    """The place counts characters, not bytes."""
    problem = _problem("title: é".encode() + b"\nname: \xc3\xa9t\xe9 x\nmore\n")
    assert problem.code == "not-utf8"
    assert "0xe9" in problem.message
    assert problem.place == Place("practice.yaml", 2, 9, "name: ét� x")


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x85", "\u2028", "\ufeff", "\u200b", "\u202e"])
def test_a_character_that_nobody_can_see_is_told(character: str) -> None:
    """It is named by its number."""
    problem = _problem(f"a: b\nc: d{character}e\n".encode())
    assert problem.code == "bad-character"
    assert f"U+{ord(character):04X}" in problem.message
    assert (problem.place or Place("")).column == 5


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000"])
def test_an_indentation_that_only_looks_like_one_is_told(space: str) -> None:
    """Such a space may stand in a text, and not before one."""
    assert decoded(f"a: b{space}c\n".encode(), "x")
    problem = _problem(f"a:\n {space}b: c\n".encode())
    assert (problem.place or Place("")).line == 2
    assert "ordinary spaces" in problem.help


def test_what_is_struck_out_before_looking_changes_nothing() -> None:
    """Plain characters are passed over quickly, and every other one is looked at, whatever stands around it."""
    plain = "".join(map(chr, range(0x20, 0x7F)))
    assert decoded(f"{plain}\té–“ü\r\n".encode(), "x") == f"{plain}\té–“ü\n"
    for code in (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x2060, 0x2069, 0xFFFE):
        assert _problem(f"é{plain}{chr(code)}ü".encode()).code == "bad-character"


def test_an_excerpt_is_no_longer_than_anybody_reads() -> None:
    """A line of a mebibyte is not shown whole."""
    assert len(place_at(("x" * 1000,), "x", 0, 0).excerpt or "") == MOST_EXCERPT


def test_a_place_beyond_the_text_is_its_last_line() -> None:
    """What goes wrong at the end of a file is shown in a line that exists."""
    assert place_at(("a", "b"), "x", 9, 0) == Place("x", 2, 1, "b")
