"""Kinds of values in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from fidelity.definition.kind import expected_kind, found_kind, kind_help


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing is there"),
        (True, "`true` is a yes or no"),
        (Decimal("1.10"), "`1.10` is a number"),
        ("x" * 99, f"`{'x' * 40}` is text"),
        ([], "a list is there"),
        ({}, "a group of keys is there"),
    ],
)
def test_what_was_found_is_said(value: object, words: str) -> None:
    """A value is shown as it stands in the file, a long one in part."""
    assert found_kind(value) == words


def test_what_was_expected_is_said() -> None:
    """Several kinds are joined."""
    assert expected_kind(["string", "array"]) == "text or a list"


@pytest.mark.parametrize(
    ("kinds", "value", "advice"),
    [
        (["string"], Decimal("1.10"), 'put it in quotes: `version: "1.10"`'),
        (["string"], False, 'put it in quotes: `version: "false"`'),
        (["array"], "coach", "write it as a list: `version: [coach]`"),
        (["array"], 3, "write it as a list: `[one, two]`"),
        (["boolean"], "Yes", "write `version: true`"),
        (["integer"], "12", "remove the quotes: `version: 12`"),
        (["integer"], "twelve", "write digits: `version: 20`"),
        (["object"], "text", "write its parts below it, indented, or in braces: `version: {…}`"),
        (["array"], {}, ""),
    ],
)
def test_advice_shows_what_to_write(kinds: list[str], value: object, advice: str) -> None:
    """The advice is written with the key and the value at hand."""
    assert kind_help(kinds, value, ("version",)) == advice


def test_advice_for_an_entry_of_a_list_has_no_key() -> None:
    """An entry of a list is put in quotes by itself."""
    assert kind_help(["string"], 3, ("evidence", 0)) == 'put it in quotes: `"3"`'
