"""What is left where something is still to be written."""

from __future__ import annotations

import pytest

from fidelity.model.placeholder import placeholder


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("…", "…"),
        (" ... ", "..."),
        ("TODO: ask them", "TODO"),
        ("Words, FIXME", "FIXME"),
        ("And so on …", ""),
        ("A method", ""),
        ("Todos", ""),
        ("", ""),
    ],
)
def test_a_placeholder_is_told_from_text(text: str, left: str) -> None:
    """An ellipsis in a sentence is none, and neither is a word that only looks like one."""
    assert placeholder(text) == left
