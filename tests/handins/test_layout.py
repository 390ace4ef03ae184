"""How a fill-in sheet says which form it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.handins.layout import edition_parts, edition_text, key
from fidelity.model.identifier import PATTERN

NAME = st.from_regex(PATTERN.replace("$", r"\Z"), fullmatch=True)


@given(NAME, st.text(min_size=1, max_size=60), NAME, st.just("") | NAME)
def test_an_edition_comes_back_from_its_text(intervention: str, version: str, checklist: str, profile: str) -> None:
    """Whatever the version is: slashes and at-signs too."""
    parts = (intervention, version, checklist, profile)
    assert edition_parts(edition_text(*parts)) == parts


def test_an_edition_is_one_plain_text() -> None:
    """Which no spreadsheet takes for a number, a date or a formula."""
    assert edition_text("imr", "1.10", "fidelity", "") == "imr/fidelity@1.10"
    assert edition_text("imr", "1.10", "fidelity", "short") == "imr/fidelity/short@1.10"
    assert key("item", "greets") == "item:greets"


@pytest.mark.parametrize("text", ["", "imr", "imr@1", "imr/fidelity", "imr/fidelity@", "/a@1", "a/b/c/d@1", "a//b@1"])
def test_another_text_is_no_edition(text: str) -> None:
    """Too little, or too much."""
    assert edition_parts(text) is None
