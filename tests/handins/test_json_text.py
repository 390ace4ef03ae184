"""JSON, read with care."""

from __future__ import annotations

import time

import pytest

from fidelity.errors import HandInError
from fidelity.handins.json_text import parsed


def refused(text: str) -> tuple[str, str]:
    """The code and the message of what a text is refused for."""
    with pytest.raises(HandInError) as caught:
        parsed(text)
    (problem,) = caught.value.problems
    return problem.code, problem.message


def test_what_is_sound_comes_out() -> None:
    """Texts, numbers, groups, lists."""
    assert parsed(' {"a": [1, "ü", {"b": null}], "c": true, "d": -2.5} ') == {
        "a": [1, "ü", {"b": None}],
        "c": True,
        "d": -2.5,
    }


def test_a_key_that_stands_twice_is_refused_at_any_depth() -> None:
    """Python would keep the last, other programs the first."""
    assert refused('{"a": {"b": "1", "c": "2", "b": "1"}}') == (
        "key-twice",
        "`b` is said twice, and nobody knows which one is meant",
    )


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", '{"a": -Infinity}'])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Python's reader would take it."""
    assert refused(text)[0] == "bad-json"


def test_a_very_long_number_takes_no_time() -> None:
    """To read a million digits takes the square of their number."""
    start = time.perf_counter()
    assert refused("1" * 1_000_000) == ("bad-json", "there is a number of 1000000 digits")
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_without_end_is_refused(opening: str) -> None:
    """And does not end the program."""
    assert refused(opening * 200_000)[0] in ("too-deep", "bad-json")
    assert refused("[" * 100_000 + "]" * 100_000)[0] == "too-deep"


@pytest.mark.parametrize("text", ['{"a": "1', '{"a": "1"', '{"a":', "{", '{"a": ["b",', '{"a": "\\u00'])
def test_a_text_that_ends_too_early_is_told_as_that(text: str) -> None:
    """The commonest fault of all: a download that broke off."""
    assert refused(text) == ("bad-json", "the text ends too early")


def test_a_mistake_is_told_with_its_place() -> None:
    """Line and column, counted from 1."""
    text = '{\n  "a": 1,\n  "b" 2, "c": 3, "d": 4\n}\n'
    assert refused(text) == ("bad-json", "from line 3, column 7 on it is no JSON: expecting ':' delimiter")
    assert refused('{"a": 1} {"b": 2, "c": 3}')[1] == "from column 10 on it is no JSON: extra data"
