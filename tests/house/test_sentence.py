"""What counts as one sentence."""

from __future__ import annotations

import pytest

from tests.house.sentence import holds_two, is_one


@pytest.mark.parametrize(
    "text",
    [
        "A score is a number or a reason.",
        "Use a short name, e.g. One of three words.",
        "See `a. B` and [this](https://example.org/a.%20B) for more.",
        "After J. Smith et al. The rule was kept.",
        "Version 1.2 holds.",
    ],
)
def test_one_sentence(text: str) -> None:
    """Code, links, initials and abbreviations do not look like the end of a sentence."""
    assert is_one(text)


@pytest.mark.parametrize("text", ["First. Second.", "Is it? Yes.", "See `x`. Then go on.", "(First.) Second."])
def test_two_sentences(text: str) -> None:
    """A full stop and a capital letter make two sentences."""
    assert holds_two(text)


def test_a_fragment_is_no_sentence() -> None:
    """Text without a mark at its end is not a sentence."""
    assert not is_one("Without an end")
