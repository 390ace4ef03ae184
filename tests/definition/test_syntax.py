"""The complaints of a YAML reader in plain words; `test_reading` shows each of them in a definition."""

from __future__ import annotations

import pytest
from ruamel.yaml.error import MarkedYAMLError

from fidelity.definition.parsing import parsed
from fidelity.definition.syntax import syntax_problem
from fidelity.problems import Problem


def _problem(text: str) -> Problem:
    (problem,) = parsed(text, "x").problems
    return problem


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 'x\n", "open-quote", "x:1:4"),
        ("a: don't\nb: 'don't'\n", "needs-quotes", "x:2:9"),
        ("a: [1, 2\nb: 3\n", "bad-bracket", "x:1:4"),
        ("a: 1\nb 2\nc: 3\n", "missing-colon", "x:2:1"),
        ("a:\n  b: 1\n c: 2\n", "bad-indentation", "x:3:2"),
        ("- a\nb: c\n", "bad-indentation", "x:2:1"),
        ("a: >x\n b\n", "bad-block-text", "x:1:5"),
        ("a: !<\n", "needs-quotes", "x:1:4"),
        ('"a" b\n', "needs-quotes", "x:1:5"),
        ("a: [\n", "bad-bracket", "x:2:1"),
        ("a:\n  - {b: [1,\n  - {c: 2}\n", "bad-bracket", "x:2:9"),
        ("  a: 1\nb: 2\n", "bad-indentation", "x:2:1"),
        ("...\n", "bad-syntax", "x:1:1"),
        ("a: 1\nb: {c: 2}}\n", "bad-bracket", "x:2:10"),
        ("a\n\n# c\nb: 1\n", "missing-colon", "x:1:1"),
        ("a: b\t# c\n", "tab", "x:1:5"),
    ],
)
def test_a_complaint_is_told_where_it_can_be_mended(text: str, code: str, place: str) -> None:
    """The place is where the author has to write something else, not where the reader noticed."""
    problem = _problem(text)
    assert (problem.code, str(problem.place)) == (code, place)
    assert problem.help


def test_no_word_of_the_reader_reaches_the_author() -> None:
    """Tokens, scalars and flow sequences are not mentioned."""
    for text in ("a: [1\nb: 3\n", "a: b: c", "a: 'x", "a:\n  b: 1\n c: 2\n", "a: @b", "\ta"):
        message = _problem(text).message
        assert not {"token", "scalar", "flow", "block", "mapping"} & set(message.split()), message


def test_an_error_without_a_place_is_told_at_the_last_value() -> None:
    """An error that nobody thought of has a place all the same."""
    problem = syntax_problem(ValueError("odd"), ["a", "bc"], "x", (1, 1))
    assert (problem.code, str(problem.place)) == ("bad-syntax", "x:2:2")
    assert str(syntax_problem(MarkedYAMLError("odd"), ["a"], "x").place) == "x:1:1"
