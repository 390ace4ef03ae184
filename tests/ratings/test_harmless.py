"""The apostrophe before a text that a spreadsheet would compute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.ratings.harmless import clean, harmless


@pytest.mark.parametrize("text", ["=1+1", "+plus", "-dash", "@home", "\tx", "-1/2 or so"])
def test_a_formula_gets_one(text: str) -> None:
    """Whatever a spreadsheet would take for one."""
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "2", "-8", "+44", "-1.5", "-1/2", "1=1", "'quoted'", "a@b"])
def test_anything_else_stays(text: str) -> None:
    """Mere numbers too."""
    assert harmless(text) == text


@given(st.text().map(str.strip))
def test_it_is_taken_away_again(text: str) -> None:
    """What was written comes back, unless it began with an apostrophe of its own before a formula."""
    if text[:1] != "'":
        assert clean(f" {harmless(text)} ") == text
