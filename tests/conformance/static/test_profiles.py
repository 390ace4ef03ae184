"""Whether each profile changes what it says."""

from __future__ import annotations

import pytest

from tests.conformance.asked import told

LEFT_OUT = ", leaves_out: [asks_again]}"
SITS = "{id: sits_close, component: together, dimension: warmth, scale: how_much, text: Sits close to the child"


@pytest.mark.parametrize("more", [", guidance: Touching counts", ", critical: true"])
def test_a_change_of_words_is_a_change(more: str) -> None:
    """A profile may say an item in other words only."""
    assert told("profiles", (LEFT_OUT, f",\n     replaces: [{{item: sits_close, with: {SITS}{more}}}}}]}}")) == []


def test_what_is_as_it_was_is_told_at_the_replacement() -> None:
    """The line of the replacement is shown."""
    ((code, line),) = told("profiles", (LEFT_OUT, f",\n     replaces: [{{item: sits_close, with: {SITS}}}}}]}}"))
    assert (code, line[:10]) == ("profile-unchanged", "replaces: ")
