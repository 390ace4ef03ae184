"""Whether all text is there."""

from __future__ import annotations

import pytest

from tests.conformance.asked import told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: Hurries on", 'text: "…"'),
        ("source: Table 3", "source: TODO"),
        ("why: Both are seen on one evening", "why: FIXME later"),
        ("label: Mostly", 'label: "..."'),
    ],
)
def test_a_placeholder_is_told_wherever_it_stands(old: str, new: str) -> None:
    """Once, at its line, also where many items share it."""
    ((code, line),) = told("written", (old, new))
    assert (code, new in line) == ("placeholder", True)


@pytest.mark.parametrize("text", ['"Says: how about …?"', "Makes a todo list"])
def test_an_ellipsis_in_a_sentence_is_no_placeholder(text: str) -> None:
    """An author may use the sign, as long as it is not all there is."""
    assert told("written", ("text: Hurries on", f"text: {text}")) == []


@pytest.mark.parametrize(
    ("old", "code"),
    [
        ('citation: "Written for the tests of fidelity, 2026", ', "no-source"),
        ("licence: CC0-1.0, ", "no-licence"),
        (", not_for: Groups of children", "no-audience"),
    ],
)
def test_source_licence_and_audience(old: str, code: str) -> None:
    """Each of them is owed by itself."""
    assert [found for found, _ in told("described", (old, ""))] == [code]
